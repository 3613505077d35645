from datetime import date

import pytest

from policy.document_dates import DocumentDates, find_document_dates, plan_year
from policy.head_lines import read_head, read_tail
from policy.labelled_fields import find_fields
from policy.readers.source import SourceText


def dates_of(text: str, *, is_draft: bool = False) -> DocumentDates:
    fields = find_fields(SourceText(text=text))
    return find_document_dates(read_head(text), read_tail(text), fields=fields, is_draft=is_draft)


def test_signed_printed_and_published_are_kept_apart() -> None:
    dates = dates_of("成文日期: 2020-06-30\n发文日期: 2020-07-01\n发布日期: 2020-07-03\n关于印发措施的通知")
    assert (dates.signing_date, dates.issue_date, dates.publish_date) == (
        date(2020, 6, 30), date(2020, 7, 1), date(2020, 7, 3),
    )  # fmt: skip


def test_the_printers_line_is_not_the_signature() -> None:
    dates = dates_of("抄送：市委各部门。\n济南市人民政府办公厅 2019年１月３日印发")
    assert (dates.signing_date, dates.issue_date) == (None, date(2019, 1, 3))


def test_a_date_under_the_text_without_a_signature_is_the_signing_date() -> None:
    assert dates_of("关于改革方案的通知\n各街道：\n2017年12月31日\n(此件主动公开)\n一、总").signing_date == date(
        2017, 12, 31
    )


def test_a_law_is_of_its_last_meeting_and_in_force_from_its_own_day() -> None:
    notes = "管理条例\n2001年11月14日 常务委员会第三次会议通过\n2018年12月20日 第八次会议修正\n"
    dates = dates_of(notes + "第一条 为了。\n本条例自2002年4月1日起施行。")
    assert (dates.signing_date, dates.effective_date) == (date(2018, 12, 20), date(2002, 4, 1))


def test_a_stated_term_gives_the_last_day() -> None:
    dates = dates_of("一、总则\n本办法自2021年3月1日起施行，有效期为五年。")
    assert dates.expiry_date == date(2026, 2, 28)


def test_a_term_from_the_day_of_issue_gives_no_day() -> None:
    assert dates_of("一、总则\n本办法自印发之日起实施,有效期2年。").expiry_date is None


@pytest.mark.parametrize(
    "line",
    ["请于2020年4月6日前提出意见。", "征求意见截止时间为2020年4月6日。", "征求意见时间：2020年3月6日至2020年4月6日止"],
)
def test_a_draft_has_a_last_day_for_comments(line: str) -> None:
    assert dates_of(f"实施意见（征求意见稿）\n{line}", is_draft=True).comment_deadline == date(2020, 4, 6)


@pytest.mark.parametrize(
    ("title", "signed", "year"),
    [
        ("2019年工作要点", None, 2019),
        ("行动计划（2021-2023年）", date(2020, 12, 1), 2021),
        ("实施方案", date(2017, 12, 31), 2017),
        ("0402年实施方案", None, None),
    ],
)
def test_the_year_is_the_titles_else_that_of_the_earliest_date(
    title: str, signed: date | None, year: int | None
) -> None:
    assert plan_year(title, dates=DocumentDates(signing_date=signed), head=(), tail=()) == year
