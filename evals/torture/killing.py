"""Nothing lost: a process at work on a library is killed at a random moment, again and again, on one library.

After each kill the library must open, hold every document whose adding was acknowledged and none whose removal was,
have no document in halves and both indexes in agreement with the database, and be able to finish its vectors; and
every note that was kept must be there.
"""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.torture.keeping import followed, kept_notes, wrong_notes
from evals.torture.promises import Outcome
from evals.torture.victim import Renamed
from policy.errors import CeWenError
from vectorstore.library import PolicyLibrary
from vectorstore.soundness import check_library

_ROOT = Path(__file__).parents[2]
_LONGEST = 1.2  # seconds of work before the kill
_VECTOR_SECONDS = 120.0


def killed(originals: Path, *, rounds: int, seed: int = 0) -> Outcome:
    """Kill as often as asked; the same seed kills after the same seconds."""
    chance, present, failures, done = random.Random(seed), set[str](), list[str](), 0
    notes: dict[str, str] = {}
    with TemporaryDirectory(prefix="cewen-torture-") as folder:
        for each in range(rounds):
            lines = _work(Path(folder), originals, seed=each, seconds=chance.uniform(0, _LONGEST))
            done += sum(line[0] in "+-k" for line in lines)
            present, doubtful = _followed(present, lines)
            failures += [f"round {each}: {told}" for told in _wrong(Path(folder), present, doubtful, seed=each)]
            notes, open_note = followed(notes, lines)
            failures += [f"round {each}: {told}" for told in wrong_notes(Path(folder), notes, open_note)]
            present, notes = _present(Path(folder)), kept_notes(Path(folder))
    return Outcome(
        promise="nothing acknowledged is lost, nothing is left in halves",
        test=f"kill -9 while it adds, removes, corrects, indexes, embeds anew, keeps ({done} acknowledged)",
        tried=rounds,
        failures=tuple(failures),
    )


def _work(folder: Path, originals: Path, *, seed: int, seconds: float) -> list[str]:
    """What the victim said before it died."""
    command = [sys.executable, "-m", "evals.torture.victim", str(folder), str(originals), str(seed)]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()  # ready
        threading.Timer(seconds, process.kill).start()
        # A line that the kill has cut off was not said.
        return [line.rstrip("\n") for line in process.stdout if line.endswith("\n")]


def _followed(present: set[str], lines: list[str]) -> tuple[set[str], str | None]:
    """What must be there after these lines, and the document whose fate was open when the process died."""
    present, doubtful = set(present), None
    for line in lines:
        doc_id = line[-10:]
        doubtful = doc_id if line.startswith("~") else None
        if line.startswith("+"):
            present.add(doc_id)
        elif line.startswith("-"):
            present.discard(doc_id)
    return present, doubtful


def _wrong(folder: Path, present: set[str], doubtful: str | None, *, seed: int) -> Iterator[str]:
    try:
        yield from (fault.told for fault in check_library(folder, mend=False).faults)
        with PolicyLibrary(folder, embedder=Renamed(f"hash/{seed % 2}")) as library:
            found = {summary.doc_id for summary in library.documents()}
            if found - {doubtful} != present - {doubtful}:
                yield f"{len(present - found)} documents lost, {len(found - present)} too many"
            if not library.wait_for_vectors(_VECTOR_SECONDS) or library.vector_notice():
                yield f"vectors were not finished: {library.vector_notice()}"
            yield from _strays(library, found)
    except CeWenError as error:
        yield str(error)


def _strays(library: PolicyLibrary, found: set[str]) -> Iterator[str]:
    """Each leg finds what is there, and nothing else."""
    for leg in ("keyword", "vector"):
        hits = library.search("重点任务 责任单位", limit=50, leg=leg)
        if found and not hits:
            yield f"the {leg} leg finds nothing"
        if beyond := {hit.clause.doc_id for hit in hits} - found:
            yield f"the {leg} leg finds {len(beyond)} documents that are not there"


def _present(folder: Path) -> set[str]:
    with PolicyLibrary(folder, embedder=None) as library:
        return {summary.doc_id for summary in library.documents()}
