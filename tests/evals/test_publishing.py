"""README's table is the recorded one, and the record still holds for the code as it is now."""

from pathlib import Path

import pytest

from evals.commands import probe
from evals.gold import read_questions
from evals.publishing import PAGES, code_hash, differs, read_record, table_lines, with_table
from evals.shelf import document_paths, parse_all
from tests.conftest import ROOT


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_page_shows_the_recorded_table(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert with_table(text, path.name, read_record()) == text, (
        f"{path.name} 与 evals/published.json 不一致，请运行 make evals"
    )


def test_a_table_takes_the_place_of_the_one_before() -> None:
    text = "前<!-- published -->\n旧\n<!-- /published -->后"
    shown = with_table(text, "README.md", read_record())
    assert "旧" not in shown
    assert shown.startswith("前")
    assert shown.endswith("后")
    assert all(line in shown for line in table_lines(read_record(), english=True))


def test_figures_older_than_the_code_still_hold_within_noise() -> None:
    record, shared = read_record(), ROOT / "../shared"
    if record.code == code_hash():
        return
    if not (shared / "seeds").is_dir():
        pytest.skip("代码在测量之后改过，旁边又没有 shared/，无法核对公布的数字")
    documents = parse_all(document_paths(shared / "seeds"))
    now = probe(documents, read_questions(shared / "eval/gold_dev/qa_dev.jsonl"))
    assert not differs(record.probe, now), f"公布的数字已过时，请运行 make evals：{record.probe} → {now}"
