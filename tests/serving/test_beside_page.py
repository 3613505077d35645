"""A running instance as people start it: the page, a streamed answer, typed JSON and MCP under one address."""

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client
from openai import OpenAI

from tests.conftest import ROOT
from tests.loopback import KEYS
from tools.toolbox import TOOLS


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("served")
    kept = {name: value for name, value in os.environ.items() if name not in KEYS}
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--no-browser"]
    with subprocess.Popen(
        command, cwd=home, env={**kept, "CEWEN_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    ) as server:  # fmt: skip
        assert server.stdout is not None
        line = next((line for line in server.stdout if "http://" in line), "")
        yield line.partition("（")[0].removeprefix("打开").strip()
        server.terminate()


def test_the_page_is_still_the_page(address: str) -> None:
    with urllib.request.urlopen(address) as said:
        assert "策问" in said.read().decode()


def test_an_answer_is_streamed_beside_the_page(address: str) -> None:
    with OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as ai:
        chunks = ai.chat.completions.create(
            model="cewen", messages=[{"role": "user", "content": "东丽区国有企业改革要做什么？"}], stream=True
        )
        said = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert "出处：" in said


def test_mcp_is_served_beside_the_page(address: str) -> None:
    async def count() -> int:
        async with Client(f"{address}/mcp") as client:
            return len((await client.list_tools()).tools)

    assert anyio.run(count) == len(TOOLS)
