import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import LegWeights, Ranked, fuse, leg_weights, share_out

EVEN = LegWeights(keyword=0.5, vector=0.5)
ids = st.lists(st.sampled_from([f"d-{n}" for n in range(30)]), unique=True, max_size=20)


@pytest.mark.parametrize("query", ["《实施方案》里怎么说", "投资3000亿元的项目", "第十二条", "区财政局牵头什么"])
def test_titles_figures_and_names_favour_keywords(query: str) -> None:
    assert leg_weights(query).keyword > leg_weights("怎样让企业少跑腿").keyword


@given(ids, ids)
def test_fusion_holds_each_clause_of_both_legs_once(keyword: list[str], vector: list[str]) -> None:
    fused = fuse(keyword, vector, weights=EVEN)
    assert sorted(one.clause_id for one in fused) == sorted({*keyword, *vector})


@given(ids)
def test_one_leg_alone_keeps_its_order(only: list[str]) -> None:
    assert [one.clause_id for one in fuse(only, [], weights=EVEN)] == only
    assert [one.clause_id for one in fuse([], only, weights=EVEN)] == only


def test_a_long_file_leaves_room_for_the_others() -> None:
    long = [Ranked(f"long-{n}", 1 - n / 100, n, None) for n in range(20)]
    found = share_out([*long, Ranked("short-1", 0.01, 99, None)], group_of=lambda one: one.clause_id[:4], limit=5)
    assert "short-1" in [one.clause_id for one in found]
    assert len(found) == 5
