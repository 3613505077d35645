"""Folding looks for the few characters that change; it must say the same as folding every text as a whole."""

import pytest

from policy.folding import _unified, fold, simplified
from policy.parsing import parse_document
from tests.conftest import SAMPLES

TEXTS = ("２０％以上、〔2024〕５号", "國企混改 Ａ Ｂ", "e\u0301コ\u3099㎡①", "丁\u2f00於乾淨", "ΑΣ ß Ⅲ．﹙一﹚")


@pytest.mark.parametrize("text", TEXTS)
def test_odd_characters_fold_as_the_whole_text_does(text: str) -> None:
    assert fold(text) == simplified(_unified(text))


def test_clauses_fold_as_whole_texts_do() -> None:
    for path in SAMPLES.iterdir():
        for clause in parse_document(path).clauses:
            assert fold(clause.text) == simplified(_unified(clause.text))
