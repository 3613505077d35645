"""The library on the real documents beside the checkout; skipped where they are absent."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from policy.documents import PolicyDocument
from policy.parsing import parse_document
from vectorstore.embedders import HashEmbedder
from vectorstore.filters import ClauseFilter, TaskFilter
from vectorstore.library import PolicyLibrary

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="shared/seeds is not beside the checkout")


@pytest.fixture(scope="module")
def parsed() -> tuple[PolicyDocument, ...]:
    return tuple(parse_document(path) for path in sorted(SEEDS.glob("*.txt")))


@pytest.fixture(scope="module")
def seeds(parsed: tuple[PolicyDocument, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with PolicyLibrary(tmp_path_factory.mktemp("seeds"), embedder=HashEmbedder()) as library:
        for document in parsed:
            library.add(document)
        assert library.wait_for_vectors()
        yield library


def test_every_document_comes_back_as_it_was_read(seeds: PolicyLibrary, parsed: tuple[PolicyDocument, ...]) -> None:
    assert tuple(seeds.document(document.doc_id) for document in parsed) == parsed


def test_every_task_is_in_the_ledger_once(seeds: PolicyLibrary, parsed: tuple[PolicyDocument, ...]) -> None:
    assert [row.task for row in seeds.tasks()] == [task for document in parsed for task in document.tasks]


def test_a_unit_filter_equals_a_filter_in_python(seeds: PolicyLibrary) -> None:
    for unit in seeds.vocabulary().units:
        found = {row.task.task_id for row in seeds.tasks(TaskFilter(units=(unit.name,)))}
        expected = {
            row.task.task_id
            for row in seeds.tasks()
            for other in (*row.task.units, *(other for item in row.task.support_items for other in item.units))
            if unit.name in (other.name, other.printed)
        }
        assert found == expected


def test_a_clause_is_found_by_its_own_words_in_its_own_document(seeds: PolicyLibrary) -> None:
    for summary in seeds.documents():
        clause = max(seeds.document(summary.doc_id).clauses, key=lambda one: len(one.text))
        hits = seeds.search(clause.text[:60], filters=ClauseFilter(doc_ids=(summary.doc_id,)), limit=3)
        assert clause.clause_id in [hit.clause.clause_id for hit in hits]
