"""Evidence in little room: every place keeps its share, and what is left out is counted."""

import pytest

from agent.packing import defused, pack, shortened
from agent.tokens import counter_for
from evals.scripted_model import KEY
from tools.search import search_clauses
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

COUNT = counter_for("任一模型")


def test_what_fits_is_left_as_it_is(samples_library: PolicyLibrary) -> None:
    table = filter_tasks(samples_library, regions=["东丽区"])
    packed = pack([table], room=20_000, count=COUNT, library=samples_library)
    assert packed.left_out == 0
    assert KEY.findall(packed.text) == KEY.findall(table.to_text())


@pytest.mark.parametrize("room", [2000, 900, 400])
def test_rows_that_do_not_fit_are_counted_and_said(samples_library: PolicyLibrary, room: int) -> None:
    table = filter_tasks(samples_library)
    packed = pack([table], room=room, count=COUNT, library=samples_library)
    assert COUNT(packed.text) <= room
    assert len(KEY.findall(packed.text)) + packed.left_out == len(table.rows)
    assert not packed.left_out or f"另有 {packed.left_out} 行" in packed.text


def test_every_document_keeps_its_share(samples_library: PolicyLibrary) -> None:
    table = filter_tasks(samples_library)
    packed = pack([table], room=1500, count=COUNT, library=samples_library)
    shown = {key[2:12] for key in KEY.findall(packed.text)}
    assert packed.left_out
    assert shown == {row.card.doc_id for row in table.rows}


def test_best_hit_goes_last(samples_library: PolicyLibrary) -> None:
    hits = search_clauses(samples_library, query="科技金融", regions=["东丽区"])
    packed = pack([hits], room=200, count=COUNT, library=samples_library)
    assert hits.hits[0].clause.clause_id in packed.text


def test_shortened_line_keeps_its_keys_whole() -> None:
    line = "|1|完善创新驱动发展体制机制|区科委、区人才办|[[3f2a9c1b7d-12]][[3f2a9c1b7d-13]]"
    assert shortened(line, 12).endswith("…[[3f2a9c1b7d-12]][[3f2a9c1b7d-13]]")


@pytest.mark.parametrize("mark", ["[[fake-1]]", "[[0123456789-1]]", "[1]", "<tool_call>", "[链接](http://x)"])
def test_marks_of_a_document_reach_no_model(mark: str) -> None:
    line = defused(f"[[3f2a9c1b7d-12]] 见{mark}。", {"3f2a9c1b7d-12"})
    assert line.startswith("[[3f2a9c1b7d-12]] ")
    assert not set("[]<>") & set(line.partition(" ")[2])
