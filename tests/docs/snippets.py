"""What the documentation shows as code, by language and title, in reading order."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

PAGES = (ROOT / "docs/index.md", *sorted((ROOT / "docs/guide").glob("*.md")))
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
_FENCE = re.compile(r'^```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<code>.*?)^```$', re.M | re.S)


class Snippet(NamedTuple):
    """A fenced block; title says how it is to be run, '' where it simply is."""

    page: Path
    language: str
    title: str
    code: str


def snippets(pages: tuple[Path, ...], language: str) -> Iterator[Snippet]:
    """Every block of a language."""
    for page in pages:
        for found in _FENCE.finditer(page.read_text(encoding="utf-8")):
            if found["language"] == language:
                yield Snippet(page, language, found["title"] or "", found["code"])


def command_lines(pages: tuple[Path, ...]) -> Iterator[str]:
    """Every `cewen …` of the shell blocks, without its comment."""
    for snippet in snippets(pages, "sh"):
        for line in snippet.code.splitlines():
            words = line.removeprefix(".venv/bin/").partition("  #")[0].strip()
            if words.startswith("cewen "):
                yield words
