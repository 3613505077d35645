import pytest

from policy.units import canonical_unit, plain_name, read_unit_name, same_unit, unit_key


@pytest.mark.parametrize(
    "names",
    [
        ("区发改委", "区发展改革委", "区发展和改革委员会", "区发改局", "东丽区发展和改革委员会"),
        ("区科委", "区科技局", "区科学技术委员会"),
        ("市环保局", "市生态环境局"),
        ("区市场局", "区市监局", "区市场监管局", "区市场监督管理局"),
        ("区人社局", "区人力社保局", "区人力资源和社会保障局"),
        ("市工信局", "市工业和信息化局", "铁岭市工信局"),
        ("区编委办", "区委编办"),
        ("区网信办", "区委网信办"),
        ("各县(市)区政府", "各县（市）区人民政府"),
        ("各相关街道和功能区", "相关街道和功能区", "各街道和功能区"),
    ],
)
def test_names_of_one_body_have_one_key(names: tuple[str, ...]) -> None:
    assert len({unit_key(name.removeprefix("相关")) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区科技局", "市科技局"),
        ("区科技局", "区科协"),
        ("区房管局", "区建委"),
        ("崂山区政府", "历下区政府"),
        ("区政务服务办", "区审批局"),
        ("区国资委", "区国土局"),
    ],
)
def test_different_bodies_are_kept_apart(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)
    assert not same_unit(one, other)


@pytest.mark.parametrize(
    ("asked", "printed"),
    [("市监局", "区市场监管局"), ("人社局", "区人力社保局"), ("发改委", "区发展改革委"), ("财政局", "区财政局")],
)
def test_a_question_without_level_finds_the_district_body(asked: str, printed: str) -> None:
    assert same_unit(asked, printed)


def test_the_district_may_be_named_in_short() -> None:
    assert same_unit("东丽发改委", "区发改委", region="东丽区")
    assert not same_unit("和平区发改委", "区发改委", region="东丽区")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("区发改委", "区发展改革委"),
        ("市工业和信息化局", "市工业和信息化局"),
        ("区科委", "区科委"),
        ("市规划和自然资源局", "市规划和自然资源局"),
        ("国土东丽分局", "国土东丽分局"),
        ("市 园 区 办", "市园区办"),
        ("市场监管总局", "市场监管总局"),
        ("各开发区管委会", "各开发区管委会"),
    ],
)
def test_canonical_name_writes_the_stem_out_and_keeps_older_names(printed: str, name: str) -> None:
    assert canonical_unit(printed) == name


def test_level_is_not_read_from_the_first_letter_of_a_word() -> None:
    assert read_unit_name("市场监管局").level == ""
    assert read_unit_name("市市场监管局").level == "市"
    assert read_unit_name("区域合作局").level == ""


def test_closing_remark_is_no_part_of_a_name() -> None:
    assert plain_name("市委组织部（市人才办公室）") == "市委组织部"
    assert plain_name("各县（市）") == "各县(市)"
