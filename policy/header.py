"""The header of a document: who, to whom, what, when, of which place, and whether it stands (GB/T 9704—2012 chapter 7).

Everything but the cited documents is read from the two ends of the text. A field that the document does not state
stays None or empty; only the title always has a value, the file's name where the text has no title of its own.
"""

from pathlib import PurePath
from typing import NamedTuple

from policy.addressees import PrintedAddressees, find_copied_to, find_recipients
from policy.agencies import PrintedAgencies, find_issuing_agencies
from policy.annexes import PrintedAnnexes, find_annexes
from policy.cited_documents import find_cited_documents
from policy.document_dates import find_document_dates, plan_year
from policy.document_numbers import PrintedNumber, find_document_numbers
from policy.elements import DocumentHeader, LabelledField
from policy.genres import genre_of_document
from policy.head_lines import Line, Look, read_head, read_tail
from policy.jurisdiction import find_jurisdiction
from policy.labelled_fields import find_fields, value_of
from policy.readers.source import SourceText
from policy.statuses import status_of
from policy.titles import PrintedTitle, find_inner_title, find_title
from policy.values import Span


class _Elements(NamedTuple):
    """What stands printed at the two ends of the text."""

    head: tuple[Line, ...]
    tail: tuple[Line, ...]
    fields: tuple[LabelledField, ...]
    title: PrintedTitle | None
    inner: PrintedTitle | None
    number: PrintedNumber | None
    agencies: PrintedAgencies | None
    recipients: PrintedAddressees | None
    copied: PrintedAddressees | None
    annexes: PrintedAnnexes | None


def read_header(source: SourceText, chrome: tuple[Span, ...], *, source_name: str) -> DocumentHeader:
    r"""The header; spans name the fields that were read from the text.

    >>> text = "关于印发开放工作要点的通知\n各部门：\n铁岭市人民政府\n2019年2月27日\n开放工作要点\n一、总体要求"
    >>> header = read_header(SourceText(text=text), (), source_name="要点.txt")
    >>> header.title, header.genre, header.region.name, str(header.signing_date), header.status
    ('关于印发开放工作要点的通知', 'work_points', '铁岭市', '2019-02-27', 'unknown')
    """
    found = _elements(source, chrome)
    title = found.title.text if found.title else PurePath(source_name).stem
    titles = tuple(each.text for each in (found.title, found.inner) if each)
    agencies = found.agencies.names if found.agencies else ()
    status = status_of(found.head, title=" ".join((title, *titles[1:])), fields=found.fields)
    dates = find_document_dates(found.head, found.tail, fields=found.fields, is_draft=status == "draft_for_comment")
    header = DocumentHeader(
        title=title,
        inner_title=found.inner.text if found.inner else None,
        document_number=found.number.number if found.number else None,
        issuing_agencies=agencies,
        recipients=found.recipients.names if found.recipients else (),
        copied_to=found.copied.names if found.copied else (),
        annexes=found.annexes.names if found.annexes else (),
        genre=genre_of_document(found.head, titles=titles[::-1] or (title,), is_interview=status == "interview"),
        region=find_jurisdiction(source.text, agencies=agencies, titles=titles, source_name=source_name),
        status=status,
        year=plan_year(" ".join((title, *titles[1:])), dates=dates, head=found.head, tail=found.tail),
        cited_documents=find_cited_documents(source.text, own_titles=titles, chrome=chrome),
        fields=found.fields,
        spans=(*_spans(found), *dates.spans),
    )
    return header.model_copy(update={**_stated(found.fields), **dates.model_dump(exclude={"spans"})})


def _elements(source: SourceText, chrome: tuple[Span, ...]) -> _Elements:
    head, tail = read_head(source.text, chrome), read_tail(source.text, chrome)
    fields = find_fields(source, chrome)
    title = find_title(head, fields)
    return _Elements(
        head=head,
        tail=tail,
        fields=fields,
        title=title,
        inner=find_inner_title(head, title),
        number=_document_number(head, fields),
        agencies=find_issuing_agencies(head, tail, fields=fields, title=title),
        recipients=find_recipients(head),
        copied=find_copied_to(tail),
        annexes=find_annexes(head) or find_annexes(tail),
    )


def _document_number(head: tuple[Line, ...], fields: tuple[LabelledField, ...]) -> PrintedNumber | None:
    """The field's number, else one that stands alone in the head before the text begins."""
    if field := value_of(fields, "发文字号", "文号", "文件编号", "发文号"):
        for found in find_document_numbers(field.value):
            return PrintedNumber(number=found.number, start=field.start, end=field.end)
    for line in head:
        if line.look is Look.NUMBERED or (line.look is Look.SENTENCE and len(line.text) > 60):
            return None
        if line.look is Look.NUMBER:
            found = find_document_numbers(line.text)[0]
            return PrintedNumber(number=found.number, start=line.start + found.start, end=line.start + found.end)
    return None


def _stated(fields: tuple[LabelledField, ...]) -> dict[str, str | None]:
    index_code = value_of(fields, "索引号", "索引码")
    category = value_of(fields, "主题分类", "组配分类", "信息分类")
    return {
        "index_code": index_code.value if index_code else None,
        "subject_category": category.value if category else None,
    }


def _spans(found: _Elements) -> tuple[tuple[str, Span], ...]:
    """Where each element was read; 0–0, a field that only the file's metadata state, is nowhere."""
    ranges = {
        "title": found.title,
        "inner_title": found.inner,
        "document_number": found.number,
        "index_code": value_of(found.fields, "索引号", "索引码"),
        "subject_category": value_of(found.fields, "主题分类", "组配分类", "信息分类"),
    }
    named = tuple((name, Span(start=each.start, end=each.end)) for name, each in ranges.items() if each and each.end)
    listed = {
        "issuing_agencies": found.agencies,
        "recipients": found.recipients,
        "copied_to": found.copied,
        "annexes": found.annexes,
    }
    return (*named, *((name, each.span) for name, each in listed.items() if each and each.span.end))
