from evals.shelf import fresh_library
from evals.unit_sets import set_report, unit_sets
from tests.evals.papers import document


def test_the_tasks_of_every_unit_of_the_ledger_are_found_whole() -> None:
    papers = [document()]
    with fresh_library(papers, embedder=None) as library:
        sets = tuple(unit_sets(library, papers, gold=None))
    assert {one.unit for one in sets} == {"区审批局", "区发改委", "区科委"}
    assert all(one.expected == one.found and len(one.expected) == 1 for one in sets)
    assert list(set_report(sets)) == ["3 个单位，3 个完全一致；查准 1.000  查全 1.000（3 项）"]
