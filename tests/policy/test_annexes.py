import pytest

from policy.annexes import find_annexes
from policy.head_lines import read_head


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("附件:东丽区重点任务分工表", ("东丽区重点任务分工表",)),
        ("附件：1.转交单\n      2.审批表\n国家税务总局", ("转交单", "审批表")),
        ("附件:《具体措施》分工方案", ("《具体措施》分工方案",)),
        ("附件：《具体措施》", ("具体措施",)),
    ],
)
def test_the_list_of_annexes_is_read(text: str, names: tuple[str, ...]) -> None:
    found = find_annexes(read_head(text))
    assert found is not None and found.names == names


def test_a_paragraph_that_mentions_an_annex_lists_none() -> None:
    assert find_annexes(read_head("按附件1的要求申报。")) is None
