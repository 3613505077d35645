"""How far a model is with the wording of a draft. Alone here, so that a page that opens loads no LangChain."""

from policy.values import Frozen
from tools.drafts import DraftPiece

KEPT = "模型的改写没有通过核验（{}），保留原文字"
POLISHED = "模型润色，已核验"


class Polished(Frozen):
    """How far it is: piece is what became of the last line, None where it stays as it was; done and kept count lines,
    kept those whose new wording did not pass; note is a failure's sentence, with which it ends.
    """

    total: int
    done: int = 0
    kept: int = 0
    piece: DraftPiece | None = None
    note: str = ""
