"""The library of documents: one database that is the truth, and two indexes that follow from it.

The keyword index is written with the document; vectors follow in the background and never hold up a question.
Every method may be called from any thread. In a folder of this machine, or on servers that many processes share.
"""

from collections.abc import Collection, Sequence
from copy import copy
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, func, select

from policy.corrections import Correction, Field
from policy.documents import Clause, PolicyDocument
from policy.errors import NotInLibraryError
from vectorstore import corrections, keywords
from vectorstore.ancestry import load_clauses, load_first
from vectorstore.database import open_database
from vectorstore.embedders import Embedder
from vectorstore.facts import bump_version, library_version, read_fact, write_fact
from vectorstore.figures import Figures
from vectorstore.filters import ClauseFilter, QuotaKind, TaskFilter, narrowed
from vectorstore.indexing import VectorWorker
from vectorstore.keyword_rows import keyword_rows
from vectorstore.marks import Marks
from vectorstore.ownership import ownership_of
from vectorstore.places import Place, Servers
from vectorstore.reading import Reader, read_vocabulary
from vectorstore.records import DocumentSummary, Hit, LedgerTask, Vocabulary
from vectorstore.reembedding import VectorChange, read_change
from vectorstore.schema import clauses, documents, waiting
from vectorstore.scopes import task_rows
from vectorstore.search import HybridSearch, Leg
from vectorstore.vectors import VectorIndex
from vectorstore.word_counts import WordCounts
from vectorstore.words import WORDS_VERSION
from vectorstore.writing import delete_document, document_row, insert_document

_ANY_CLAUSE, _ANY_TASK = ClauseFilter(), TaskFilter()


class PolicyLibrary:
    """Documents that can be listed, asked and removed.

    embedder None means search by keyword alone. Raises LibraryFolderError when the folder cannot be used, and like
    every method ServerAwayError when a server does not answer.
    """

    def __init__(self, place: Place, *, embedder: Embedder | None) -> None:
        self._database = open_database(place)
        self._reader = Reader()
        self._ownership = ownership_of(place, self._database) if embedder else None
        self._worker: VectorWorker | None = None
        self._known: tuple[int, Vocabulary] | None = None
        self._only: frozenset[str] | None = None
        self._whole: PolicyLibrary | None = None
        self._freshen_keywords()
        if embedder and self._ownership and (self._ownership.shared or self._ownership.held()):
            index = VectorIndex(place if isinstance(place, Servers) else place / "vectors", embedder_name=embedder.name)
            self._worker = VectorWorker(self._database, embedder, index=index, ownership=self._ownership)
        self._counts = WordCounts()
        self._search = HybridSearch(self._reader, counts=self._counts, worker=self._worker, embedder=embedder)
        self._has_embedder = embedder is not None
        self._embedder_name = embedder.name if embedder else ""
        self._seen_version = self.version

    def __enter__(self) -> "PolicyLibrary":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, document: PolicyDocument) -> bool:
        """Take a document in, whole or not at all; False when the same bytes are here already, and nothing changes."""
        words = keyword_rows(document)
        with self._database.write() as connection:
            if document_row(connection, document.doc_id) is not None:
                return False
            insert_document(connection, document, words=words, added_at=datetime.now(UTC))
            overlay = self._reader.overlay(connection)
            if overlay.of(document.doc_id):
                corrections.refresh(connection, overlay.document(document))
            bump_version(connection)
        self._wake()
        return True

    def within(self, doc_ids: Collection[str]) -> Self:
        """The library as if it held these documents alone, for every tool that reads it. Not to be closed."""
        view = copy(self)
        view._only, view._known, view._whole = frozenset(doc_ids), None, self.whole
        return view

    @property
    def whole(self) -> "PolicyLibrary":
        """The library that this is a view of; itself where it is none."""
        return self._whole or self

    def correct(self, correction: Correction) -> None:
        """Keep a correction; every value that is read from now on has it. Raises NotInLibraryError."""
        with self._database.write() as connection:
            document = self._reader.as_read(connection, correction.doc_id)
            corrections.keep(connection, correction)
            self._refresh(connection, document)
        self._wake()

    def take_back(self, doc_id: str, field: Field, *, task_id: str | None = None) -> bool:
        """Undo a correction; False when there was none. Raises NotInLibraryError."""
        with self._database.write() as connection:
            document = self._reader.as_read(connection, doc_id)
            known = corrections.forget(connection, doc_id, field, task_id=task_id)
            self._refresh(connection, document)
        self._wake()
        return known

    def corrections(self, doc_id: str) -> tuple[Correction, ...]:
        """What was corrected in a document, the earliest first."""
        with self._database.read() as connection:
            return self._reader.overlay(connection).of(doc_id)

    def remove(self, doc_id: str) -> PolicyDocument:
        """Take a document out with all that was derived from it, and return it as it was read. Corrections of it stay,
        for the day it is added again. Raises NotInLibraryError.
        """
        with self._database.write() as connection:
            document = self._reader.as_read(connection, doc_id)
            row = document_row(connection, doc_id)
            assert row is not None
            delete_document(connection, row)
            bump_version(connection)
        self._wake()
        return document

    def documents(self) -> tuple[DocumentSummary, ...]:
        """Every document, in the order they were added."""
        with self._database.read() as connection:
            return self._summaries(connection)

    def document(self, doc_id: str) -> PolicyDocument:
        """The whole document. Raises NotInLibraryError."""
        self._refuse_others(doc_id)
        with self._database.read() as connection:
            return self._reader.document(connection, doc_id)

    def clause(self, clause_id: str) -> Clause:
        """A clause by its id. Raises NotInLibraryError."""
        found = self.clauses([clause_id])
        if clause_id not in found:
            raise NotInLibraryError(f"资料库中没有编号为“{clause_id}”的条款，所在文件可能已被移除，请重新提问。")
        return found[clause_id]

    def clauses(self, clause_ids: Sequence[str]) -> dict[str, Clause]:
        """Those of these clauses that are here, by their ids."""
        with self._database.read() as connection:
            found = load_clauses(connection, clause_ids)
        return {one: clause for one, (clause, _) in found.items() if self._only is None or clause.doc_id in self._only}

    def first_clauses(self) -> dict[str, Clause]:
        """Where each document begins, by its id."""
        with self._database.read() as connection:
            found = load_first(connection)
        return found if self._only is None else {doc_id: found[doc_id] for doc_id in self._only if doc_id in found}

    def tasks(self, filters: TaskFilter = _ANY_TASK) -> tuple[LedgerTask, ...]:
        """The complete set of tasks that satisfy the filter, in the order of the documents and of their text."""
        filters = filters.model_copy(update={"doc_ids": narrowed(filters.doc_ids, self._only)})
        with self._database.read() as connection:
            return self._reader.tasks(connection, connection.scalars(task_rows(filters)).all())

    def task_marks(self, doc_ids: Collection[str]) -> dict[str, Marks]:
        """What the duties of each of these documents state, in reading order, without reading them."""
        with self._database.read() as connection:
            return self._reader.marks(connection, self._owners(connection, doc_ids))

    def figures(self, doc_ids: Collection[str]) -> dict[str, Figures]:
        """The figures of each of these documents, in reading order, without reading the documents."""
        with self._database.read() as connection:
            owners = self._owners(connection, doc_ids)
            return dict(zip(owners.values(), self._reader.figures(connection, tuple(owners)), strict=True))

    def task_words(self) -> dict[str, str]:
        """For each duty of the library, by its id: headings above, own words and units, folded."""
        with self._database.read() as connection:
            return self._reader.words(connection, connection.scalars(select(documents.c.row)).all())

    def search(
        self,
        query: str,
        *,
        filters: ClauseFilter = _ANY_CLAUSE,
        limit: int = 10,
        quota_by: QuotaKind | None = None,
        leg: Leg = "both",
    ) -> tuple[Hit, ...]:
        """The clauses that speak of the query, best first, at most `limit`.

        quota_by gives each region (or document) of the filter, or of what is found, its turn in the list; regions that
        the filter names are searched apart. leg is for measuring one leg by itself.
        """
        self._notice_others()
        filters = filters.model_copy(update={"doc_ids": narrowed(filters.doc_ids, self._only)})
        with self._database.read() as connection:
            return self._search.find(connection, query, filters=filters, limit=limit, quota_by=quota_by, leg=leg)

    def vocabulary(self) -> Vocabulary:
        """What the library speaks of; kept until the library changes."""
        known = self._known
        with self._database.read() as connection:
            version = library_version(connection)
            if known is None or known[0] != version:
                found = read_vocabulary(connection, self._summaries(connection), only=self._only)
                known = self._known = (version, found)
        return known[1]

    def word_counts(self, phrases: Sequence[str], *, filters: ClauseFilter = _ANY_CLAUSE) -> dict[str, int]:
        """In how many clauses each phrase may stand: no more than its rarest word does; 0 for one of no clause."""
        filters = filters.model_copy(update={"doc_ids": narrowed(filters.doc_ids, self._only)})
        with self._database.read() as connection:
            count = partial(self._counts.of, connection)
            return {one: keywords.phrase_count(connection, one, filters=filters, count=count) for one in phrases}

    def clause_count(self) -> int:
        """How many clauses there are."""
        return sum(summary.clause_count for summary in self.documents())

    @property
    def version(self) -> int:
        """Grows with every document added, removed or corrected, whichever process does it."""
        with self._database.read() as connection:
            return library_version(connection)

    def embedding_progress(self) -> tuple[int, int]:
        """How many clauses have their vector, of how many; (0, 0) without an embedder."""
        if not self._has_embedder:
            return 0, 0
        with self._database.read() as connection:
            total = connection.scalar(select(func.count()).select_from(clauses)) or 0
            pending = connection.scalar(select(func.count()).where(waiting)) or 0
        return total - pending, total

    def missing_vectors(self) -> dict[str, int]:
        """How many clauses of each document wait for their vector; documents that wait for none are left out."""
        if not self._has_embedder:
            return {}
        asked = select(documents.c.doc_id, func.count()).join(clauses, clauses.c.document_row == documents.c.row)
        with self._database.read() as connection:
            rows = connection.execute(asked.where(waiting).group_by(documents.c.doc_id))
            return {doc_id: count for doc_id, count in rows}

    def vector_notice(self) -> str | None:
        """Why search goes by keyword alone, as a sentence for the page; None when both legs are at work."""
        if not self._has_embedder:
            return "本机没有可用的向量模型，目前只按关键词检索；可在设置中指定向量接口。"
        if self._worker is None:
            return "另一个策问进程正在使用这个资料库的向量索引，本进程只按关键词检索。"
        failure = self._worker.failure or self._search.failure
        return str(failure) if failure else None

    def vector_change(self) -> VectorChange | None:
        """The change to another vector model, while it goes on; None where there is none."""
        if not self._has_embedder:
            return None
        with self._database.read() as connection:
            return read_change(connection, self._embedder_name)

    def wait_for_vectors(self, timeout: float = 60.0) -> bool:
        """Wait until every clause has its vector; False when the seconds ran out."""
        return self._worker is None or self._worker.wait(timeout)

    def rebuild_indexes(self) -> None:
        """Make both indexes anew from the database: keywords at once, vectors in the background from those kept."""
        with self._database.write() as connection:
            self._rebuild_keywords(connection)
            bump_version(connection)  # what was counted in a damaged index is forgotten, in other processes too
        if self._worker:
            self._worker.mend()

    def close(self) -> None:
        """Stop the background work and give the folder back."""
        self._search.close()
        if self._worker:
            self._worker.close()
        if self._ownership:
            self._ownership.release()
        self._database.close()

    def _summaries(self, connection: Connection) -> tuple[DocumentSummary, ...]:
        found = self._reader.summaries(connection)
        return found if self._only is None else tuple(one for one in found if one.doc_id in self._only)

    def _owners(self, connection: Connection, doc_ids: Collection[str]) -> dict[int, str]:
        """The rows of these documents with their ids, in the order they were added."""
        wanted = set(doc_ids) if self._only is None else self._only.intersection(doc_ids)
        listed = connection.execute(select(documents.c.row, documents.c.doc_id).order_by(documents.c.row))
        return {row: doc_id for row, doc_id in listed if doc_id in wanted}

    def _refuse_others(self, doc_id: str) -> None:
        if self._only is not None and doc_id not in self._only:
            raise NotInLibraryError(
                f"编号为“{doc_id}”的文件不在所选的 {len(self._only)} 份文件之内，请调整范围后再试。"
            )

    def _refresh(self, connection: Connection, document: PolicyDocument) -> None:
        mine = corrections.read_overlay(connection).document(document)
        corrections.refresh(connection, mine)
        bump_version(connection)

    def _wake(self) -> None:
        if self._worker:
            self._seen_version = self.version  # or the next search would take our own change for another's
            self._worker.wake()

    def _notice_others(self) -> None:
        """Documents that another process added want their vectors from this one."""
        if self._worker and (version := self.version) != self._seen_version:
            self._seen_version = version
            self._worker.wake()

    def _freshen_keywords(self) -> None:
        """Index anew where the words are cut otherwise than when the index was written, or where it is missing."""
        with self._database.read() as connection:
            fresh = keywords.exists(connection) and read_fact(connection, "words_version") == str(WORDS_VERSION)
        if not fresh:
            with self._database.write() as connection:
                self._rebuild_keywords(connection)

    def _rebuild_keywords(self, connection: Connection) -> None:
        keywords.drop(connection)
        keywords.create(connection)
        for doc_id in connection.scalars(select(documents.c.doc_id).order_by(documents.c.row)).all():
            document = self._reader.document(connection, doc_id)
            of_document = select(clauses.c.row).join(documents).where(documents.c.doc_id == doc_id)
            rows = connection.scalars(of_document.order_by(clauses.c.row)).all()
            keywords.insert_rows(connection, dict(zip(rows, keyword_rows(document), strict=True)))
        write_fact(connection, "words_version", str(WORDS_VERSION))
