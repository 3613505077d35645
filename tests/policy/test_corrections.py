"""Corrections by hand: what a person may write, and that nothing which was read is touched."""

from datetime import UTC, date, datetime

import pytest

from policy.corrections import Field, correct, corrected_document
from policy.errors import CorrectionError
from policy.parsing import parse_source
from policy.readers.source import SourceText

TEXT = """甲区深化改革实施方案
一、重点任务
（一）推进国企改革。推动混合所有制改革落地见效。（牵头单位：区国资委；责任单位：区财政局）
（二）优化审批服务。年底前压减审批时限50%。
附则由区政务服务办负责解释。
"""
NOW = datetime(2026, 11, 22, tzinfo=UTC)
DOCUMENT = parse_source(SourceText(text=TEXT), source_name="方案.txt", sha256="0123456789abcdef")
TASK = DOCUMENT.tasks[0]


@pytest.mark.parametrize(
    ("field", "text", "name", "value"),
    [
        ("region", "天津市东丽区", "region", "东丽区"),
        ("status", "已废止", "status", "repealed"),
        ("genre", "办法", None, None),
        ("signing_date", "2020年3月6日", "signing_date", date(2020, 3, 6)),
    ],
)
def test_a_field_is_set_in_the_words_of_the_office(field: Field, text: str, name: str | None, value: object) -> None:
    if name is None:
        with pytest.raises(CorrectionError, match="没有“办法”这一种文种"):
            correct(DOCUMENT, field, text, at=NOW)
        return
    correction = correct(DOCUMENT, field, text, at=NOW)
    header = corrected_document(DOCUMENT, (correction,)).header
    found = getattr(header, name)
    assert (found.name if name == "region" else found) == value
    assert header.corrected == (name,)


def test_a_place_that_is_no_place_or_several_is_refused() -> None:
    with pytest.raises(CorrectionError, match="没有认出"):
        correct(DOCUMENT, "region", "不存在的地方", at=NOW)
    with pytest.raises(CorrectionError, match="不止一处"):
        correct(DOCUMENT, "region", "鼓楼区", at=NOW)


def test_units_are_taken_from_the_documents_own_words() -> None:
    correction = correct(DOCUMENT, "units", "牵头：区财政局；配合：区政务服务办", at=NOW, task_id=TASK.task_id)
    assert correction.was == "牵头：区国资委；责任：区财政局"
    task = corrected_document(DOCUMENT, (correction,)).tasks[0]
    assert [(unit.role, unit.printed) for unit in task.units] == [("lead", "区财政局"), ("support", "区政务服务办")]
    assert all(TEXT[unit.start : unit.end] == unit.printed for unit in task.units)


def test_a_unit_that_the_document_does_not_name_is_refused() -> None:
    with pytest.raises(CorrectionError, match="这份文件里没有“区教育局”这几个字"):
        correct(DOCUMENT, "units", "责任：区教育局", at=NOW, task_id=TASK.task_id)


def test_text_clauses_and_spans_stay_as_they_were_read() -> None:
    given = tuple(correct(DOCUMENT, field, text, at=NOW) for field, text in (("status", "摘编"), ("region", "天津市")))  # type: ignore[arg-type]
    after = corrected_document(DOCUMENT, given)
    assert (after.text, after.clauses, after.chrome) == (DOCUMENT.text, DOCUMENT.clauses, DOCUMENT.chrome)
