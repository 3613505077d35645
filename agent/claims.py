"""What a sentence claims that can be looked up: numbers, dates, 文号, unit names, and phrases in quotation marks.

A number is taken with the measure that changes its size (亿元, %, 倍), and is one in Chinese numerals too. Not covered:
whether the sentence says of a number what the clause says of it; a verb can still be wrong.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

from policy.folding import fold
from policy.numerals import parse_number
from policy.values import Frozen

ClaimKind = Literal["number", "document_number", "unit", "quote"]

_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（]\d{4}[〕\])）]\d{1,5}号")
_MEASURE = r"(?:个百分点|%|‰|万亿元?|亿元?|万元?|倍)"
# B.2.3 is one number, as a clause of a standard or a table of its annex prints it.
_NUMBER = re.compile(rf"(?:(?<![A-Za-z])[A-Za-z]\.)?\d+(?:,\d{{3}})*(?:\.\d+)*(?:{_MEASURE})?")
_PERCENT = re.compile(r"百分之([一二三四五六七八九十百零〇两]{1,6})")
_HAN_YEAR = re.compile(r"[一二三四五六七八九〇零]{4}(?=年)")
_SMALL = 10  # 三个方面, 五项任务: how a writer orders his own text
_HAN_NUMBER = re.compile(r"(?<![\d.])[一二三四五六七八九十百千万亿两〇零]{1,12}(?=[个家项条名户亩场座倍成亿万%]|分之)")
_QUOTE = re.compile(r"[“《「]([^”》」]{2,60})[”》」]")
_LIST_NUMBER = re.compile(r"^\s*(?:\d{1,3}[.、](?!\d)|\|\d{1,3}\|)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# Folding takes white space away: without this the cells 「29」 and 「32.编制规划」 of a row would read as 2932.
_APART = re.compile(r"(?<=\d)\s+(?=\d)")


class Claim(Frozen):
    """printed is what the sentence says, folded what is looked for in the clause."""

    kind: ClaimKind
    printed: str
    folded: str

    def stands_in(self, texts: Iterable[str]) -> bool:
        """Whether one of the folded texts holds it; a number must stand there by itself (30 is not in 300)."""
        if self.kind != "number":
            return any(self.folded in text for text in texts)
        end = r"(?!\d|\.\d)" if self.folded[-1:].isdigit() else ""  # 3000万元10家 is printed without a space
        alone = re.compile(rf"(?<![\d.]){re.escape(self.folded)}{end}")
        return any(alone.search(text) for text in texts)


def claims_of(sentence: str, *, units: Iterable[str] = ()) -> tuple[Claim, ...]:
    """Every claim of a sentence, in kinds; ordinals of lists are no claims.

    >>> [claim.printed for claim in claims_of("1. 力争2025年达到3000亿元（津政发〔2017〕18号）")]
    ['津政发〔2017〕18号', '2025', '3000亿元']
    """
    plain = _LIST_NUMBER.sub("", unicodedata.normalize("NFKC", sentence))
    original = _LIST_NUMBER.sub("", sentence)
    numbers = [
        Claim(kind="document_number", printed=m.group(), folded=fold(m.group()))
        for m in _DOCUMENT_NUMBER.finditer(original)
    ]
    rest = _in_digits(_in_words(plain))
    for claim in numbers:
        rest = rest.replace(unicodedata.normalize("NFKC", claim.printed), " ")
    figures = [
        Claim(kind="number", printed=m.group(), folded=m.group().replace(",", "").lower())
        for m in _NUMBER.finditer(rest)
    ]
    quotes = [Claim(kind="quote", printed=m.group(1), folded=fold(m.group(1))) for m in _QUOTE.finditer(original)]
    named = [Claim(kind="unit", printed=unit, folded=fold(unit)) for unit in units if unit in original]
    return tuple(dict.fromkeys([*numbers, *figures, *quotes, *named]))


def searchable(text: str) -> str:
    """A clause's text as claims are looked for in it: folded, thousands commas out, Chinese numerals also in digits."""
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text))
    apart = fold(_APART.sub("|", text)) if _APART.search(text) else ""
    digits = [str(value) for m in _HAN_NUMBER.finditer(text) if (value := parse_number(m.group())) is not None]
    digits += [f"{parse_number(m[1])}%" for m in _PERCENT.finditer(text)]
    digits += [f"{parse_number(m.group())}{text[m.end() : m.end() + 2]}" for m in _HAN_NUMBER.finditer(text)]
    # Also with its dates written out, so that the hour of 2019-05-2416:15:28 stands by itself.
    dated = _in_words(folded) if _DATE.search(folded) else ""
    return f"{folded} {apart} {' '.join(digits)} {dated}"


def _in_digits(text: str) -> str:
    """The sentence with its Chinese numerals, but for small counts, in digits.

    >>> _in_digits("引进九千八百个项目，增长百分之五十，分三个方面")
    '引进9800个项目，增长50%，分三个方面'
    """
    text = _PERCENT.sub(lambda m: f"{parse_number(m[1])}%", text)
    text = _HAN_YEAR.sub(lambda m: str(parse_number(m.group())), text)
    return _HAN_NUMBER.sub(
        lambda m: str(value) if (value := parse_number(m.group()) or 0) > _SMALL else m.group(), text
    )


def _in_words(text: str) -> str:
    return _DATE.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", text)
