import json
from pathlib import Path

import pytest

from evals.__main__ import main
from tests.evals.papers import PLAN

QUESTION = {"id": "Q1", "type": "lookup", "question": "审批时限压减多少？", "must_contain": ["50%"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "方案.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text(json.dumps(QUESTION, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def run(folder: Path, command: str, *rest: str) -> int:
    asking = [] if command in ("ledger", "filters") else ["--questions", str(folder / "questions.jsonl"), "--keywords"]
    return main([command, "--documents", str(folder / "papers"), *asking, *rest])


def test_answers_are_written_in_the_agreed_format(folder: Path) -> None:
    out = folder / "answers.jsonl"
    assert run(folder, "answers", "--out", str(out)) == 0
    row = json.loads(out.read_text(encoding="utf-8"))
    assert list(row) == ["id", "answer", "refused", "citations", "tools", "mode", "elapsed_ms"]
    assert row["mode"] == "offline" and set(row["citations"][0]) == {"n", "source", "locator", "quote"}


def test_score_check_and_filters_agree_about_a_small_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "score") == run(folder, "check") == run(folder, "filters") == 0
    printed = capsys.readouterr().out
    assert "accuracy 1.000 (1/1)" in printed
    assert "1 个答案，0 处" in printed


def test_ledger_is_json_with_the_documents_tasks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "ledger") == 0
    assert len(json.loads(capsys.readouterr().out)["tasks"]) == 3


def test_a_larger_library_is_timed_beside_the_small_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "many", "--count", "4") == 0
    assert "4 份文件：p50" in capsys.readouterr().out


def test_a_folder_that_is_not_there_is_a_sentence_and_not_a_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "--documents", str(folder / "nowhere")]) == 2
    assert "请检查路径后再试" in capsys.readouterr().err
