"""Scores as lines for a person. Misses of the held half are never printed: whoever reads them tunes to them."""

from collections.abc import Iterator, Sequence

from evals.scoring import Score, Summary, summarise

_MISS_CHARACTERS = 300


def report(scores: Sequence[Score]) -> Iterator[str]:
    """Right answers by kind, then by half where there are two, then all figures in one line."""
    for kind in dict.fromkeys(score.question.type for score in scores):
        yield _counts(kind, [score for score in scores if score.question.type == kind])
    halves = dict.fromkeys(score.question.half for score in scores)
    for half in halves if len(halves) > 1 else ():
        of_half = [score for score in scores if score.question.half == half]
        yield f"{half:13s} {closing_line(summarise(of_half))}"
    yield closing_line(summarise(scores))


def closing_line(summary: Summary) -> str:
    """accuracy, citation_valid, clause_recall, clause_precision, lookup_chars, p50_ms and p95_ms."""
    return (
        f"accuracy {summary.accuracy:.3f} ({summary.right}/{summary.count})"
        f"  citation_valid {ratio(summary.citation_valid)}  clause_recall {ratio(summary.clause_recall)}"
        f"  clause_precision {ratio(summary.clause_precision)}  lookup_chars {summary.lookup_characters or 0:.0f}"
        f"  p50_ms {summary.p50_ms:.0f}  p95_ms {summary.p95_ms:.0f}"
    )


def misses(scores: Sequence[Score]) -> Iterator[str]:
    """Each wrong answer of the tune half with what is wrong with it."""
    for score in scores:
        if score.faults and score.question.half == "tune":
            yield f"{score.question.id} [{score.question.type}] {score.question.question}"
            yield f"    {'; '.join(score.faults)[:_MISS_CHARACTERS]}"
            yield f"    答：{score.reply.answer[:_MISS_CHARACTERS]!r}"
            yield f"    工具：{'、'.join(score.reply.tools)}；错误：{score.reply.error or '无'}"


def ratio(value: float | None) -> str:
    """Three decimals, or — for a ratio of nothing."""
    return "—" if value is None else f"{value:.3f}"


def _counts(kind: str, scores: Sequence[Score]) -> str:
    return f"{kind:13s} {sum(not score.faults for score in scores):3d}/{len(scores)}"
