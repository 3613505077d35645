"""The command line: what each command prints, and the one sentence for whatever goes wrong."""

import argparse
import json
from pathlib import Path

import pytest

import app
from agent.desk import Desk
from agent.events import Answered
from commands import documents, servers
from policy.errors import FileMissingError
from tests.command_line import POLICY, home, one_sample, policy
from vectorstore.library import PolicyLibrary

__all__ = ["home", "one_sample", "policy"]


def test_no_command_means_serve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[object] = []

    def serve(desk: Desk, given: argparse.Namespace) -> int:
        seen.append((given.port, given.browser, len(desk.demo.documents())))
        return 0

    monkeypatch.setattr(servers, "serve", serve)
    assert app.main(["--port", "8123", "--no-browser"]) == 0
    assert seen == [(8123, False, 1)]


def test_help_is_chinese_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        app.main(["--help"])
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert "用法：" in said
    assert all(command in said for command in ("serve", "add", "ask", "documents", "tasks", "check", "退出码"))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["delete"], "'delete'"),
        (["ask"], "缺少 问题"),
        (["serve", "--port", "八千"], "'八千'"),
        (["add", "甲.txt", "--fast"], "多出了 --fast"),
        (["tasks", "--unit"], "--unit 后面要跟一个值"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_2(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        app.main(words)
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert named in said
    assert "--help" in said


def test_an_added_file_answers_in_place_of_the_demo(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["add", str(policy)]) == 0
    assert "新加入 1 份" in capsys.readouterr().out
    app.main(["documents"])
    said = capsys.readouterr()
    assert "甲政发〔2024〕6号" in said.out
    assert "共 1 份文件" in said.out
    assert "示范" not in said.err


def test_adding_the_same_file_twice_changes_nothing(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    assert app.main(["add", str(policy)]) == 0
    assert "新加入 0 份，已有 1 份，未能读入 0 份" in capsys.readouterr().out


def test_a_folder_gives_its_readable_files_and_names_each_failure(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    policy.rename(folder / policy.name)
    (folder / "空.txt").touch()
    (folder / "~$方案.docx").write_bytes(b"lock")
    (folder / "照片.heic").write_bytes(b"picture")
    assert app.main(["add", str(folder)]) == 1
    said = capsys.readouterr()
    assert "共 2 份：新加入 1 份，已有 0 份，未能读入 1 份" in said.out
    assert "《空.txt》是空文件" in said.err


def test_a_folder_without_readable_files_says_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "空文件夹").mkdir()
    with pytest.raises(FileMissingError, match=r"没有可读的文件.*\.docx"):
        documents.readable_files([tmp_path / "空文件夹"])


def test_a_missing_path_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["add", "没有这个文件.txt"]) == 1
    said = capsys.readouterr().err
    assert "找不到文件“没有这个文件.txt”" in said
    assert "Traceback" not in said


def test_a_reader_that_trips_keeps_no_other_file_out(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = policy.with_name("乙.txt")
    other.write_text(POLICY.replace("甲", "乙"), encoding="utf-8")
    add_file = Desk.add_file

    def trips(self: Desk, path: Path) -> object:
        if path == policy:
            raise KeyError("ordinal")
        return add_file(self, path)

    monkeypatch.setattr(Desk, "add_file", trips)
    assert app.main(["add", str(policy), str(other)]) == 1
    said = capsys.readouterr()
    assert "新加入 1 份" in said.out
    assert "《甲区方案.txt》读取时程序内部出错（KeyError）" in said.err


def test_an_answer_prints_its_numbered_sources(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    capsys.readouterr()
    assert app.main(["ask", "区科委要参与哪些任务？"]) == 0
    said = capsys.readouterr().out
    assert "[1]" in said.partition("出处：")[0]
    assert "[1] 《甲区关于推进数据要素市场建设的实施方案》（甲政发〔2024〕6号）一、（一）" in said


def test_json_is_the_whole_typed_answer(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    capsys.readouterr()
    app.main(["ask", "--json", "区商务局要参与哪些任务？"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["mode"] == "offline"
    assert Answered.model_validate({"answer": answer, "elapsed_ms": 0}).answer.citations


def test_the_demo_can_be_asked_after_ones_own_documents_are_in(
    policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app.main(["add", str(policy)])
    app.main(["documents", "--demo"])
    said = capsys.readouterr()
    assert "示范资料库" in said.err
    assert "共 1 份文件" in said.out
    assert "（摘编）" in said.out.partition("共 1 份文件")[0]


def test_the_ledger_lists_the_complete_set_of_a_unit(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    capsys.readouterr()
    assert app.main(["tasks", "--unit", "区科委"]) == 0
    said = capsys.readouterr().out
    assert "责任：区数据局、区科委" in said
    assert "共 1 项，已列 1 项" in said


def test_the_ledger_as_json_is_the_typed_table(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    capsys.readouterr()
    app.main(["tasks", "--json"])
    assert json.loads(capsys.readouterr().out)["total"] == 2


def test_the_ledger_is_written_to_a_file(policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app.main(["add", str(policy)])
    assert app.main(["tasks", "--out", str(tmp_path / "台账.csv")]) == 0
    assert "已写入" in capsys.readouterr().err
    assert "区数据局" in (tmp_path / "台账.csv").read_text(encoding="utf-8-sig")
    assert app.main(["tasks", "--out", str(tmp_path / "台账.pdf")]) == 1


def test_a_date_that_is_none_is_a_sentence(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["tasks", "--due-before", "入秋"]) == 1
    assert "看不懂日期“入秋”" in capsys.readouterr().err


def test_a_question_of_20000_characters_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["ask", "改" * 20_000]) == 1
    said = capsys.readouterr().err
    assert "问题太长（20000 字" in said
    assert "Traceback" not in said


def test_an_unreachable_model_is_named_and_the_offline_answer_given(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CEWEN_MODEL", "任一模型")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    app.main(["add", str(policy)])
    assert app.main(["ask", "区科委要参与哪些任务？"]) == 0
    said = capsys.readouterr().out
    assert "模型服务拒绝连接" in said
    assert "出处：" in said


def test_a_model_address_that_is_none_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CEWEN_MODEL", "任一模型")
    monkeypatch.setenv("OPENAI_BASE_URL", "127.0.0.1:9")
    assert app.main(["ask", "有哪些任务？"]) == 1
    assert "不是网址" in capsys.readouterr().err


def test_a_key_without_a_model_is_noticed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    app.main(["ask", "有哪些任务？"])
    assert "没有 CEWEN_MODEL" in capsys.readouterr().err


def test_a_fault_of_ours_is_a_sentence_and_exit_code_70(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(documents, "documents", lambda desk, given: 1 / 0)
    assert app.main(["documents"]) == 70
    said = capsys.readouterr().err
    assert "程序内部出错（ZeroDivisionError）" in said
    assert "Traceback" not in said


def test_the_traceback_is_there_for_who_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CEWEN_DEBUG", "1")
    monkeypatch.setattr(documents, "documents", lambda desk, given: 1 / 0)
    assert app.main(["documents"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(desk: Desk, given: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(documents, "documents", interrupted)
    assert app.main(["documents"]) == 130


def test_the_demo_follows_the_samples_of_this_version(tmp_path: Path, home: Path) -> None:
    samples = tmp_path / "samples"
    with PolicyLibrary(home / "demo", embedder=None) as demo:
        documents.fill_demo(demo, samples)
        next(samples.iterdir()).unlink()
        (samples / "甲区方案.txt").write_text(POLICY, encoding="utf-8")
        documents.fill_demo(demo, samples)
        assert [summary.source_name for summary in demo.documents()] == ["甲区方案.txt"]
