"""Settings of the local vectors: passages are taken from everywhere; together they lie near where they lie alone."""

import numpy as np
import pytest

from evals.passage_speed import Speed, passage_speeds, passages_of, speed_table
from tests.evals.papers import document
from vectorstore.e5_passages import PassageModel

TEXTS = ("推行一网通办，压减审批时限。", "加强耕地保护。" * 12, "深化国资国企改革")


def test_passages_are_taken_evenly_and_carry_their_title() -> None:
    paper = document()
    texts = passages_of([paper, paper], most=2)
    assert len(texts) == 2
    assert all(paper.header.title in text for text in texts)


def test_a_row_for_each_pair_of_settings() -> None:
    table = list(speed_table([Speed(threads=1, together=8, wall=25.04, processor=24.0)], passages=64))
    assert table[0] == "64 条"
    assert table[-1] == "| 1 | 8 | 25.0 | 24.0 |"


def test_together_they_lie_near_where_they_lie_alone() -> None:
    try:
        model = PassageModel(threads=1)
    except (ImportError, OSError, ValueError):
        pytest.skip("the local embedding model does not install on this machine")
    alone = np.stack([model.embed(text) for text in TEXTS])
    # Not the same: eight-bit scales are taken over all that goes in together.
    assert (model.embed_together(TEXTS) * alone).sum(axis=1).min() > 0.99
    (speed,) = passage_speeds(TEXTS, threads=[1], together=[2])
    assert speed.wall > 0
