"""发文字号 (GB/T 9704—2012 7.2.5): agency code, year in hexagonal brackets, serial.

Reads 东丽政发〔2017〕32号 with any brackets and spaces, and the order form 国家税务总局公告2018年第28号. An order
without a year (国务院令第706号) is no DocumentNumber; it stays a labelled field.
"""

import re
from collections.abc import Iterator

from policy.elements import DocumentNumber
from policy.values import Frozen

_NUMBER = re.compile(
    r"[〔\[【（(﹝［〈<]\s{0,2}(?P<year>(?:19|20)\d\d)\s{0,2}[〕\]】）)﹞］〉>]\s{0,2}第?\s?(?P<serial>\d{1,5})\s?号"
    r"|(?P<order>公告|令)\s?(?P<order_year>(?:19|20)\d\d)\s?年\s?第\s?(?P<order_serial>\d{1,5})\s?号"
)
_AGENCY_BEFORE = re.compile(r"[一-龥A-Za-z]+(?:[（(][一-龥]{1,4}[）)])?[一-龥A-Za-z]{0,3}[ \u3000]{0,2}\n?$")
_MOST = 24
_NO_CODE = re.compile(
    r"^.*(?:根据|按照|依据|依照|参照|对照|执行|贯彻|落实|废止|印发|转发|以及|规定的|下发的|符合|文号|字号|属于|不属于|所述|通知|意见|[与和及按见以从将由据])(?=[一-龥A-Za-z]{2})"
)


class PrintedNumber(Frozen):
    """A document number and where it stands."""

    number: DocumentNumber
    start: int
    end: int


def find_document_numbers(text: str, *, start: int = 0, end: int | None = None) -> tuple[PrintedNumber, ...]:
    """The numbers in text[start:end], in reading order, offsets into text.

    >>> [str(found.number) for found in find_document_numbers("根据津政发 [2017] 18 号和国办函（2004）36号")]
    ['津政发〔2017〕18号', '国办函〔2004〕36号']
    """
    stop = len(text) if end is None else end
    return tuple(_read(text, start, stop))


def read_document_number(text: str) -> DocumentNumber | None:
    """The first number in the text, or None.

    >>> read_document_number("（皖开放办〔2022〕6号）").agency_code
    '皖开放办'
    """
    return next((found.number for found in find_document_numbers(text)), None)


def _read(text: str, start: int, stop: int) -> Iterator[PrintedNumber]:
    for match in _NUMBER.finditer(text, start, stop):
        before = text[max(start, match.start() - _MOST) : match.start()]
        agency = _AGENCY_BEFORE.search(before)
        printed_code = _NO_CODE.sub("", agency.group()) if agency else ""
        code = "".join(printed_code.split())
        if len(code) > 1:
            begin = match.start() - len(printed_code)
            yield PrintedNumber(number=_number(match, code, text[begin : match.end()]), start=begin, end=match.end())


def _number(match: re.Match[str], code: str, printed: str) -> DocumentNumber:
    is_order = match.group("order") is not None
    return DocumentNumber(
        agency_code=code + (match.group("order") or ""),
        year=int(match.group("order_year" if is_order else "year")),
        serial=int(match.group("order_serial" if is_order else "serial")),
        printed=printed,
    )
