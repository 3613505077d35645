"""Values out of rows: summaries, documents, clauses and tasks, each kept once it was read."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, RowMapping, Select, select

from policy.assignments import Task
from policy.documents import Clause, PolicyDocument
from policy.errors import NotInLibraryError
from vectorstore.ancestry import headings_to, load_above
from vectorstore.corrections import Overlay, read_overlay
from vectorstore.facts import library_version
from vectorstore.figures import Figures, load_figures
from vectorstore.marks import Marks, TaskMark, Words, load_marks, load_words, words_of
from vectorstore.records import DocumentSummary, LedgerTask, UnitName, Vocabulary
from vectorstore.schema import clauses, documents, task_themes, task_units, tasks
from vectorstore.shelf import Shelf
from vectorstore.writing import document_row

# In values, for 3,000 documents and 40,000 tasks on one machine: about 20, 100 and 150 MB when full;
# marks and words together 60.
_SUMMARIES, _DOCUMENTS, _TASKS, _MARKS = 20_000, 64, 30_000, 20_000
_CHUNK = 2_000


class Reader:
    """Reads frozen values, and parses none of them twice while there is room."""

    def __init__(self) -> None:
        self._summaries = Shelf[DocumentSummary](room=_SUMMARIES)
        self._documents = Shelf[PolicyDocument](room=_DOCUMENTS)
        self._tasks = Shelf[LedgerTask](room=_TASKS)
        self._marks = Shelf[Marks](room=_MARKS)
        self._words = Shelf[Words](room=_MARKS)
        self._figures = Shelf[Figures](room=_MARKS)
        self._overlay: tuple[int, Overlay] | None = None

    def overlay(self, connection: Connection) -> Overlay:
        """The corrections of now; what lies on the shelves is as it was read."""
        known, version = self._overlay, library_version(connection)
        if known is None or known[0] != version:
            known = self._overlay = (version, read_overlay(connection))
        return known[1]

    def summaries(self, connection: Connection, rows: Sequence[int] | None = None) -> tuple[DocumentSummary, ...]:
        """Summaries of these documents, or of all in the order they were added."""
        if rows is None:
            rows = connection.scalars(select(documents.c.row).order_by(documents.c.row)).all()
        found = self._summaries.get_many(rows, load=lambda missing: _load_summaries(connection, missing))
        return tuple(map(self.overlay(connection).summary, found))

    def document(self, connection: Connection, doc_id: str) -> PolicyDocument:
        """The whole document. Raises NotInLibraryError."""
        return self.overlay(connection).document(self.as_read(connection, doc_id))

    def as_read(self, connection: Connection, doc_id: str) -> PolicyDocument:
        """The document without corrections. Raises NotInLibraryError."""
        row = document_row(connection, doc_id)
        if row is None:
            raise NotInLibraryError(f"资料库中没有编号为“{doc_id}”的文件，可能已被移除，请刷新文件列表后再试。")
        found = self._documents.get_many([row], load=lambda rows: {row: _load_document(connection, row)})
        return found[0]

    def tasks(self, connection: Connection, rows: Sequence[int]) -> tuple[LedgerTask, ...]:
        """The tasks of these rows, in their order."""
        found = self._tasks.get_many(rows, load=lambda missing: self._load_tasks(connection, missing))
        return self.overlay(connection).tasks(found)

    def marks(self, connection: Connection, owners: Mapping[int, str]) -> dict[str, Marks]:
        """What the duties of each document state, by its id; owners: the ids by their rows."""
        rows = tuple(owners)
        found = self._marks.get_many(rows, load=lambda missing: load_marks(connection, missing))
        marks = {owners[row]: mine for row, mine in zip(rows, found, strict=True)}
        for doc_id in self.overlay(connection).corrected & marks.keys():
            marks[doc_id] = tuple(map(TaskMark.of, self.document(connection, doc_id).tasks))
        return marks

    def figures(self, connection: Connection, owners: Sequence[int]) -> tuple[Figures, ...]:
        """The figures of each of these documents."""
        return self._figures.get_many(owners, load=lambda missing: load_figures(connection, missing))

    def words(self, connection: Connection, owners: Sequence[int]) -> dict[str, str]:
        """What each duty of these documents is found by, folded, by its id; corrected units are found as they stand."""
        found = self._words.get_many(owners, load=lambda missing: load_words(connection, missing))
        words = {task_id: said for mine in found for task_id, said in mine.items()}
        for doc_id in self.overlay(connection).corrected & {task_id.rpartition("-")[0] for task_id in words}:
            words |= words_of(self.document(connection, doc_id))
        return words

    def _load_tasks(self, connection: Connection, rows: Sequence[int]) -> dict[int, LedgerTask]:
        found = [
            row for start in range(0, len(rows), _CHUNK) for row in _task_rows(connection, rows[start : start + _CHUNK])
        ]
        owners = sorted({row["document_row"] for row in found})
        load = partial(_load_summaries, connection)
        summaries = dict(zip(owners, self._summaries.get_many(owners, load=load), strict=True))
        read = [
            (row, Task.model_validate_json(row["body"]), Clause.model_validate_json(row["clause"])) for row in found
        ]
        above = load_above(connection, [(clause, _mirror_of(task)) for _, task, clause in read])
        return {
            row["row"]: _ledger_task(task, clause, summaries[row["document_row"]], above) for row, task, clause in read
        }


def read_vocabulary(
    connection: Connection, summaries: Sequence[DocumentSummary], *, only: Collection[str] | None
) -> Vocabulary:
    """What these documents and their ledger speak of; only: the ids of the documents, None where they are all."""
    of_tasks = [] if only is None else [task_themes.c.task_row.in_(_tasks_of(only))]
    headers = [summary.header for summary in summaries]
    titles = [title for header in headers for title in (header.title, header.inner_title) if title]
    return Vocabulary(
        regions=tuple(dict.fromkeys(header.region for header in headers if header.region)),
        units=_unit_names(connection, only),
        titles=tuple(dict.fromkeys(titles)),
        numbers=tuple(dict.fromkeys(header.document_number for header in headers if header.document_number)),
        years=tuple(dict.fromkeys(header.year for header in headers if header.year)),
        themes=tuple(
            connection.scalars(select(task_themes.c.theme).where(*of_tasks).distinct().order_by(task_themes.c.theme))
        ),
    )


def _tasks_of(only: Collection[str]) -> Select[int]:
    return (
        select(tasks.c.row).join(documents, documents.c.row == tasks.c.document_row).where(documents.c.doc_id.in_(only))
    )


def _unit_names(connection: Connection, only: Collection[str] | None) -> tuple[UnitName, ...]:
    printed: dict[str, list[str]] = {}
    forms = select(task_units.c.name, task_units.c.printed).distinct().order_by(task_units.c.name, task_units.c.printed)
    if only is not None:
        forms = forms.where(task_units.c.task_row.in_(_tasks_of(only)))
    for name, form in connection.execute(forms):
        printed.setdefault(name, []).append(form)
    return tuple(UnitName(name=name, printed=tuple(forms)) for name, forms in printed.items())


def _load_summaries(connection: Connection, rows: Sequence[int]) -> dict[int, DocumentSummary]:
    chosen = select(documents.c.row, documents.c.summary).where(documents.c.row.in_(rows))
    return {row: DocumentSummary.model_validate_json(summary) for row, summary in connection.execute(chosen)}


def _load_document(connection: Connection, row: int) -> PolicyDocument:
    bare = PolicyDocument.model_validate_json(
        _bodies(connection, select(documents.c.body).where(documents.c.row == row))[0]
    )
    of_clauses = select(clauses.c.body).where(clauses.c.document_row == row).order_by(clauses.c.row)
    of_tasks = select(tasks.c.body).where(tasks.c.document_row == row).order_by(tasks.c.row)
    found = {
        "clauses": tuple(Clause.model_validate_json(body) for body in _bodies(connection, of_clauses)),
        "tasks": tuple(Task.model_validate_json(body) for body in _bodies(connection, of_tasks)),
    }
    return bare.model_copy(update=found)


def _bodies(connection: Connection, query: Select[str]) -> Sequence[str]:
    return connection.scalars(query).all()


def _task_rows(connection: Connection, rows: Sequence[int]) -> Sequence[RowMapping]:
    columns = (tasks.c.row, tasks.c.document_row, tasks.c.body, clauses.c.body.label("clause"))
    joined = select(*columns).join(clauses, clauses.c.row == tasks.c.clause_row)
    return connection.execute(joined.where(tasks.c.row.in_(rows))).mappings().all()


def _ledger_task(task: Task, clause: Clause, document: DocumentSummary, above: Mapping[str, Clause]) -> LedgerTask:
    mirror = above.get(_mirror_of(task))
    # The parts are valid already; checking them again would double the time of a large ledger.
    return LedgerTask.model_construct(
        task=task,
        document=document,
        clause=clause,
        heading_path=headings_to(clause, above),
        mirror_path=headings_to(mirror, above) if mirror else (),
    )


def _mirror_of(task: Task) -> str:
    """The clause of the duty's other telling, '' where there is none: a task's id is its clause's with a t behind."""
    return (task.mirror_id or "").removesuffix("t")
