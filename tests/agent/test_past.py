"""What a model is told of the conversation so far."""

from agent.events import Turn
from agent.past import bounded, remembered, summarised
from agent.tokens import counter_for
from tests.agent.conversation import history_of

COUNT = counter_for("任一模型")
LONG = "".join(f"第{number}句说了一件相当具体的事情[{number}]。" for number in range(1, 31))


def test_what_fits_is_whole_but_for_its_marks() -> None:
    told = remembered(history_of("几项？", "共 5 项[1][2]。"), room=1000, count=COUNT)
    assert [turn.content for turn in told] == ["几项？", "共 5 项。"]


def test_older_answers_are_told_in_their_first_sentences() -> None:
    told = remembered(history_of("一？", LONG, "二？", "共 5 项。"), room=10_000, count=COUNT)
    assert told[1].content.startswith("第1句说了一件相当具体的事情。")
    assert "（以下从略，" in told[1].content
    assert "。（以下从略" in told[1].content  # cut at the end of a sentence


def test_the_oldest_go_first_where_there_is_no_room() -> None:
    history = history_of("最早的问题？", "最早的回答。", "后来的问题？", "后来的回答。")
    told = remembered(history, room=COUNT("后来的问题？") + COUNT("后来的回答。"), count=COUNT)
    assert [turn.content for turn in told] == ["后来的问题？", "后来的回答。"]


def test_a_table_is_told_as_its_number_of_rows() -> None:
    turn = history_of("列表", "共 2 项。\n\n|任务|单位|\n|---|---|\n|甲|乙|\n|丙|丁|")[1]
    assert summarised(turn).content == "共 2 项。（表格从略，4 行）"


def test_a_history_without_end_is_bounded() -> None:
    history = [Turn(role=role, content="东丽区" * 50_000) for _ in range(60) for role in ("user", "assistant")]
    kept = bounded(history)
    assert len(kept) == 40
    assert {(turn.role, len(turn.content)) for turn in kept} == {("user", 2000), ("assistant", 40_000)}
    assert kept[-1].role == "assistant"
