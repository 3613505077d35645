"""The checks of drafts themselves: they object to what has no ground, and to nothing else."""

from pathlib import Path

import pytest

from evals.__main__ import main
from evals.drafts import loose_facts
from evals.exporting import cost_of
from evals.groundedness import Bookshelf
from tests.conftest import SAMPLES
from tools.draft_making import make_draft
from vectorstore.library import PolicyLibrary


def test_a_figure_that_a_person_put_in_is_found(samples_library: PolicyLibrary) -> None:
    shelf = Bookshelf([samples_library.document(each.doc_id) for each in samples_library.documents()])
    draft = make_draft(samples_library, kind="outline", draft_id="e", targets=["东丽区"])
    assert list(loose_facts(samples_library, draft, shelf)) == []
    piece = next(piece for piece in draft.pieces if piece.kind == "third" and piece.refs)
    wrong = draft.with_piece(piece.reworded(("1.建成7654321个众创空间。",)))
    assert [loose.printed for loose in loose_facts(samples_library, wrong, shelf)] == ["7654321"]


def test_drafts_over_two_samples_say_only_what_their_sources_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [path.name for path in SAMPLES.iterdir() if path.suffix in (".html", ".docx")]
    (tmp_path / "清单.txt").write_text("\n".join(names), encoding="utf-8")
    assert main(["drafts", "--documents", str(SAMPLES), "--only", str(tmp_path / "清单.txt")]) == 0
    assert "0 处在所引条款中找不到" in capsys.readouterr().out


def test_follow_ups_over_the_seeds_have_every_labelled_gap(seeds_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = seeds_dir.parent / "eval" / "gold_dev"
    assert main(["follow-ups", "--documents", str(seeds_dir), "--gold", str(gold)]) == 0
    assert "多出 0" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".csv", ".md"])
def test_the_cost_of_a_format_is_told(suffix: str) -> None:
    cost = cost_of(suffix, 20)
    assert (cost.suffix, cost.kilobytes > 0, cost.megabytes > 0) == (suffix, True, True)
