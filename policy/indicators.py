"""Figures with their names: what is to be reached, and what is only background.

Promises: `text[i.start - offset : i.end - offset] == i.raw`; the value stands in raw; one indicator for each thing in
A、B、C增长9% and in A和B各30个以上; a tier of money before a count belongs to the name (1000至3000万元10家 is 10).
A figure is a target when the words before it set one (引进, 达到, 增长…) and none says that it is so already (现有,
首批) or that it is a rule for payments (给予…补助). Not covered: 翻一番, tables of figures (in running text, what comes
after 40 figures without a comma).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from policy.assignments import Deadline, Indicator
from policy.deadlines import read_deadlines
from policy.indicator_names import Context, Name, name_indicator, split_names
from policy.quantities import Quantity, is_chinese, mask_quoted, read_quantities

_STOP = re.compile(r"[，,。；;：:！？\n（(）)]")
_CLAUSE_STOP = re.compile(r"[。；;！？\n]")
_RIGHT = re.compile(r"[^，,。；;：:！？\n（(）)0-9０-９]{0,60}")
_RIGHT_SHORT = re.compile(r"[^，,。；;：:！？\n（(）)0-9０-９、]{0,40}")
_DIGIT = re.compile(r"[0-9０-９]")
_HAN_DIGIT = re.compile("[二两三四五六七八九十百]")
_ATTRIBUTE = re.compile(r"(?:[性式化型度]|本|[新优高]|素)$")
_BACKGROUND = re.compile(
    r"现有|目前|截至|已有?|原有|共有|累计(?!完成|达到|建成)|上年|去年|同比|位居|利用|依托|首批|第一批|包括|围绕|按照|根据|依据|对照|贯彻|落实|"
    r"发挥|立足|涉及|分为|其中含|上述|历时|走过|周年|注册资本|不少于.{0,6}以上学历"
)
_SO_FAR = re.compile(r"截[至止](?!时间|日期)|过去[一五]年|[一二三四五]年来|以来")
_PAYMENT = re.compile(
    r"给予|补助|补贴|奖励|资助|罚款|奖补|扶持资金|贴息|奖金|一次性|最高不超过|按.{0,8}(?:比例|标准)|处.{0,8}元|注册资本|绩效工资|年薪|税率|减免|扣减"
)
_ALREADY = re.compile(r"(?:等|的)(?:重大|重点)?(?:项目|工程|地块)(?:$|建设|搬迁)")
_NEAR, _WIDE = 60, 240  # how far the words around a figure are looked at, to stay linear in endless sentences
_MOST_IN_PHRASE = 40  # more figures without a comma are a table that has lost its lines
_SENTENCE_STOP = re.compile(r"[。；;\n]")
_TIME_LIMIT = re.compile(r"时限|时间|时长|天数|用时|工作日|周期|压缩|缩短|压减|预期寿命|寿命")


class _Place(NamedTuple):
    """A quantity in its phrase: left begins after the last stop or the last quantity; phrase begins after the stop."""

    quantity: Quantity
    phrase: int
    left: int
    right: int


def read_indicators(
    text: str, *, offset: int = 0, year: int | None = None, deadlines: Sequence[Deadline] | None = None
) -> tuple[Indicator, ...]:
    """The figures of a passage, in order. deadlines are the passage's own, read from it when they are not given.

    >>> [(i.name, i.comparator, i.value, i.unit) for i in read_indicators("全年实现工业总产值、固定资产投资增长9%。")]
    [('工业总产值', '+', 9, '%'), ('固定资产投资', '+', 9, '%')]
    """
    if not _DIGIT.search(text) and not _HAN_DIGIT.search(text):
        return ()
    masked = mask_quoted(text)
    places = list(_places(masked))
    if not places:
        return ()
    if deadlines is None:
        deadlines = read_deadlines(text, offset=offset, year=year)
    return tuple(_indicators(text, masked, places, _Dues(text, deadlines, offset), offset))


def _places(masked: str) -> Iterator[_Place]:
    """Quantities that may be indicators, each with where its words stand; a tier is part of the next one's words."""
    phrase = left = seen = listed = 0
    quantities = list(read_quantities(masked))
    following: list[Quantity | None] = [*quantities[1:], None][: len(quantities)]
    for one, after in zip(quantities, following, strict=True):
        for stop in _STOP.finditer(masked, max(seen, left), one.start):
            phrase = left = stop.end()
            listed = 0
        seen = one.start
        left = min(left, one.start)
        listed += 1
        if listed > _MOST_IN_PHRASE:
            continue
        near = masked[max(phrase, one.start - _NEAR) : one.end]
        if _is_tier(masked, one, after) or (one.is_duration and not _TIME_LIMIT.search(near)):
            continue
        right = _right_end(masked, one)
        yield _Place(one, phrase, left, right)
        left = right


def _is_tier(masked: str, one: Quantity, after: Quantity | None) -> bool:
    if after is None or not one.is_money or after.is_money or after.start - one.end > 8:
        return False
    ranged = isinstance(one.value, tuple) or one.tail or after.start == one.end
    return bool(ranged) and not re.search(r"[，,。；;、]", masked[one.end : after.start])


def _right_end(masked: str, one: Quantity) -> int:
    """The end of the noun after the unit. It may hold 、 between attributes (30个低成本、开放式众创空间)."""
    wide = _RIGHT.match(masked, one.end)
    short = _RIGHT_SHORT.match(masked, one.end)
    if not wide or not short:
        return one.end
    attributive = short.end() > one.end and wide.end() > short.end() and _ATTRIBUTE.search(short.group())
    return wide.end() if attributive else short.end()


class _Named(NamedTuple):
    """A place with its names; sentence is where its sentence begins, clause where its part up to ； does."""

    place: _Place
    name: Name
    names: list[str]
    sentence: int
    clause: int


def _indicators(text: str, masked: str, places: list[_Place], dues: "_Dues", offset: int) -> Iterator[Indicator]:
    for named in _paired(text, _named(text, masked, places)):
        place, one = named.place, named.place.quantity
        target = _is_target(text, named.clause, place, named.name)
        if is_chinese(text[one.start : one.end]) and not target:
            continue
        start = place.left + named.name.start
        raw = text[start : place.right].rstrip()
        for name in filter(None, named.names):
            yield Indicator(
                raw=raw, name=name, comparator=named.name.comparator, value=one.value, unit=one.unit,
                due=dues.at(named.sentence, one.end), is_target=target,
                start=start + offset, end=start + len(raw) + offset,
            )  # fmt: skip


def _named(text: str, masked: str, places: list[_Place]) -> Iterator[_Named]:
    context = Context()
    clause = sentence = seen = 0
    for place in places:
        start, one = place.left, place.quantity
        for stop in _CLAUSE_STOP.finditer(masked, seen, place.phrase):
            clause, context = stop.end(), Context()
            sentence = sentence if stop.group() in "；;" else stop.end()
        seen = max(seen, place.phrase)
        before = "" if start > place.phrase else _phrase_before(text, clause, place.phrase)
        name = name_indicator(text[start : one.start], one, text[one.end : place.right], before=before, context=context)
        context = context.after(name, one)
        yield _Named(place, name, split_names(name, one), sentence, clause)


def _paired(text: str, found: Iterator[_Named]) -> Iterator[_Named]:
    """A、B分别增长8%、9%: each name has its own figure."""
    waiting: list[str] = []
    first: Name | None = None
    for named in found:
        joined = text[named.place.left : named.place.quantity.start].strip() in ("、", "和", "及", "与", "以及", "")
        if waiting and first and joined:
            named = named._replace(name=first._replace(start=named.name.start), names=[waiting.pop(0)])
        elif named.name.spread == "paired" and len(named.names) > 1:
            first, waiting = named.name, named.names[1:]
            named = named._replace(names=named.names[:1])
        else:
            waiting = []
        yield named


def _phrase_before(text: str, clause: int, phrase: int) -> str:
    """The comma phrase before this one, in the same sentence."""
    before = text[max(clause, phrase - _NEAR) : max(clause, phrase - 1)]
    return _STOP.split(before)[-1]


def _is_target(text: str, clause: int, place: _Place, name: Name) -> bool:
    one = place.quantity
    left = text[max(place.phrase, one.start - _WIDE) : one.start]
    if _SO_FAR.search(text, max(clause, one.start - _WIDE), one.start):
        return False
    if not name.sets_target or _BACKGROUND.search(left) or _ALREADY.search(text[one.end : place.right]):
        return False
    stop = _SENTENCE_STOP.search(text, place.right, place.right + _WIDE)
    end = stop.start() if stop else place.right + _WIDE
    return not _PAYMENT.search(text[max(clause, one.start - _WIDE) : end])


class _Dues:
    """The dates of a passage's deadlines, to find the one that holds for a figure."""

    def __init__(self, text: str, deadlines: Sequence[Deadline], offset: int) -> None:
        self._dated = [(one.start - offset, one.due) for one in deadlines if one.due]
        self._heads = [dated for dated in self._dated if _heads_sentence(text, dated[0])]

    def at(self, sentence: int, end: int) -> date | None:
        """The deadline nearest before the figure in its sentence; else the one that heads an earlier sentence."""
        for dated in (self._dated, self._heads):
            before = bisect_left(dated, end, key=itemgetter(0)) - 1
            if before >= 0 and (dated is self._heads or dated[before][0] >= sentence):
                return dated[before][1]
        return None


def _heads_sentence(text: str, start: int) -> bool:
    return text[start : start + 1] in ("到", "至") and (start == 0 or text[start - 1] in "。；;：:\n \u3000")
