"""A long title over several lines: words stay whole, lines are of like length (7.3.1 词意完整、排列对称、长短适宜)."""

import re

import rjieba

_PART = re.compile(r"[^，、；：。？！,;:?!）》”]*[，、；：。？！,;:?!）》”]*")
_NO_BEGINNING = tuple("的和与及、，）》”")


def title_lines(title: str, *, longest: int = 20) -> tuple[str, ...]:
    """The lines, none longer than longest characters; broken after punctuation, else between words.

    >>> title_lines("把区科委的任务做成表格，列出任务、责任单位、时限")
    ('把区科委的任务做成表格，', '列出任务、责任单位、时限')
    >>> title_lines("关于深化经济体制改革重点工作的实施方案", longest=10)
    ('关于深化经济体制改革', '重点工作的实施方案')
    >>> title_lines("武清区关于推进开发区高质量发展的实施意见（提纲）", longest=20)
    ('武清区关于推进开发区高质量', '发展的实施意见（提纲）')
    """
    if len(title) <= longest:
        return (title,)
    count = -(-len(title) // longest)
    ends = [found.end() for found in _PART.finditer(title) if found[0]]
    aim = -(-len(title) // count)
    least = max(aim // 2, len(title) - (count - 1) * longest)
    fitting = [end for end in ends if least <= end <= longest]
    cut = min(fitting, key=lambda end: abs(end - aim), default=0) or _between_words(title, aim, longest, least)
    return (title[:cut], *title_lines(title[cut:], longest=longest))


def _between_words(title: str, aim: int, longest: int, least: int) -> int:
    """The end of a word nearest to the middle; 的, 和 and closing marks begin no line."""
    ends, at = [], 0
    for word in rjieba.cut(title, False):
        at += len(word)
        if least <= at <= longest and title[at : at + 1] not in _NO_BEGINNING:
            ends.append(at)
    return min(ends, key=lambda end: abs(end - aim), default=aim)
