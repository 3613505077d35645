"""The dates of a document, each of its own kind: 成文, 印发, 发布, 施行, 失效, and the last day for comments.

A labelled field goes before the layout. 成文日期 is the date under the signature, or of the meeting that adopted the
text (GB/T 9704—2012 7.3.5); 印发日期 stands in the 版记 (7.4.3). Nothing is inferred but the end of a stated term
(有效期3年).
"""

import re
from datetime import date, timedelta

from policy.dates import PrintedDate, find_dates
from policy.elements import LabelledField
from policy.head_lines import Line, Look
from policy.labelled_fields import date_of
from policy.values import Frozen, Span

_ISSUED = re.compile(r"印\s*发\s*$")
_ADOPTED = re.compile(r"[^。]{0,120}?(?:通过|公布|发布|修订|修正|批准)|\s*在[^。]{2,40}(?:大会|会议|全会)[^。]{0,20}上")
_CLOCK = re.compile(r"[ 　]*\d{1,2}:\d{2}")
_FORCE = re.compile(r"(?:起|开始)?\s*(?:施行|实施|执行|生效)")
_UNTIL = re.compile(r"(?:有效期|施行期|执行期|实施期)[^。，；]{0,8}(?:至|到)|(?:施行|实施|执行|有效)(?:至|到)")
_TERM = re.compile(r"有效期(?:限)?[为是:：]?\s*([1-9１-９一二三四五六七八九两十]|10)\s*年")
_TERMS = {char: n for n, char in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_COMMENT_AFTER = re.compile(
    r"\s*(?:（[^）]{0,12}）|\([^)]{0,12}\))?\s*(?:之?前|以前|止|截止|\d{1,2}[:：]\d\d前?|24时前?)"
)
_COMMENT_WORDS = re.compile(r"意见|反馈|征求|征集")


class DocumentDates(Frozen):
    """Each date is None where the document does not state it; spans by the names of these fields."""

    signing_date: date | None = None
    issue_date: date | None = None
    publish_date: date | None = None
    effective_date: date | None = None
    expiry_date: date | None = None
    comment_deadline: date | None = None
    spans: tuple[tuple[str, Span], ...] = ()


Found = tuple[date, Span] | None


def find_document_dates(
    head: tuple[Line, ...], tail: tuple[Line, ...], *, fields: tuple[LabelledField, ...], is_draft: bool
) -> DocumentDates:
    r"""All dates of the header.

    >>> from policy.head_lines import read_head, read_tail
    >>> lines = "各街道:\n区政府\n2017年12月31日\n区政府办公室 2018年1月2日印发"
    >>> dates = find_document_dates(read_head(lines), read_tail(lines), fields=(), is_draft=False)
    >>> str(dates.signing_date), str(dates.issue_date), dates.publish_date
    ('2017-12-31', '2018-01-02', None)
    """
    publish = date_of(fields, "发布日期", "公开日期", "公布日期", "发布时间", "时间", "日期", "更新时间")
    effective = date_of(fields, "施行日期", "实施日期", "生效日期") or _effective(head, tail)
    found: dict[str, Found] = {
        "signing_date": date_of(fields, "成文日期", "成文时间", "制发日期", "生成日期") or _signing(head, tail),
        "issue_date": date_of(fields, "印发日期", "印发时间", "发文日期", "发文时间") or _issue(tail) or _issue(head),
        "publish_date": publish or _clock_line(head) or _line_under_title(head),
        "effective_date": effective,
        "expiry_date": date_of(fields, "失效日期", "废止日期", "有效期") or _expiry(tail, effective),
        "comment_deadline": _comment_deadline((*head, *tail), fields) if is_draft else None,
    }
    values = {name: pair[0] for name, pair in found.items() if pair}
    return DocumentDates(**values, spans=tuple((name, pair[1]) for name, pair in found.items() if pair))


def _signing(head: tuple[Line, ...], tail: tuple[Line, ...]) -> Found:
    return _signed(head) or _adopted(head) or _signed(tail) or _dated(_before_numbered(head)) or _dated(tail)


def _signed(lines: tuple[Line, ...]) -> Found:
    """A date line under a signature, or in a line with it; a page's ISO date is none."""
    for index, line in enumerate(lines):
        under = line.look is Look.DATE and index > 0 and _may_sign(lines[index - 1]) and not _FORCE.search(line.text)
        if (under or line.look is Look.SIGNED) and "年" in line.text:
            return _found(line, find_dates(line.text)[-1])
    return None


def _may_sign(line: Line) -> bool:
    return line.look is Look.AGENCY or (line.look in {Look.PLAIN, Look.NOTE} and len(line.text) <= 20)


def _dated(lines: tuple[Line, ...]) -> Found:
    """A date line with no signature, as under the title of a party document or a notice's text."""
    dated = (line for line in lines if line.look is Look.DATE and "年" in line.text and not _ISSUED.search(line.text))
    return next((_found(line, find_dates(line.text)[0]) for line in dated), None)


def _before_numbered(head: tuple[Line, ...]) -> tuple[Line, ...]:
    first = next((index for index, line in enumerate(head) if line.look is Look.NUMBERED), len(head))
    return head[:first]


def _adopted(head: tuple[Line, ...]) -> Found:
    """The meeting or order that made the text what it is: the last of those listed under the title."""
    adopted: Found = None
    for line in head[:14]:
        if line.look is Look.NUMBERED and not line.text.startswith(("——", "--")):
            break
        dates = find_dates(line.text)
        for printed in dates if dates and dates[0].start <= 3 else ():
            if _ADOPTED.match(line.text, printed.end) and (adopted is None or printed.value > adopted[0]):
                adopted = _found(line, printed)
    return adopted


def _issue(lines: tuple[Line, ...]) -> Found:
    for line in lines:
        if _ISSUED.search(line.text) and (dates := find_dates(line.text)):
            return _found(line, dates[-1])
    return None


def _clock_line(head: tuple[Line, ...]) -> Found:
    """A date with the time of day, alone: when the page went online."""
    for line in head[:12]:
        for printed in find_dates(line.text):
            if printed.start == 0 and _CLOCK.match(line.text, printed.end):
                return _found(line, printed)
    return None


def _line_under_title(head: tuple[Line, ...]) -> Found:
    """An agency and an ISO date: a publisher's line."""
    published = (line for line in head[1:4] if line.look in {Look.SIGNED, Look.DATE} and "年" not in line.text)
    return next((_found(line, find_dates(line.text)[0]) for line in published), None)


def _effective(head: tuple[Line, ...], tail: tuple[Line, ...]) -> Found:
    for line in (*head[:8], *reversed(tail)):
        for printed in find_dates(line.text):
            stated = line.text[: printed.start].rstrip().endswith("自") or not line.text[: printed.start].strip()
            own = "《" not in line.text[max(0, printed.start - 40) : printed.start]
            if stated and own and _FORCE.match(line.text, _past_spaces(line.text, printed.end)):
                return _found(line, printed)
    return None


def _expiry(tail: tuple[Line, ...], effective: Found) -> Found:
    for line in reversed(tail):
        for until in _UNTIL.finditer(line.text):
            for printed in find_dates(line.text, start=until.end()):
                if printed.start - until.end() <= 2:
                    return _found(line, printed)
        term = _TERM.search(line.text)
        if term and effective:
            span = Span(start=line.start + term.start(), end=line.start + term.end())
            return _years_later(effective[0], _years(term.group(1))) - timedelta(days=1), span
    return None


def _comment_deadline(lines: tuple[Line, ...], fields: tuple[LabelledField, ...]) -> Found:
    stated = date_of(fields, "截止时间", "截止日期", "反馈截止时间", "意见反馈截止时间", "结束时间")
    if stated:
        return stated
    for line in lines:
        for printed in find_dates(line.text) if _COMMENT_WORDS.search(line.text) else ():
            near = line.text[max(0, printed.start - 8) : printed.start]
            if _COMMENT_AFTER.match(line.text, printed.end) or re.search(r"(?:截止|截至|[-—至到])[^，。]{0,6}$", near):
                return _found(line, printed)
    return None


def plan_year(title: str, *, dates: DocumentDates, head: tuple[Line, ...], tail: tuple[Line, ...]) -> int | None:
    """The year the tasks are for: the title's, else the earliest date's, else the one a report or talk plans for.

    >>> plan_year("落实2020年重点任务的具体措施", dates=DocumentDates(signing_date=date(2019, 6, 1)), head=(), tail=())
    2020
    """
    if stated := re.search(r"(?<!\d)((?:19|20)\d\d)(?=\s*(?:年|[-—–~～至]|行动))", title):
        return int(stated.group(1))
    known = (dates.signing_date, dates.issue_date, dates.publish_date, dates.comment_deadline)
    years = [day.year for day in known if day]
    bare = re.search(r"(?<!\d)((?:19|20)\d\d)(?!\d)", title)
    announced = min(years) if years else _announced_year((*head, *tail))
    return announced or (int(bare.group(1)) if bare else None)


def _announced_year(lines: tuple[Line, ...]) -> int | None:
    for pattern in (_YEAR_HEADING, _YEAR_AHEAD):
        years = [int(found.group(1)) for line in lines for found in pattern.finditer(line.text)]
        if years:
            return max(years)
    return None


_YEAR_HEADING = re.compile(
    r"(?<!\d)(20\d\d)年(?:度)?(?:的)?(?:主要|重点|政府|经济|总体)?(?:工作)?(?:安排|任务|重点|目标|要求|打算|总体要求|思路)"
)
_YEAR_AHEAD = re.compile(r"(?<!\d)(20\d\d)年[，,]?(?:我们|全[省市区县]|[我本][省市区县])?(?:将|要)")


def _found(line: Line, printed: PrintedDate) -> tuple[date, Span]:
    return printed.value, Span(start=line.start + printed.start, end=line.start + printed.end)


def _past_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _years(printed: str) -> int:
    return int(printed) if printed.isdigit() else _TERMS[printed]


def _years_later(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=28 if (day.month, day.day) == (2, 29) else day.day)
