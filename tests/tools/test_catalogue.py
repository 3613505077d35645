"""The list of documents, and what each says of itself."""

import pytest

from policy.errors import ToolError
from tools.catalogue import document_facts, find_documents
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["河西区", "南开区"]),
        ({"text": "工作要点"}, ["河西区"]),
        ({"text": "南开区方案.txt"}, ["南开区"]),
        ({"number": "南开政发"}, ["南开区"]),
        ({"number": "〔2024〕3号"}, ["南开区"]),
        ({"year": 2025}, ["河西区"]),
        ({"genre": "plan"}, ["南开区"]),
        ({"cites": "津政发〔2023〕9号"}, ["南开区"]),
        ({"cites": "招商引资若干措施"}, ["南开区"]),
        ({"cites": "没有人引用过的文件"}, []),
        ({"regions": ["天津市"], "text": "招商"}, ["河西区", "南开区"]),
    ],
)
def test_documents_are_found_newest_first(
    two_plans: PolicyLibrary, wanted: dict[str, object], found: list[str]
) -> None:
    listed = find_documents(two_plans, **wanted)  # type: ignore[arg-type]
    assert [card.place for card in listed.documents] == found


def test_no_document_is_said_in_words(two_plans: PolicyLibrary) -> None:
    assert "没有符合条件的文件" in find_documents(two_plans, text="不存在").to_text()


def test_facts_are_those_that_are_printed_each_with_its_place(two_plans: PolicyLibrary) -> None:
    facts = document_facts(two_plans, document="南开政发〔2024〕3号")
    printed = {fact.label: fact for fact in facts.facts}
    assert printed["发文字号"].value == "南开政发〔2024〕3号"
    assert printed["成文日期"].value == "2024-01-15"
    assert printed["主送机关"].value == "各相关单位"
    assert printed["制定依据"].value == "《天津市招商引资若干措施》（津政发〔2023〕9号）"
    text = two_plans.document(facts.card.doc_id).text
    ref = printed["制定依据"].ref
    assert ref is not None
    assert text[ref.start : ref.end] == "《天津市招商引资若干措施》（津政发〔2023〕9号）"
    assert "抄送机关" not in printed


def test_facts_that_a_rule_inferred_have_no_source(two_plans: PolicyLibrary) -> None:
    facts = document_facts(two_plans, document="河西区要点.txt")
    inferred = {fact.label: fact for fact in facts.facts if fact.ref is None}
    assert inferred["文种"].value == "工作要点"
    assert inferred["区县"].value == "天津市河西区"


def test_facts_of_nothing_are_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError, match="查找文件"):
        document_facts(two_plans, regions=["浦东新区"])


def test_one_fact_is_told_once(samples_library: PolicyLibrary) -> None:
    for summary in samples_library.documents():
        facts = [(fact.label, fact.value) for fact in document_facts(samples_library, document=summary.doc_id).facts]
        assert len(facts) == len(set(facts))


def test_titles_lie_where_the_documents_themselves_have_them(samples_library: PolicyLibrary) -> None:
    listed = find_documents(samples_library)
    for card, ref in zip(listed.documents, listed.titles, strict=True):
        document = samples_library.document(card.doc_id)
        title = document.header.span_of("title")
        holder = document.clause_at(title.start) if title and title.end > title.start else None
        assert ref.clause_id == (holder or document.clauses[0]).clause_id
        assert ref.start == (title.start if holder and title else document.clauses[0].start)
