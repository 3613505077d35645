"""Automatic numbers of Word paragraphs, which stand in no text: "一、", "（三）" are counted as Word prints them.

Covered: multi-level lists, style numbering, restarts, overrides, the counting systems met in Chinese documents. Bullets
print no number. Source: ECMA-376 part 1, 17.9.
"""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEVEL_TEXT = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class ListLevel:
    """One level of a list definition: its counting system, the text around the counter, the first number."""

    style: str
    text: str
    start: int
    plain_digits: bool


@dataclass
class Numbering:
    """The list definitions of a document and their running counters."""

    levels: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    def next_number(self, num_id: str, level: int) -> str:
        """The number to print before the next paragraph of this list and level; '' where there is none."""
        abstract = self.lists.get(num_id, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counters = self.counters.setdefault(abstract, {})
        override = self.starts.get((num_id, level))
        if override is not None and (num_id, level) not in self.started:
            counters[level] = override - 1
        self.started.add((num_id, level))
        counters[level] = counters.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counters if other > level]:
            del counters[deeper]
        return self._print(levels, counters, levels[level])

    def _print(self, levels: dict[int, ListLevel], counters: dict[int, int], level: ListLevel) -> str:
        def counter(match: re.Match[str]) -> str:
            other = levels.get(int(match[1]) - 1, level)
            count = counters.get(int(match[1]) - 1, other.start)
            return str(count) if level.plain_digits else count_in(other.style, count)

        return "" if level.style in {"bullet", "none"} else _LEVEL_TEXT.sub(counter, level.text)


def read_numbering(root: _Element | None) -> Numbering:
    """The definitions of word/numbering.xml; None where the document has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.iter(f"{W}abstractNum"):
        numbering.levels[_value(abstract, "abstractNumId")] = {
            int(_value(level, "ilvl")): _read_level(level) for level in abstract.iter(f"{W}lvl")
        }
    for num in root.iter(f"{W}num"):
        num_id = _value(num, "numId")
        numbering.lists[num_id] = _child_value(num, "abstractNumId")
        for override in num.iter(f"{W}lvlOverride"):
            start = _child_value(override, "startOverride")
            if start:
                numbering.starts[num_id, int(_value(override, "ilvl"))] = int(start)
    return numbering


def count_in(style: str, count: int) -> str:
    """A number in a counting system of Word.

    >>> [count_in(style, 12) for style in ("chineseCounting", "decimalEnclosedCircle", "upperLetter", "decimal")]
    ['十二', '⑫', 'L', '12']
    """
    if style in {"chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand", "taiwaneseCounting",
                 "japaneseCounting", "chineseLegalSimplified"}:  # fmt: skip
        return _in_chinese(count)
    if style == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if style in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= count <= 20:
        return chr(0x2460 + count - 1)
    if style in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in {"upperRoman", "lowerRoman"}:
        return _in_roman(count) if style == "upperRoman" else _in_roman(count).lower()
    return f"{count:02d}" if style == "decimalZero" else str(count)


def _in_chinese(count: int) -> str:
    if not 0 < count < 10000:
        return str(count)
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // power % 10
        if digit:
            text += ("〇" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    return text.removeprefix("一") if 10 <= count < 20 else text


def _in_roman(count: int) -> str:
    text = ""
    for value, letters in zip((100, 90, 50, 40, 10, 9, 5, 4, 1), "C XC L XL X IX V IV I".split(), strict=True):
        repeats, count = divmod(count, value)
        text += letters * repeats
    return text


def _read_level(level: _Element) -> ListLevel:
    return ListLevel(
        style=_child_value(level, "numFmt") or "decimal",
        text=_child_value(level, "lvlText"),
        start=int(_child_value(level, "start") or 1),
        plain_digits=level.find(f"{W}isLgl") is not None,
    )


def _value(element: _Element, name: str) -> str:
    return element.get(f"{W}{name}") or ""


def _child_value(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""
