"""docs/online.md tells what the code does."""

import pytest

from agent.failures import FAILURES, Failure
from tests.conftest import ROOT

TOLD = (ROOT / "docs/online.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", FAILURES, ids=[f"{row.kind.__module__}.{row.kind.__name__}" for row in FAILURES])
def test_every_failure_stands_in_the_document_with_its_sentence_and_what_is_tried(row: Failure) -> None:
    then = "tried again" if row.again else "without tools" if row.plainer else "—"
    lines = [line for line in TOLD.splitlines() if f".{row.kind.__name__}`" in line]
    assert any(f"| {row.sentence} | " in line and then in line for line in lines)
