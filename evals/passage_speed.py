"""What embedding a passage costs by threads and by how many go in together, on passages of real documents.

Processor and wall milliseconds a passage; each number of threads has a model of its own, warmed by one passage.
"""

from collections.abc import Iterator, Sequence
from time import perf_counter, process_time

from policy.documents import PolicyDocument
from policy.values import Frozen
from vectorstore.e5_passages import PassageModel
from vectorstore.passages import passage_context, passage_text


class Speed(Frozen):
    """Milliseconds a passage."""

    threads: int
    together: int
    wall: float
    processor: float


def passages_of(documents: Sequence[PolicyDocument], *, most: int) -> tuple[str, ...]:
    """So many passages, taken evenly from all that the documents have."""
    every = [passage_text(passage_context(doc, clause), clause.text) for doc in documents for clause in doc.clauses]
    return tuple(every[:: max(1, len(every) // most)][:most])


def passage_speeds(texts: Sequence[str], *, threads: Sequence[int], together: Sequence[int]) -> Iterator[Speed]:
    """One measurement for each pair of settings. Raises OSError or ValueError where the local model cannot run so."""
    for count in threads:
        model = PassageModel(threads=count)
        model.embed(texts[0])
        for size in together:
            yield _measured(model, texts, threads=count, together=size)


def _measured(model: PassageModel, texts: Sequence[str], *, threads: int, together: int) -> Speed:
    wall, processor = perf_counter(), process_time()
    for lot in _lots(texts, together):
        model.embed_together(lot)
    wall, processor = perf_counter() - wall, process_time() - processor
    each = 1000 / len(texts)
    return Speed(threads=threads, together=together, wall=wall * each, processor=processor * each)


def _lots(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def speed_table(speeds: Sequence[Speed], *, passages: int) -> Iterator[str]:
    """The table in Markdown, after a line that says of how many passages."""
    yield f"{passages} 条"
    yield ""
    yield "| 线程 | 一批几条 | 每条用时（毫秒） | 每条处理器（毫秒） |"
    yield "| --- | --- | --- | --- |"
    for one in speeds:
        yield f"| {one.threads} | {one.together} | {one.wall:.1f} | {one.processor:.1f} |"
