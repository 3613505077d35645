import random
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.retrieval_measures import interval, quality
from evals.retrieval_sets import retrieval_sets, targets, titles, without_headings
from policy.parsing import parse_document
from tests.conftest import ROOT
from tests.evals.papers import document

SAMPLES = ROOT / "samples"


def test_a_heading_is_cut_from_its_clause_and_asks_for_what_is_left() -> None:
    text = (
        "实施方案\n\n一、重点任务\n（一）压减审批时限。"
        + "推行一网通办，减少申请材料，优化办事流程，" * 3
        + "方便群众。\n"
    )
    (bare,), (query,) = without_headings([document(text)])
    (clause_id,) = query.gold
    assert query.text == "压减审批时限"
    assert bare.clause_by_id[clause_id].text.startswith("推行一网通办")


def test_targets_ask_for_a_place_and_titles_for_a_document() -> None:
    papers = [parse_document(path) for path in sorted(SAMPLES.iterdir())]
    ids = {paper.doc_id for paper in papers}
    assert all(query.gold <= ids for query in titles(papers, random.Random(1)))
    assert all(one.rsplit("-", 1)[0] in ids for query in targets(papers, random.Random(1)) for one in query.gold)


def test_the_same_documents_give_the_same_sets() -> None:
    papers = [parse_document(path) for path in sorted(SAMPLES.iterdir())]
    first, second = retrieval_sets(papers, [], most=5), retrieval_sets(papers, [], most=5)
    assert first == second
    assert {"小标题→条款", "错漏字句→条款", "繁体句→条款"} <= {one.name for one in first}
    assert all(0 < len(one.queries) <= 5 for one in first)


def test_a_right_answer_further_down_counts_for_less() -> None:
    gold = frozenset("乙")
    assert quality("乙甲", gold).ndcg == quality("乙甲", gold).recall_1 == 1
    assert 0 < quality("甲乙", gold).ndcg < 1
    assert quality("甲丙", gold).recall_10 == 0
    low, high = interval([0.0] * 50 + [1.0] * 50)
    assert low < 0.5 < high


def test_the_table_sets_ours_beside_each_leg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval", "--keywords", "--most", "2", "--questions"]) == 0
    printed = capsys.readouterr().out
    assert "| 题集（题数） | 关键词 | 向量 | 普通 RRF | 策问 |" in printed
    assert "地方目标→条款（2）" in printed
