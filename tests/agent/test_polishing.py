"""A draft's lines in a model's words: only what the cited clauses hold, and the rules' wording for the rest."""

import threading
from collections.abc import Callable, Generator
from typing import cast

import pytest

from agent.models import ModelSettings, connect
from agent.polished import KEPT, POLISHED, Polished
from agent.polishing import polish
from evals.polishers import POLISHERS, asked_lines
from evals.scripted_model import Reply, Request, Script, serving
from tools.draft_making import make_draft
from tools.drafts import Draft, DraftPiece
from vectorstore.library import PolicyLibrary

LIES = ("9876", "2031", "881号", "星际", "西湖区", "七个基地", "统筹推进各项工作", "The district", "<b>")
HONEST = ("照抄", "换一种说法")


@pytest.fixture(scope="module")
def draft(samples_library: PolicyLibrary) -> Draft:
    return make_draft(samples_library, kind="outline", draft_id="ab12", targets=["东丽区"], topic="科技创新")


@pytest.fixture
def polished(samples_library: PolicyLibrary, draft: Draft) -> Callable[[Script], tuple[Draft, Polished]]:
    def run(script: Script, given: Draft = draft) -> tuple[Draft, Polished]:
        with serving(script) as server:
            model = connect(ModelSettings(model="scripted", api_key="k", base_url=server.url, timeout=60.0))
            for event in polish(given, model, library=samples_library, sleep=lambda _: None):
                given = given.with_piece(event.piece) if event.piece else given
        return given, event

    return run


def points(draft: Draft) -> list[DraftPiece]:
    return [piece for piece in draft.pieces if piece.kind == "third" and piece.refs]


def test_an_honest_wording_stands_with_number_and_units_and_can_be_taken_back(
    draft: Draft, polished: Callable[[Script], tuple[Draft, Polished]]
) -> None:
    made, last = polished(POLISHERS["换一种说法"])
    reworded = [(a, b) for a, b in zip(points(draft), points(made), strict=True) if b.plain]
    assert len(reworded) == last.done - last.kept > 3
    for before, after in reworded:
        number, _, words = before.cells[0].partition(".")
        assert (after.cells[0], after.wording) == (f"{number}.要{words}", POLISHED)
        assert after.restored() == before


def test_a_copy_changes_nothing(draft: Draft, polished: Callable[[Script], tuple[Draft, Polished]]) -> None:
    made, last = polished(POLISHERS["照抄"])
    assert made == draft
    assert (last.done, last.kept, last.note) == (last.total, 0, "")


@pytest.mark.parametrize("name", [name for name in POLISHERS if name not in HONEST])
def test_a_lie_never_stands_and_the_line_says_why_it_keeps_its_wording(
    name: str, draft: Draft, polished: Callable[[Script], tuple[Draft, Polished]]
) -> None:
    made, last = polished(POLISHERS[name])
    written = "\n".join(piece.cells[0] + piece.wording for piece in made.pieces)
    assert not [lie for lie in LIES if lie in written]
    if name in ("不照格式", "沉默"):
        assert made == draft
    else:
        marked = [piece for piece in points(made) if piece.wording.startswith(KEPT.partition("（")[0])]
        assert len(marked) == last.kept > 0
        kept = {piece.piece_id: piece.cells for piece in draft.pieces}
        assert all(piece.cells == kept[piece.piece_id] for piece in marked)


def test_a_silent_model_is_a_sentence(polished: Callable[[Script], tuple[Draft, Polished]]) -> None:
    _, last = polished(POLISHERS["沉默"])
    assert last.note == "模型没有写出任何内容，请换一个模型，或核对服务地址是否以 /v1 结尾。其余文字保持原样。"


def test_what_was_polished_before_a_model_broke_off_stays(
    draft: Draft, polished: Callable[[Script], tuple[Draft, Polished]]
) -> None:
    made, last = polished(lambda request: Reply(text="1｜要" + asked_lines(request)[0][1] + "\n2｜半", cut=True))
    assert last.note.endswith("其余文字保持原样。")
    assert [piece.wording for piece in points(made) if piece.plain] == [POLISHED]


def test_lines_of_a_person_suggestions_units_and_headings_are_not_sent(
    draft: Draft, polished: Callable[[Script], tuple[Draft, Polished]]
) -> None:
    theirs = points(draft)[0].reworded(("1.我自己写的。",))
    sent: list[Request] = []

    def listen(request: Request) -> Reply:
        sent.append(request)
        return POLISHERS["照抄"](request)

    polished(listen, draft.with_piece(theirs))  # type: ignore[call-arg]
    old = [line for request in sent for _, line in asked_lines(request)]
    assert len(old) == len([piece for piece in points(draft) if piece.label != "建议（无直接依据）"]) - 1
    assert not [line for line in old if "我自己写的" in line or "责任单位" in line]


def test_a_run_that_is_closed_leaves_the_model(samples_library: PolicyLibrary, draft: Draft) -> None:
    hold = threading.Event()
    with serving(lambda request: Reply(text="1｜一\n2｜二\n" * 50, hold=hold)) as server:
        model = connect(ModelSettings(model="scripted", api_key="k", base_url=server.url, timeout=60.0))
        run = cast(Generator[Polished, None, None], polish(draft, model, library=samples_library))
        assert next(run).done == 0
        next(run)
        run.close()
        hold.set()
    assert len(server.requests) == 1
