"""The product beside plain retrieval, on the same documents, embedder and questions, as one Markdown table."""

from collections.abc import Iterator, Mapping, Sequence

from evals.reports import ratio
from evals.scoring import Score, Summary, summarise

_COLUMNS = ("", "正确率", "条款查全", "条款查准", "引文有效", "答案字数（中位）", "p50 毫秒")


def comparison(runs: Mapping[str, Sequence[Score]]) -> Iterator[str]:
    """The lines of the table: a row for each run by its name, then the right answers of each by kind."""
    yield _row(_COLUMNS)
    yield _row(["---"] * len(_COLUMNS))
    for name, scores in runs.items():
        yield _row([name, *_cells(summarise(scores))])
    yield ""
    kinds = list(dict.fromkeys(score.question.type for scores in runs.values() for score in scores))
    yield _row(["答对题数", *kinds])
    yield _row(["---"] * (len(kinds) + 1))
    for name, scores in runs.items():
        yield _row([name, *(_right(scores, kind) for kind in kinds)])


def _cells(summary: Summary) -> Iterator[str]:
    yield f"{summary.accuracy:.3f}（{summary.right}/{summary.count}）"
    yield from map(ratio, (summary.clause_recall, summary.clause_precision, summary.citation_valid))
    yield f"{summary.characters:.0f}"
    yield f"{summary.p50_ms:.0f}"


def _right(scores: Sequence[Score], kind: str) -> str:
    of_kind = [score for score in scores if score.question.type == kind]
    return f"{sum(not score.faults for score in of_kind)}/{len(of_kind)}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
