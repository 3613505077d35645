"""Every command and every Python snippet of the documentation is run, on the samples, as it stands on the page.

Not run: blocks of language `text` (installing, containers, settings), and commands that stay (serve, api, mcp), ask
for a password or need servers (migrate), which are held against the parser; those that stay are run in tests/serving.
"""

import doctest
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]

import app
import cewen
from agent.desk import Desk
from commands.parser import parse
from policy.parsing import parse_document
from serving.guard import Rules
from serving.web import web
from tests.conftest import ROOT, SAMPLES
from tests.docs.snippets import PAGES, READMES, Snippet, command_lines, snippets
from tests.serving.conftest import running
from tools.toolbox import TOOLS, arguments_of, tool_title
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

HOME = "我的资料库"
STAYS = ("serve", "api", "mcp", "new-account", "migrate")
PIPED = re.compile(r"[|>]")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the pages assume it: files to add, and a library that holds them."""
    folder = tmp_path_factory.mktemp("docs")
    for name in ("政策文件", "文件夹"):
        shutil.copytree(SAMPLES, folder / name)
    shutil.copy(next(SAMPLES.glob("*.docx")), folder / "方案.docx")
    with PolicyLibrary(folder / HOME / "library", embedder=None) as library:
        for path in sorted(SAMPLES.iterdir()):
            library.add(parse_document(path))
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it to work in, without vectors; the environment is put back."""
    kept = dict(os.environ)
    place = tmp_path / "docs"
    shutil.copytree(filled, place)
    monkeypatch.chdir(place)
    monkeypatch.setenv("CEWEN_HOME", str(place / HOME))
    monkeypatch.setattr(app, "ROOT", place)
    monkeypatch.setattr(app, "_embedder", lambda settings: None)
    monkeypatch.setattr(cewen, "local_embedder", lambda: None)
    yield place
    os.environ.clear()
    os.environ.update(kept)


@pytest.mark.parametrize("page", (*PAGES, *READMES), ids=lambda page: page.name)
def test_every_command_of_a_page_does_what_it_says(page: Path, folder: Path) -> None:
    for line in command_lines((page,)):
        name, *words = shlex.split(line.partition(" > ")[0].partition(" | ")[0])
        assert name == "cewen"
        if words[0] in STAYS or "--help" in words:
            continue
        if not PIPED.search(line):
            assert app.main(words) == 0, line


def test_commands_that_stay_are_understood() -> None:
    lines = [shlex.split(line)[1:] for line in command_lines(PAGES) if line.split()[1] in STAYS]
    assert {parse(words).command for words in lines} == {"api", "mcp", "new-account", "migrate"}


def test_what_goes_through_a_pipe_arrives(folder: Path) -> None:
    launcher = folder / "bin" / "cewen"
    launcher.parent.mkdir()
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/app.py" "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    piped = dict.fromkeys(line for line in command_lines((*PAGES, *READMES)) if PIPED.search(line))
    script = "set -e\n" + "\n".join(f"{line} ; echo ," for line in piped)
    environment = {**os.environ, "PATH": f"{launcher.parent}:{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()  # what `head -c` cuts is no whole character
    assert len(piped) >= 3
    assert (folder / "人才.csv").stat().st_size > 200
    assert "_cewen" in (folder / "cewen.bash").read_text(encoding="utf-8")


@pytest.mark.parametrize("snippet", list(snippets((*PAGES, *READMES), "python")), ids=lambda s: s.page.name)
def test_every_python_snippet_runs(snippet: Snippet, folder: Path) -> None:
    names: dict[str, object] = {"__name__": "snippet"}
    if snippet.title != "running":
        exec(compile(snippet.code, snippet.page.name, "exec"), names)
        return
    with PolicyLibrary(folder / HOME / "library", embedder=None) as own, Kept(folder / HOME) as kept:
        with PolicyLibrary(folder / "demo", embedder=None) as demo:
            with running(web(Desk(own=own, demo=demo, kept=kept), rules=Rules())) as names["address"]:
                exec(compile(snippet.code, snippet.page.name, "exec"), names)


@pytest.mark.parametrize("snippet", list(snippets(PAGES, "json")), ids=lambda s: s.title or s.page.name)
def test_every_mcp_call_finds_something(snippet: Snippet, folder: Path) -> None:
    given = json.loads(snippet.code)
    tool = next((tool for tool in TOOLS if tool.__name__ == snippet.title), None)
    if tool is None:
        assert given["mcpServers"]["cewen"]["args"] == ["mcp"]
        return
    arguments_of(tool).model_validate(given)
    with PolicyLibrary(folder / HOME / "library", embedder=None) as library:
        assert list(tool(library, **given).evidence())


def test_every_tool_is_listed_and_shown_at_work() -> None:
    listed = (ROOT / "docs/guide/programs.md").read_text(encoding="utf-8")
    for tool in TOOLS:
        assert f"| `{tool.__name__}` | {tool_title(tool.__name__)} |" in listed
    assert {tool.__name__ for tool in TOOLS} == {snippet.title for snippet in snippets(PAGES, "json")} - {""}


def test_every_example_of_what_is_recognised_is_the_programs_own() -> None:
    page = ROOT / "docs/guide/grammar.md"
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for number, snippet in enumerate(snippets((page,), "pycon")):
        test = doctest.DocTestParser().get_doctest(snippet.code, {}, f"grammar {number}", str(page), 0)
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


def test_every_page_is_in_the_contents_and_every_command_is_explained() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert yaml.safe_load(contents)["docs_dir"] == "docs"
    assert [page.name for page in PAGES if page.name not in contents] == []
    told = {line.split()[1] for line in command_lines((*PAGES, *READMES))}
    commands = set(re.findall(r"^    ([a-z-]+) ", app_help(), re.M))
    assert commands - told == {"serve", "evals"}  # explained in words: make run, make evals


def app_help() -> str:
    from commands.parser import parser

    return parser().format_help()
