import pytest

from policy.responsibility import (
    read_convention,
    read_listed_units,
    read_responsibility,
    read_units,
)

Roles = list[tuple[str, str]]


def roles(text: str) -> Roles:
    units = read_units(text)
    assert all(text[unit.start : unit.end] == unit.printed for unit in units)
    return [(unit.printed, unit.role) for unit in units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（责任单位:区国资委）", [("区国资委", "responsible")]),
        (
            "（牵头单位：市科技局；责任单位：市财政局、市教育局）",
            [("市科技局", "lead"), ("市财政局", "responsible"), ("市教育局", "responsible")],
        ),
        ("〔牵头单位：省科技厅，责任单位：省教育厅〕", [("省科技厅", "lead"), ("省教育厅", "responsible")]),
        (
            "（财政局、审计局牵头，税务局配合，各有关部门分工负责）",
            [("财政局", "lead"), ("审计局", "lead"), ("税务局", "support"), ("各有关部门", "responsible")],
        ),
        ("（省大数据局牵头，各有关部门分头落实）", [("省大数据局", "lead"), ("各有关部门", "responsible")]),
        ("（市民政局等相关部门按职责分工负责）", [("市民政局", "responsible")]),
        ("（牵头考核单位：市考核办）", [("市考核办", "lead")]),
        (
            "（责任单位：市营商局牵头市直相关部门配合、市园区办）",
            [("市营商局", "lead"), ("市直相关部门", "support"), ("市园区办", "responsible")],
        ),
        ("（责任单位：开发区总公司等单位和平台公司）", [("开发区总公司", "responsible")]),
        ("（商务部指导，供销合作总社参与）", [("商务部", "support"), ("供销合作总社", "support")]),
        ("（教育部会同有关部门负责）", [("教育部", "responsible"), ("有关部门", "responsible")]),
        ("牵 头 单 位：市发改委", [("市发改委", "lead")]),
        ("推进改革。\n责任单位：市发改委、\n市财政局\n", [("市发改委", "responsible"), ("市财政局", "responsible")]),
        ("由市发展改革委牵头，组织实施。", [("市发展改革委", "lead")]),
        ("（责任单位：市自然资源和规划局、市教育局和市财政局）",
         [("市自然资源和规划局", "responsible"), ("市教育局", "responsible"), ("市财政局", "responsible")]),
        ("（责任单位：各县(市、区)政府、市委机要保密局）",
         [("各县(市、区)政府", "responsible"), ("市委机要保密局", "responsible")]),
        ("（省商务厅牵头，产业推进组牵头单位按职责分工负责）",
         [("省商务厅", "lead"), ("产业推进组牵头单位", "responsible")]),
        ("（责任单位：市财政局；完成时限：2025年6月）", [("市财政局", "responsible")]),
        ("（市发改委负责牵头，市财政局负责配合）", [("市发改委", "lead"), ("市财政局", "support")]),
        ("（牵头：市发改委；配合：市财政局）", [("市发改委", "lead"), ("市财政局", "support")]),
        ("（省级责任单位：省发改委；市级责任单位：各市政府）",
         [("省发改委", "responsible"), ("各市政府", "responsible")]),
        ("（牵头领导：张三；牵头单位：市发改委）", [("市发改委", "lead")]),
        ("精简材料。（市发展改革委、各县（市、区）人民政府）",
         [("市发展改革委", "responsible"), ("各县（市、区）人民政府", "responsible")]),
        ("精简材料。牵头部门：市发改委，配合部门：市财政局。", [("市发改委", "lead"), ("市财政局", "support")]),
    ],
)  # fmt: skip
def test_units_and_roles_are_read_from_every_wording(text: str, expected: Roles) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "企业（含国家级、省级园区）负责安全",
        "（以下简称园区）",
        "（一）配合拆迁",
        "本办法由市科技局负责解释。",
        "由企业负责人签字",
        "落实主体责任（企业落实、政府支持）",
        "责任人：张某某",
        "打造样板。（修订版）",
        "有关部门（市发改委、市财政局）要加强配合",
    ],
)
def test_what_assigns_nobody_gives_no_units(text: str) -> None:
    assert roles(text) == []


def test_a_unit_broken_over_a_line_end_is_one() -> None:
    unit = read_units("（责任单位：市发展改\n革委、市财政局）")[0]
    assert (unit.printed, unit.name) == ("市发展改\n革委", "市发展改革委")


def test_a_short_name_declared_in_the_bracket_is_the_name_everywhere() -> None:
    text = "（责任单位:市推进开发区(园区)建设工作领导小组办公室(以下简称市园区办)、市财政局）"
    units = read_responsibility(text, convention=read_convention(text)).units
    assert [unit.name for unit in units] == ["市园区办", "市财政局"]
    assert units[0].printed == "市推进开发区(园区)建设工作领导小组办公室"


def test_first_unit_leads_where_the_document_says_so() -> None:
    convention = read_convention("（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）")
    units = read_responsibility("（商务部、海关总署负责）", convention=convention).units
    assert [unit.role for unit in units] == ["lead", "responsible"]


def test_the_remark_about_the_first_unit_is_no_unit() -> None:
    assert roles("（税务总局、财政部负责，排在第一位的部门为牵头部门，下同）") == [
        ("税务总局", "responsible"),
        ("财政部", "responsible"),
    ]


def test_a_unit_named_in_several_brackets_keeps_its_strongest_role() -> None:
    assert roles("甲。（商务厅牵头，税务局配合）乙。（税务局牵头）") == [
        ("商务厅", "lead"),
        ("税务局", "lead"),
    ]


def test_spans_tell_what_to_leave_out_of_the_quote() -> None:
    text = "明确产业定位。(责任单位:市园区办、市发改委)"
    spans = read_responsibility(text, offset=100).spans
    assert [text[span.start - 100 : span.end - 100] for span in spans] == ["(责任单位:市园区办、市发改委)"]


def test_a_line_of_time_beside_the_units_is_left_out_of_the_quote_too() -> None:
    text = "精简材料。\n牵头单位：市发改委\n完成时限：2025年12月底前\n"
    spans = read_responsibility(text).spans
    assert [text[span.start : span.end] for span in spans] == ["牵头单位：市发改委", "完成时限：2025年12月底前"]


def test_a_line_of_time_by_itself_names_nothing() -> None:
    assert read_responsibility("精简材料。\n完成时限：2025年12月底前\n").spans == ()


def test_a_cell_is_a_list_of_units_whatever_divides_them() -> None:
    units = read_listed_units("区商促局、经开区管委会；自贸办，各自贸片区局", role="support")
    assert [unit.printed for unit in units] == ["区商促局", "经开区管委会", "自贸办", "各自贸片区局"]
    assert {unit.role for unit in units} == {"support"}


def test_a_cell_of_dashes_names_nobody() -> None:
    assert read_listed_units("——————") == ()
