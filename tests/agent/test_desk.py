"""Two libraries, one that answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.desk import Desk
from policy.errors import DocumentError, NotInLibraryError
from tests.agent.conversation import answered
from tests.conftest import SAMPLES
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

OWN = """河西区2025年招商引资工作要点

一、招商引资
（一）拓展渠道。2025年底前引进项目30个以上。（责任单位：区合作交流办）
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty library of one's own, and a demo of one sample."""
    made = Desk(
        own=PolicyLibrary(tmp_path / "own", embedder=None),
        demo=PolicyLibrary(tmp_path / "demo", embedder=None),
        kept=Kept(tmp_path),
    )
    sample = Desk(own=made.demo, demo=made.demo, kept=made.kept)
    sample.add_file(next(SAMPLES.glob("东丽区*")))
    yield made
    made.close()


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    path = tmp_path / "要点.txt"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_samples_answer_while_there_is_nothing_else(desk: Desk) -> None:
    assert desk.is_demo
    assert desk.library is desk.demo
    assert "区国资委" in answered(list(desk.ask("二（四）归谁？"))).text


def test_own_documents_take_over_alone(desk: Desk, own_file: Path) -> None:
    added = desk.add_file(own_file)
    assert (added.was_new, added.task_count) == (True, 1)
    assert not desk.is_demo
    answer = answered(list(desk.ask("引进项目多少个？")))
    assert {citation.doc_id for citation in answer.citations} == {added.doc_id}
    assert answered(list(desk.ask("东丽区国有企业改革要做什么？"))).refused


def test_one_switch_goes_to_the_demo_and_back(desk: Desk, own_file: Path) -> None:
    desk.add_file(own_file)
    desk.show_demo(True)
    assert desk.library is desk.demo
    desk.show_demo(False)
    assert desk.library is desk.own


def test_adding_goes_to_ones_own_even_from_the_demo(desk: Desk, own_file: Path) -> None:
    desk.show_demo(True)
    desk.add_file(own_file, name="我的要点.txt")
    assert desk.library is desk.own
    assert [summary.source_name for summary in desk.own.documents()] == ["我的要点.txt"]
    assert len(desk.demo.documents()) == 1


def test_same_file_twice_changes_nothing(desk: Desk, own_file: Path) -> None:
    first, second = desk.add_file(own_file), desk.add_file(own_file)
    assert (first.was_new, second.was_new) == (True, False)
    assert len(desk.own.documents()) == 1


def test_removing_the_last_document_brings_the_samples_back(desk: Desk, own_file: Path) -> None:
    desk.remove(desk.add_file(own_file).doc_id)
    assert desk.is_demo
    with pytest.raises(NotInLibraryError):
        desk.remove("0123456789")


def test_file_that_cannot_be_read_leaves_all_as_it_was(desk: Desk, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    with pytest.raises(DocumentError, match="空"):
        desk.add_file(empty)
    assert desk.own.documents() == ()
    assert desk.is_demo


def test_mode_is_said_in_words(desk: Desk) -> None:
    assert desk.mode == "离线模式"


def test_a_removed_document_is_restored_once(desk: Desk, own_file: Path) -> None:
    doc_id = desk.add_file(own_file).doc_id
    desk.remove(doc_id)
    desk.restore(doc_id)
    assert [summary.doc_id for summary in desk.own.documents()] == [doc_id]
    with pytest.raises(NotInLibraryError, match="最近删除"):
        desk.restore(doc_id)


def test_a_question_of_a_scope_is_answered_from_its_documents_alone(desk: Desk, own_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "另.txt"
    other.write_text(
        "武清区2025年工作要点\n一、改革\n（一）国企改革。完成改制企业5家。（责任单位：区国资委）\n", encoding="utf-8"
    )
    chosen = desk.add_file(own_file).doc_id
    desk.add_file(other)
    assert answered(list(desk.ask("武清区国企改革要做什么？", scope=[chosen]))).refused
    assert desk.within(["没有的编号"]) is desk.library


def test_the_stages_of_reading_are_told(desk: Desk, own_file: Path) -> None:
    stages: list[str] = []
    desk.add_file(own_file, told=stages.append)
    assert stages == ["reading", "ledger", "index"]
