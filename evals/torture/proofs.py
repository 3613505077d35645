"""Promises that tests of the project prove: run apart, promise by promise, and counted."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from lxml import etree

from evals.torture.promises import Outcome

_ROOT = Path(__file__).parents[2]


class Proof(NamedTuple):
    """A promise, what is tried, and the files of tests that try it, without tests/ and .py."""

    promise: str
    test: str
    files: str


PROOFS = (
    Proof(
        "a folder full, read-only, busy, shared, newer, a clock set back: a sentence, and nothing lost",
        "the folder made so",
        "vectorstore/test_misfortune vectorstore/test_kept vectorstore/test_soundness",
    ),
    Proof(
        "no bytes break a reader, the parser or a draft that comes back",
        "hypothesis, mutations, what fuzzing found",
        "fuzzing/test_targets policy/test_fuzzing tools/test_hostile_returns",
    ),
    Proof(
        "strangers' words are text; doors, files, sessions and addresses are guarded",
        "attacks on page and interfaces, in Chromium with a canary",
        "ui/test_hostile_content ui/test_doors ui/test_gate ui/test_office ui/test_settings serving/test_guard "
        "serving/test_api",
    ),
    Proof(
        "keys leave no trace",
        "marked keys sought in all that is written and sent",
        "test_secrets test_secrets_on_the_page",
    ),
    Proof(
        "exports run nothing, lead nowhere, name no machine",
        "hostile words in every format",
        "exports/test_strangers_words exports/test_workbook exports/test_text exports/test_files",
    ),
    Proof(
        "no figure, date, 文号, unit or quote without a cited clause that holds it",
        "random questions, histories, lying models; answers, tables, comparisons, drafts, files",
        "test_nothing_invented agent/test_lying_models agent/test_properties agent/test_injection "
        "agent/test_verification agent/test_citations",
    ),
    Proof(
        "a slow model starves nobody, too many questions are told so",
        "a model that hangs, 64 questions under way",
        "agent/test_crowd",
    ),
)


def proven(proof: Proof) -> Outcome:
    """Run the tests of a promise; each that fails is a failure, each that was skipped is told."""
    files = [f"tests/{name}.py" for name in proof.files.split()]
    with TemporaryDirectory(prefix="cewen-torture-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *files]
        subprocess.run(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        cases = list(etree.parse(report).iter("testcase"))
    skipped = sum(case.find("skipped") is not None for case in cases)
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return Outcome(
        promise=proof.promise, test=proof.test, tried=len(cases) - skipped,
        failures=tuple(f"{case.get('classname')}: {case.get('name')}" for case in failed),
        note=f"{skipped} skipped" if skipped else "",
    )  # fmt: skip


def missed() -> Outcome:
    """Every guard taken away in turn: see `tests.guards`."""
    command = [sys.executable, "-m", "tests.guards"]
    ended = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    lines = ended.stdout.splitlines()
    runs = sum(line.split(" ")[0].count("x") for line in lines if line.startswith(("x", "F", "X")))
    return Outcome(
        promise="each of these guards, taken away, is missed", test="the tests that prove it, run without it",
        tried=runs + sum(line.startswith("FAILED") for line in lines),
        failures=tuple(line for line in lines if line.startswith(("FAILED", "ERROR"))), note=lines[-1],
    )  # fmt: skip
