import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.vectorstore.conftest import WuQing, make_document
from vectorstore.embedders import HashEmbedder
from vectorstore.filters import ClauseFilter
from vectorstore.library import PolicyLibrary
from vectorstore.records import Hit
from vectorstore.search import Leg

REFORM = make_document(paragraphs=("（一）深化国有企业改革。推动混改落地。", "（二）加强税收征管。推进放管服。"))
SERVICE = make_document(
    "武清区政务服务工作要点",
    region=WuQing,
    paragraphs=(
        "（一）推行一网通办。压减审批时限。",
        "（二）總投資3000億元。依据国办发〔2024〕1号。",
        "（三）深化国有企业改革。",
    ),
)


@pytest.fixture
def filled(hybrid: PolicyLibrary) -> PolicyLibrary:
    hybrid.add(REFORM)
    hybrid.add(SERVICE)
    assert hybrid.wait_for_vectors()
    return hybrid


def _texts(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.clause.text for hit in hits]


@pytest.mark.parametrize("leg", ["keyword", "vector", "both"])
def test_each_leg_alone_finds_the_clause(filled: PolicyLibrary, leg: Leg) -> None:
    hits = filled.search("哪些审批时限要压减？", leg=leg)
    assert hits[0].clause.text == "（一）推行一网通办。压减审批时限。"
    assert (hits[0].keyword_rank == 1) is (leg != "vector")
    assert (hits[0].vector_rank == 1) is (leg != "keyword")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("税", "（二）加强税收征管。推进放管服。"),
        ("放管", "（二）加强税收征管。推进放管服。"),
        ("混改", "（一）深化国有企业改革。推动混改落地。"),
        ("国办发〔2024〕1号", "（二）總投資3000億元。依据国办发〔2024〕1号。"),
        ("总投资", "（二）總投資3000億元。依据国办发〔2024〕1号。"),
        ("3000亿元", "（二）總投資3000億元。依据国办发〔2024〕1号。"),
        ("壓減審批時限", "（一）推行一网通办。压减审批时限。"),
    ],
)
def test_short_traditional_and_figure_queries_find_by_keyword(filled: PolicyLibrary, query: str, text: str) -> None:
    assert _texts(filled.search(query, leg="keyword"))[0] == text


def test_a_clause_is_found_by_the_city_it_does_not_name(filled: PolicyLibrary) -> None:
    assert filled.search("武清区国有企业改革")[0].clause.text == "（三）深化国有企业改革。"
    assert filled.search("东丽区国有企业改革")[0].document.header.region == REFORM.header.region


@pytest.mark.parametrize("leg", ["keyword", "vector", "both"])
@pytest.mark.parametrize(
    ("filters", "doc_ids"),
    [
        (ClauseFilter(regions=("武清区",)), {SERVICE.doc_id}),
        (ClauseFilter(regions=("天津市",)), {REFORM.doc_id, SERVICE.doc_id}),
        (ClauseFilter(doc_ids=(REFORM.doc_id,)), {REFORM.doc_id}),
        (ClauseFilter(doc_ids=()), set()),
        (ClauseFilter(genres=("interview",)), set()),
        (ClauseFilter(statuses=("in_force",), genres=("plan",)), {REFORM.doc_id, SERVICE.doc_id}),
    ],
)
def test_filters_hold_in_every_leg(filled: PolicyLibrary, filters: ClauseFilter, doc_ids: set[str], leg: Leg) -> None:
    found = filled.search("深化国有企业改革", filters=filters, leg=leg)
    assert {hit.document.doc_id for hit in found} == doc_ids


@pytest.mark.parametrize("filters", [ClauseFilter(), ClauseFilter(regions=("东丽区", "武清区"))])
def test_a_quota_gives_every_region_its_turn(hybrid: PolicyLibrary, filters: ClauseFilter) -> None:
    hybrid.add(make_document(paragraphs=[f"（{n}）优化营商环境第{n}项措施。" for n in range(1, 40)]))
    hybrid.add(make_document("武清区工作报告", region=WuQing, paragraphs=["（一）营商环境。" + "其他工作安排。" * 30]))
    found = hybrid.search("优化营商环境", filters=filters, limit=6, quota_by="region", leg="keyword")
    assert {hit.document.header.region for hit in found} == {REFORM.header.region, WuQing}
    assert len(found) == 6
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


@pytest.mark.parametrize("query", ["", "   ", "的", "？！", '"', "NEAR(a b) OR * ^", "x" * 20_000, "改革" * 10_000])
def test_no_query_breaks_the_search(filled: PolicyLibrary, query: str) -> None:
    assert len(filled.search(query)) <= 10


def test_keywords_answer_before_any_vector_is_there(library: PolicyLibrary) -> None:
    library.add(SERVICE)
    assert library.search("审批时限")[0].vector_rank is None
    assert library.search("审批时限", leg="vector") == ()
    assert library.embedding_progress() == (0, 0)
    assert "只按关键词检索" in str(library.vector_notice())


def test_results_are_the_same_after_the_indexes_were_rebuilt(filled: PolicyLibrary) -> None:
    before = filled.search("国有企业改革")
    filled.rebuild_indexes()
    assert filled.wait_for_vectors()
    assert filled.search("国有企业改革") == before


@pytest.mark.embedded
def test_results_are_the_same_after_the_indexes_were_deleted(tmp_path: Path) -> None:
    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as first:
        first.add(SERVICE)
        assert first.wait_for_vectors()
        before = first.search("国有企业改革")
    shutil.rmtree(tmp_path / "vectors")
    connection = sqlite3.connect(tmp_path / "library.db")
    connection.execute("DROP TABLE clause_words")
    connection.close()
    with PolicyLibrary(tmp_path, embedder=HashEmbedder()) as second:
        assert second.wait_for_vectors()
        assert second.search("国有企业改革") == before


@pytest.mark.parametrize(
    ("doc_ids", "count"), [(None, 2), ((REFORM.doc_id,), 1), ((SERVICE.doc_id,), 1), (("unknown",), 0), ((), 0)]
)
def test_words_are_counted_in_the_documents_that_are_asked_for(
    filled: PolicyLibrary, doc_ids: tuple[str, ...] | None, count: int
) -> None:
    assert filled.word_counts(["企业改革", "飞地"], filters=ClauseFilter(doc_ids=doc_ids)) == {
        "企业改革": count,
        "飞地": 0,
    }
