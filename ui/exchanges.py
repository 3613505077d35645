"""A conversation as HTML: each question with its steps, its answer, what the answer rests on, what can be done next."""

from collections.abc import Sequence

from markupsafe import Markup

from agent.answers import Citation, CitedAnswer
from agent.events import Answered
from ui.checks import verification_html
from ui.conversation import Conversation, Exchange, Opinion, Step
from ui.markdown import answer_html, chip, draft_html
from ui.rendering import badge, join, milliseconds, suggestions_html

_CHIPS = 8  # chips in the line of one document; the others stand in the text


def conversation_html(conversation: Conversation) -> Markup:
    """All exchanges, the newest last."""
    return join(_exchange(exchange) for exchange in conversation)


def _exchange(exchange: Exchange) -> Markup:
    return Markup('<article class="exchange{}">{}{}{}</article>').format(
        " live" if exchange.running else "", _asked(exchange), _steps(exchange), _outcome(exchange)
    )


def _asked(exchange: Exchange) -> Markup:
    edit = Markup('<button type="button" class="link" data-edit>修改问题</button>')
    return Markup('<div class="question"><p class="asked">{}</p>{}</div>').format(
        exchange.question, "" if exchange.running else edit
    )


def _steps(exchange: Exchange) -> Markup:
    lines = [*(_step(step) for step in exchange.steps), *(_step_line("failed", why) for why in exchange.withdrawn)]
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
        return Markup('<div class="answer failed" role="alert"><p>{}</p>{}</div>').format(exchange.error, _AGAIN)
    if exchange.answered is not None:
        return _answered(exchange.answered, exchange.opinion)
    draft = Markup('<div class="written draft">{}</div>').format(draft_html(exchange.draft)) if exchange.draft else ""
    if exchange.stopped:
        stopped = Markup('<p class="quiet">已停止，以上内容未经核验。</p>{}').format(_AGAIN)
        return Markup('<div class="answer">{}{}</div>').format(draft, stopped)
    return Markup('<div class="answer">{}</div>').format(draft) if draft else Markup("")


_AGAIN = Markup('<button type="button" class="link" data-again>重新回答</button>')


def _answered(event: Answered, opinion: Opinion | None) -> Markup:
    answer = event.answer
    return Markup('<div class="answer{}">{}<div class="written">{}</div>{}{}{}{}</div>{}').format(
        " refused" if answer.refused else "",
        Markup('<p class="note">{}</p>').format(answer.note) if answer.note else "",
        answer_html(answer.text, answer.citations),
        sources_html(answer.citations),
        _foot(answer, opinion),
        Markup('<p class="usage quiet">{}</p>').format(event.usage.line()) if event.usage else "",
        _why(opinion) if opinion else "",
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


def _foot(answer: CitedAnswer, opinion: Opinion | None) -> Markup:
    return Markup('<footer>{}<span class="actions">{}{}{}{}</span></footer>').format(
        verification_html(answer), _opinions(opinion), _AGAIN, _COPY, "" if answer.refused else _EXPORTS
    )


_COPY = Markup('<button type="button" class="link" data-copy-answer>复制</button>')
_EXPORTS = Markup(
    '<button type="button" class="link" data-export="docx">导出 Word</button>'
    '<button type="button" class="link" data-export="md">导出 Markdown</button>'
)


def _opinions(opinion: Opinion | None) -> Markup:
    button = Markup('<button type="button" class="link" data-useful="{}" aria-pressed="{}">{}</button>')
    kinds = (("yes", True, "有用"), ("no", False, "无用"))
    given = opinion.useful if opinion else None
    return join(button.format(key, "true" if given is useful else "false", name) for key, useful, name in kinds)


def _why(opinion: Opinion) -> Markup:
    asked = "好在哪里" if opinion.useful else "哪里不对"
    return Markup(
        '<form class="why" data-why="{}"><label>{}？<input name="note" maxlength="500" value="{}"'
        ' placeholder="选填，只保存在策问里"></label><button class="link">{}</button></form>'
    ).format("yes" if opinion.useful else "no", asked, opinion.note, "改记" if opinion.note else "记下")
