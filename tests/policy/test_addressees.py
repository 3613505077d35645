from policy.addressees import find_copied_to, find_recipients
from policy.head_lines import read_head, read_tail


def recipients(text: str) -> tuple[str, ...]:
    found = find_recipients(read_head(text))
    return found.names if found else ()


def test_recipients_of_one_kind_stay_together_where_they_share_an_ending() -> None:
    text = "各省、自治区、直辖市人民政府，国务院各部委、各直属机构："
    assert recipients(text) == ("各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构")


def test_recipients_glued_to_the_text_are_found() -> None:
    assert recipients("各省级医疗保障局:为贯彻落实要求，现通知如下。") == ("各省级医疗保障局",)


def test_a_salutation_or_a_field_is_no_recipient() -> None:
    assert recipients("各位代表：\n现在报告工作。") == () and recipients("发布机构: 区政府") == ()


def test_copies_run_on_until_the_printers_line() -> None:
    found = find_copied_to(
        read_tail("抄送：市委各部门，市法院。\n各民主党派市委。\n济南市人民政府办公厅 2019年1月3日印发")
    )
    assert found is not None and found.names == ("市委各部门", "市法院", "各民主党派市委")
