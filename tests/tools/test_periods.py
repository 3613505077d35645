"""The year a figure is for, and where it is printed."""

from datetime import date

from policy.assignments import Indicator
from tools.indicators import IndicatorRow, indicator_rows
from tools.periods import period_of
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary


def figure(library: PolicyLibrary, region: str) -> IndicatorRow:
    return indicator_rows(library, resolve_scope(library, regions=[region]))[0]


def with_due(row: IndicatorRow, due: date | None) -> IndicatorRow:
    indicator: Indicator = row.indicator.model_copy(update={"due": due})
    return row.model_copy(update={"indicator": indicator})


def test_year_of_the_document_is_told_as_such_and_cited_in_its_title(districts: PolicyLibrary) -> None:
    row = with_due(figure(districts, "蓟州区"), None)
    period = period_of(districts, row)
    assert str(period) == "2024年文件"
    (ref,) = period.refs
    assert "2024" in districts.document(row.card.doc_id).text[ref.start : ref.end]


def test_year_of_the_figure_comes_first(two_plans: PolicyLibrary) -> None:
    row = figure(two_plans, "河西区")
    assert "2025" in row.clause.text
    assert period_of(two_plans, row).refs == ()
    assert str(period_of(two_plans, row)) == "2025年"


def test_year_that_is_printed_nowhere_is_not_told(districts: PolicyLibrary) -> None:
    row = with_due(figure(districts, "蓟州区"), date(2031, 12, 31))
    assert str(period_of(districts, row)) == "未写明年份"
