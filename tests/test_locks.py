"""The locks: exact, complete, and free of addresses."""

import re

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-ocr.lock")
PIN = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.!+]+(?: ; .+)?")


def pins(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_pins_and_no_address(name: str) -> None:
    assert [line for line in pins(name) if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", LOCKS[1:])
def test_a_larger_lock_holds_all_that_runs(name: str) -> None:
    assert set(pins(LOCKS[0])) <= set(pins(name))
