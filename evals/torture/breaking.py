"""Bad input costs nothing: a broken file is refused with a sentence or read, within limits, and the library stays."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from evals.torture.broken_files import File, broken_files
from evals.torture.promises import Outcome
from policy.documents import PolicyDocument
from policy.errors import DocumentError
from policy.parsing import parse_document
from policy.reading_process import ReadingProcess
from vectorstore.library import PolicyLibrary
from vectorstore.soundness import check_library

_SECONDS = 60.0
_MEMORY = 2_000_000_000


def broken(sound: Sequence[Path], *, count: int) -> Outcome:
    """Hand in every broken file as a person would, to a library that holds the sound ones."""
    files = tuple(broken_files(sound, count=count))
    failures, slowest, refused = list[str](), 0.0, 0
    with (
        TemporaryDirectory(prefix="cewen-torture-") as folder,
        ReadingProcess(seconds=_SECONDS, memory=_MEMORY) as reading,
    ):
        home = Path(folder)
        with PolicyLibrary(home / "library", embedder=None) as library:
            for path in sound:
                library.add(parse_document(path))
            for file in files:
                before, started = _state(library), perf_counter()
                document = _handed_in(file, home, reading, failures)
                slowest, refused = max(slowest, perf_counter() - started), refused + (document is None)
                failures += _wrong(file[0], library, document, before)
        failures += [fault.told for fault in check_library(home / "library", mend=False).faults]
    return Outcome(
        promise="a broken file is one sentence or a sound document, and the library stays as it was",
        test=f"generated broken files, read with limits of {_SECONDS:.0f} s and {_MEMORY // 1_000_000_000} GB",
        tried=len(files),
        failures=tuple(failures),
        note=f"{refused} refused, slowest {slowest:.1f} s",
    )


def _handed_in(file: File, home: Path, reading: ReadingProcess, failures: list[str]) -> PolicyDocument | None:
    path = home / file[0]
    path.write_bytes(file[1])
    try:
        return reading.parse(path)
    except DocumentError as error:
        if not (str(error).endswith("。") and file[0] in str(error)):
            failures.append(f"{file[0]}: no full sentence about the file: {error}")
    except Exception as error:
        failures.append(f"{file[0]}: {type(error).__name__} {error}")
    finally:
        path.unlink()
    return None


def _wrong(
    name: str, library: PolicyLibrary, document: PolicyDocument | None, before: tuple[str, ...]
) -> Iterator[str]:
    """What the file did to a library that it must not change, or, where it could be read, only grow by it."""
    if document is not None and document.doc_id not in before:
        library.add(document)
        spans = [(clause.text, clause.start, clause.end) for clause in document.clauses]
        if any(document.text[start:end] != printed for printed, start, end in spans):
            yield f"{name}: a clause is not its own characters"
        library.remove(document.doc_id)
    if _state(library) != before:
        yield f"{name}: the library has changed"


def _state(library: PolicyLibrary) -> tuple[str, ...]:
    return tuple(summary.doc_id for summary in library.documents())
