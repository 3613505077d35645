import pytest
from icalendar import vRecur

from policy.recurrences import read_recurrences

PHRASES = [
    ("于每季度结束后的十个工作日内报送", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=10"),
    ("每月10日前报送", "FREQ=MONTHLY;BYMONTHDAY=10"),
    ("每年12月底前总结", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
    ("每年6月30日前", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30"),
    ("每周五前上报", "FREQ=WEEKLY;BYDAY=FR"),
    ("每季度听取一次汇报", "FREQ=MONTHLY;INTERVAL=3"),
    ("每半年至少开展一次", "FREQ=MONTHLY;INTERVAL=6"),
    ("每两年开展一次评估", "FREQ=YEARLY;INTERVAL=2"),
    ("月调度", "FREQ=MONTHLY"),
    ("季汇报", "FREQ=MONTHLY;INTERVAL=3"),
    ("按月通报", "FREQ=MONTHLY"),
    ("双月联席", "FREQ=MONTHLY;INTERVAL=2"),
    ("每季度末前", "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
]


@pytest.mark.parametrize(("text", "rule"), PHRASES)
def test_recurring_words_become_a_rule(text: str, rule: str) -> None:
    assert [found.rule for found in read_recurrences(text)] == [rule]


@pytest.mark.parametrize("rule", sorted({rule for _, rule in PHRASES}))
def test_every_rule_is_an_icalendar_rule(rule: str) -> None:
    assert vRecur.from_ical(rule)


@pytest.mark.parametrize(
    "text", ["每年补助10万元", "综合排名每年逐步前移", "定期召开会议", "12个月", "上半年考核结果", "每个企业"]
)
def test_words_without_an_interval_of_doing_give_none(text: str) -> None:
    assert list(read_recurrences(text)) == []
