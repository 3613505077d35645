"""The figures of the library."""

import pytest

from tools.indicators import filter_indicators, indicator_rows
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

ALL = ["引进项目20个以上", "审批时限压缩50%", "引进项目30个以上", "盘活空置楼宇10万平方米"]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, ALL),
        ({"regions": ["河西区"]}, ALL[2:]),
        ({"unit": "%"}, ALL[1:2]),
        ({"unit": "个"}, [ALL[0], ALL[2]]),
        ({"change": "decrease"}, ALL[1:2]),
        ({"change": "increase"}, []),
        ({"keyword": "楼宇"}, ALL[3:]),
        ({"keyword": "拓展招商渠道"}, ALL[2:3]),
        ({"clauses": []}, []),
        ({"at_least": 25}, ALL[1:3]),
        ({"at_most": 20, "unit": "个"}, ALL[:1]),
    ],
)
def test_indicators_are_the_complete_set(
    two_plans: PolicyLibrary, conditions: dict[str, object], found: list[str]
) -> None:
    table = filter_indicators(two_plans, **conditions)  # type: ignore[arg-type]
    assert [row.indicator.raw for row in table.rows] == found
    assert f"共 {len(found)} 项指标" in table.to_text()


def test_figures_stand_where_they_say(samples_library: PolicyLibrary) -> None:
    for row in indicator_rows(samples_library, resolve_scope(samples_library)):
        text = samples_library.document(row.card.doc_id).text
        assert text[row.ref.start : row.ref.end] == row.indicator.raw
        assert row.clause.start <= row.ref.start < row.ref.end <= row.clause.end


def test_figure_of_a_mirrored_duty_appears_once(samples_library: PolicyLibrary) -> None:
    rows = list(indicator_rows(samples_library, resolve_scope(samples_library, regions=["滨海新区"])))
    document = samples_library.document(rows[0].card.doc_id)
    mirrors = {task.clause_id: task.mirror_id for task in document.tasks if task.mirror_id}
    told = {row.clause.clause_id for row in rows}
    assert not any(mirrors.get(clause_id, "").removesuffix("t") in told for clause_id in told)


def test_background_figures_are_left_out_unless_asked_for(samples_library: PolicyLibrary) -> None:
    targets = filter_indicators(samples_library)
    everything = filter_indicators(samples_library, targets_only=False)
    assert all(row.indicator.is_target for row in targets.rows)
    assert set(targets.rows) <= set(everything.rows)
