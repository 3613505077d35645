from evals.ledger import ledger_of
from tests.evals.papers import PLAN, document


def test_every_quote_and_wording_is_a_substring_of_the_document() -> None:
    for task in ledger_of([document()]).tasks:
        assert task.quote in PLAN
        assert all(deadline.raw in PLAN for deadline in task.deadlines)
        assert all(indicator.raw in PLAN for indicator in task.indicators)


def test_units_are_as_printed_under_their_role() -> None:
    first = ledger_of([document()]).tasks[0]
    assert (first.source, first.responsible_units, first.lead_units) == ("方案.txt", ("区审批局", "区发改委"), ())


def test_a_year_by_itself_stays_a_year() -> None:
    text = PLAN.replace("2025年底前", "到2025年")
    (deadline,) = ledger_of([document(text)]).tasks[0].deadlines
    assert (deadline.kind, deadline.due) == ("year", "2025")


def test_the_file_has_the_four_lists_of_the_format() -> None:
    assert list(ledger_of([document()]).model_dump()) == ["documents", "tasks", "indicators", "deadlines"]
