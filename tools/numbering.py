"""Numbers of headings after GB/T 9704—2012 7.3.3: 一、（一）1.; the articles of a legal text keep their own."""

import re
from collections.abc import Sequence

from tools.outlines import OutlineSection

_DIGITS = "一二三四五六七八九"
_LEGAL = re.compile(r"第.{1,6}[编章节条]")


def chinese_number(number: int) -> str:
    """1 to 99 as a heading counts.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")


def level_number(number: int, *, depth: int) -> str:
    """The number of a heading; depth 0 is the highest level.

    >>> level_number(2, depth=0), level_number(3, depth=1), level_number(4, depth=2)
    ('二、', '（三）', '4.')
    """
    return (f"{chinese_number(number)}、", f"（{chinese_number(number)}）", f"{number}.")[min(depth, 2)]


def is_article(number: str) -> bool:
    """Whether a number is that of a chapter or article (第三条)."""
    return bool(_LEGAL.match(number))


def numbered(sections: Sequence[OutlineSection], *, depth: int = 0) -> tuple[OutlineSection, ...]:
    """The sections with the numbers of their places, level by level."""
    return tuple(
        section.model_copy(
            update={
                "number": section.number if is_article(section.number) else level_number(at, depth=depth),
                "sections": numbered(section.sections, depth=depth + 1),
            }
        )
        for at, section in enumerate(sections, start=1)
    )
