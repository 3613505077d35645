"""How fast documents are parsed, whether time grows with length only, and what hostile text costs.

    python -m evals.parsing_speed FOLDER

Prints megabytes of UTF-8 text a second on one core, without OCR, for each hop; then the time of one to eight
times the longest document; then the time of texts made to lure a regular expression into backtracking.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from policy.chrome import find_chrome
from policy.errors import DocumentError
from policy.header import read_header
from policy.ledger import read_ledger
from policy.outline import read_outline
from policy.parsing import parse_source
from policy.readers import read_source
from policy.readers.kind import SUFFIXES
from policy.readers.source import SourceText

Result = TypeVar("Result")
MEGABYTE = 1_000_000
HOSTILE_BYTES = 5 * MEGABYTE
_LURES = (
    "(",
    "（",
    "〔",
    "《",
    "“",
    "1",
    "1.",
    "一、",
    "（一）",
    "第",
    "条",
    "、",
    "；",
    "\n",
    " ",
    "　",
    "年",
    "%",
    "责任单位：",
)


class Clock:
    """Seconds spent, by hop."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, hop: str, work: Callable[[], Result]) -> Result:
        """Do the work and add its time to the hop's."""
        start = time.process_time()
        result = work()
        self.seconds[hop] = self.seconds.get(hop, 0.0) + time.process_time() - start
        return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of documents")
    parser.add_argument("--hostile-bytes", type=int, default=HOSTILE_BYTES, help="length of each hostile text")
    arguments = parser.parse_args()
    sources = measure_folder(arguments.folder)
    if sources:
        measure_growth(max(sources, key=lambda source: len(source.text)))
    measure_hostile(arguments.hostile_bytes)


def measure_folder(folder: Path) -> list[SourceText]:
    """Parse every document of the folder, and print the speed of each hop."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    _warm_up(paths)
    clock, sources = Clock(), list[SourceText]()
    for path in paths:
        try:
            sources.append(clock.time("readers", lambda path=path: read_source(path)))  # type: ignore[misc]
        except DocumentError as error:
            print(f"skipped: {error}")
            continue
        parse_by_hops(sources[-1], clock)
    size = sum(len(source.text.encode()) for source in sources) / MEGABYTE
    for hop, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1]):
        print(f"{hop:10} {seconds:8.3f} s {size / max(seconds, 1e-9):8.2f} MB/s")
    total = sum(clock.seconds.values())
    print(f"{'all':10} {total:8.3f} s {size / max(total, 1e-9):8.2f} MB/s  ({len(sources)} documents, {size:.2f} MB)")
    return sources


def _warm_up(paths: list[Path]) -> None:
    """Load libraries and word lists first: they are read once in a run, not once in a document."""
    for path in {path.suffix: path for path in paths}.values():
        try:
            parse_by_hops(read_source(path), Clock())
        except DocumentError:
            continue


def parse_by_hops(source: SourceText, clock: Clock) -> None:
    """The path of policy.parsing, hop by hop."""
    doc_id = "0" * 10
    chrome = clock.time("chrome", lambda: find_chrome(source))
    header = clock.time("header", lambda: read_header(source, chrome, source_name="a.txt"))
    outline = clock.time("outline", lambda: read_outline(source, doc_id=doc_id, chrome=chrome, header=header))
    clock.time("ledger", lambda: read_ledger(source.text, outline, header, doc_id=doc_id))


def measure_growth(source: SourceText) -> None:
    """Parse one, two, four and eight times the text, and print the time of each megabyte."""
    for times in (1, 2, 4, 8):
        text = "\n".join([source.text] * times)
        seconds = seconds_of(text)
        size = len(text.encode()) / MEGABYTE
        print(f"{times} × text  {size:6.2f} MB {seconds:8.3f} s {size / seconds:8.2f} MB/s")


def measure_hostile(length: int) -> None:
    """Parse texts without sense, and print the seconds that each took."""
    for name, text in hostile_texts(length):
        print(f"hostile: {name:24} {len(text.encode()) / MEGABYTE:5.2f} MB {seconds_of(text):8.3f} s", flush=True)


def hostile_texts(length: int) -> Iterator[tuple[str, str]]:
    """Named texts of about that many bytes: one mark over and over, and marks at random."""
    for name, piece in {
        "opening brackets": "（(〔【《",
        "digits": "1234567890",
        "digits in one line each": "1234567890\n",
        "brackets and digits": "（1）(2)〔3〕",
        "Chinese numerals": "一二三四五六七八九十",
        "numbers without items": "一、（一）1.（1）①",
        "spaces": "　 ",
        "listed units": "A局、B局、",
        "open brackets of units": "（责任单位：区发展改革委、",
        "years and months": "2025年6月",
        "per cent": "增长9%、",
        "tabs": "1\t",
    }.items():
        yield name, piece * (length // len(piece.encode()))
    lures = random.Random(0).choices(_LURES, k=length // 4)
    yield "marks at random", "".join(lures)


def seconds_of(text: str) -> float:
    """Processor seconds to parse a text."""
    start = time.process_time()
    try:
        parse_source(SourceText(text=text), source_name="a.txt", sha256="0" * 64)
    except DocumentError:
        pass
    return max(time.process_time() - start, 1e-9)


if __name__ == "__main__":
    main()
