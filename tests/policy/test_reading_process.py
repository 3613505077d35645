"""A file read apart: the same document, the same sentences, and an end to what does not end."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from policy.errors import BrokenDocumentError, EmptyDocumentError
from policy.parsing import Stage, parse_document
from policy.reading_process import ReadingProcess
from tests.conftest import SAMPLES

PLAN = "甲区2025年工作要点\n一、招商引资\n（一）拓展渠道。2025年底前引进项目30个以上。（责任单位：区合作交流办）\n"


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as process:
        yield process


def test_a_document_is_the_same_read_here_or_there(reading: ReadingProcess) -> None:
    for path in sorted(SAMPLES.iterdir()):
        assert reading.parse(path) == parse_document(path)


def test_stages_are_told_as_they_begin(reading: ReadingProcess, tmp_path: Path) -> None:
    stages: list[Stage] = []
    (tmp_path / "要点.txt").write_text(PLAN, encoding="utf-8")
    reading.parse(tmp_path / "要点.txt", told=stages.append)
    assert stages == ["reading", "ledger"]


def test_an_error_keeps_its_kind_and_its_sentence(reading: ReadingProcess, tmp_path: Path) -> None:
    (tmp_path / "空.txt").touch()
    with pytest.raises(EmptyDocumentError, match=r"《空\.txt》是空文件"):
        reading.parse(tmp_path / "空.txt")
    (tmp_path / "要点.txt").write_text(PLAN, encoding="utf-8")
    assert reading.parse(tmp_path / "要点.txt").tasks


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="要有命名管道才能做出永远读不完的文件")
def test_a_file_that_never_ends_is_ended_with_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "无尽.txt")
    with ReadingProcess(seconds=0.5) as process, pytest.raises(BrokenDocumentError, match="没有读完，已经停下"):
        process.parse(tmp_path / "无尽.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="内存上限只在这类系统上有")
def test_a_file_that_takes_too_much_memory_is_a_sentence_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_text("一、总体要求\n" + "坚持稳中求进。" * 2_000_000, encoding="utf-8")
    (tmp_path / "要点.txt").write_text(PLAN, encoding="utf-8")
    with ReadingProcess(memory=250_000_000) as process:
        with pytest.raises(BrokenDocumentError, match=r"《长\.txt》"):
            process.parse(tmp_path / "长.txt")
        assert process.parse(tmp_path / "要点.txt").tasks


def test_a_process_that_was_killed_costs_one_file(tmp_path: Path) -> None:
    (tmp_path / "要点.txt").write_text(PLAN, encoding="utf-8")
    with ReadingProcess() as process:
        with pytest.raises(BrokenDocumentError, match="没能读完"):
            process.parse(tmp_path / "要点.txt", told=lambda _: _kill(process))
        assert process.parse(tmp_path / "要点.txt").tasks


def _kill(process: ReadingProcess) -> None:
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
