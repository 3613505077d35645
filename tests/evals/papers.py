"""Two small documents and questions about them, for the tests of this room."""

import hashlib

from evals.answering import Quoted, Reply
from evals.gold import GoldPlace, GoldSpan, Question
from policy.documents import PolicyDocument
from policy.parsing import parse_source
from policy.readers.source import SourceText

PLAN = """东丽区优化营商环境实施方案

一、重点任务
（一）压减审批时限。2025年底前压减审批时限50%以上。（责任单位：区审批局、区发改委）
（二）培育科技企业。培育科技型企业120家。（责任单位：区科委）
（三）加强宣传引导。及时总结推广经验。
"""


def document(text: str = PLAN, *, name: str = "方案.txt") -> PolicyDocument:
    return parse_source(
        SourceText(text=text), source_name=name, sha256=hashlib.sha256(text.encode()).hexdigest()
    )  # fmt: skip


def question(text: str = "压减多少？", **fields: object) -> Question:
    return Question.model_validate({"id": "Q1", "type": "lookup", "question": text, **fields})


def reply(answer: str, *quotes: str, elapsed_ms: float = 10.0) -> Reply:
    citations = tuple(Quoted(n=n, source="方案.txt", locator="", quote=quote) for n, quote in enumerate(quotes, 1))
    return Reply(
        id="Q1", answer=answer, refused=False, citations=citations, tools=(), mode="offline", elapsed_ms=elapsed_ms
    )


def gold(quote: str) -> tuple[GoldSpan, ...]:
    start = PLAN.index(quote)
    return (GoldSpan(any_of=(GoldPlace(source="方案.txt", start=start, end=start + len(quote)),)),)
