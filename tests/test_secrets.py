"""Keys leave no trace: command line and interfaces are run with marked keys, and all that came of it is searched."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from evals.scripted_model import Reply, Script, fails, ideal, serving
from serving.keys import hashed
from tests.conftest import ROOT, SAMPLES
from tests.loopback import KEYS

SECRET, API_SECRET = "sk-canary-7f3a9c51e2", "cewen-canary-5b8d20f6a4"
TYPED = "sk-typed-canary-91c4e07d2b"  # on the page, by a person
MARKS = (SECRET, API_SECRET, TYPED)
QUESTION = "东丽区国有企业改革要做什么？"
SCRIPTS = {"answers": ideal(), "refuses": fails(Reply(status=401))}
WORDS = (["add", str(next(SAMPLES.glob("*.txt")))], ["ask", QUESTION], ["check"], ["backup", "备份.zip"])
ASKED = (
    ("/api/ask", {"question": QUESTION}), ("/api/ask", {"wrong": 1}),
    ("/v1/chat/completions", {"messages": [{"role": "user", "content": QUESTION}]}),
)  # fmt: skip


class Run:
    """A home with marked keys, and a folder for all that is said."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if name not in KEYS}
        self._variables = {
            **kept, "CEWEN_HOME": str(folder / "home"), "CEWEN_MODEL": "canary", "CEWEN_API_KEYS": hashed(API_SECRET),
            "OPENAI_BASE_URL": url, "OPENAI_API_KEY": SECRET, "CEWEN_DEBUG": "1", "PYTHONIOENCODING": "utf-8",
        }  # fmt: skip

    def command(self, *words: str) -> str:
        """What a command said, its complaints included."""
        return subprocess.run(
            self._line(*words), env=self._variables, cwd=self.folder, timeout=300, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ).stdout  # fmt: skip

    @contextmanager
    def interfaces(self, said: list[str]) -> Iterator[str]:
        """The address of the running interfaces; their arguments and output are added to what was said."""
        with subprocess.Popen(
            self._line("api", "--port", "0"), env=self._variables, cwd=self.folder, encoding="utf-8",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            assert process.stdout is not None
            found = next(match for line in process.stdout if (match := re.search(r"http://[\d.:]+", line)))
            arguments = Path(f"/proc/{process.pid}/cmdline")
            said.append(arguments.read_text(encoding="utf-8") if arguments.exists() else "")
            try:
                yield found[0]
            finally:
                process.terminate()
            said.append(process.stdout.read())

    def traces(self) -> list[str]:
        """The files that hold a key."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return [path.name for path in files if any(mark.encode() in path.read_bytes() for mark in MARKS)]

    @staticmethod
    def _line(*words: str) -> list[str]:
        return [sys.executable, str(ROOT / "app.py"), *words]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_keys_leave_no_trace(script: Script, tmp_path: Path) -> None:
    with serving(script) as server:
        run = Run(tmp_path, server.url)
        said = [run.command(*words) for words in WORDS]
        with run.interfaces(said) as address, httpx.Client(base_url=address, timeout=120, trust_env=False) as client:
            for key in (API_SECRET, f"{API_SECRET}-wrong"):
                for path, body in ASKED:
                    answer = client.post(path, json=body, headers={"Authorization": f"Bearer {key}"})
                    said += [answer.text, str(answer.headers)]
    assert server.requests, "the model was never asked"
    (tmp_path / "said.log").write_text("\n".join(said), encoding="utf-8")
    assert "已备份" in said[3]
    assert run.traces() == []


def test_a_trace_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "some.log").write_text(f"Authorization: Bearer {SECRET}", encoding="utf-8")
    assert Run(tmp_path, "").traces() == ["some.log"]
