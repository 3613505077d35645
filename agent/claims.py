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
from policy.quantities import UNSEEN
from policy.values import Frozen

ClaimKind = Literal["number", "document_number", "unit", "quote"]

_DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(（]\d{4}[〕\])）]\d{1,5}号")
_MEASURE = r"(?:个百分点|%|‰|万亿元?|亿元?|万元?|倍)"
# B.2.3 is one number, as a clause of a standard or a table of its annex prints it.
_NUMBER = re.compile(rf"(?:(?<![A-Za-z])[A-Za-z]\.)?\d+(?:,\d{{3}})*(?:\.\d+)*(?:{_MEASURE})?")
_PERCENT = re.compile(r"百分之([一二三四五六七八九十百零〇两]{1,6})")
_HAN_YEAR = re.compile(r"[一二三四五六七八九〇零]{4}(?=年)")
_SMALL = 10  # 三个方面, 五项任务: how a writer orders his own text
_HAN = "一二三四五六七八九十百千两〇零"
_HAN_NUMBER = re.compile(
    rf"(?<![\d.])[{_HAN}万亿]{{0,11}}[{_HAN}]"
    r"(?=[余多]?(?:[个家项条名户亩场座倍成亿万%人位所处件台辆套吨]|公里|公顷|平方|米|学校|元(?!化|素))|分之)"
)
# How long, how soon and for how much: no writer's own ordering, so that even two and three are claims.
_HAN_TERM = re.compile(
    rf"(?<![\d.第{_HAN}])(?:(?!一[^{_HAN}])[{_HAN}]{{1,6}}(?=个月|个?工作日|小时|[年月天日岁])"
    rf"|(?!一元)[{_HAN}]{{1,6}}(?=[余多]?[万亿]?元(?!化|素)|[余多]?[万亿]元))"
)
# Numerals as cheques print them; a single one is part of many words (队伍年轻化).
_FORMAL = re.compile(
    r"[壹贰叁肆伍陆柒捌玖拾佰仟]+(?=[壹贰叁肆伍陆柒捌玖拾佰仟万亿元])|(?<=[拾佰仟])[壹贰叁肆伍陆柒捌玖拾佰仟]"
)
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟○", "一二三四五六七八九十百千〇") | {
    ord("廿"): "二十",
    ord("卅"): "三十",
}
_ROUND = re.compile(rf"(?<=[{_HAN}])[○OoОо](?=[{_HAN}年])|[○廿卅]")  # letters and circles in the place of a 〇
_ROMAN = re.compile(r"[\u2160-\u216b]+(?=[个家项条名户人亿万元%])")  # Ⅻ家; but Ⅲ类 is a class
# Sizes without a number: each is looked for as it is printed.
_SHARE = re.compile(
    rf"[{_HAN}]+分之[{_HAN}]+|翻[一两二三四五]番|过半数?|半数以上|一半以上|[{_HAN}]成(?:以上|左右|(?=[，。；]|$))"
)
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
    original = _LIST_NUMBER.sub("", UNSEEN.sub("", sentence))
    plain = unicodedata.normalize("NFKC", _ROMAN.sub(_counted, original))
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
    figures += [Claim(kind="number", printed=m.group(), folded=fold(m.group())) for m in _SHARE.finditer(plain)]
    quotes = [Claim(kind="quote", printed=m.group(1), folded=fold(m.group(1))) for m in _QUOTE.finditer(original)]
    named = [Claim(kind="unit", printed=unit, folded=fold(unit)) for unit in units if unit in original]
    return tuple(dict.fromkeys([*numbers, *figures, *quotes, *named]))


def searchable(text: str) -> str:
    """A clause's text as claims are looked for in it: folded, thousands commas out, Chinese numerals also in digits."""
    text = UNSEEN.sub("", text)
    folded = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold(text))
    apart = fold(_APART.sub("|", text)) if _APART.search(text) else ""
    text = _plain_numerals(text)
    digits = [str(value) for m in _HAN_NUMBER.finditer(text) if (value := parse_number(m.group())) is not None]
    digits += [str(parse_number(m.group())) for m in (*_HAN_TERM.finditer(text), *_HAN_YEAR.finditer(text))]
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
    text = _PERCENT.sub(lambda m: f"{parse_number(m[1])}%", _plain_numerals(text))
    text = _HAN_YEAR.sub(lambda m: str(parse_number(m.group())), text)
    text = _HAN_NUMBER.sub(
        lambda m: str(value) if (value := parse_number(m.group()) or 0) > _SMALL else m.group(), text
    )
    return _HAN_TERM.sub(lambda m: str(parse_number(m.group())), text)


def _plain_numerals(text: str) -> str:
    """Numerals of cheques, of calendars and of those who would not be found out, as plain ones.

    >>> _plain_numerals("到二○二九年，投资壹佰叁拾亿元，卅个项目，队伍年轻化")
    '到二〇二九年，投资一百三十亿元，三十个项目，队伍年轻化'
    """
    text = _FORMAL.sub(lambda m: m.group().translate(_PLAIN), text)
    return _ROUND.sub(lambda m: m.group().translate(_PLAIN) if m.group() in "○廿卅" else "〇", text)


def _counted(roman: re.Match[str]) -> str:
    return str(sum(int(unicodedata.numeric(char)) for char in roman.group()))


def _in_words(text: str) -> str:
    return _DATE.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", text)
