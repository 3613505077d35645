"""Another model's vectors in place of those before: what a person is told of it while it goes on.

Vectors are kept under the name of their model, so that going back to the one before costs nothing, and a kill loses no
more than the batch at hand.
"""

from sqlalchemy import Connection, func, select

from policy.values import Frozen
from vectorstore.facts import read_fact
from vectorstore.schema import clauses, embeddings, waiting

REPLACED = "vector_replaced"  # the fact: whose vectors are being replaced, '' where none are
_VECTOR_BYTES = 4


class VectorChange(Frozen):
    """A change of model that is going on. dimension is the new model's, None until its first vector is there."""

    before: str
    now: str
    dimension: int | None
    done: int
    total: int

    @property
    def sentence(self) -> str:
        """What goes on, how far it is, and what may be done meanwhile.

        >>> told = VectorChange(before="甲", now="乙", dimension=1024, done=5, total=205).sentence
        >>> told.split("。")[0]
        '向量模型已由“甲”换成“乙”（1024 维），205 条条款要重新计算，已完成 5 条'
        """
        size = f"（{self.dimension} 维）" if self.dimension else ""
        return (
            f"向量模型已由“{self.before}”换成“{self.now}”{size}，{self.total} 条条款要重新计算，已完成 {self.done} 条。"
            "提问照常：没算好的条款先按关键词检索，算好一条用一条；中途关闭也不丢，下次打开接着算。"
        )


def read_change(connection: Connection, embedder: str) -> VectorChange | None:
    """The change to this model, whether or not the work has begun; None where there is none."""
    known, replaced = read_fact(connection, "vector_embedder"), read_fact(connection, REPLACED)
    total = connection.scalar(select(func.count()).select_from(clauses)) or 0
    done = embedded_count(connection)
    begun = known == embedder
    before = replaced if begun else known if done else None
    if not before:
        return None
    dimension = known_dimension(connection, embedder)
    return VectorChange(before=before, now=embedder, dimension=dimension, done=done if begun else 0, total=total)


def known_dimension(connection: Connection, embedder: str) -> int | None:
    """The length of this model's vectors as they are kept; None where there is none."""
    asked = select(func.length(embeddings.c.vector)).where(embeddings.c.embedder == embedder).limit(1)
    size = connection.scalar(asked)
    return size // _VECTOR_BYTES if size else None


def embedded_count(connection: Connection) -> int:
    """How many clauses have their vector; both counts come from an index alone."""
    total = connection.scalar(select(func.count()).select_from(clauses)) or 0
    return total - (connection.scalar(select(func.count()).where(waiting)) or 0)
