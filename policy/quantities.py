"""Numbers with a unit in running text: 8.5万平米, 1—2个, 5000至1亿元, 百分之八十, 三个.

Promises: `text[q.start : q.end]` is number and unit with 以上/左右 after it; values are in the printed unit; nothing
inside 《》 or short “” is given (“122”计划, “一楼一策”), nor ordinals, dates, model names (110kV, 5G, 500强).
A single Chinese 一 is never a quantity (一批, 一个中心).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy.assignments import Number
from policy.numerals import ARABIC, CHINESE_DIGITS, parse_number
from policy.wordlists import one_of, read_words

_CHINESE = (
    r"(?:[一二三四五六七八九]?[十百千][一二三四五六七八九十百千零〇]{0,7}|[二两三四五六七八九](?![一二三四五六七八九]))"
)
_SCALE = r"(?:万亿|千亿|百亿|亿|千万|百万|万|千|百)"
_TAIL = r"(?P<tail>(?:以上|以下|以内|之内|左右|上下)?)"
_DASH = r"(?:-{1,2}|—{1,2}|－|–|~|～|至|到)"
# 二期, 四次, 三届 are ordinals; 八个字, 两手抓, 三个方面 are rhetoric: after a Chinese numeral only plain counting.
_COUNTED = r"(?:个|家|项|户|名|人次|人|件|台|座|处|所|条|种|场|亩|公顷|平方米|平方公里|公里|吨|美元|元|倍)"
_NOT_RHETORIC = (
    r"(?!字|方面|着力|坚持|意识|自信|维护|必须|关键|环节|领域|层面|阶段|维度|到位|导向|月|工作日|个|小时|第一|为|是|有|以|左右|要"
    r"|人|层次|面向|结合|统筹|全面)"
)
_MORE = dict.fromkeys(map(ord, "多余"))  # 300多家
HIDDEN = "□"
_CALENDAR = 1000  # 2025年 is a date, 3年 may be a quantity
_QUOTED = re.compile(r"《[^《》]{0,120}》|“[^“”\n]{0,30}”|〔[^〔〕\n]{0,12}〕|\"[^\"\n]{0,20}\"")
_MONEY = re.compile(r"元|美元|欧元")
PERCENT = re.compile(r"%|％|‰|百分点|百分之")
_DURATION = re.compile(r"年|月|日|天|小时|分钟|周")


class Quantity(NamedTuple):
    """start and end enclose number, unit and tail; value is a pair for a range; tail is 以上 and the like, or ''."""

    start: int
    end: int
    value: Number | tuple[Number, Number]
    unit: str
    tail: str

    @property
    def is_money(self) -> bool:
        """Whether it is a sum, which may be the tier of another quantity (1000至3000万元10家)."""
        return bool(_MONEY.search(self.unit))

    @property
    def is_duration(self) -> bool:
        """Whether it counts time: a deadline or a period, seldom an indicator."""
        return bool(_DURATION.search(self.unit)) and "人" not in self.unit

    @property
    def is_percent(self) -> bool:
        """Whether it is a share or a rate."""
        return bool(PERCENT.search(self.unit))


def is_chinese(text: str) -> bool:
    """Whether a figure was printed in Chinese numerals, which are often no figure at all.

    >>> is_chinese("三个"), is_chinese("3个")
    (True, False)
    """
    return text[:1] in CHINESE_DIGITS


def _units() -> str:
    return one_of(tuple(word for line in read_words("measure_words") for word in line))


# A figure that goes on behind an unseen character, or that begins in another script, is not its last digits:
# 1\u200b2% is not 2%, ③0个 is not 0个 (③5个 is the third point, and five).
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_NOT_ITS_END = (
    rf"(?<![0-9０-９]{UNSEEN.pattern})(?<![0-9０-９]{UNSEEN.pattern}{{2}})(?<![\U0001d7ce-\U0001d7ff])"
    r"(?!(?<=[①-⑳㉑-㉟㊱-㊿])[0０])"
)
_PATTERN = re.compile(
    # What a quantity may begin with comes first: looked at in nearly every place, it must cost next to nothing.
    rf"(?=[0-9０-９百千十二两三四五六七八九一])(?<![A-Za-z0-9０-９.．第—\-－/]){_NOT_ITS_END}(?:百分之(?P<share>{ARABIC}|{_CHINESE})"
    rf"|(?P<low>{ARABIC})(?P<unit1>[%％]|{_SCALE}?元|{_SCALE})?(?:{_DASH}(?P<high>{ARABIC}))?"
    rf"(?P<unit>个百分点|百分点|[%％‰]|[多余]?{_SCALE}?[多余]?{_units()}|{_SCALE}(?=[，。；、以左]))"
    rf"|(?<![届之每第])(?P<chinese>{_CHINESE})(?P<counted>{_SCALE}?{_COUNTED}{_NOT_RHETORIC}))"
    rf"(?!级){_TAIL}"  # 百亿元级 is a grade, no sum
)


def mask_quoted(text: str) -> str:
    """The text with titles and short quotations blanked out, letter for letter.

    >>> mask_quoted("实施“122”计划")
    '实施□□□□□计划'
    """
    return _QUOTED.sub(lambda match: HIDDEN * len(match.group()), text)


def read_quantities(masked: str) -> Iterator[Quantity]:
    """The quantities of a text that went through `mask_quoted`, in order.

    >>> [(q.value, q.unit, q.tail) for q in read_quantities("选择1-2家企业，新增绿化8.5万平米，引进人才400名以上")]
    [((1, 2), '家', ''), (8.5, '万平米', ''), (400, '名', '以上')]
    """
    for match in _PATTERN.finditer(masked):
        if found := _quantity(match):
            yield found


def _quantity(match: re.Match[str]) -> Quantity | None:
    low = parse_number(match["share"] or match["low"] or match["chinese"])
    unit = "%" if match["share"] else (match["unit"] or match["counted"])
    if low is None or (unit == "年" and low > _CALENDAR):
        return None
    value: Number | tuple[Number, Number] = low
    unit1 = match["unit1"] or ""
    if high := parse_number(match["high"] or ""):
        value, unit = _range(low, high, unit)
    elif unit1 and not unit1.endswith(("元", "%", "％")):
        unit = unit1 + unit
    elif unit1:
        return None
    return Quantity(match.start(), match.end(), value, unit.translate(_MORE), match["tail"])


def _range(low: Number, high: Number, unit: str) -> tuple[tuple[Number, Number], str]:
    """5000至1亿元 means 5000万 to 1亿."""
    if low > high and unit.startswith("亿"):
        return (low, high * 10_000), "万" + unit[1:]
    return (low, high), unit
