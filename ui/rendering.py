"""Conversation → HTML, by pure functions. Every text goes through markupsafe: what is not `Markup` is escaped.

Not here: an answer's Markdown (`ui.markdown`), the pane of a document (`ui.source`).
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from agent.answers import Citation, CitedAnswer, SentenceCheck
from agent.events import Answered
from policy.documents import STATUS_NAMES, Status
from ui.conversation import Conversation, Exchange, Step
from ui.exporting import has_table
from ui.markdown import answer_html, chip, draft_html

_CHIPS = 8  # chips in the line of one document; the others stand in the text
VERDICT_NAMES = {"verified": "已核验", "no_claim": "无数字主张", "unsupported": "未找到依据"}


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
    return Markup("<tr>{}</tr>").format(
        join(Markup('<td data-label="{}">{}</td>').format(label, cell) for label, cell in pairs)
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


def conversation_html(conversation: Conversation) -> Markup:
    """All exchanges, the newest last."""
    return join(_exchange(exchange) for exchange in conversation)


def _exchange(exchange: Exchange) -> Markup:
    return Markup('<article class="exchange{}"><p class="asked">{}</p>{}{}</article>').format(
        " live" if exchange.running else "", exchange.question, _steps(exchange), _outcome(exchange)
    )


def _steps(exchange: Exchange) -> Markup:
    lines = [_step(step) for step in exchange.steps]
    if exchange.running:
        lines = [
            *([_step_line("done", exchange.understood)] if exchange.understood else []),
            *lines,
            *_pending(exchange),
        ]
    if not lines:
        return Markup("")
    return Markup('<details class="steps"{}><summary>{}</summary><ol>{}</ol></details>').format(
        Markup(" open") if exchange.running else "", _steps_summary(exchange), join(lines)
    )


def _pending(exchange: Exchange) -> list[Markup]:
    waiting = not exchange.draft and all(step.summary is not None for step in exchange.steps)
    return [_step_line("busy", "正在组织回答" if exchange.steps else "正在理解问题")] if waiting else []


def _steps_summary(exchange: Exchange) -> Markup:
    if exchange.running:
        return Markup("正在检索")
    elapsed = f" · {milliseconds(exchange.answered.elapsed_ms)}" if exchange.answered else ""
    tools = "、".join(dict.fromkeys(step.title for step in exchange.steps))
    return Markup('{}<span class="quiet"> · {}{}</span>').format(exchange.understood or "检索过程", tools, elapsed)


def _step(step: Step) -> Markup:
    told = f"{step.title}（{step.arguments}）" if step.arguments else step.title
    if step.summary is None:
        return _step_line("busy", told)
    took = f" · {milliseconds(step.elapsed_ms)}" if step.elapsed_ms is not None else ""
    return _step_line("failed" if step.failed else "done", f"{told} · {step.summary}{took}")


def _step_line(state: str, text: str) -> Markup:
    return Markup('<li class="{}">{}</li>').format(state, text)


def _outcome(exchange: Exchange) -> Markup:
    if exchange.error is not None:
        return Markup('<div class="answer failed" role="alert"><p>{}</p>{}</div>').format(
            exchange.error, _again(exchange.question)
        )
    if exchange.answered is not None:
        return _answered(exchange.answered)
    draft = Markup('<div class="written draft">{}</div>').format(draft_html(exchange.draft)) if exchange.draft else ""
    if exchange.stopped:
        stopped = Markup('<p class="quiet">已停止，以上内容未经核验。</p>{}').format(_again(exchange.question))
        return Markup('<div class="answer">{}{}</div>').format(draft, stopped)
    return Markup('<div class="answer">{}</div>').format(draft) if draft else Markup("")


def _again(question: str) -> Markup:
    return Markup('<button type="button" class="link" data-ask="{}">重新提问</button>').format(question)


def _answered(event: Answered) -> Markup:
    answer = event.answer
    return Markup('<div class="answer{}">{}<div class="written">{}</div>{}{}</div>{}').format(
        " refused" if answer.refused else "",
        Markup('<p class="note">{}</p>').format(answer.note) if answer.note else "",
        answer_html(answer.text, answer.citations),
        sources_html(answer.citations),
        _foot(answer),
        suggestions_html(event.suggestions),
    )


def sources_html(citations: Sequence[Citation]) -> Markup:
    """The documents behind an answer, one line each with status and chips, in the order of their first citation."""
    by_document: dict[str, list[Citation]] = {}
    for citation in citations:
        by_document.setdefault(citation.doc_id, []).append(citation)
    lines = (
        Markup("<li><span>《{}》{}</span>{}<span class='chips'>{}</span></li>").format(
            group[0].title,
            group[0].document_number or "",
            badge(group[0].status),
            _chips(group),
        )
        for group in by_document.values()
    )
    return Markup('<ul class="sources" aria-label="出处">{}</ul>').format(join(lines)) if citations else Markup("")


def _chips(citations: Sequence[Citation]) -> Markup:
    rest = f"等 {len(citations)} 处" if len(citations) > _CHIPS else ""
    return join(chip(citation) for citation in citations[:_CHIPS]) + rest


def _foot(answer: CitedAnswer) -> Markup:
    copy = Markup('<button type="button" class="link" data-copy-answer>复制</button>')
    table = (
        Markup('<button type="button" class="link" data-copy-table>复制表格</button>') if "|---" in answer.text else ""
    )
    return Markup('<footer>{}<span class="actions">{}{}{}</span></footer>').format(
        _verification(answer), table, copy, _exports(answer)
    )


def _exports(answer: CitedAnswer) -> Markup:
    button = Markup('<button type="button" class="link" data-export="{}">导出 {}</button>')
    kinds = (("docx", "Word"), *((("xlsx", "Excel"),) if has_table(answer) else ()))
    return Markup("") if answer.refused else join(button.format(*kind) for kind in kinds)


def _verification(answer: CitedAnswer) -> Markup:
    if not answer.checks:
        return Markup('<span class="quiet">{}</span>').format("没有可核验的引文" if not answer.citations else "")
    return Markup('<details class="checks {}"><summary>{}</summary><ol>{}</ol></details>').format(
        "sound" if answer.verified else "unsound", _verdict(answer), join(_check(check) for check in answer.checks)
    )


def _verdict(answer: CitedAnswer) -> str:
    unsupported = sum(check.verdict == "unsupported" for check in answer.checks)
    if unsupported:
        return f"！ {unsupported} 句未找到依据，请核对原文"
    claims = sum(len(check.claims) for check in answer.checks)
    figures = f"、{claims} 项数字与名称" if claims else ""
    return f"✓ {len(answer.citations)} 处引文{figures}已逐一核验" if answer.citations else "✓ 未作出需要依据的陈述"


def _check(check: SentenceCheck) -> Markup:
    looked = "、".join(check.claims)
    missing = f"；未找到：{'、'.join(check.missing)}" if check.missing else ""
    detail = Markup('<span class="quiet">{}{}</span>').format(f"核对：{looked}" if looked else "", missing)
    return Markup('<li class="{}"><b>{}</b>{}{}</li>').format(
        check.verdict, VERDICT_NAMES[check.verdict], check.sentence, detail if looked or missing else ""
    )


def suggestions_html(questions: Sequence[str]) -> Markup:
    """Next questions as chips; nothing where there are none."""
    chips = join(Markup('<button type="button" data-ask="{}">{}</button>').format(q, q) for q in questions)
    return Markup('<div class="suggestions">{}</div>').format(chips) if questions else Markup("")


def status_html(*, documents: int, is_demo: bool, mode: str, done: int, total: int) -> Markup:
    """The line above a conversation: which documents answer, which model, how far the index is.

    >>> status_html(documents=5, is_demo=False, mode="离线模式", done=1, total=4).striptags()
    '资料：全部 5 份 离线模式 语义索引 1/4 条，已可提问'
    """
    which = "演示资料" if is_demo else "全部"
    ready = 0 < total <= done
    indexing = f"语义索引 {done}/{total} 条，已可提问" if total else "关键词检索"
    indexed = "索引完成" if ready else indexing
    return Markup(
        '<button type="button" data-view="library">资料：{} {} 份</button> <span>{}</span> <span class="{}">{}</span>'
    ).format(which, documents, mode, "ready" if ready else "", indexed)
