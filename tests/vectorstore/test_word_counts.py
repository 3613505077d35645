"""Counts of words are those of the library as it is, asked for once while it stays so."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from policy.parsing import parse_document
from tests.conftest import SAMPLES
from vectorstore import keywords
from vectorstore.library import PolicyLibrary


def test_counts_follow_the_library(tmp_path: Path) -> None:
    first, second = (parse_document(path) for path in sorted(SAMPLES.iterdir())[:2])
    asked = ["企业", "工作", "珠穆朗玛峰"]
    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        library.add(first)
        of_one = library.word_counts(asked)
        library.add(second)
        of_two = library.word_counts(asked)
        library.remove(second.doc_id)
        assert library.word_counts(asked) == of_one
    assert of_two != of_one
    assert of_two["企业"] >= of_one["企业"]
    assert of_one["珠穆朗玛峰"] == 0


def test_a_word_is_counted_once_while_the_library_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    counts = keywords.word_counts

    def heard(connection: Connection, terms: Iterable[str]) -> dict[str, int]:
        asked.extend(terms)
        return counts(connection, terms)

    with PolicyLibrary(tmp_path / "library", embedder=None) as library:
        library.add(parse_document(min(SAMPLES.iterdir())))
        monkeypatch.setattr(keywords, "word_counts", heard)
        found = [library.search("企业改革") for _ in range(2)]
        assert found[0] == found[1]
        assert len(asked) == len(set(asked)) > 0
        library.rebuild_indexes()
        assert library.search("企业改革") == found[0]
        assert len(asked) == 2 * len(set(asked))
