"""The command that make writes: it works from any folder, and is the program of this checkout."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


def test_the_launcher_runs_this_checkout_from_another_folder(tmp_path: Path) -> None:
    if shutil.which("make") is None:
        pytest.skip("本机没有 make，跳过启动脚本的测试。")
    binaries = tmp_path / "venv" / "bin"
    binaries.mkdir(parents=True)
    python = binaries / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    subprocess.run(["make", "-s", f"VENV={tmp_path}/venv", f"{binaries}/cewen"], cwd=ROOT, check=True)
    done = subprocess.run(
        [binaries / "cewen", "--help"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "用法：cewen" in done.stdout
