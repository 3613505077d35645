"""体检: whether what the library holds can be trusted, and the repair of what is derived.

Covered: the file itself, every span of every document against its text, both indexes against the database, vectors
that nothing stands behind; and the file of what is kept beside the documents (conversations, drafts). Derived things
are made anew; a damaged document or value is named, since only its file or a backup can mend it.
Not covered: the vectors' own folder, which mends itself.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, delete, func, select, text
from sqlalchemy.exc import DatabaseError

from policy.documents import PolicyDocument
from policy.errors import LibraryFolderError
from policy.values import Frozen
from vectorstore.database import open_database
from vectorstore.keywords import indexed_rows
from vectorstore.library import PolicyLibrary
from vectorstore.places import Place
from vectorstore.reading import Reader
from vectorstore.schema import clauses, documents, embeddings, waiting

Part = Literal["file", "document", "keywords", "vectors", "kept"]


class Fault(Frozen):
    """One thing that was wrong: a Chinese sentence of what, and of what was done about it where `mended`."""

    part: Part
    told: str
    mended: bool = False


class Soundness(Frozen):
    """What was looked at, and what was wrong with it. waiting counts the clauses whose vectors are still to come."""

    documents: int
    clauses: int
    waiting: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong any more."""
        return all(fault.mended for fault in self.faults)


def check_library(place: Place, *, mend: bool) -> Soundness:
    """Look at a library that this process has not opened, and with mend repair what is derived.

    Raises LibraryFolderError when the database cannot be read at all.
    """
    database = open_database(place)
    try:
        with database.read() as connection:
            found = [*_of_file(connection), *_of_documents(connection), *_of_keywords(connection)]
            stray = connection.scalar(select(func.count()).select_from(embeddings).where(_unclaimed())) or 0
            counts = _counts(connection)
        found += [Fault(part="vectors", told=f"有 {stray} 个向量不属于任何条款。")] if stray else []
        if mend and stray:
            with database.write() as connection:
                connection.execute(delete(embeddings).where(_unclaimed()))
    except DatabaseError as error:
        raise LibraryFolderError(f"资料库“{place}”读不出来（{error.orig}），请用 restore 恢复最近的备份。") from error
    finally:
        database.close()
    return Soundness(**counts, faults=tuple(_mended(found, place) if mend else found))


def check_kept(home: Path) -> tuple[Fault, ...]:
    """What is wrong with the conversations, drafts and notes of a home folder; nothing where nothing is kept."""
    path = home / "kept.db"
    if not path.is_file():
        return ()
    advice = "请用 restore 恢复最近的备份。"
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
        ) as connection:  # a kill leaves a journal to go back by
            lines = [line for (line,) in connection.execute("PRAGMA integrity_check(10)") if line != "ok"]
            unread = connection.execute("SELECT count(*) FROM kept WHERE NOT json_valid(value)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return (Fault(part="kept", told=f"对话和草稿的文件“{path.name}”读不出来（{error}），{advice}"),)
    found = [Fault(part="kept", told=f"对话和草稿的文件有损坏（{line}），{advice}") for line in lines]
    if unread:
        found.append(Fault(part="kept", told=f"有 {unread} 条对话、草稿或批注读不出来，其余完好；{advice}"))
    return tuple(found)


def _mended(found: list[Fault], place: Place) -> Iterator[Fault]:
    """The faults after the repair: indexes are made anew, a vector that nobody claims is gone already."""
    if any(fault.part == "keywords" for fault in found):
        with PolicyLibrary(place, embedder=None) as library:
            library.rebuild_indexes()
    done = {"keywords": "已从数据库重建关键词索引。", "vectors": "已清除。"}
    for fault in found:
        if fault.part in done:
            fault = fault.model_copy(update={"told": fault.told + done[fault.part], "mended": True})
        yield fault


def _of_file(connection: Connection) -> Iterator[Fault]:
    if connection.dialect.name != "sqlite":
        return  # a server looks after its own files, and refuses rows without an owner
    for (line,) in connection.execute(text("PRAGMA integrity_check(10)")):
        if line != "ok":
            yield Fault(part="file", told=f"数据库文件有损坏（{line}），请用 restore 恢复最近的备份。")
    broken = len(connection.execute(text("PRAGMA foreign_key_check")).all())
    if broken:
        yield Fault(part="file", told=f"有 {broken} 行数据失去了所属的文件，请用 restore 恢复最近的备份。")


def _of_documents(connection: Connection) -> Iterator[Fault]:
    reader = Reader()
    for doc_id, title in connection.execute(select(documents.c.doc_id, documents.c.title)).all():
        advice = "请移除后重新加入原来的文件。"
        try:
            document = reader.document(connection, doc_id)
        except ValidationError:
            yield Fault(part="document", told=f"《{title}》（{doc_id}）的内容读不出来，{advice}")
            continue
        strays = _strays(document)
        if strays:
            yield Fault(part="document", told=f"《{title}》（{doc_id}）有 {strays} 处条款或任务与原文对不上，{advice}")


def _strays(document: PolicyDocument) -> int:
    """How many clauses and tasks are not the characters of the text at their place."""
    pairs = [(clause.text, clause.start, clause.end) for clause in document.clauses]
    pairs += [(task.quote, task.start, task.end) for task in document.tasks]
    return sum(document.text[start:end] != printed for printed, start, end in pairs)


def _of_keywords(connection: Connection) -> Iterator[Fault]:
    """Each clause has its row in the keyword index, and the index none beside."""
    try:
        indexed = indexed_rows(connection)
    except DatabaseError:
        yield Fault(part="keywords", told="关键词索引损坏或缺失。")
        return
    rows = set(connection.scalars(select(clauses.c.row)))
    if missing := len(rows - indexed):
        yield Fault(part="keywords", told=f"有 {missing} 条条款不在关键词索引里。")
    if beyond := len(indexed - rows):
        yield Fault(part="keywords", told=f"关键词索引里有 {beyond} 条已不存在的条款。")


def _unclaimed() -> ColumnElement[bool]:
    return ~select(clauses.c.content_hash).where(clauses.c.content_hash == embeddings.c.content_hash).exists()


def _counts(connection: Connection) -> dict[str, int]:
    return {
        "documents": connection.scalar(select(func.count()).select_from(documents)) or 0,
        "clauses": connection.scalar(select(func.count()).select_from(clauses)) or 0,
        "waiting": connection.scalar(select(func.count()).where(waiting)) or 0,
    }
