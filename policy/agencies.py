"""发文机关: who issued the document, as printed.

In the order of trust: the red head (…文件), the signature above the date, the field of the 信息公开 table, the agency
in front of 关于 in the title, an announcement's X现将…. Does not tell an agency's rank; see policy.jurisdiction for
its place.
"""

import re
from collections.abc import Iterator

from policy.dates import find_dates
from policy.elements import LabelledField
from policy.head_lines import Line, Look, closed_up, without_stamp
from policy.labelled_fields import value_of
from policy.titles import PrintedTitle
from policy.values import Frozen, Span

_AGENCY_END = (
    r"人民政府|政府|国务院|中央|办公厅|办公室|办|委员会|委|工委|党组|领导小组|指挥部|管委会|联席会议|法院|检察院|局|厅|部|院|署|"
    r"银行|总会|协会|中心|公司|集团"
)
_BEFORE_ABOUT = re.compile(rf"([一-龥（）() 、“”]{{1,60}}?(?:{_AGENCY_END}))\s*(?:关于|印发|批转|转发|公布|发布|公告)")
_ANNOUNCES = re.compile(rf"([一-龥]{{2,30}}(?:{_AGENCY_END}))现(?:将|就|对|公布|公开|向|面向)")
_ORDER = re.compile(r"\s*(?!在)([一-龥、]{3,40}?)(?:第[一二三四五六七八九十百零〇\d]+(?:次会议|号)|令)")
_FIELDS = "发文机关 发文机构 发文单位 制定机关 制发机关 发布机构 发布机关 发布单位 公开主体".split()
_SEPARATORS = re.compile(r"[ 　\xa0、，,\n]+")
_BRACKETED = re.compile(r"^[（(](.+?)[)）]$")


class PrintedAgencies(Frozen):
    """The agencies in printed order, the host first, and the span they were read from."""

    names: tuple[str, ...]
    span: Span


def find_issuing_agencies(
    head: tuple[Line, ...],
    tail: tuple[Line, ...],
    *,
    fields: tuple[LabelledField, ...],
    title: PrintedTitle | None,
) -> PrintedAgencies | None:
    r"""Who issued it, or None.

    >>> from policy.head_lines import read_head
    >>> head = read_head("关于印发要点的通知\n各部门：\n中共天津武清经济技术开发区工作委员会\n2019年2月27日")
    >>> find_issuing_agencies(head, (), fields=(), title=None).names
    ('中共天津武清经济技术开发区工作委员会',)
    """
    found = tuple(_candidates(head, tail, fields, title))
    # A red head may bear the host alone; the title or the signature then names the others too.
    same_host = [each for each in found if each.names[:1] == found[0].names[:1]]
    return max(same_host, key=lambda each: len(each.names), default=None)


def _candidates(
    head: tuple[Line, ...], tail: tuple[Line, ...], fields: tuple[LabelledField, ...], title: PrintedTitle | None
) -> Iterator[PrintedAgencies]:
    yield from _red_head(head)
    yield from find_signature(head)
    yield from find_signature(tail)
    field = value_of(fields, *_FIELDS)
    if field:
        yield _agencies(field.value, field.start, field.end)
    yield from _line_under_title(head, title)
    yield from _by_order(head)
    if title and (before := _BEFORE_ABOUT.match(title.text)):
        yield _agencies(before.group(1), title.start, title.end)
    for line in head:
        if announces := _ANNOUNCES.match(line.text):
            yield _agencies(announces.group(1), line.start, line.start + announces.end(1))


def _red_head(head: tuple[Line, ...]) -> Iterator[PrintedAgencies]:
    for line in head[:12]:
        if line.look is Look.RED_HEAD and line.text.endswith("文件"):
            yield _agencies(line.text.removesuffix("文件"), line.start, line.end - len("文件"))


def find_signature(lines: tuple[Line, ...]) -> Iterator[PrintedAgencies]:
    """发文机关署名: the agency lines straight above a date, or in front of it."""
    for index, line in enumerate(lines):
        signers = _lines_above(lines, index) if line.look is Look.DATE else ()
        if line.look is Look.SIGNED and "年" in line.text:
            yield _in_front_of_date(line)
        elif signers:
            yield _agencies("\n".join(s.text for s in signers), signers[0].start, signers[-1].end)


def _in_front_of_date(line: Line) -> PrintedAgencies:
    name = line.text[: find_dates(line.text)[-1].start].rstrip()
    return _agencies(name, line.start, line.start + len(name))


def _lines_above(lines: tuple[Line, ...], index: int) -> tuple[Line, ...]:
    first = index
    while first and _signs(lines[first - 1]):
        first -= 1
    return lines[first:index]


def _signs(line: Line) -> bool:
    """An agency's line, or the note below it of whose seal stands in for its own."""
    return not without_stamp(line.text) or (line.look is Look.AGENCY and not line.text.startswith("附"))


def _line_under_title(head: tuple[Line, ...], title: PrintedTitle | None) -> Iterator[PrintedAgencies]:
    """A publisher's line: the agency and the day, under the title."""
    for line in head[:4]:
        if title and line.start >= title.end and line.look is Look.SIGNED:
            yield _in_front_of_date(line)


def _by_order(head: tuple[Line, ...]) -> Iterator[PrintedAgencies]:
    """Who adopted or ordered a law, from the last of the notes under its title."""
    for line in reversed(head[:14]):
        dates = find_dates(line.text)
        if (
            dates
            and dates[0].start <= 1
            and "批准" not in line.text
            and (order := _ORDER.match(line.text, dates[-1].end))
        ):
            yield _agencies(order.group(1), line.start + order.start(1), line.start + order.end(1))


def _agencies(printed: str, start: int, end: int) -> PrintedAgencies:
    bare = _BRACKETED.sub(r"\1", printed.strip())
    lines = "\n".join(without_stamp(closed_up(line)) for line in bare.split("\n"))
    names = (name for name in _SEPARATORS.split(lines) if len(name) > 1)
    return PrintedAgencies(names=tuple(dict.fromkeys(names)), span=Span(start=start, end=end))
