"""The process that is killed: until then it adds, removes, corrects, indexes, embeds anew, keeps, and says what it did.

Each line of its output is written after the work has returned (`+id` added, `-id` removed); a line that begins with `~`
comes before, and says what was under way when the process died. Notes are `evals.torture.keeping`'s.
"""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from evals.perturbing import perturbed
from evals.torture.keeping import keep_something
from policy.corrections import Correction
from policy.documents import PolicyDocument
from policy.parsing import parse_document
from vectorstore.embedders import HashEmbedder
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary


class Renamed(HashEmbedder):
    """A twin under another name: a library that meets it must embed everything anew."""

    def __init__(self, name: str) -> None:
        self.name = name


def main(folder: Path, originals: Path, seed: int) -> None:
    """Work without end."""
    chance = random.Random(seed)
    documents = [parse_document(path) for path in sorted(originals.iterdir())]
    copies = perturbed(documents, protected=(), seed=seed)
    with PolicyLibrary(folder, embedder=Renamed(f"hash/{seed % 2}")) as library, Kept(folder) as kept:
        _say("ready")
        while True:
            _work(library, copies, chance)
            keep_something(kept, chance, _say)


def _work(library: PolicyLibrary, copies: Iterator[PolicyDocument], chance: random.Random) -> None:
    present = [summary.doc_id for summary in library.documents()]
    match chance.choice(["add", "add", "add", "remove", "correct", "index"]):
        case "remove" if len(present) > 5:
            doc_id = chance.choice(present)
            _say(f"~-{doc_id}")
            library.remove(doc_id)
            _say(f"-{doc_id}")
        case "correct" if present:
            _correct(library, chance.choice(present))
        case "index":
            library.rebuild_indexes()
        case _:
            document = next(copies)
            _say(f"~+{document.doc_id}")
            library.add(document)
            _say(f"+{document.doc_id}")


def _correct(library: PolicyLibrary, doc_id: str) -> None:
    library.correct(Correction(doc_id=doc_id, was="现行有效", status="repealed", at=datetime.now(UTC)))


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
