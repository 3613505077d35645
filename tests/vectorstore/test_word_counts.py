"""Counts of words are those of the library as it is, asked for once while it stays so."""

from pathlib import Path

import pytest

from policy.parsing import parse_document
from tests.conftest import SAMPLES
from vectorstore import keywords
from vectorstore.library import PolicyLibrary


def test_counts_follow_the_library(tmp_path: Path) -> None:
    first, second = (parse_document(path) for path in sorted(SAMPLES.iterdir())[:2])
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        counted = []
        for change in (library.add, library.add, lambda document: library.remove(document.doc_id)):
            change(second if counted else first)
            counted.append(library.word_counts(["企业", "工作", "珠穆朗玛峰"]))
        assert counted[0] == counted[2]
        assert counted[1]["企业"] >= counted[0]["企业"] and counted[1] != counted[0]
        assert counted[0]["珠穆朗玛峰"] == 0


def test_a_word_is_counted_once_while_the_library_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    counts = keywords.word_counts
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        library.add(parse_document(sorted(SAMPLES.iterdir())[0]))
        monkeypatch.setattr(keywords, "word_counts", lambda at, terms: (asked.extend(terms), counts(at, terms))[1])
        found = [library.search("企业改革") for _ in range(2)]
        assert found[0] == found[1]
        assert len(asked) == len(set(asked)) > 0
        library.rebuild_indexes()
        assert library.search("企业改革") == found[0]
        assert len(asked) == 2 * len(set(asked))
