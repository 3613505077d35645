import pytest

from policy.indicators import read_indicators

Figures = list[tuple[str, str, object, str]]


def figures(text: str) -> Figures:
    found = read_indicators(text, year=2024)
    assert all(text[one.start : one.end] == one.raw for one in found)
    return [(one.name, one.comparator, one.value, one.unit) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("工业增加值平均增速不低于10%;", [("工业增加值平均增速", "≥", 10, "%")]),
        ("引进优质项目300个以上", [("引进优质项目", "≥", 300, "个")]),
        ("缩短审批时限50%以上", [("缩短审批时限", "≥", 50, "%")]),
        ("万元产值能耗下降3%", [("万元产值能耗", "-", 3, "%")]),
        ("审批时限压缩至3个工作日以内", [("审批时限", "≤", 3, "个工作日")]),
        ("地区生产总值增长6%左右", [("地区生产总值", "≈", 6, "%")]),
        ("选择1-2家条件成熟的企业", [("选择条件成熟的企业", "=", (1, 2), "家")]),
        ("建成30个低成本、便利化、开放式众创空间", [("建成低成本、便利化、开放式众创空间", "=", 30, "个")]),
        ("建设1个实力小镇3个特色小镇", [("建设实力小镇", "=", 1, "个"), ("建设特色小镇", "=", 3, "个")]),
        ("盘活土地300亩、厂房10万平米", [("盘活土地", "=", 300, "亩"), ("盘活厂房", "=", 10, "万平米")]),
        ("新建民用建筑100%执行标准", [("新建民用建筑执行标准", "=", 100, "%")]),
        ("形成基金群,力争2025年达到3000亿元的规模", [("形成基金群规模", "≥", 3000, "亿元")]),
    ],
)  # fmt: skip
def test_figures_have_name_comparator_value_and_unit(text: str, expected: Figures) -> None:
    assert figures(text) == expected


def test_one_growth_rate_of_three_things_is_three_indicators() -> None:
    names = [name for name, *_ in figures("工业总产值、固定资产投资、零售额增长9%")]
    assert names == ["工业总产值", "固定资产投资", "零售额"]


def test_各_gives_one_to_each() -> None:
    assert figures("引进高端装备类和智能生物类项目各30个以上") == [
        ("引进高端装备类项目", "≥", 30, "个"),
        ("引进智能生物类项目", "≥", 30, "个"),
    ]


def test_分别_gives_each_its_own() -> None:
    assert figures("工业产值、零售总额分别增长8%、9%") == [("工业产值", "+", 8, "%"), ("零售总额", "+", 9, "%")]


def test_a_tier_of_money_belongs_to_the_name() -> None:
    assert [one[::2] for one in figures("新增税收1000至3000万元10家,5000至1亿元2家,超亿元以上企业1家")] == [
        ("新增税收1000至3000万元", 10),
        ("新增税收5000至1亿元", 2),
        ("新增税收超亿元以上企业", 1),
    ]


def test_parts_of_a_share_carry_what_it_is_a_share_of() -> None:
    text = "工业总产值占全市比重达到80%,其中,东区占40%"
    assert [name for name, *_ in figures(text)] == ["工业总产值占全市比重", "东区占全市比重"]


@pytest.mark.parametrize(
    "text",
    [
        "分析现有290家国有企业",
        "在推进首批10个试点行业改革的基础上",
        "落实4个实施意见",
        "对年营业收入达到2000万元的企业给予100万元奖励",
        "截至2023年底，建成学校20所",
        "推进一汽丰田10万辆新能源车等项目",
    ],
)
def test_background_and_payments_are_no_targets(text: str) -> None:
    found = read_indicators(text, year=2024)
    assert found and not any(one.is_target for one in found)


@pytest.mark.parametrize(
    "text", ["实施“122”计划", "世界500强企业", "110kV电站", "5G网络建设", "坚持“两个毫不动摇”", "三年行动"]
)
def test_names_with_numbers_are_no_indicators(text: str) -> None:
    assert read_indicators(text, year=2024) == ()


def test_due_comes_from_the_head_of_the_sentence_and_reaches_the_next_ones() -> None:
    found = read_indicators("到2025年,水平明显提高。增速不低于10%;比重达到80%。", year=2020)
    assert [str(one.due) for one in found] == ["2025-12-31", "2025-12-31"]


def test_due_of_another_sentence_does_not_reach() -> None:
    (one,) = read_indicators("年底前出台方案。引进人才400名。", year=2020)
    assert one.due is None


def test_offsets_are_those_of_the_document() -> None:
    (one,) = read_indicators("引进人才400名", offset=50, year=2020)
    assert (one.start, one.end) == (50, 58)
