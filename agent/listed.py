"""The points that an answer listed, so that 第二个 and 最后那个 can point at them.

Covered: lines and phrases that begin by 1., 1、, (一), 一是, 第一. Not covered: points of a table, which the
question's own words find again.
"""

import re

from policy.numbering import han_value

_HAN = "[一二三四五六七八九十]{1,3}"
_BEGINS = re.compile(
    rf"(?:^|(?<=[\n;；:：。,，、\s]))(?:(?P<digit>\d{{1,2}})[.．、)）](?!\d)|[(（](?P<bracket>{_HAN})[)）]"
    rf"|(?P<is>{_HAN})是|第(?P<nth>{_HAN})[、:：,，]?(?![条项章部]))\s*"
)
_ENDS = re.compile(r"[;；\n。]")
_NTH = re.compile(r"(?<!哪)第([一二三四五六七八九十]{1,3}|\d{1,2})(?:条|点|个|项|方面|步|类|款)")
_LAST = re.compile(r"(?:最后|末尾|最末)(?:面)?那?(?:一|1)?(?:条|项|款|点|个|步|类)")
_FEWEST = 2


def listed_points(answer: str) -> tuple[str, ...]:
    """The points in their order, () where the answer lists none.

    >>> listed_points("三步:1. 到2021年,建成示范煤矿;2. 到2025年,大型煤矿基本实现智能化;3. 到2035年,各类煤矿基本实现。")
    ('到2021年,建成示范煤矿', '到2025年,大型煤矿基本实现智能化', '到2035年,各类煤矿基本实现')
    """
    points: list[str] = []
    style = None
    for match in _BEGINS.finditer(answer):
        number = han_value(match[match.lastgroup or 0])
        if number == len(points) + 1 and style in (None, match.lastgroup):
            style = match.lastgroup
            points.append(_ENDS.split(answer[match.end() :], maxsplit=1)[0].strip())
    return tuple(points) if len(points) >= _FEWEST else ()


def pointed_at(text: str, answer: str) -> str:
    """The point of the answer that the text names by its place, '' where it names none."""
    points = listed_points(answer)
    if points and _LAST.search(text):
        return points[-1]
    match = _NTH.search(text)
    at = han_value(match.group(1)) - 1 if match else -1
    return points[at] if 0 <= at < len(points) else ""
