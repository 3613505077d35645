from policy.elements import DocumentHeader
from policy.outline import read_outline
from policy.readers.source import SourceHeading, SourceText

REPORT = """各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。
2023年工作回顾
过去一年，全区上下团结奋斗，经济社会发展取得新成绩。
（一）经济运行向好。工业增加值增长9%。
（二）民生持续改善。办成实事20件。
2024年工作安排
今年要重点抓好以下工作。
（一）扩大有效投资。推进项目建设。
（二）激发消费活力。办好消费季。
"""


def locators(source: SourceText, genre: str = "report") -> list[str]:
    header = DocumentHeader.model_validate({"title": "政府工作报告", "genre": genre})
    return [clause.locator for clause in read_outline(source, doc_id="d", header=header).clauses]


def headed(text: str, *headings: tuple[str, int]) -> SourceText:
    spans = (SourceHeading(start=text.index(w), end=text.index(w) + len(w), level=n) for w, n in headings)
    return SourceText(text=text, headings=tuple(spans))


def test_a_short_line_between_the_paragraphs_of_a_report_heads_a_section() -> None:
    assert locators(SourceText(text=REPORT)) == [
        "主送", "导语", "2023年工作回顾", "2023年工作回顾 第1段", "2023年工作回顾 （一）", "2023年工作回顾 （二）",
        "2024年工作安排", "2024年工作安排 第1段", "2024年工作安排 （一）", "2024年工作安排 （二）",
    ]  # fmt: skip


def test_a_section_without_a_number_has_its_heading_and_an_empty_number() -> None:
    header = DocumentHeader(title="政府工作报告", genre="report")
    clause = read_outline(SourceText(text=REPORT), doc_id="d", header=header).clauses[2]
    assert (clause.level, clause.number, clause.heading, clause.kind) == (1, "", "2023年工作回顾", "item")


def test_short_lines_of_other_documents_head_nothing() -> None:
    assert "2023年工作回顾" not in locators(SourceText(text=REPORT), genre="notice")


def test_headings_of_the_format_head_sections_in_any_document() -> None:
    text = "改革方案\n总体要求\n坚持稳中求进，加快推进改革。\n组织实施\n各部门要抓好落实。\n进度安排\n分三步走。\n"
    source = headed(text, ("改革方案", 1), ("总体要求", 2), ("组织实施", 2), ("进度安排", 3))
    assert locators(source, "plan")[1:] == [
        "总体要求", "总体要求 第1段", "组织实施", "组织实施 第1段", "组织实施 进度安排", "组织实施 进度安排 第1段",
    ]  # fmt: skip


def test_a_heading_below_numbered_headings_is_no_section() -> None:
    text = "一、任务\n抓项目。\n组织领导\n抓落实。\n二、保障\n抓督查。\n经费保障\n抓投入。\n"
    source = headed(text, ("一、任务", 1), ("组织领导", 2), ("二、保障", 1), ("经费保障", 2))
    assert locators(source, "plan") == ["一、", "二、"]
