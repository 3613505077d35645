from evals.reports import misses, report
from evals.scoring import score_reply
from tests.evals.papers import question, reply

WANTED = ["50%"]


def test_misses_of_the_held_half_are_never_printed() -> None:
    scores = [score_reply(question(half=half, must_contain=WANTED), reply("不知道"), {}) for half in ("held", "tune")]
    assert len([line for line in misses(scores) if line.startswith("Q1")]) == 1
    assert not list(misses(scores[:1]))


def test_both_halves_get_a_line_and_the_whole_the_last() -> None:
    right = score_reply(question(half="tune", must_contain=WANTED), reply("50%"), {})
    wrong = score_reply(question(half="held", must_contain=WANTED), reply("30%"), {})
    lines = list(report([right, wrong]))
    assert [line.split()[0] for line in lines] == ["lookup", "tune", "held", "accuracy"]
    assert "0.500 (1/2)" in lines[-1]
