"""`python -m evals.torture`: every promise put to the test; the exit code is 1 when one did not hold."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evals.torture.breaking import broken
from evals.torture.killing import killed
from evals.torture.load import endured
from evals.torture.promises import Outcome, table, write_between
from evals.torture.proofs import PROOFS, missed, proven

_SAMPLES = Path(__file__).parents[2] / "samples"


def main(words: Sequence[str] | None = None) -> int:
    """Run what is asked for, all by default, and print the table."""
    given = _parser().parse_args(words)
    outcomes = outcomes_of(rounds=given.rounds, files=given.files, questions=given.questions)
    if given.out:
        write_between(given.out, table(outcomes))
    else:
        sys.stdout.write("".join(f"{line}\n" for line in table(outcomes)))
    return int(any(one.failures for one in outcomes))


def outcomes_of(*, rounds: int, files: int, questions: int) -> tuple[Outcome, ...]:
    """Every promise, in the order of docs/reliability.md."""
    return (
        killed(_SAMPLES, rounds=rounds),
        broken(sorted(_SAMPLES.iterdir()), count=files),
        *map(proven, PROOFS),
        missed(),
        endured(_SAMPLES, questions=questions),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals.torture", description="可靠性：逐条承诺反复验证。")
    parser.add_argument("--rounds", type=int, default=50, metavar="次数", help="杀掉进程多少次，默认 50")
    parser.add_argument("--out", type=Path, metavar="文件", help="结果写进这个文件的两个标记之间，不写则打印")
    parser.add_argument("--files", type=int, default=200, metavar="个数", help="多少个损坏的文件，默认 200")
    parser.add_argument("--questions", type=int, default=1000, metavar="个数", help="负载下问多少个问题，默认 1000")
    return parser


if __name__ == "__main__":
    sys.exit(main())
