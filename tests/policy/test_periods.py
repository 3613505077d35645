from datetime import date

import pytest

from policy.assignments import Deadline
from policy.deadlines import read_deadlines

DAY = date(2024, 3, 31)


def only(text: str, since: date | None = DAY) -> Deadline:
    return read_deadlines(text, year=2024, since=since)[0]


@pytest.mark.parametrize(
    ("text", "due", "inferred"),
    [
        ("建设一批园区。三年内培育企业50家。", "2027-03-31", True),
        ("力争2年内实现全覆盖", "2026-03-31", True),
        ("自印发之日起6个月内完成整改", "2024-09-30", True),
        ("自2025年1月10日起30日内报送", "2025-02-09", False),
        ("自2024年2月29日起，一年内完成", "2025-02-28", False),
    ],
)
def test_a_period_ends_on_the_day_that_answers_to_its_first(text: str, due: str, inferred: bool) -> None:
    found = only(text)
    assert (found.kind, str(found.due), found.inferred) == ("period", due, inferred)


@pytest.mark.parametrize(
    "text",
    [
        "新迁入我市的企业3年内成功上市",
        "验收合格后，3个月内拨付",
        "发现问题的，一年内整改",
        "自受理之日起15日内答复",
        "自施行之日起一年内申报",
        "在3年内按每户每年8000元扣减",
        "三年内不得再次申报",
        "自印发之日起10个工作日内公布",
    ],
)
def test_a_period_that_an_event_begins_has_no_date(text: str) -> None:
    assert only(text).due is None and not only(text).inferred


def test_without_the_documents_day_a_period_has_no_date() -> None:
    assert only("三年内建成", since=None).due is None


def test_before_june_is_by_the_end_of_may_and_by_its_end_is_june() -> None:
    assert [str(only(text).due) for text in ("6月前完成", "6月底前完成")] == ["2024-05-31", "2024-06-30"]


def test_now_and_then_is_no_deadline_since_it_has_no_rule() -> None:
    assert read_deadlines("定期开展督查，不定期抽查。", year=2024) == ()
