"""After installation nothing needs a network: whole runs in processes of their own, where other machines are refused.

Everything that a run loads is under the guard: gradio, chroma, langsmith, tiktoken, langchain, the model's client.
"""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.loopback import KEYS

# Python runs this before anything else in every process that finds it on its path.
SITECUSTOMIZE = """
import sys
sys.path.insert(0, {root!r})
from tests.loopback import guard
def remember(host):
    with open({log!r}, "a", encoding="utf-8") as log:
        log.write(host + "\\n")
guard(remember)
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Where a guarded process writes the names of the machines that it reached for."""
    path = tmp_path / "reached.txt"
    path.touch()
    (tmp_path / "sitecustomize.py").write_text(SITECUSTOMIZE.format(root=str(ROOT), log=str(path)), encoding="utf-8")
    return path


@pytest.fixture
def guarded(tmp_path: Path, log: Path) -> Mapping[str, str]:
    """The environment of a guarded process with an empty home and no keys."""
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
    places = {"PYTHONPATH": str(tmp_path), "CEWEN_HOME": str(tmp_path / "home"), "HOME": str(tmp_path)}
    return {**kept, **places, "PYTHONIOENCODING": "utf-8"}


def test_the_guard_of_these_tests_bites(guarded: Mapping[str, str], log: Path) -> None:
    code = "import urllib.request; urllib.request.urlopen('http://example.invalid')"
    failed = subprocess.run([sys.executable, "-c", code], env=guarded, capture_output=True, check=False)
    assert failed.returncode != 0
    assert log.read_text(encoding="utf-8").strip() == "example.invalid"


def test_a_first_question_reaches_for_no_other_machine(guarded: Mapping[str, str], log: Path) -> None:
    nobody = {"CEWEN_MODEL": "任一模型", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}  # loads the client and tiktoken
    done = subprocess.run(
        [sys.executable, "app.py", "ask", "东丽区国有企业改革要做什么？"],
        cwd=ROOT, env={**guarded, **nobody}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "[1] 《" in done.stdout
    assert "〔摘编〕" in done.stdout
    assert log.read_text(encoding="utf-8") == ""


def test_the_page_is_served_without_reaching_for_another_machine(guarded: Mapping[str, str], log: Path) -> None:
    command = [sys.executable, "app.py", "serve", "--no-browser"]
    with subprocess.Popen(
        command, cwd=ROOT, env=guarded, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as server:
        assert server.stdout is not None
        line = next((line for line in server.stdout if "http://" in line), "")
        address = line.partition("（")[0].removeprefix("打开").strip()
        try:
            with urllib.request.urlopen(address) as page:
                shown = page.read().decode()
        finally:
            server.terminate()
    assert address.startswith("http://127.0.0.1:")
    assert "策问" in shown
    assert log.read_text(encoding="utf-8") == ""
