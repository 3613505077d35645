"""The promises of a PolicyDocument, over every document at hand, generated ones and small real phrases."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.assignments import Task, Unit
from policy.documents import PolicyDocument
from policy.errors import DocumentError, EmptyDocumentError
from policy.parsing import parse_document, parse_source
from policy.readers import read_bytes
from policy.readers.source import SourceText
from tests.policy.readers.samples import docx_bytes, paragraph, word_bytes

SHARED = Path(__file__).parents[2] / "../shared"
DOCUMENTS = sorted(
    path for folder in ("policies", "seeds") for path in (SHARED / folder).glob("*.*") if path.suffix != ".jsonl"
)
SHA256 = "0123456789abcdef" * 4
SAME_DOCUMENT = ("no1doc2026.docx", "no1doc2026.pdf")
# White space that Python does not count as such.
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\ufeff"))
PAIRS = ("武汉", "抚州", "深圳", "资阳")
shared = pytest.mark.skipif(not DOCUMENTS, reason="the documents beside the checkout are absent")

# Fragments that official documents are made of, for generated texts.
FRAGMENTS = (
    "一、总体要求", "（一）", "(二)优化服务。", "1.", "2．推进改革；", "①", "第一条 ", "第二章 总则", "一是", "附件1",
    "附件：", "：", "（责任单位：区发展改革委）", "（牵头单位：A局；配合单位：B局、C局）", "2025年6月底前", "增长9%",
    "不低于30家", "\n", "\t", "　　", "。", "关于印发《工作方案》的通知", "津政发〔2024〕1号", "各委、办、局：",
    "2024年1月1日", "抄送：", "责任单位", "序号", "首页", "(", "〔", "“", "1111",
)  # fmt: skip


def read(text: str) -> PolicyDocument:
    return parse_source(SourceText(text=text), source_name="要点.txt", sha256=SHA256)


@cache
def parsed(path: Path) -> PolicyDocument:
    return parse_document(path)


def assert_covered(document: PolicyDocument) -> None:
    """Clauses and chrome are disjoint and in order, and what is outside of them is white space."""
    spans = sorted([(c.start, c.end) for c in document.clauses] + [(c.start, c.end) for c in document.chrome])
    at = 0
    for start, end in [*spans, (len(document.text), len(document.text))]:
        assert start >= at, f"overlap at {start}: {document.text[start : start + 30]!r}"
        lost = document.text[at:start]
        assert not lost.translate(INVISIBLE).strip(), f"lost: {lost!r}"
        at = max(at, end)


def assert_slices(document: PolicyDocument) -> None:
    """Every part says exactly where it was read."""
    text = document.text
    for clause in document.clauses:
        assert text[clause.start : clause.end] == clause.text
        assert clause.start < clause.end
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            assert text[cell.start : cell.end] == cell.text
    for task in document.tasks:
        assert text[task.start : task.end] == task.quote
    for unit in all_units(document):
        assert text[unit.start : unit.end] == unit.printed
    for start, end, printed in printed_parts(document):
        assert text[start:end] == printed


def all_units(document: PolicyDocument) -> Iterator[Unit]:
    for task in document.tasks:
        yield from task.units
        for item in task.support_items:
            yield from item.units


def printed_parts(document: PolicyDocument) -> Iterator[tuple[int, int, str]]:
    """Deadlines, indicators and support items, those of the tasks and those that stand in none."""
    for deadline in (*document.deadlines, *(part for task in document.tasks for part in task.deadlines)):
        yield deadline.start, deadline.end, deadline.raw
    for indicator in (*document.indicators, *(part for task in document.tasks for part in task.indicators)):
        yield indicator.start, indicator.end, indicator.raw
    for task in document.tasks:
        yield from ((item.start, item.end, item.text) for item in task.support_items)


def assert_addresses(document: PolicyDocument) -> None:
    """Ids are unique, in order, and lead to each other."""
    ids = [clause.clause_id for clause in document.clauses]
    assert ids == [f"{document.doc_id}-{ordinal}" for ordinal in range(1, len(ids) + 1)]
    seen: set[str] = set()
    for clause in document.clauses:
        assert clause.parent_id is None or clause.parent_id in seen, f"{clause.clause_id} comes before its parent"
        seen.add(clause.clause_id)
    assert all(task.clause_id in seen and task.task_id == f"{task.clause_id}t" for task in document.tasks)
    assert len({task.task_id for task in document.tasks}) == len(document.tasks)
    assert all(row.clause_id in seen for table in document.tables for row in table.rows)


def assert_promises(document: PolicyDocument) -> None:
    assert_slices(document)
    assert_covered(document)
    assert_addresses(document)


@shared
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_document_keeps_the_promises(path: Path) -> None:
    assert_promises(parsed(path))


@shared
@pytest.mark.parametrize("path", DOCUMENTS[::10], ids=lambda path: path.name)
def test_same_bytes_have_the_same_ids(path: Path) -> None:
    assert parse_document(path) == parsed(path)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60).map("".join))
def test_generated_documents_keep_the_promises(text: str) -> None:
    try:
        document = read(text)
    except EmptyDocumentError:
        return
    assert_promises(document)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=200))
def test_any_text_keeps_the_promises(text: str) -> None:
    try:
        document = read(text)
    except EmptyDocumentError:
        return
    assert_promises(document)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300), st.sampled_from((".txt", ".docx", ".pdf", ".html", ".xlsx", ".ofd", ".md")))
def test_any_bytes_are_a_document_or_one_sentence(data: bytes, suffix: str) -> None:
    try:
        read_bytes(data, name=f"通知{suffix}")
    except DocumentError as error:
        assert str(error).endswith("。")


def outline_of(document: PolicyDocument) -> list[tuple[str, str, int]]:
    return [(c.number, "".join(c.text.split()), c.level) for c in document.clauses]


def ledger_of(document: PolicyDocument) -> list[tuple[str, tuple[str, ...]]]:
    def row(task: Task) -> tuple[str, tuple[str, ...]]:
        return "".join(task.quote.split()), tuple(unit.name for unit in task.units)

    return [row(task) for task in document.tasks]


@shared
@pytest.mark.parametrize(
    ("one", "other"),
    [SAME_DOCUMENT, *((f"report2024_{city}.docx", f"report2024_{city}.txt") for city in PAIRS)],
)
def test_two_formats_of_one_document_are_read_alike(one: str, other: str) -> None:
    first, second = (parsed(SHARED / "policies" / name) for name in (one, other))
    assert outline_of(first) == outline_of(second)
    assert ledger_of(first) == ledger_of(second)


def test_document_is_known_by_its_bytes(tmp_path: Path) -> None:
    data = "关于优化服务的通知\n一、总体要求\n坚持稳中求进。\n".encode()
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_bytes(data)
    one, other = parse_document(tmp_path / "甲.txt"), parse_document(tmp_path / "乙.txt")
    assert one.doc_id == other.doc_id == hashlib.sha256(data).hexdigest()[:10]
    assert one.clauses == other.clauses


def test_automatic_numbers_of_word_are_addresses(tmp_path: Path) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/>"
        "<w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    body = (
        paragraph("某某区2025年工作要点")
        + paragraph("总体要求", properties=listed)
        + paragraph("坚持稳中求进工作总基调。")
    )
    path = tmp_path / "要点.docx"
    path.write_bytes(word_bytes(body, numbering=numbering))
    assert [clause.locator for clause in parse_document(path).clauses if clause.number] == ["一、"]


def test_pages_of_chrome_only_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_text("首页\n打印\n扫一扫在手机打开当前页\n", encoding="utf-8")
    with pytest.raises(EmptyDocumentError, match=r"空\.txt"):
        parse_document(path)


def test_recognised_text_is_marked() -> None:
    source = SourceText(text="关于优化服务的通知\n一、总体要求\n坚持稳中求进。\n", recognised=True, confidence=0.93)
    warnings = parse_source(source, source_name="扫描.pdf", sha256=SHA256).warnings
    assert "识别文本" in warnings[0] and "93%" in warnings[0]


def test_draft_for_comment_is_marked() -> None:
    document = read("某某区优化服务工作方案（征求意见稿）\n一、总体要求\n坚持稳中求进工作总基调。\n")
    assert any("征求意见稿" in warning for warning in document.warnings)


def test_a_word_file_becomes_a_document(tmp_path: Path) -> None:
    path = tmp_path / "要点.docx"
    path.write_bytes(docx_bytes("某某区2025年工作要点", "一、总体要求", "坚持稳中求进工作总基调。"))
    assert_promises(parse_document(path))
