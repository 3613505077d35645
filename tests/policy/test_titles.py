import pytest

from policy.head_lines import read_head
from policy.titles import find_inner_title, find_title


def title_of(text: str) -> str | None:
    title = find_title(read_head(text), ())
    return title.text if title else None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("区政府批转关于深化\n\n经济体制改革方案的通知\n各街道：", "区政府批转关于深化经济体制改革方案的通知"),
        ("空间总体规划编制指南\n（试行）\n征求意见稿\n自然资源部", "空间总体规划编制指南（试行）征求意见稿"),
        ("关于全面推行公示制度\n审核制度的指导意见\n国办发〔2018〕118号", "关于全面推行公示制度审核制度的指导意见"),
        ("深化改革开放 勇于担当作为\n\n    张三\n\n记者：如何？", "深化改革开放 勇于担当作为"),
        ("关于印发规划的通知\n（2021年3月1日）\n各功能区：", "关于印发规划的通知"),
        ("# 专利代理条例\n第一章 总则", "专利代理条例"),
        ("推进开发区发展的实施意见(已结束)\n各单位：", "推进开发区发展的实施意见"),
        (
            "各部门：\n现将指南印发给你们。\n工业和信息化部办公厅\n2022年11月3日\n中小企业数字化转型指南\n一、总则",
            "中小企业数字化转型指南",
        ),
    ],
)
def test_a_title_is_read_across_lines(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "各位代表：\n现在，我代表市人民政府报告工作。",
        "为贯彻落实要求，制定本方案。\n一、总体要求",
        "一、总体要求\n工作要点",
    ],
)
def test_body_text_has_no_title(text: str) -> None:
    assert title_of(text) is None


def test_an_announcement_names_its_own_draft() -> None:
    page = "关于推进发展的实施意见(已结束)\n现将《关于推进发展的实施意见(征求意见稿)》全文公布，征求意见。\n"
    head = read_head(page + "于推进发展的实施意见\n一、")
    title = find_title(head, ())
    inner = find_inner_title(head, title)
    assert title is not None and title.text == "关于推进发展的实施意见(征求意见稿)"
    assert inner is not None and inner.text == "于推进发展的实施意见"


def test_a_forwarded_plan_is_known_by_other_marks_too() -> None:
    notice = "关于印发对接区域伙伴协定(RCEP)实施意见的通知\n各单位：\n2022年3月23日\n"
    head = read_head(notice + "对接《区域伙伴协定》（RCEP）实施意见\n一、目标")
    inner = find_inner_title(head, find_title(head, ()))
    assert inner is not None and inner.text == "对接《区域伙伴协定》（RCEP）实施意见"
