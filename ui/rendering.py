"""Pieces of HTML that every tab is made of, by pure functions. What is not `Markup` is escaped by markupsafe, always.

Not here: a conversation (`ui.exchanges`), an answer's Markdown (`ui.markdown`), the pane of a document (`ui.source`).
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from policy.elements import STATUS_NAMES, Status

_NONE = Markup(' class="none"')  # a card leaves out what there is nothing to say of


def join(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML, one after the other."""
    return Markup("").join(parts)


def table_html(columns: Sequence[str], rows: Iterable[Markup]) -> Markup:
    """A table of records; on a narrow screen each row becomes a card."""
    head = join(Markup("<th>{}</th>").format(column) for column in columns)
    return Markup(
        '<div class="table"><table class="wide"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(head, join(rows))


def row_html(columns: Sequence[str], cells: Sequence[object]) -> Markup:
    """A row of it, each cell told by its column."""
    pairs = zip(columns, cells, strict=True)
    cell_html = Markup('<td data-label="{}"{}>{}</td>')
    return Markup("<tr>{}</tr>").format(
        join(cell_html.format(label, _NONE if cell == "—" else "", cell) for label, cell in pairs)
    )


def badge(status: Status) -> Markup:
    """The status of a document as a small label.

    >>> badge("digest")
    Markup('<span class="badge digest">摘编</span>')
    """
    return Markup('<span class="badge {}">{}</span>').format(status, STATUS_NAMES[status])


def milliseconds(elapsed: float) -> str:
    """A duration for people.

    >>> milliseconds(12.4), milliseconds(3210)
    ('12 毫秒', '3.2 秒')
    """
    return f"{elapsed / 1000:.1f} 秒" if elapsed >= 1000 else f"{elapsed:.0f} 毫秒"


def suggestions_html(questions: Sequence[str]) -> Markup:
    """Next questions as chips; nothing where there are none."""
    chips = join(Markup('<button type="button" data-ask="{}">{}</button>').format(q, q) for q in questions)
    return Markup('<div class="suggestions">{}</div>').format(chips) if questions else Markup("")


def status_html(*, documents: int, is_demo: bool, mode: str, done: int, total: int, chosen: bool = False) -> Markup:
    """The line above a conversation: which documents answer, which model, how far the index is.

    chosen: the documents are some that the person has picked out.

    >>> status_html(documents=5, is_demo=False, mode="离线模式", done=1, total=4).striptags()
    '资料：全部 5 份 离线模式 语义索引 1/4 条，已可提问'
    """
    which = "所选" if chosen else "演示资料" if is_demo else "全部"
    ready = 0 < total <= done
    indexing = f"语义索引 {done}/{total} 条，已可提问" if total else "关键词检索"
    indexed = "索引完成" if ready else indexing
    return Markup(
        '<button type="button" data-view="library">资料：{} {} 份</button> <span>{}</span> <span class="{}">{}</span>'
    ).format(which, documents, mode, "ready" if ready else "", indexed)
