"""状态: whether the text says it is a draft, in force, repealed, an interview or a digest.

Silence is 'unknown', never 'in force'.
"""

import re

from policy.elements import LabelledField, Status
from policy.head_lines import Line, Look
from policy.labelled_fields import value_of

_DRAFT = re.compile(r"征求意见稿|(?:公开)?(?:征求|征集)[^。]{0,20}意见|意见征集|草案|送审稿|讨论稿")
_DRAFT_TITLE = re.compile(r"征求意见|征集意见|意见征集|[（(]草案|草案$|送审稿|讨论稿")
_REPEALED = re.compile(r"(?:已经?|全文)?(?:废止|失效)|无效|停止执行")
_IN_FORCE = re.compile(r"(?:现行|继续)?有效|生效")
_REPEALED_TITLE = re.compile(r"[（(\[【](?:已|全文)?(?:废止|失效)[^）)\]】]{0,4}[)）\]】]")
_DIGEST = re.compile(r"摘编|摘登|摘要如下|(?:政策|文件|内容)摘要$|节选|摘录")
# A text that calls itself one is not the paper it tells of, whatever that paper is.
_DECLARED_DIGEST = re.compile(r"^\W{0,2}摘编|摘编[^。]{0,12}(?:非官方|不是|并非)|本文[^。]{0,8}摘编")
_INTERVIEW = re.compile(
    r"(?:本刊|本报|本网)?记者(?:专访|采访|对话)|接受[^。]{0,20}(?:专访|采访)|访谈(?:实录)?|答记者问"
)
_SPEAKER = re.compile(r"(?:记者|主持人|问|网友|嘉宾)[:：]")
_FIRST_LINES = 6


def status_of(head: tuple[Line, ...], *, title: str, fields: tuple[LabelledField, ...]) -> Status:
    """What the title, the 信息公开 table and the first lines say.

    >>> status_of((), title="铁岭市关于推进开发区发展的实施意见(征求意见稿)", fields=())
    'draft_for_comment'
    """
    stated = value_of(fields, "有效性", "效力状态", "时效性", "时效状态", "文件状态")
    first = head[:_FIRST_LINES]
    if any(_DECLARED_DIGEST.search(line.text[:80]) for line in first):
        return "digest"
    if _REPEALED_TITLE.search(title) or (stated and _REPEALED.search(stated.value)):
        return "repealed"
    if _DRAFT_TITLE.search(title) or any(_announces_draft(line) for line in first):
        return "draft_for_comment"
    if stated and _IN_FORCE.search(stated.value):
        return "in_force"
    if is_interview(head, title=title):
        return "interview"
    return "digest" if any(_DIGEST.search(line.text[:80]) for line in first) or _DIGEST.search(title) else "unknown"


def is_interview(head: tuple[Line, ...], *, title: str) -> bool:
    r"""Whether the head is a talk of a reporter with someone: 记者专访了…, or lines that begin 记者：.

    >>> from policy.head_lines import read_head
    >>> is_interview(read_head("勇于担当作为\n本刊记者专访了区委书记。\n记者：如何推进？\n书记：我们将…"), title="")
    True
    """
    speakers = sum(bool(_SPEAKER.match(line.text)) for line in head)
    return bool(_INTERVIEW.search(title)) or (
        speakers > 0 and (speakers > 1 or any(_INTERVIEW.search(line.text) for line in head[:_FIRST_LINES]))
    )


def _announces_draft(line: Line) -> bool:
    """A line of a cover that calls the paper a draft, not a paragraph that mentions one."""
    if line.look is Look.SENTENCE:
        return "征求意见稿" in line.text and bool(
            re.search(r"现将|全文公布|公开征求|征求[^。]{0,12}意见[。，]", line.text)
        )
    return len(line.text) <= 60 and line.look is not Look.NUMBERED and bool(_DRAFT.search(line.text))
