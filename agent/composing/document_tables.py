"""Documents as a table: a row a document, under the elements that the person names."""

from collections.abc import Callable, Sequence

from policy.elements import GENRE_NAMES, STATUS_NAMES
from tools.catalogue import DocumentList
from tools.evidence import DocumentCard

_NONE = "未注明"
_USUAL = ("序号", "标题", "文号", "区县", "日期", "状态")
# Words in a column's name, in the order in which they are tried.
_ELEMENTS: tuple[tuple[tuple[str, ...], Callable[[DocumentCard], str | None]], ...] = (
    (("文号", "字号"), lambda card: card.number),
    (("机关", "单位", "部门", "谁发", "发文主体"), lambda card: "、".join(card.issuers)),
    (("日期", "时间", "哪天", "何时", "年份"), lambda card: card.date),
    (("区县", "地区", "地方", "地域", "哪里"), lambda card: card.place),
    (("状态", "效力", "有效性"), lambda card: STATUS_NAMES[card.status]),
    (("文种", "类型", "体裁", "性质"), lambda card: GENRE_NAMES[card.genre]),
    (("标题", "名称", "文件", "题目", "材料"), lambda card: card.title),
)


def compose_document_table(listed: DocumentList, columns: Sequence[str] = ()) -> str:
    """All documents of a list that is not empty; the usual columns where one that is named is no element of all."""
    named = (*(() if any("序号" in c for c in columns) else ("序号",)), *columns)
    known = bool(columns) and all("序号" in column or _element(column) for column in named)
    shown = named if known else _USUAL
    lines = [f"共 {len(listed.documents)} 份文件（{listed.searched}）：", "", _line(shown), _line(["---"] * len(shown))]
    for ordinal, (card, title) in enumerate(zip(listed.documents, listed.titles, strict=True), start=1):
        lines.append(_line([_cell(card, column, ordinal) for column in shown], title.mark))
    return "\n".join(lines)


def _element(column: str) -> Callable[[DocumentCard], str | None] | None:
    return next((value for words, value in _ELEMENTS if any(word in column for word in words)), None)


def _cell(card: DocumentCard, column: str, ordinal: int) -> str:
    value = _element(column)
    return (value(card) or _NONE).replace("|", "｜") if value else str(ordinal)


def _line(cells: Sequence[str], mark: str = "") -> str:
    return f"|{'|'.join(cells)}{mark}|"
