"""The shelf of documents, page by page, as HTML by pure functions."""

from collections.abc import Collection, Mapping

from markupsafe import Markup

from policy.corrections import Field
from policy.elements import GENRE_NAMES
from tools.listing import Choice, DocumentPage
from ui.fields import input_html, pager_html, select_html
from ui.rendering import badge, row_html, table_html
from ui.source import document_date
from vectorstore.records import DocumentSummary

_COLUMNS = ("选", "文件", "区县", "文种", "文号", "日期", "状态", "任务", "提示", "")
_NOTHING = Markup("")
_EMPTY = Markup('<p class="empty">资料库还是空的。把文件拖到上面的框里，读完即可提问。</p>')


def shelf_html(
    page: DocumentPage,
    *,
    is_demo: bool,
    own_count: int,
    changing: bool = True,
    picked: Collection[str] = (),
    scope: Markup = _NOTHING,
    pending: Mapping[str, int] | None = None,
) -> Markup:
    """The switch between one's own documents and the demonstration, what the list is narrowed by, and one page of it.

    changing: whether the person may take documents out; picked are the chosen documents, scope what is told of them;
    pending says of how many clauses of a document the vectors are still missing.
    """
    rows = (
        _row(document, removable=changing and not is_demo, picked=document.doc_id in picked, pending=(pending or {}))
        for document in page.documents
    )
    listed = table_html(_COLUMNS, rows) if page.documents else Markup('<p class="empty">没有符合条件的文件。</p>')
    return Markup("{}{}{}{}").format(
        _switch(page.of, is_demo=is_demo, own_count=own_count),
        _narrowing(page, picked, scope) if page.of else "",
        listed if page.of else _EMPTY,
        pager_html(page.query.page, page.pages),
    )


def _switch(count: int, *, is_demo: bool, own_count: int) -> Markup:
    option = Markup('<button type="button" data-do="switch" data-library="{}" aria-pressed="{}"{}>{}</button>')
    told = f"共 {count} 份，答案只取自这里" if own_count else "我的资料还没有文件，现在由演示资料（摘编）作答"
    return Markup(
        '<div class="bar"><span class="segments" role="group" aria-label="作答依据">{}{}</span>'
        '<span class="quiet">{}</span></div>'
    ).format(
        option.format("own", "false" if is_demo else "true", "" if own_count else Markup(" disabled"), "我的资料"),
        option.format("demo", "true" if is_demo else "false", "", "演示资料"),
        told,
    )


def _narrowing(page: DocumentPage, picked: Collection[str], scope: Markup) -> Markup:
    query = page.query
    choose = Markup('<button type="button" class="link" data-do="choose-all">{}</button>').format(
        f"只用列出的 {page.total} 份" if page.total < page.of or picked else ""
    )
    told = f"列出 {page.total} 份" if page.total < page.of else ""
    return Markup(
        '<form class="fields" data-do="narrow" data-live role="search" aria-label="筛选文件">{}{}{}{}</form>'
        '<div class="picking">{}<p class="bar tight"><span class="quiet">{}</span>{}</p></div>'
    ).format(
        input_html("words", "查找", query.words, hint="标题、文号、文件名"),
        select_html("place", "区县", _options(page.places), chosen=query.place),
        select_html("genre", "文种", _options(page.genres), chosen=query.genre),
        select_html("status", "状态", _options(page.statuses), chosen=query.status),
        scope,
        told or ("" if scope else "勾选文件，就只在它们中间问答、查台账、做对比。"),
        choose if page.total < page.of else "",
    )


def _options(choices: Collection[Choice]) -> list[tuple[str, str]]:
    return [(choice.value, f"{choice.label}（{choice.count}）") for choice in choices]


def _row(document: DocumentSummary, *, removable: bool, picked: bool, pending: Mapping[str, int]) -> Markup:
    header = document.header
    when = document_date(header)
    first = Markup(
        '<button type="button" class="title" data-do="open" data-doc="{}">{}</button><span class="quiet">{}</span>'
    )
    return row_html(
        _COLUMNS,
        (
            _tick(document, picked=picked),
            first.format(document.doc_id, header.title, document.source_name),
            _marked(document, "region", header.region.name if header.region else "—"),
            _marked(document, "genre", GENRE_NAMES[header.genre]),
            str(header.document_number) if header.document_number else "—",
            _marked(document, "signing_date", when.isoformat() if when else "—"),
            _marked(document, "status", badge(header.status)),
            f"{document.task_count} 项",
            _warnings(document, pending.get(document.doc_id, 0)),
            _actions(document, removable=removable),
        ),
    )


def _tick(document: DocumentSummary, *, picked: bool) -> Markup:
    return Markup(
        '<input type="checkbox" data-change="choose" data-doc="{}" aria-label="只用《{}》作答"{} data-checked="{}">'
    ).format(document.doc_id, document.header.title, Markup(" checked") if picked else "", "1" if picked else "")


def _marked(document: DocumentSummary, field: Field, text: str) -> str:
    if field not in document.header.corrected:
        return text
    return Markup('<span>{} <i class="fixed">已更正</i></span>').format(text)


def _warnings(document: DocumentSummary, pending: int) -> str:
    filling = [f"语义索引还差 {pending} 条，已可提问"] if pending else []
    return "；".join((*document.warnings, *filling)) or "—"


def _actions(document: DocumentSummary, *, removable: bool) -> Markup:
    remove = Markup('<button type="button" class="link" data-do="remove" data-doc="{}">删除</button>')
    source = Markup('<button type="button" class="link" data-clause="{}-1">原文</button>').format(document.doc_id)
    return Markup('<span class="actions">{}{}</span>').format(
        source, remove.format(document.doc_id) if removable else ""
    )
