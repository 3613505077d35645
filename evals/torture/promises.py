"""A promise, how often it was put to the test, and how often it held: the rows of docs/reliability.md."""

from collections.abc import Sequence
from pathlib import Path

from policy.values import Frozen

BEGIN, END = "<!-- torture -->", "<!-- /torture -->"


class Outcome(Frozen):
    """tried counts the attempts on a promise, failures says in a line each where it did not hold."""

    promise: str
    test: str
    tried: int
    failures: tuple[str, ...] = ()
    note: str = ""

    @property
    def held(self) -> int:
        """Attempts that the promise withstood."""
        return max(0, self.tried - len(self.failures))


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The outcomes as a Markdown table, and below it every failure."""
    rows = [f"| {one.promise} | {one.test} | {one.tried} | {one.held} | {one.note or '—'} |" for one in outcomes]
    failures = [f"- {one.promise}: {failure}" for one in outcomes for failure in one.failures]
    head = ["| promise | test | tried | held | seen |", "|---|---|---|---|---|"]
    return [*head, *rows, *(["", "Failures:", "", *failures] if failures else [])]


def write_between(path: Path, lines: Sequence[str]) -> None:
    """Put the lines in place of what stands between the two marks of the file."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text("\n".join([before + BEGIN, "", *lines, "", END + after]), encoding="utf-8")
