"""What each command prints, writes and returns, as a script would see it."""

import io
import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pytest

import app
from commands import upkeep
from tests.command_line import POLICY, home, one_sample, policy
from tools.comparison import Comparison
from tools.outlines import Outline
from tools.search import ClauseHits
from tools.tables import AnswerTable
from vectorstore.embedders import HashEmbedder, Vectors
from vectorstore.library import PolicyLibrary
from vectorstore.soundness import Soundness

__all__ = ["home", "one_sample", "policy"]

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def two_districts(policy: Path, home: Path, one_sample: None, capsys: Said) -> None:
    """A library of two districts with the same two duties."""
    policy.write_text(POLICY.replace("甲", "东丽"), encoding="utf-8")
    other = policy.with_name("武清区方案.txt")
    other.write_text(POLICY.replace("甲", "武清"), encoding="utf-8")
    assert app.main(["add", str(policy), str(other)]) == 0
    capsys.readouterr()


def test_added_files_are_told_as_json(policy: Path, capsys: Said) -> None:
    assert app.main(["add", "--json", str(policy)]) == 0
    assert json.loads(capsys.readouterr().out) == {"files": 1, "new": 0, "known": 1, "failures": [], "titles": []}


def test_search_names_the_clause_of_each_hit(capsys: Said) -> None:
    assert app.main(["search", "公共数据平台", "--district", "东丽区", "--json"]) == 0
    found = ClauseHits.model_validate_json(capsys.readouterr().out)
    assert "公共数据平台" in found.hits[0].clause.text
    app.main(["search", "公共数据平台", "--limit", "1"])
    assert f"〔{found.hits[0].clause.clause_id[:3]}" in capsys.readouterr().out


def test_a_comparison_cites_both_districts(capsys: Said) -> None:
    assert app.main(["compare", "公共数据平台", "东丽区", "武清区"]) == 0
    said = capsys.readouterr().out
    assert "|方面|东丽区|武清区|" in said
    assert "[[" not in said
    assert "[1] 《东丽区关于推进数据要素市场建设的实施方案》" in said


def test_a_question_is_narrowed_to_a_district(capsys: Said) -> None:
    assert app.main(["ask", "区科委要参与哪些任务？", "--district", "武清区"]) == 0
    said = capsys.readouterr().out
    assert "《武清区" in said
    assert "《东丽区" not in said


def test_one_district_is_no_comparison(capsys: Said) -> None:
    assert app.main(["compare", "公共数据平台", "东丽区"]) == 1
    assert "至少要两个区县" in capsys.readouterr().err


def test_typed_results_come_back_from_their_json(capsys: Said) -> None:
    app.main(["compare", "数据", "东丽区", "武清区", "--json"])
    assert Comparison.model_validate_json(capsys.readouterr().out).regions == ("东丽区", "武清区")
    app.main(["draft", "推进数据要素市场建设", "--for", "东丽区", "--json"])
    assert Outline.model_validate_json(capsys.readouterr().out).target == "东丽区"
    app.main(["table", "任务", "时限", "--unit", "区科委", "--json"])
    assert AnswerTable.model_validate_json(capsys.readouterr().out).columns == ("任务", "时限")


def test_a_draft_leaves_as_a_word_file_with_its_sources(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "提纲.docx"
    assert app.main(["draft", "推进数据要素市场建设", "--for", "东丽区", "--out", str(path)]) == 0
    assert "已写入" in capsys.readouterr().err
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
    assert "东丽区关于推进数据要素市场建设的实施方案" in text.replace("\n", "")
    assert "依据清单" in text


def test_a_draft_changed_in_word_is_taken_back_and_told(tmp_path: Path, capsys: Said) -> None:
    path = tmp_path / "提纲.docx"
    app.main(["draft", "推进数据要素市场建设", "--for", "东丽区", "--out", str(path), "--footnotes"])
    document = docx.Document(str(path))
    point = next(p for p in document.paragraphs if p.text.startswith("1."))
    point.runs[0].text = "1.改成自己的话。"
    document.save(str(path))
    capsys.readouterr()
    assert app.main(["take-back", str(path)]) == 0
    said = capsys.readouterr().out
    assert "本人改动 1 处" in said
    assert "→ 1.改成自己的话。" in said
    assert app.main(["take-back", str(path), "--out", str(tmp_path / "再.xlsx")]) == 0
    assert "本人改写" in str([row for row in openpyxl.load_workbook(tmp_path / "再.xlsx").worksheets[0].values])


def test_a_file_that_is_no_draft_of_ours_is_a_sentence(policy: Path, capsys: Said) -> None:
    assert app.main(["take-back", str(policy)]) == 1
    assert "不是 Word 或 Excel 文件" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "md", "docx", "json"])
def test_a_follow_up_plan_is_written_in_each_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "计划"
    assert app.main(["follow-up", "--format", kind, "--out", str(path)]) == 0
    assert path.with_suffix(f".{kind}").stat().st_size > 200


def test_reminders_are_written_where_something_is_due_and_refused_where_nothing_is(
    tmp_path: Path, policy: Path, capsys: Said
) -> None:
    report = "（三）加强督促。各单位于每季度结束后的十个工作日内，向区政府报送完成情况。"
    policy.write_text(POLICY.replace("甲", "蓟州") + report, encoding="utf-8")
    app.main(["add", str(policy)])
    assert app.main(["follow-up", "--format", "ics", "--out", str(tmp_path / "计划.ics")]) == 0
    assert "BEGIN:VEVENT" in (tmp_path / "计划.ics").read_text(encoding="utf-8")
    assert app.main(["tasks", "--format", "ics", "--keyword", "没有这样的任务"]) == 1
    assert "没有写成日历" in capsys.readouterr().err
    assert app.main(["draft", "推进数据要素市场建设", "--for", "东丽区", "--out", str(tmp_path / "提纲.ics")]) == 1
    assert "不能写成“.ics”文件，可选 .docx、.xlsx、.md" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "md", "docx", "json"])
def test_the_ledger_is_written_in_each_format(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "台账"
    assert app.main(["tasks", "--format", kind, "--out", str(path)]) == 0
    assert path.with_suffix(f".{kind}").stat().st_size > 200


def test_a_workbook_goes_into_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="utf-8"))
    assert app.main(["tasks", "--unit", "区科委", "--format", "xlsx"]) == 0
    sheet = openpyxl.load_workbook(pipe).active
    assert sheet is not None
    assert any("区科委" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_a_file_is_removed_by_its_number_and_several_only_when_all_are_meant(capsys: Said) -> None:
    assert app.main(["remove", "数据要素"]) == 1
    assert "符合的文件有 2 份" in capsys.readouterr().err
    assert app.main(["remove", "东丽政发〔2024〕6号"]) == 0
    told = capsys.readouterr().out
    assert "已移除《东丽区关于推进数据要素市场建设的实施方案》" in told
    assert app.main(["remove", "--undo", told.split()[-1]]) == 0
    assert app.main(["remove", "东丽政发〔2024〕6号", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out.partition("。")[2])["doc_ids"]) == 1
    app.main(["documents", "--json"])
    assert [found["title"] for found in json.loads(capsys.readouterr().out)["documents"]] == [
        "武清区关于推进数据要素市场建设的实施方案"
    ]


@pytest.mark.embedded
def test_a_sound_library_is_told_so(capsys: Said) -> None:
    assert app.main(["check"]) == 0
    assert "已核对 2 份文件" in capsys.readouterr().out
    app.main(["check", "--json"])
    assert Soundness.model_validate_json(capsys.readouterr().out).sound


@pytest.mark.embedded
def test_what_was_backed_up_comes_back_and_what_was_there_is_kept(tmp_path: Path, home: Path, capsys: Said) -> None:
    saved = tmp_path / "备份.zip"
    assert app.main(["backup", str(saved)]) == 0
    assert app.main(["backup", str(saved)]) == 1  # never over what is there
    app.main(["remove", "数据要素", "--all"])
    assert app.main(["restore", str(saved)]) == 0
    assert "已恢复 2 份文件" in capsys.readouterr().out
    app.main(["documents"])
    assert "共 2 份文件" in capsys.readouterr().out
    assert list(home.glob("before-restore-*/library/library.db"))


def test_a_shell_gets_the_words_of_every_command(capsys: Said) -> None:
    assert app.main(["completion", "bash"]) == 0
    assert "due-before" in capsys.readouterr().out


def test_evals_speak_for_themselves(capsys: Said) -> None:
    with pytest.raises(SystemExit) as left:
        app.main(["evals", "--help"])
    assert left.value.code == 0
    assert "side-by-side" in capsys.readouterr().out


def test_an_account_is_made_without_its_password_being_seen(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda asked: "足够长的口令啊")
    assert app.main(["new-account", "张三", "--role", "管理员"]) == 1
    monkeypatch.setattr("getpass.getpass", lambda asked: "一个足够长的口令")
    assert app.main(["new-account", "张三", "--role", "管理员"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("张三:管理员:scrypt.")
    assert "口令太短" in said.err
    assert "足够长" not in said.out + said.err


class _HeldEmbedder(HashEmbedder):
    """Another model, which computes nothing before the command waits for it."""

    name = "hash/other"

    def __init__(self, upkeep: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        self._awaited, finish = threading.Event(), upkeep._finish

        def waiting(library: PolicyLibrary) -> None:
            self._awaited.set()
            finish(library)

        monkeypatch.setattr(upkeep, "_finish", waiting)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        assert self._awaited.wait(60)
        return super().embed_passages(texts)


def test_vectors_are_computed_with_their_change_told(home: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_embedder", lambda _: HashEmbedder())
    assert app.main(["vectors"]) == 0
    first = capsys.readouterr()
    assert "重新计算" not in first.err
    count = first.out.split()[0]
    assert first.out == f"{count} 条条款，已有向量 {count} 条。\n"
    other = _HeldEmbedder(upkeep, monkeypatch)
    monkeypatch.setattr(app, "_embedder", lambda _: other)
    assert app.main(["vectors"]) == 0
    second = capsys.readouterr()
    assert f"换成“hash/other”，{count} 条条款要重新计算，已完成 0 条" in second.err
    assert second.out == first.out
    assert app.main(["vectors", "--only-look"]) == 0
    assert "重新计算" not in capsys.readouterr().err


def test_without_a_vector_model_the_command_says_so(capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_embedder", lambda _: None)
    assert app.main(["vectors"]) == 1
    assert "只按关键词检索" in capsys.readouterr().err
