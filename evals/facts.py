"""The facts that a text states, as values that can be compared: figures, dates, 文号, units.

A figure is its number (３,０００ is 3000, 十五个 is 15); what it counts is not compared.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from evals.counts import CELL_COUNT, COUNT
from policy.numerals import parse_number

FactKind = Literal["figure", "date", "document_number", "unit"]

_HAN = "一二三四五六七八九"
_MARK = re.compile(r"\[\d{1,3}\]")
_ORDINAL = re.compile(r"^[ \t]*(?:\d{1,3}[.、](?!\d)[ \t]*|\|[ \t]*\d{1,3}[ \t]*\|)", re.M)
_DOCUMENT_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12})[〔\[(【]((?:19|20)\d{2})[〕\])】]第?0{0,3}(\d{1,5})号")
_DATE = re.compile(
    r"((?:19|20)\d{2})(?:年(\d{1,2})月(?:(\d{1,2})日)?|([-./])(\d{1,2})(?:\4(\d{1,2}))?(?![\d.]))"
)  # fmt: skip
_HAN_DATE = re.compile(
    r"([一二][九〇零○][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_FIGURE = re.compile(r"(?<![\d.])\d{1,18}(?:\.\d{1,8})?")
_HAN_FIGURE = re.compile(rf"[{_HAN}十百千万两零〇]{{1,10}}(?=[个家项条名户亩场座倍成亿元所批件次年月日种类款级])")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Fact(NamedTuple):
    """value is what is compared; printed are the words that say it."""

    kind: FactKind
    value: str
    printed: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fact) and (self.kind, self.value) == (other.kind, other.value)

    def __hash__(self) -> int:
        return hash((self.kind, self.value))


def without_marks(answer: str) -> str:
    r"""The answer's statements alone: no citation marks, list ordinals, emphasis and counts (see evals.counts).

    >>> without_marks("共 2 项：\n1. 到**2025年**达到3000亿元[1]")
    ':\n到2025年达到3000亿元'
    """
    plain = unicodedata.normalize("NFKC", _MARK.sub("", answer).replace("*", "").replace("`", ""))
    return CELL_COUNT.sub("", COUNT.sub("", _ORDINAL.sub("", plain)))


def facts_of(text: str, *, units: Sequence[str] = (), parts: bool = False) -> tuple[Fact, ...]:
    """Every fact of a text; units are the names to look for, longest first.

    parts adds what a longer fact holds within it, for the text that is cited: of a date its numbers, of the name of a
    unit the shorter names in it.

    >>> [fact.value for fact in facts_of("津政发〔2017〕18号要求2025年底前培训十五名", units=("区科委",))]
    ['政发〔2017〕18号', '2025', '15']
    """
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", "".join(unicodedata.normalize("NFKC", text).split(" ")))
    found = [Fact("unit", name, name) for name in _names(plain, units, parts)]
    rest = plain
    for pattern, reader in (
        (_DOCUMENT_NUMBER, _number),
        (_HAN_DATE, _han_date),
        (_DATE, _date),
        (_MONTH_DAY, _month_day),
    ):
        found += [reader(match) for match in pattern.finditer(rest)]
        rest = rest if parts else pattern.sub(" ", rest)
    found += [Fact("figure", _plain_number(match.group()), match.group()) for match in _FIGURE.finditer(rest)]
    for match in _HAN_FIGURE.finditer(rest):
        if (value := parse_number(match.group())) is not None:
            found.append(Fact("figure", _plain_number(str(value)), match.group()))
    return tuple(found)


def _names(text: str, units: Sequence[str], parts: bool) -> Iterator[str]:
    plain = re.sub(r"\s+", "", text)
    for name in units:
        normal = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
        if normal and normal in plain:
            yield name
            plain = plain if parts else plain.replace(normal, "|")


def _number(match: re.Match[str]) -> Fact:
    # Where the code of the agency begins cannot be seen (按津政发〔2017〕18号): its end is what is compared.
    return Fact("document_number", f"{match[1][-2:]}〔{match[2]}〕{match[3]}号", match.group())


def _date(match: re.Match[str]) -> Fact:
    month, day = match[2] or match[5], match[3] or match[6]
    value = f"{match[1]}-{int(month)}" + (f"-{int(day)}" if day else "")
    return Fact("date", value, match.group())


def _han_date(match: re.Match[str]) -> Fact:
    year = match[1].translate(_HAN_DIGITS)
    return Fact("date", f"{year}-{parse_number(match[2])}-{parse_number(match[3])}", match.group())


def _month_day(match: re.Match[str]) -> Fact:
    return Fact("date", f"-{int(match[1])}-{int(match[2])}", match.group())


_READERS = ((_DOCUMENT_NUMBER, _number), (_HAN_DATE, _han_date), (_DATE, _date), (_MONTH_DAY, _month_day))


def _plain_number(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text.lstrip("0") or "0"
