"""The list of past conversations: by age, escaped, the open one marked."""

from datetime import UTC, date, datetime, timedelta

from ui.past import PastTalk
from ui.past_list import past_html

NOW = datetime(2025, 6, 30, 4, 0, tzinfo=UTC)
TODAY = date(2025, 6, 30)


def talk(key: str, title: str, *, days: int = 0) -> PastTalk:
    return PastTalk(key, title, NOW - timedelta(days=days))


def test_conversations_stand_under_their_age() -> None:
    html = past_html([talk("a", "甲"), talk("b", "乙", days=3), talk("c", "丙", days=30)], current="b", today=TODAY)
    order = [html.index(word) for word in ("今天", "甲", "近七天", "乙", "更早", "丙")]
    assert order == sorted(order)
    assert 'data-session="b" aria-current="true"' in html


def test_a_hostile_title_stays_text() -> None:
    assert "<img" not in past_html([talk("a", '"><img src=x onerror=alert(1)>')], current="", today=TODAY)


def test_what_was_deleted_can_be_brought_back() -> None:
    html = past_html([], current="", today=TODAY, taken=talk("a", "甲"))
    assert "已删除“甲”" in html
    assert 'data-bring="a"' in html
