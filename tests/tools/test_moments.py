"""Deadlines and rhythms with the words around them."""

import pytest

from tools.findings import find_on_topic
from tools.moments import moments_of
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("静海区", "各单位于每季度结束后的十个工作日内，向区政府报送完成情况"),
        ("宝坻区", "实行月调度、季汇报"),
    ],
)
def test_a_time_is_told_with_its_duty_and_only_once(districts: PolicyLibrary, region: str, said: str) -> None:
    (findings,) = find_on_topic(districts, [(region, "考核督促")], documents=None)
    (value,) = moments_of(districts, findings.clauses[0])
    assert value.text.startswith(said)
    (ref,) = value.refs
    assert value.text in districts.document(ref.clause_id.rsplit("-", 1)[0]).text[ref.start : ref.end]


def test_the_whole_year_is_no_deadline_worth_a_line(districts: PolicyLibrary) -> None:
    (findings,) = find_on_topic(districts, [("宝坻区", "招商引资")], documents=None)
    assert not list(moments_of(districts, findings.clauses[0]))
