"""A cell of an annex's row, where the question names its column: 国家是哪家分管的 asks for 国家分工."""

from collections.abc import Sequence

from agent.composing.markup import flat, place_of, with_bold_figures
from agent.question import Question
from policy.documents import Clause, TableCell
from tools.evidence import DocumentCard, SourceRef
from tools.needs import content_words
from tools.reading import ClauseView
from vectorstore.library import PolicyLibrary

_PREFIX, _LONGEST = 2, 8
_ORDINARY = ("序号", "任务", "责任", "负责", "牵头", "具体", "工作", "方面")


def compose_cells(question: Question, views: Sequence[ClauseView], library: PolicyLibrary) -> str:
    """The cells under the columns that the question names, of the rows and of those that tell the same duties.

    '' where it names none.
    """
    names = _names if question.clause_ids else _names_whole
    lines = [
        _line(card, clause, cell)
        for view in views
        for card, clause in _rows(view)
        for cell in library.document(card.doc_id).cells_of(clause.clause_id)
        if names(question.text, cell) and cell.text.strip()
    ]
    return "\n".join(dict.fromkeys(lines))


def _rows(view: ClauseView) -> list[tuple[DocumentCard, Clause]]:
    every = [*((f.card, f.clause) for f in view.clauses), *((row.card, row.clause) for row in view.tasks)]
    return [(card, clause) for card, clause in every if clause.kind == "row"]


def _names_whole(text: str, cell: TableCell) -> bool:
    """Whether every word of the column's name stands in the text: 新区 alone names no 新区负责部门."""
    words = content_words(cell.column)
    return 1 < len(words) and len(cell.column) <= _LONGEST and all(word in text for word in words)


def _names(text: str, cell: TableCell) -> bool:
    """Whether the text begins a word of the column's: long columns are named by their first two letters."""
    column = cell.column
    return len(column) <= _LONGEST and column[:_PREFIX] in text and not column.startswith(_ORDINARY)


def _line(card: DocumentCard, clause: Clause, cell: TableCell) -> str:
    mark = SourceRef(clause_id=clause.clause_id, start=cell.start, end=cell.end).mark
    return f"{place_of(card)}{clause.locator}，{cell.column}：{with_bold_figures(flat(cell.text))}{mark}。"
