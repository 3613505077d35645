"""/healthz and /metrics: how library and answering are, for whoever watches them. Counts alone, nothing of any text.

Guarded like all else; what they tell is computed when it is asked, and costs milliseconds at thousands of documents.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from agent.journal import BUCKETS, Totals
from policy.values import Frozen
from serving.api import REFUSALS, typed
from vectorstore.health import Health, library_health, metrics_text

if TYPE_CHECKING:
    from agent.desk import Desk

_PROMETHEUS = "text/plain; version=0.0.4"


class HealthTold(Frozen):
    """What /healthz answers: it answers questions where it answers at all; is_complete: both legs see every clause."""

    is_complete: bool
    library: Health


def health_router(desk: "Desk") -> APIRouter:
    """Both addresses over this desk."""
    router = APIRouter(tags=["health"], responses=REFUSALS)

    @router.get("/healthz", response_model=HealthTold, summary="状态", operation_id="healthz")
    def healthz() -> Response:
        """状态：能作答就返回 200；文件、条款、已有向量的条款各有多少，向量为何停着。"""
        health = library_health(desk.library)
        return typed(HealthTold(is_complete=health.is_complete, library=health))

    @router.get("/metrics", summary="指标", operation_id="metrics", response_class=PlainTextResponse)
    def metrics() -> Response:
        """指标：Prometheus 的文本格式，只有计数和用时。"""
        told = metrics_text(library_health(desk.library)) + totals_text(desk.journal.totals())
        return Response(told, media_type=_PROMETHEUS)

    return router


def totals_text(totals: Totals) -> str:
    """Prometheus' text format: questions by outcome, a histogram of their seconds, sums for stages and tools.

    >>> empty = Totals(questions={("offline", "answered"): 2}, seconds={"total": 0.3}, calls={"total": 2}, within=())
    >>> print(totals_text(empty).splitlines()[1])
    cewen_questions_total{mode="offline",outcome="answered"} 2
    """
    return "".join(f"{line}\n" for line in _lines(totals))


def _lines(totals: Totals) -> Iterator[str]:
    yield "# TYPE cewen_questions_total counter"
    for (mode, outcome), count in sorted(totals.questions.items()):
        yield f'cewen_questions_total{{mode="{mode}",outcome="{outcome}"}} {count}'
    yield "# TYPE cewen_question_seconds histogram"
    for most, count in zip(BUCKETS, totals.within, strict=False):
        yield f'cewen_question_seconds_bucket{{le="{most}"}} {count}'
    every = totals.calls.get("total", 0)
    yield f'cewen_question_seconds_bucket{{le="+Inf"}} {every}'
    yield f"cewen_question_seconds_sum {totals.seconds.get('total', 0.0):.6f}"
    yield f"cewen_question_seconds_count {every}"
    for kind in ("stage", "tool"):
        yield f"# TYPE cewen_{kind}_seconds summary"
        for name, of_kind in _named(totals, kind):
            yield f'cewen_{kind}_seconds_sum{{{kind}="{name}"}} {totals.seconds[of_kind]:.6f}'
            yield f'cewen_{kind}_seconds_count{{{kind}="{name}"}} {totals.calls[of_kind]}'


def _named(totals: Totals, kind: str) -> Iterator[tuple[str, str]]:
    for key in sorted(totals.seconds.keys() - {"total"}):
        if key.startswith("tool:") == (kind == "tool"):
            yield key.removeprefix("tool:"), key
