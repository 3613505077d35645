"""A command line of its own for each test: an empty home, one short sample, no vectors, the environment put back.

Files are read by one process for all of them: starting it would take longer than most tests.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

import app
from policy import reading_process
from tests.conftest import SAMPLES

POLICY = """甲区关于推进数据要素市场建设的实施方案
甲政发〔2024〕6号
一、重点任务
（一）建设公共数据平台。2025年底前接入数据目录300项以上。（责任单位：区数据局、区科委）
（二）培育数据商。引进数据服务企业10家。（责任单位：区商务局）
"""
_READING = reading_process.ReadingProcess()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of its own for each test, no vectors, and an environment that is put back afterwards."""
    kept = dict(os.environ)
    monkeypatch.setenv("CEWEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "ROOT", tmp_path)
    monkeypatch.setattr(app, "_embedder", lambda settings: None)
    monkeypatch.setattr(reading_process, "ReadingProcess", lambda: nullcontext(_READING))
    yield tmp_path / "home"
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture(autouse=True)
def one_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One short sample in place of five: reading them all is tested with the samples."""
    folder = tmp_path / "samples"
    folder.mkdir()
    shutil.copy(next(SAMPLES.glob("*.txt")), folder)
    monkeypatch.setattr(app, "SAMPLES", folder)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "甲区方案.txt"
    path.write_text(POLICY, encoding="utf-8")
    return path
