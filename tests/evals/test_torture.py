"""The short form of what `make torture` does at length, and that the torturer would notice."""

from pathlib import Path

import pytest

from evals.torture.breaking import broken
from evals.torture.broken_files import broken_files
from evals.torture.killing import killed
from evals.torture.load import load
from evals.torture.promises import BEGIN, END, Outcome, table, write_between
from policy.documents import PolicyDocument
from policy.reading_process import ReadingProcess
from tests.conftest import SAMPLES

SOUND = sorted(SAMPLES.iterdir())


def test_a_library_outlives_its_process() -> None:
    assert killed(SAMPLES, rounds=3).failures == ()


def test_broken_files_are_sentences_or_documents() -> None:
    outcome = broken(SOUND[:1], count=40)
    assert outcome.failures == ()
    assert outcome.tried >= 40


def test_a_reader_without_a_guard_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def reckless(self: ReadingProcess, path: Path) -> PolicyDocument:
        raise ValueError(path.name)

    monkeypatch.setattr(ReadingProcess, "parse", reckless)
    assert len(broken(SOUND[:1], count=1).failures) >= 40


def test_the_same_seed_breaks_the_same_way() -> None:
    first, second = (list(broken_files(SOUND[:1], count=60, seed=7)) for _ in range(2))
    assert first == second


def test_the_table_counts_what_held() -> None:
    outcome = Outcome(promise="nothing is lost", test="kill", tried=3, failures=("round 2: gone",))
    assert table([outcome])[2] == "| nothing is lost | kill | 3 | 2 | — |"
    assert table([outcome])[-1] == "- nothing is lost: round 2: gone"


def test_results_replace_the_last_ones_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "reliability.md"
    page.write_text(f"# Head\n\n{BEGIN}\nold\n{END}\n\nfoot\n", encoding="utf-8")
    write_between(page, ["new"])
    assert page.read_text(encoding="utf-8") == f"# Head\n\n{BEGIN}\n\nnew\n\n{END}\n\nfoot\n"


def test_several_people_are_answered_at_once() -> None:
    seen = load(SAMPLES, people=4, seconds=60, most=16)
    assert seen.errors == ()
    assert seen.questions == 16
    assert 0 < seen.median <= seen.p95 <= seen.slowest
