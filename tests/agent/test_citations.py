"""From marks in the text to numbered citations."""

import pytest

from agent.citations import resolve, supporting_span
from policy.documents import Clause, PolicyDocument
from tests.agent.conversation import is_verbatim
from vectorstore.library import PolicyLibrary

DONGLI = "东丽政发〔2017〕32号"


@pytest.fixture(scope="module")
def document(samples_library: PolicyLibrary) -> PolicyDocument:
    documents = [samples_library.document(summary.doc_id) for summary in samples_library.documents()]
    return next(document for document in documents if str(document.header.document_number) == DONGLI)


@pytest.fixture(scope="module")
def clause(document: PolicyDocument) -> Clause:
    return next(clause for clause in document.clauses if clause.locator == "二、（五）")


def test_marks_are_numbered_in_order_one_number_a_span(
    samples_library: PolicyLibrary, document: PolicyDocument, clause: Clause
) -> None:
    other = document.clauses[-2]
    text = f"甲[[{other.clause_id}]]。乙[[{clause.clause_id}]]。丙[[{other.clause_id}]]。"
    resolved = resolve(text, shown={clause.clause_id, other.clause_id}, library=samples_library)
    assert resolved.text.startswith("甲[1]。乙[2]。丙[")
    assert [citation.ordinal for citation in resolved.citations] == list(range(1, len(resolved.citations) + 1))
    assert resolved.unknown == 0


def test_same_span_keeps_its_number(samples_library: PolicyLibrary, clause: Clause) -> None:
    mark = f"[[{clause.clause_id}:{clause.start}-{clause.start + 30}]]"
    resolved = resolve(f"甲{mark}。乙{mark}。", shown={clause.clause_id}, library=samples_library)
    assert resolved.text == "甲[1]。乙[1]。"
    assert len(resolved.citations) == 1


@pytest.mark.parametrize(
    "mark", ["[[0123456789-1]]", "[[0123456789-1:0-5]]", "[[fake-1]]", "[[]]", "[[证据 3]]", "[[c38cb7e4cb]]"]
)
def test_unknown_keys_are_taken_out_and_counted(samples_library: PolicyLibrary, clause: Clause, mark: str) -> None:
    resolved = resolve(f"甲[[{clause.clause_id}]]乙{mark}。", shown={clause.clause_id}, library=samples_library)
    assert resolved.text == "甲[1]乙。"
    assert resolved.unknown == 1


def test_clause_that_no_tool_returned_is_unknown(samples_library: PolicyLibrary, clause: Clause) -> None:
    resolved = resolve(f"甲[[{clause.clause_id}]]。", shown=set(), library=samples_library)
    assert (resolved.text, resolved.citations, resolved.unknown) == ("甲。", (), 1)


@pytest.mark.parametrize(("start", "end"), [(0, 3), (-5, 9999), (10, 10), (20, 5), (0, 99999)])
def test_span_outside_its_clause_falls_back_inside(
    samples_library: PolicyLibrary, clause: Clause, start: int, end: int
) -> None:
    mark = f"[[{clause.clause_id}:{max(start, 0)}-{max(end, 0)}]]"
    (citation,) = resolve(f"规模3000亿元{mark}", shown={clause.clause_id}, library=samples_library).citations
    assert is_verbatim(citation, samples_library)


def test_every_span_inside_its_clause_is_quoted_verbatim(samples_library: PolicyLibrary, clause: Clause) -> None:
    for start in range(clause.start, clause.end, 7):
        mark = f"[[{clause.clause_id}:{start}-{min(start + 25, clause.end)}]]"
        (citation,) = resolve(mark, shown={clause.clause_id}, library=samples_library).citations
        assert is_verbatim(citation, samples_library)
        assert citation.start <= start


def test_mark_without_a_span_is_given_the_sentence_that_it_rests_on(
    samples_library: PolicyLibrary, clause: Clause
) -> None:
    mark = f"[[{clause.clause_id}]]"
    (citation,) = resolve(
        f"规模力争2025年达到3000亿元{mark}", shown={clause.clause_id}, library=samples_library
    ).citations
    assert "3000亿元" in citation.quote


def test_short_clause_is_its_own_support(clause: Clause) -> None:
    short = clause.model_copy(update={"text": "一、总体要求", "start": 10, "end": 16})
    assert supporting_span(short, "什么") == (10, 16)


def test_citation_carries_what_a_person_needs(samples_library: PolicyLibrary, clause: Clause) -> None:
    (citation,) = resolve(f"甲[[{clause.clause_id}]]", shown={clause.clause_id}, library=samples_library).citations
    assert citation.document_number == DONGLI
    assert citation.locator == "二、（五）"
    assert citation.status == "digest"
    assert citation.source_name.endswith(".html")
    assert DONGLI in citation.reference
    assert citation.reference.startswith("《东丽区人民政府批转")
