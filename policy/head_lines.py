"""The lines at the two ends of a document, and what each looks like by itself.

A government document says who, what and when in its first and last lines; the header and the chrome are read from
these alone, so that a book of a million characters costs no more than a letter. What a line means depends on its
neighbours and is decided by the callers.
"""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from policy.dates import find_dates
from policy.document_numbers import find_document_numbers
from policy.labelled_fields import FIELD_LABELS
from policy.values import Span

_HEAD, _TAIL = 8000, 3000
_LONG = 160
_PARAGRAPH_GAP = re.compile(r"[　\xa0]{2,}| {4,}|(?<=\d日)[ 　]+(?=[一-龥]{4})")
_LINE = re.compile(r"[^\n\r\f\x0b]+")
# Marks of Markdown and bold type around a line are no part of what it says.
_MARKUP = " \t　\xa0#*"

_NUMBERED = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,6}[章节条编部]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,3}[.．、](?!\d)|\d{1,2}(?:\.\d{1,2}){0,3}[ 　]+[一-龥]|[①-⑳]|[一二三四五六七八九十]是|——|--|[、，。；]"
)
_AGENCY = re.compile(
    r"(?:[一-龥（）()·“”、 　]{0,40})(?:人民政府|政府|国务院|办公厅|办公室|委员会|工委|党委|市委|省委|区委|"
    r"县委|党组|领导小组|"
    r"指挥部|管委会|联席会议|人民法院|检察院|总局|海关总署|总署|银行|总会|协会|联合会|党工委|公署|"
    r"[一-龥]{2,12}[部局厅委署院办社]|[一-龥]{2,12}中心|[一-龥]{2,20}公司)"
)
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位|同志们|位代表|代表们)")
_NOTE = re.compile(
    r"[（(](?:此件|本文|代章|此页|主动公开|依申请公开)[^）)]{0,30}[)）]?$|(?:此件|本文)[^。]{0,12}公开发布"
)
_STAMP = re.compile(r"(?:[（(][^（）()]{0,40}代\s*章[）)]|代\s*章)$")
_RED_HEAD = re.compile(r"[一-龥（）() 　]{2,40}(?:文件|人民政府令|国务院令)$")
_LABEL = re.compile(r"(?!各位|同志)[【\[]?(?:[一-龥][ 　\xa0]{0,4}){1,7}[】\]]?[:：]")
_SENTENCE_MARK = re.compile(r"[。；;！？]")
_RECIPIENT_END = re.compile(
    r"(?:政府|机构|部门|单位|企业|委|委员会|厅|局|办|会|院|所|公司|团体|高校|学校|大学|院校|组|中心|街镇|乡镇|街道|兵团|行|"
    r"社|省|市|区|县|署|部|处|队|[)）])$"
)


class Look(Enum):
    """What a line looks like."""

    NUMBERED = "numbered"
    SENTENCE = "sentence"
    RECIPIENTS = "recipients"
    LABELLED = "labelled"
    NUMBER = "number"
    DATE = "date"
    AGENCY = "agency"
    RED_HEAD = "red head"
    NOTE = "note"
    SIGNED = "signed"
    PLAIN = "plain"


class Line(NamedTuple):
    """A line or, of a line of many paragraphs, one paragraph; text is without the white space and markup around it."""

    text: str
    start: int
    end: int
    look: Look


def read_head(text: str, chrome: tuple[Span, ...] = ()) -> tuple[Line, ...]:
    r"""The lines of the first 8,000 characters that are not chrome.

    >>> [(line.text, line.look.value) for line in read_head("东丽政发〔2017〕32号\n各街道：\n一、总体要求")]
    [('东丽政发〔2017〕32号', 'number'), ('各街道：', 'recipients'), ('一、总体要求', 'numbered')]
    """
    return _lines(text, 0, min(len(text), _HEAD), chrome)


def read_tail(text: str, chrome: tuple[Span, ...] = ()) -> tuple[Line, ...]:
    r"""The lines of the last 3,000 characters that are not chrome, in reading order.

    >>> [line.look.value for line in read_tail("国务院办公厅\n2018年12月6日\n（此件公开发布）")]
    ['agency', 'date', 'note']
    """
    stop = len(text)
    for span in reversed(chrome):
        if span.end < stop and text[span.end : stop].strip():
            break
        stop = span.start
    start = 0 if stop <= _TAIL else text.find("\n", stop - _TAIL, stop) + 1
    return _lines(text, start or max(0, stop - _TAIL), stop, chrome)


def _lines(text: str, start: int, stop: int, chrome: tuple[Span, ...]) -> tuple[Line, ...]:
    return tuple(line for line in _all_lines(text, start, stop) if not stands_in(line.start, chrome))


# The chrome and the header are read from the same lines of a document, one after the other.
@lru_cache(maxsize=4)
def _all_lines(text: str, start: int, stop: int) -> tuple[Line, ...]:
    found = (_line(text, a, b) for a, b in _pieces(text, start, stop))
    return tuple(line for line in found if line.text)


def _pieces(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Lines; a very long one also parts where a paragraph's indentation stands in its middle."""
    pieces: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, stop):
        at = match.start()
        if match.end() - at > _LONG:
            for gap in _PARAGRAPH_GAP.finditer(text, at, match.end()):
                pieces.append((at, gap.start()))
                at = gap.end()
        pieces.append((at, match.end()))
    return pieces


def _line(text: str, start: int, end: int) -> Line:
    while start < end and (text[start] in _MARKUP or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _MARKUP or text[end - 1].isspace()):
        end -= 1
    return Line(text[start:end], start, end, look_of(text[start:end]))


@lru_cache(maxsize=1024)
def look_of(line: str) -> Look:
    """What the line looks like; the first that fits, from the surest sign to the weakest.

    >>> look_of("天津市滨海新区人民政府").value, look_of("二〇〇五年六月十一日").value, look_of("各位代表：").value
    ('agency', 'date', 'sentence')
    """
    return next((look for look, fits in _LOOKS if fits(line)), Look.PLAIN)


def _is_number(line: str) -> bool:
    if len(line) > 40 or "号" not in line:
        return False
    return any(len(line) - (number.end - number.start) <= 3 for number in find_document_numbers(line))


def _is_date(line: str) -> bool:
    return len(line) <= 40 and any(len(line) - (d.end - d.start) <= 4 for d in find_dates(line))


def _is_signed(line: str) -> bool:
    """An agency and a date, and nothing else."""
    dates = find_dates(line) if len(line) <= 80 else ()
    return bool(dates) and dates[-1].end == len(line) and bool(_AGENCY.fullmatch(line[: dates[-1].start].strip()))


def closed_up(line: str) -> str:
    """Letters spaced out for the layout close up; a space between words stays.

    >>> closed_up("财 政 部"), closed_up("教育部 财政部")
    ('财政部', '教育部 财政部')
    """
    words = line.split()
    return "".join(words) if len(words) > 1 and all(len(word) == 1 for word in words) else line


def without_stamp(line: str) -> str:
    """The signature without the note of whose seal stands in for its own; '' for a line that is only the note.

    >>> without_stamp("区规划领导小组（区发展改革委代章）"), without_stamp("（代章）")
    ('区规划领导小组', '')
    """
    return _STAMP.sub("", line).rstrip()


def _is_recipients(line: str) -> bool:
    names = line[:-1].rstrip()
    return (
        line.endswith((":", "："))
        and not _SALUTATION.match(line)
        and not _SENTENCE_MARK.search(names)
        and bool(_RECIPIENT_END.search(names))
        and (len(names) > 3 or names.startswith("各") or bool(_AGENCY.fullmatch(names)))
        and not names.startswith(("本", "附"))
        and "".join(names.split()) not in FIELD_LABELS
    )


def _is_sentence(line: str) -> bool:
    return bool(_SENTENCE_MARK.search(line) or _SALUTATION.match(line)) or len(line) > 120 or line.endswith((":", "："))


def stands_in(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether the offset lies in any of the spans.

    >>> stands_in(3, (Span(start=0, end=3),))
    False
    """
    return any(span.start <= offset < span.end for span in spans)


_LOOKS = (
    (Look.NOTE, lambda line: bool(_NOTE.match(line))),
    (Look.NUMBER, _is_number),
    (Look.DATE, _is_date),
    (Look.SIGNED, _is_signed),
    (Look.NUMBERED, lambda line: bool(_NUMBERED.match(line))),
    (Look.RECIPIENTS, _is_recipients),
    (Look.LABELLED, lambda line: bool(_LABEL.match(line))),
    (Look.RED_HEAD, lambda line: bool(_RED_HEAD.fullmatch(line))),
    (Look.AGENCY, lambda line: len(line) <= 60 and bool(_AGENCY.fullmatch(without_stamp(closed_up(line))))),
    (Look.SENTENCE, _is_sentence),
)
