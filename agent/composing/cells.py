"""A cell of an annex's row, where the question names its column: 国家是哪家分管的 asks for 国家分工."""

from collections.abc import Sequence

from agent.composing.markup import flat, place_of, with_bold_figures
from agent.question import Question
from policy.documents import TableCell
from tools.evidence import FoundClause, SourceRef
from tools.reading import ClauseView
from vectorstore.library import PolicyLibrary

_PREFIX = 2
_ORDINARY = ("序号", "任务", "责任", "负责", "牵头", "具体", "工作", "方面")


def compose_cells(question: Question, views: Sequence[ClauseView], library: PolicyLibrary) -> str:
    """The cells under the columns that the question names; '' where it names none."""
    lines = [
        _line(found, cell)
        for view in views
        for found in view.clauses
        if found.clause.kind == "row"
        for cell in library.document(found.card.doc_id).cells_of(found.clause.clause_id)
        if _names(question.text, cell) and cell.text.strip()
    ]
    return "\n".join(dict.fromkeys(lines))


def _names(text: str, cell: TableCell) -> bool:
    """Whether the text begins a word of the column's: long columns are named by their first two letters."""
    column = cell.column
    return len(column) <= _LONGEST and column[:_PREFIX] in text and not column.startswith(_ORDINARY)


def _line(found: FoundClause, cell: TableCell) -> str:
    mark = SourceRef(clause_id=found.clause.clause_id, start=cell.start, end=cell.end).mark
    return f"{place_of(found.card)}{found.clause.locator}，{cell.column}：{with_bold_figures(flat(cell.text))}{mark}。"


_LONGEST = 8
