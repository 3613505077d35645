"""What is fuzzed: functions of bytes that return where every promise was kept, whatever the bytes were.

An error that a person gets as a sentence is a promise kept; anything else that is raised was found.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from exports.returned import read_returned
from policy.addresses import find_clause, parse_locator
from policy.dates import find_dates, read_date
from policy.deadlines import read_deadline_cell
from policy.document_numbers import find_document_numbers, read_document_number
from policy.documents import PolicyDocument
from policy.errors import DocumentError, EmptyDocumentError, ExportError, ToolError
from policy.numerals import parse_number
from policy.parsing import parse_document, parse_source
from policy.readers import read_bytes
from policy.readers.source import SourceText
from policy.regions import find_regions
from policy.responsibility import read_listed_units, read_responsibility
from policy.sentences import split_phrases, split_sentences
from policy.unit_lists import is_unit_list
from tests.conftest import SAMPLES
from tests.policy.test_parsing import assert_promises
from tools.draft_exports import save_draft
from tools.draft_making import make_draft
from tools.draft_returns import take_back
from vectorstore.library import PolicyLibrary

Target = Callable[[bytes], None]
_SHA256 = "0123456789abcdef" * 4
_SUFFIXES = (".txt", ".md", ".html", ".docx", ".pdf", ".xlsx", ".ofd", ".doc", ".png")
_SINCE = date(2025, 3, 1)
_OFFSET = 1000  # of a text that stands somewhere in a longer one


def files(data: bytes) -> None:
    """A whole file; its first byte chooses the name that it comes under."""
    name = f"通知{_SUFFIXES[data[0] % len(_SUFFIXES)] if data else '.txt'}"
    _read(data[1:], name)


def word_texts(data: bytes) -> None:
    """The main part of a Word file, in a package that is sound."""
    parts = {"[Content_Types].xml": b"<Types>application/wordprocessingml</Types>", "word/document.xml": data}
    _read(_zipped(parts), "通知.docx")


def texts(data: bytes) -> None:
    """A text as it comes out of a reader: outline, ledger, spans."""
    _parse(SourceText(text=data.decode("utf-8", "ignore")), "要点.txt")


def phrases(data: bytes) -> None:
    """What is read in a line or a cell: addresses, dates, numbers, units, places, each where it says it stands."""
    text = data.decode("utf-8", "ignore")
    locator = parse_locator(text)
    if locator:
        find_clause(_a_document(), locator)
    for each in (read_date, read_document_number, parse_number, is_unit_list, find_regions):
        each(text)
    for start, end, printed in _printed_in(text):
        assert text[start:end] == printed
    for start, end in (*split_sentences(text), *split_phrases(text)):
        assert 0 <= start <= end <= len(text)


def returned_words(data: bytes) -> None:
    """The main part of a draft that comes back from Word."""
    _take_back(_a_draft_in(".docx"), "word/document.xml", data, ".docx")


def returned_memory(data: bytes) -> None:
    """What a draft in Word remembers of itself."""
    _take_back(_a_draft_in(".docx"), "customXml/item9.xml", data, ".docx")


def returned_sheets(data: bytes) -> None:
    """The first sheet of a draft that comes back from Excel."""
    _take_back(_a_draft_in(".xlsx"), "xl/worksheets/sheet1.xml", data, ".xlsx")


TARGETS: dict[str, Target] = {
    each.__name__: each
    for each in (files, word_texts, texts, phrases, returned_words, returned_memory, returned_sheets)
}


def seeds(name: str) -> Iterator[bytes]:
    """Sound inputs of a target, to begin with."""
    match name:
        case "files":
            for path in sorted(SAMPLES.iterdir()):
                yield bytes([_SUFFIXES.index(path.suffix)]) + path.read_bytes()
        case "word_texts":
            for path in sorted(SAMPLES.glob("*.docx")):
                yield _part(path.read_bytes(), "word/document.xml")
        case "texts":
            yield from (parse_document(path).text.encode() for path in sorted(SAMPLES.iterdir()))
        case "phrases":
            yield from (clause.text.encode() for clause in _a_document().clauses)
        case "returned_sheets":
            yield _part(_a_draft_in(".xlsx"), "xl/worksheets/sheet1.xml")
        case _:
            part = "word/document.xml" if name == "returned_words" else "customXml/item9.xml"
            yield _part(_a_draft_in(".docx"), part)


def _read(data: bytes, name: str) -> None:
    try:
        source = read_bytes(data, name=name)
    except DocumentError as error:
        assert str(error).endswith("。")
        return
    _parse(source, name)


def _parse(source: SourceText, name: str) -> None:
    try:
        document = parse_source(source, source_name=name, sha256=_SHA256)
    except EmptyDocumentError:
        return
    assert_promises(document)


def _printed_in(text: str) -> Iterator[tuple[int, int, str]]:
    assert all(text[day.start : day.end].strip() for day in find_dates(text))
    assert all(text[number.start : number.end].strip() for number in find_document_numbers(text))
    for deadline in read_deadline_cell(text, offset=_OFFSET, year=2025):
        yield deadline.start - _OFFSET, deadline.end - _OFFSET, deadline.raw
    for unit in (*read_responsibility(text, offset=_OFFSET).units, *read_listed_units(text, offset=_OFFSET)):
        yield unit.start - _OFFSET, unit.end - _OFFSET, unit.printed


def _take_back(paper: bytes, part: str, data: bytes, suffix: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"改过{suffix}"
        path.write_bytes(_with_part(paper, part, data))
        try:
            take_back(read_returned(path), None)
        except (ExportError, ToolError) as error:
            assert str(error).endswith("。")


@cache
def _a_document() -> PolicyDocument:
    return parse_document(next(iter(sorted(SAMPLES.glob("*.txt")))))


@cache
def _a_draft_in(suffix: str) -> bytes:
    with TemporaryDirectory() as folder, PolicyLibrary(Path(folder) / "library", embedder=None) as library:
        library.add(_a_document())
        draft = make_draft(library, kind="follow_up", draft_id="ab12", targets=[], topic="")
        path = Path(folder) / f"计划{suffix}"
        save_draft(library, draft, path, since=_SINCE)
        return path.read_bytes()


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _zipped({each: archive.read(each) for each in archive.namelist()} | {name: content})
