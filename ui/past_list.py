"""The list of past conversations as HTML, by pure functions: by age, each with what can be done with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from ui.past import PastTalk
from ui.rendering import join


def past_html(
    talks: Sequence[PastTalk], *, current: str, today: date, taken: PastTalk | None = None, words: str = ""
) -> Markup:
    """The list, under a line that brings back the conversation taken last, where one was just taken.

    today is the reader's date; talks stand in order, the last changed first.
    """
    groups = groupby(talks, key=lambda talk: _age(talk.changed, today))
    lists = (
        Markup("<h2>{}</h2><ul>{}</ul>").format(name, join(_line(each, current) for each in group))
        for name, group in groups
    )
    return Markup("{}{}{}").format(_undo(taken), join(lists), _empty(words) if not talks else "")


def _age(changed: datetime, today: date) -> str:
    """The heading that a conversation stands under.

    >>> _age(datetime(2025, 6, 28, 9, 0), date(2025, 6, 30))
    '近七天'
    """
    day = changed.astimezone().date()
    if day >= today:
        return "今天"
    return "近七天" if day > today - timedelta(days=7) else "更早"


def _line(talk: PastTalk, current: str) -> Markup:
    here = Markup(' aria-current="true"') if talk.key == current else ""
    return Markup(
        '<li data-session="{}"{}><button type="button" class="open" data-open title="{}">{}</button>'
        '<details class="more"><summary aria-label="更多操作：{}">⋯</summary><div>'
        '<button type="button" data-rename>改名</button><button type="button" data-save="docx">导出 Word</button>'
        '<button type="button" data-take>删除</button><button type="button" data-save="md">导出 Markdown</button>'
        "</div></details></li>"
    ).format(talk.key, here, talk.title, talk.title, talk.title)


def _undo(taken: PastTalk | None) -> Markup:
    if taken is None:
        return Markup("")
    return Markup(
        '<p class="undo" role="status">已删除“{}”<button type="button" class="link" data-bring="{}">撤销</button></p>'
    ).format(taken.title, taken.key)


def _empty(words: str) -> Markup:
    return Markup('<p class="quiet">{}</p>').format("没有找到这样的对话" if words else "问过的会留在这里")
