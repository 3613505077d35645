"""What 模型与设置 says, as HTML by pure functions: who answers, what a test found, what lies where, how to begin."""

from collections.abc import Iterable

from markupsafe import Markup

from agent.connection import ConnectionReport
from agent.models import Model
from ui.rendering import join, milliseconds
from vectorstore.records import DocumentSummary
from vectorstore.reembedding import VectorChange

_STORED = (
    ("政策文件、条款、任务", "这台电脑的资料库里（一个 SQLite 文件），备份它即可；向量索引可随时重建。"),
    ("对话、草稿、备注", "同一文件夹里的 kept.db，只在这台电脑上。"),
    ("在这里填的密钥", "只在内存里，只给这个浏览器会话用，关掉页面就没有了；不写文件、不进日志、不导出。"),
    (
        "发给模型的内容",
        "用模型时：您的问题、前几轮对话、与问题有关的条款原文。整份文件不会发出。不用模型时，什么都不发。",
    ),
)
_TOUR = (
    ("放入文件", "library", "资料库", "把 Word、PDF、网页、表格拖进去，读完就能问；没有文件时可先用演示资料。"),
    ("提一个问题", "chat", "对话", "写明区县和单位最准，例如“某区科委要参与哪些任务？列个表”。"),
    ("点开出处", "chat", "对话", "答案里每个编号都能点，右侧打开原文，引用的字句已标出；可复制规范引注。"),
    ("看核验", "chat", "对话", "答案下方的“✓”可展开：每一句标为已核验、无数字主张或未找到依据。"),
    ("筛任务", "ledger", "任务台账", "按区县、单位、主题筛，列出的是全部，不是前几条；可存为 Excel。"),
    ("比区县", "compare", "区县对比", "选两个区县和一个主题，逐格有出处；没写的照实说没写。"),
    ("起草", "drafting", "方案起草", "提纲、跟进计划、分工表、对比报告，就地改字，导出 Word 或 Excel。"),
    ("带走", "chat", "对话", "答案可导出 Word，表格可导出 Excel，附出处。"),
)


def mode_html(model: Model | None, *, is_own: bool) -> Markup:
    """Who answers this session, and what follows from it."""
    if model is None:
        told = "按规则检索、逐字摘录，每句有出处；不联网，不用密钥。"
        return Markup('<h1>模型与设置</h1><p class="now"><b>离线模式</b>{}</p>').format(told)
    whose = "只用于这个浏览器会话" if is_own else "由本机设置指定"
    how = "会调用工具" if model.abilities.calls_tools else "由规则检索，模型只负责措辞"
    return Markup(
        '<h1>模型与设置</h1><p class="now"><b>在线模式：{}</b>{}，{}；答案逐句核验，通不过就换成离线模式的答案。</p>'
    ).format(model.name, whose, how)


def report_html(report: ConnectionReport, *, chosen: bool = False) -> Markup:
    """What the test found, one line each."""
    if not report.answers:
        return Markup('<p class="failed" role="alert">{}</p>').format(report.sentence)
    abilities = report.abilities
    lines = [
        ("首字", milliseconds(report.first_token_ms or 0)),
        ("全部", milliseconds(report.total_ms or 0)),
        ("逐字返回", "可以" if abilities.streams else "不可以"),
        ("调用工具", "可以" if abilities.calls_tools else "不可以"),
    ]
    facts = join(Markup("<li><span>{}</span><b>{}</b></li>").format(*line) for line in lines)
    done = "现在起由它作答。" if chosen else ""
    return Markup('<div role="status"><ul class="facts">{}</ul><p>{}{}</p></div>').format(facts, report.sentence, done)


def waiting_html() -> Markup:
    """A test is under way."""
    return Markup('<p class="busy" role="status">正在测试，最多约一分钟……</p>')


def sentence_html(sentence: str, *, failed: bool = False) -> Markup:
    """A sentence of its own in the report's place."""
    return Markup("<p{}>{}</p>").format(Markup(' class="failed" role="alert"') if failed else "", sentence)


def statistics_html(
    documents: Iterable[DocumentSummary], *, clauses: int, embedded: tuple[int, int], change: VectorChange | None = None
) -> Markup:
    """What the library that answers holds, and what goes on where its vector model is being changed."""
    listed = list(documents)
    places = {document.header.region.name for document in listed if document.header.region}
    done, total = embedded
    figures = (
        ("文件", f"{len(listed)} 份"),
        ("区县和城市", f"{len(places)} 个"),
        ("条款", f"{clauses} 条"),
        ("任务", f"{sum(document.task_count for document in listed)} 项"),
        ("语义索引", f"{done}/{total} 条" if total else "未启用，按关键词检索"),
    )
    facts = join(Markup("<li><span>{}</span><b>{}</b></li>").format(*figure) for figure in figures)
    told = Markup('<p class="busy" role="status">{}</p>').format(change.sentence) if change else ""
    return Markup('<h2>资料库统计</h2><ul class="facts">{}</ul>{}').format(facts, told)


def about_html() -> Markup:
    """What lies where, and the tour."""
    rows = join(Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in _STORED)
    step = Markup('<li><b>{}</b>（<button type="button" class="link" data-view="{}">{}</button>）{}</li>')
    tour = join(step.format(*each) for each in _TOUR)
    return Markup(
        '<h2>什么存在哪里</h2><dl>{}</dl><h2>两分钟上手</h2><ol class="tour">{}</ol>'
        "<h2>关于策问</h2><p>策问读政府政策文件，答问、列任务、比区县、拟提纲。数字、名称、日期和条款都取自文件原文，"
        "文件里没有的，会直说没有。重要引用请点开原文核对。</p>"
    ).format(rows, tour)
