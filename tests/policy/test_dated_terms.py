import pytest

from policy.dated_terms import read_bare_term, read_dated_terms


def dues(text: str, year: int | None = 2020) -> list[str]:
    return [str(term.due) for term in read_dated_terms(text, 0, len(text), year)]


def test_several_days_that_share_their_前_are_several_terms() -> None:
    assert dues("9月25日、12月25日前报送") == ["2020-09-25", "2020-12-25"]


def test_a_month_takes_the_year_printed_earlier_in_its_sentence() -> None:
    assert dues("2025年3月启动，12月底前完成") == ["2025-12-31"]


@pytest.mark.parametrize("text", ["0402年6月底前", "2月30日前", "13月底前", "1207年底前"])
def test_what_no_calendar_has_gives_no_date(text: str) -> None:
    assert dues(text) == []


def test_a_bare_month_or_year_counts_only_by_itself() -> None:
    assert str(read_bare_term("2025年", None).due) == "2025-12-31"  # type: ignore[union-attr]
    assert read_bare_term("区发改委", 2025) is None
