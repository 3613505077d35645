"""The targets of fuzzing in short: sound inputs, the same mutilated, and all that fuzzing has found so far."""

import random

import pytest

from evals.torture.broken_files import mutilated
from tests.fuzzing.targets import TARGETS, seeds

# Each broke a promise once; found by `python -m tests.fuzzing`.
FOUND: tuple[tuple[str, bytes], ...] = (("returned_sheets", b"<worksheet><sheetData>"), ("returned_sheets", b"<x/>"))


@pytest.mark.parametrize("name", TARGETS)
def test_sound_inputs_break_nothing(name: str) -> None:
    for seed in list(seeds(name))[:5]:
        TARGETS[name](seed)


@pytest.mark.parametrize("name", TARGETS)
def test_mutilated_inputs_break_nothing(name: str) -> None:
    chance = random.Random(name)
    for seed in list(seeds(name))[:3]:
        for _ in range(8):
            TARGETS[name](mutilated(seed, chance))


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_once_stays_mended(name: str, data: bytes) -> None:
    TARGETS[name](data)
