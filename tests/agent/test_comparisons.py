"""How districts side by side are written."""

import re
from collections.abc import Iterator

import pytest

from agent.citations import resolve
from agent.composing.comparisons import compose_comparison
from agent.verification import Evidence, check_answer
from tests.tools.districts import DISTRICTS
from tests.tools.paper import shelf
from tools.comparison import Comparison, compare_districts
from vectorstore.library import PolicyLibrary

THREE = ("静海区", "宝坻区", "蓟州区")
_MARK = re.compile(r"\[\[[^\]]*\]\]")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PolicyLibrary]:
    with shelf(tmp_path_factory.mktemp("districts"), DISTRICTS) as library:
        yield library


def written(comparison: Comparison) -> str:
    return _MARK.sub("", compose_comparison(comparison))


def test_one_side_alone_is_not_compared(library: PolicyLibrary) -> None:
    text = written(compare_districts(library, topic="村庄规划", regions=("静海区", "蓟州区")))
    assert "静海区没有相应内容，无从比较。" in text
    assert "共同点" not in text
    assert "不同点" not in text


def test_the_silent_district_is_named_and_the_others_are_compared(library: PolicyLibrary) -> None:
    text = written(compare_districts(library, topic="“僵尸企业”", regions=THREE))
    assert "蓟州区没有相应内容。" in text
    assert "静海区、宝坻区都提到僵尸企业" in text


def test_nothing_anywhere_is_a_refusal(library: PolicyLibrary) -> None:
    text = compose_comparison(compare_districts(library, topic="航天发射", regions=THREE))
    assert text == "资料中未见静海区、宝坻区、蓟州区关于航天发射的内容。"


def test_each_shared_phrase_is_written_once(library: PolicyLibrary) -> None:
    text = written(compare_districts(library, topic="招商引资", regions=THREE))
    (line,) = [line for line in text.splitlines() if line.startswith("共同点")]
    assert line.count("百企进区") == 1
    assert "静海区、宝坻区都提到百企进区" in line


def test_no_mark_is_repeated_side_by_side(library: PolicyLibrary) -> None:
    text = compose_comparison(compare_districts(library, topic="招商引资", regions=THREE))
    runs = re.findall(r"(?:\[\[[^\]]*\]\]){2,}", text)
    assert all(len(set(_MARK.findall(run))) == len(_MARK.findall(run)) for run in runs)


@pytest.mark.parametrize("topic", ["招商引资", "考核督促", "医疗卫生改革", "“僵尸企业”", "村庄规划", "盘活闲置土地"])
def test_every_sentence_is_supported(library: PolicyLibrary, topic: str) -> None:
    comparison = compare_districts(library, topic=topic, regions=THREE)
    shown = {ref.clause_id for ref in comparison.evidence()}
    resolved = resolve(compose_comparison(comparison), shown=shown, library=library)
    counts = frozenset(cell.searched for row in comparison.rows for cell in row.cells)
    evidence = Evidence(counts=counts, question=topic, units=())
    checks = check_answer(resolved.text, resolved.citations, evidence=evidence, library=library)
    assert not resolved.unknown
    assert not [check for check in checks if check.verdict == "unsupported"]
