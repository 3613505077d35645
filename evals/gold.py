"""Questions with their gold, one JSON object a line: ours in `evals/questions/`, and others' in the same format.

`half` parts our own: "tune" may be looked at, "held" is only ever counted. Fields that we do not score are ignored.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agent.events import Turn

Half = Literal["tune", "held"]
Kind = Literal["lookup", "filter", "table", "compare", "followup", "unanswerable", "trap", "outline"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldPlace(_Row):
    """Where an answer stands: offsets into the text of the file named source."""

    source: str
    start: int
    end: int


class GoldSpan(_Row):
    """One clause that must be cited; any of its places will do."""

    any_of: tuple[GoldPlace, ...]


class Question(_Row):
    """must_contain and must_not_contain are patterns over the folded answer (see evals.scoring).

    fmt "table" asks for a table; gold_partial: gold_spans are not all the clauses that may rightly be cited.
    """

    id: str
    type: Kind
    question: str
    history: tuple[Turn, ...] = ()
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()
    fmt: str | None = None
    gold_partial: bool = False
    gold_spans: tuple[GoldSpan, ...] = ()
    half: Half = "tune"


def read_questions(path: Path, *, half: Half | None = None) -> tuple[Question, ...]:
    """The questions of a file, in order; half None means both halves."""
    questions = (Question.model_validate(row) for row in json_lines(path))
    return tuple(question for question in questions if half in (None, question.half))


def json_lines(path: Path) -> Iterator[object]:
    """The values of a file with one JSON value a line; blank lines are skipped."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
