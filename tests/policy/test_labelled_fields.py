from policy.labelled_fields import find_fields, value_of
from policy.readers.source import SourceText


def pairs(text: str) -> list[tuple[str, str]]:
    return [(field.label, field.value) for field in find_fields(SourceText(text=text))]


def test_spaces_inside_a_label_are_folded() -> None:
    assert pairs("邮   箱:zhk@126.com\n通讯地址:金沙江路26号") == [
        ("邮箱", "zhk@126.com"),
        ("通讯地址", "金沙江路26号"),
    ]


def test_a_flattened_table_has_its_values_on_the_lines_below() -> None:
    text = "索 引 号：\n000014349/2019-00004\n主题分类：\n卫生、体育\n主 题 词：\n国务院办公厅关于加强考核工作的意见"
    assert pairs(text) == [("索引号", "000014349/2019-00004"), ("主题分类", "卫生、体育")]


def test_several_fields_on_one_line_are_told_apart() -> None:
    text = "来源: 贵阳日报  发布时间: 2024-02-29 14:35   浏览次数：611次"
    assert pairs(text) == [("来源", "贵阳日报"), ("发布时间", "2024-02-29 14:35")]


def test_a_bracket_around_a_field_is_left_out() -> None:
    assert pairs("通讯地址：前进路1号（邮编：215300）") == [("通讯地址", "前进路1号"), ("邮编", "215300")]


def test_an_unknown_label_counts_between_known_ones() -> None:
    assert ("载体", "网站") in pairs("索引号: 87\n载体: 网站\n文号: 津政发〔2020〕20号")


def test_the_speakers_of_a_talk_are_no_fields() -> None:
    assert pairs("记者:如何推进？\n陈书记:我们将扎实推进。") == []


def test_every_field_slices_back_to_its_value() -> None:
    text = "名  称: 具体措施\n文  号: 津滨政发〔2020〕20号\n"
    assert [text[f.start : f.end] for f in find_fields(SourceText(text=text))] == ["具体措施", "津滨政发〔2020〕20号"]


def test_a_value_is_found_under_the_first_label_there_is() -> None:
    fields = find_fields(SourceText(text="文号: 津政发〔2020〕20号"))
    found = value_of(fields, "发文字号", "文号")
    assert found is not None and found.label == "文号"
