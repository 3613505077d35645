import pytest

from policy.role_labels import INNER_LABEL, LABEL, role_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("牵头单位", "lead"),
        ("牵头考核单位", "lead"),
        ("责任部门", "responsible"),
        ("新区负责部门", "responsible"),
        ("配合单位", "support"),
        ("协办单位", "support"),
        ("完成时限", None),
        ("责任人", None),
        ("牵头领导", None),
    ],
)
def test_role_is_told_by_the_label(label: str, role: str | None) -> None:
    assert role_of(label) == role


@pytest.mark.parametrize("label", ["责任单位：", "牵 头 单 位：", "牵头及责任单位:", "市级责任单位：", "完成时限："])
def test_labels_are_found_whatever_their_spacing(label: str) -> None:
    assert LABEL.fullmatch(label)


def test_a_kind_alone_is_a_label_only_inside_of_a_bracket() -> None:
    assert INNER_LABEL.fullmatch("牵头：") and not LABEL.fullmatch("牵头：")
    assert not INNER_LABEL.search("落实主体责任：加强")
