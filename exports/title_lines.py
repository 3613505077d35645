"""A long title over several lines: words stay whole where punctuation allows it, lines are of like length (7.3.1)."""

import re

_PART = re.compile(r"[^，、；：。？！,;:?!）》”]*[，、；：。？！,;:?!）》”]*")


def title_lines(title: str, *, longest: int = 20) -> tuple[str, ...]:
    """The lines, none longer than longest characters; broken after punctuation, else evenly.

    >>> title_lines("把区科委的任务做成表格，列出任务、责任单位、时限")
    ('把区科委的任务做成表格，', '列出任务、责任单位、时限')
    >>> title_lines("关于深化经济体制改革重点工作的实施方案", longest=10)
    ('关于深化经济体制改革', '重点工作的实施方案')
    """
    if len(title) <= longest:
        return (title,)
    count = -(-len(title) // longest)
    ends = [found.end() for found in _PART.finditer(title) if found[0]]
    aim = -(-len(title) // count)
    fitting = [end for end in ends if max(aim // 2, len(title) - (count - 1) * longest) <= end <= longest]
    cut = min(fitting, key=lambda end: abs(end - aim), default=aim)
    return (title[:cut], *title_lines(title[cut:], longest=longest))
