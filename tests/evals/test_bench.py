"""Costs by size: the documents grow by other districts' copies, and the report holds every size."""

from xml.etree import ElementTree

from evals.bench import Cost, grown
from evals.bench_report import curve, table
from tests.evals.papers import document


def cost(clauses: int) -> Cost:
    return Cost(
        clauses=clauses, documents=1, adding=2.0, vectors=1.0, opening=10.0, search=(5.0, 9.0), filters=(3.0, 4.0),
        ledger=(6.0, 8.0), figures=None,
        listing=1.0, memory=200.0,
    )  # fmt: skip


def test_documents_grow_to_the_number_of_clauses_asked_for() -> None:
    paper = document()
    copies = list(grown([paper], 4 * len(paper.clauses)))
    assert len(copies) == len({one.doc_id for one in copies}) == 4


def test_few_clauses_need_no_copies() -> None:
    assert len(list(grown([document()], 1))) == 1


def test_report_has_a_row_for_each_size_and_a_curve_that_is_xml() -> None:
    costs = [(cost(1000), cost(1000)), (cost(10_000), cost(10_000))]
    assert len(list(table(costs))) == 2 + 3 * len(costs)
    assert len(ElementTree.fromstring(curve(costs))) > 9
