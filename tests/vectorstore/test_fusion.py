from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import Ranked, fuse, share_out

ids = st.lists(st.sampled_from([f"d-{n}" for n in range(30)]), unique=True, max_size=20)


@given(ids, ids)
def test_fusion_holds_each_clause_of_both_legs_once(keyword: list[str], vector: list[str]) -> None:
    fused = fuse(keyword, vector, scores=dict.fromkeys([*keyword, *vector], 0.5))
    assert sorted(one.clause_id for one in fused) == sorted({*keyword, *vector})


@given(ids)
def test_equal_scores_keep_the_order_of_the_leg(only: list[str]) -> None:
    even = dict.fromkeys(only, 0.5)
    assert [one.clause_id for one in fuse(only, [], scores=even)] == only
    assert [one.clause_id for one in fuse([], only, scores=even)] == only


def test_a_clause_removed_meanwhile_is_left_out() -> None:
    assert [one.clause_id for one in fuse(["甲", "乙"], ["丙"], scores={"乙": 1.0})] == ["乙"]


def test_a_long_file_leaves_room_for_the_others() -> None:
    long = [Ranked(f"long-{n}", 1 - n / 100, n, None) for n in range(20)]
    found = share_out([*long, Ranked("short-1", 0.01, 99, None)], group_of=lambda one: one.clause_id[:4], limit=5)
    assert "short-1" in [one.clause_id for one in found]
    assert len(found) == 5
