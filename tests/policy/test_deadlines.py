import pytest

from policy.deadlines import read_deadline_cell, read_deadlines


@pytest.mark.parametrize(
    ("text", "raw", "kind", "due", "inferred"),
    [
        ("年内完成", "年内", "year", "2020-12-31", True),
        ("年底前", "年底前", "year", "2020-12-31", True),
        ("6月底前出台", "6月底前", "month", "2020-06-30", True),
        ("2025年12月底前", "2025年12月底前", "month", "2025-12-31", False),
        ("于2020年4月6日前登陆", "于2020年4月6日前", "date", "2020-04-06", False),
        ("到2025年,全市", "到2025年", "year", "2025-12-31", False),
        ("力争2025年达到3000亿元", "力争2025年", "year", "2025-12-31", False),
        ("在2020年内完成", "在2020年内", "year", "2020-12-31", False),
        ("确保资金2021年顺利启动", "2021年", "year", "2021-12-31", False),
        ("上半年完成", "上半年", "period", "2020-06-30", True),
        ("“十四五”期间", "“十四五”期间", "period", "2025-12-31", False),
        ("全年引进项目10个", "全年", "year", "2020-12-31", True),
        ("二〇二五年底前", "二〇二五年底前", "year", "2025-12-31", False),
        ("6月前", "6月前", "month", "2020-05-31", True),
    ],
)
def test_deadline_words_become_dates(text: str, raw: str, kind: str, due: str, inferred: bool) -> None:
    (deadline,) = read_deadlines(text, year=2020)
    assert (deadline.raw, deadline.kind, str(deadline.due), deadline.inferred) == (raw, kind, due, inferred)


def test_deadline_before_year_end_is_december_31() -> None:
    assert str(read_deadlines("2024年底前完成", year=2024)[0].due) == "2024-12-31"


@pytest.mark.parametrize(
    ("text", "kind"), [("三年内建成", "period"), ("长期坚持", "ongoing"), ("常态化开展巡查", "ongoing")]
)
def test_words_without_a_calendar_give_no_date(text: str, kind: str) -> None:
    (deadline,) = read_deadlines(text, year=2020)
    assert (deadline.kind, deadline.due) == (kind, None)


@pytest.mark.parametrize(
    "text",
    [
        "《区委改革委员会2019年工作要点》",
        "2019年工作要点",
        "2019年是关键之年",
        "依据2019年天津市营商环境评价报告",
        "执行2019版标准",
        "截至2023年底，全市",
        "2021年1月1日起施行",
        "有效期至2025年12月31日",
        "到0402年",
        "近三年内",
        "到2015年",
        "〔2020〕20号",
    ],
)
def test_years_that_set_no_deadline_give_none(text: str) -> None:
    assert read_deadlines(text, year=2019) == ()


def test_without_a_year_of_the_document_no_date_is_made_up() -> None:
    (deadline,) = read_deadlines("年底前", year=None)
    assert (deadline.due, deadline.inferred) == (None, False)


def test_recurring_deadlines_carry_their_rule() -> None:
    deadlines = read_deadlines("对工作月调度、季汇报,市政府每季度听取一次汇报", year=2020)
    assert [deadline.raw for deadline in deadlines] == ["月调度", "季汇报", "每季度听取一次"]
    assert {deadline.kind for deadline in deadlines} == {"recurring"}


def test_offsets_are_those_of_the_document() -> None:
    (deadline,) = read_deadlines("年底前", offset=40, year=2020)
    assert (deadline.start, deadline.end) == (40, 43)


@pytest.mark.parametrize(
    ("cell", "kind", "due"),
    [("2025年", "year", "2025-12-31"), ("持续推进", "ongoing", "None"), ("12月底", "month", "2020-12-31")],
)
def test_a_cell_of_the_time_column_may_be_bare(cell: str, kind: str, due: str) -> None:
    (deadline,) = read_deadline_cell(cell, year=2020)
    assert (deadline.kind, str(deadline.due)) == (kind, due)


def test_a_time_limit_in_the_unit_bracket_counts() -> None:
    (deadline,) = read_deadlines("（责任单位：市财政局；完成时限：2025年）", year=2024)
    assert str(deadline.due) == "2025-12-31"
