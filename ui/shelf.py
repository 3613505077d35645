"""The shelf of documents, the clause tree of one, and what became of added files, as HTML by pure functions."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from policy.documents import GENRE_NAMES, Clause, PolicyDocument, Task
from ui.desk import Added
from ui.rendering import badge, join, row_html, table_html
from ui.source import document_date
from vectorstore.records import DocumentSummary

_COLUMNS = ("文件", "区县", "文种", "文号", "日期", "状态", "任务", "提示", "")


def shelf_html(documents: Sequence[DocumentSummary], *, is_demo: bool, own_count: int) -> Markup:
    """The switch between one's own documents and the demonstration, and the table of those that answer now."""
    listed = Markup('<p class="empty">资料库还是空的。把文件拖到上面的框里，读完即可提问。</p>')
    if documents:
        listed = table_html(_COLUMNS, (_row(document, removable=not is_demo) for document in documents))
    return Markup("{}{}").format(_switch(len(documents), is_demo=is_demo, own_count=own_count), listed)


def _switch(count: int, *, is_demo: bool, own_count: int) -> Markup:
    option = Markup('<button type="button" data-library="{}" aria-pressed="{}"{}>{}</button>')
    told = f"共 {count} 份，答案只取自这里" if own_count else "我的资料还没有文件，现在由演示资料（摘编）作答"
    return Markup(
        '<div class="bar"><span class="segments" role="group" aria-label="作答依据">{}{}</span>'
        '<span class="quiet">{}</span></div>'
    ).format(
        option.format("own", "false" if is_demo else "true", "" if own_count else Markup(" disabled"), "我的资料"),
        option.format("demo", "true" if is_demo else "false", "", "演示资料"),
        told,
    )


def _row(document: DocumentSummary, *, removable: bool) -> Markup:
    header = document.header
    when = document_date(header)
    first = Markup('<button type="button" class="title" data-clause="{}-1">{}</button><span class="quiet">{}</span>')
    return row_html(
        _COLUMNS,
        (
            first.format(document.doc_id, header.title, document.source_name),
            header.region.name if header.region else "—",
            GENRE_NAMES[header.genre],
            str(header.document_number) if header.document_number else "—",
            when.isoformat() if when else "—",
            badge(header.status),
            f"{document.task_count} 项",
            "；".join(document.warnings) or "—",
            _actions(document, removable=removable),
        ),
    )


def _actions(document: DocumentSummary, *, removable: bool) -> Markup:
    tree = Markup('<button type="button" class="link" data-tree="{}">条款树</button>').format(document.doc_id)
    remove = Markup(
        '<details class="confirm"><summary>删除</summary><span>连同任务与索引一并删除？'
        '<button type="button" class="danger" data-remove="{}">确认删除</button></span></details>'
    ).format(document.doc_id)
    return Markup('<span class="actions">{}{}</span>').format(tree, remove if removable else "")


def tree_html(document: PolicyDocument) -> Markup:
    """The clauses of a document as a tree that folds, with what was found in each; a click opens the clause."""
    children: dict[str | None, list[Clause]] = {}
    for clause in document.clauses:
        children.setdefault(clause.parent_id, []).append(clause)
    tasks: dict[str, list[Task]] = {}
    for task in document.tasks:
        tasks.setdefault(task.clause_id, []).append(task)
    return Markup(
        '<div class="bar"><button type="button" class="link" data-back>‹ 返回资料库</button></div>'
        '<h2 class="tree-title">{}</h2><p class="quiet">{} 条，{} 项任务</p><ul class="tree">{}</ul>'
    ).format(
        document.header.title,
        len(document.clauses),
        len(document.tasks),
        join(_branch(clause, children, tasks) for clause in children.get(None, ())),
    )


def _branch(clause: Clause, children: dict[str | None, list[Clause]], tasks: dict[str, list[Task]]) -> Markup:
    below, duties = children.get(clause.clause_id, ()), tasks.get(clause.clause_id, [])
    found = Markup('<span class="count">{} 项任务</span>').format(len(duties)) if duties else ""
    line = Markup('<button type="button" data-clause="{}">{}</button>{}').format(
        clause.clause_id, _named(clause, duties), found
    )
    if not below:
        return Markup("<li>{}</li>").format(line)
    return Markup("<li><details open><summary>{}</summary><ul>{}</ul></details></li>").format(
        line, join(_branch(child, children, tasks) for child in below)
    )


def _named(clause: Clause, duties: Sequence[Task]) -> str:
    heading = clause.heading or next((task.heading for task in duties), "")
    named = f"{clause.number}{heading}" if heading else " ".join(clause.text.split())
    return named if len(named) <= 44 else f"{named[:43]}…"


def report_html(lines: Iterable[Markup]) -> Markup:
    """What became of each file, one sentence each."""
    return Markup('<ul class="report" role="status">{}</ul>').format(join(lines))


def reading_html(name: str, *, at: int, of: int) -> Markup:
    """A file that is being read: which of how many."""
    return Markup('<li class="busy">正在读取（{}/{}）：{}<progress max="{}" value="{}"></progress></li>').format(
        at, of, name, of, at - 1
    )


def added_html(added: Added) -> Markup:
    """A file that is in the library now, or was there before."""
    told = f"已加入《{added.title}》，找到 {added.task_count} 项任务，现在就可以提问。"
    known = f"《{added.title}》已在资料库中，内容没有变化。"
    return Markup('<li class="done">{}{}</li>').format(told if added.was_new else known, "".join(added.warnings))


def failed_html(sentence: str) -> Markup:
    """Why something could not be done."""
    return Markup('<li class="failed" role="alert">{}</li>').format(sentence)


def done_html(sentence: str) -> Markup:
    """What has been done."""
    return Markup('<li class="done">{}</li>').format(sentence)
