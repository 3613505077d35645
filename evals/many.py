"""What a large library costs: the same questions to a few documents, and to those among thousands of others."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from evals.answering import Reply
from evals.gold import Question
from evals.scoring import percentile
from policy.regions import find_regions
from policy.values import Frozen

_SHOWN = 160
_SEARCHED = re.compile(r"（已查[^（）]{0,60}）")


class Change(Frozen):
    """A question that was answered otherwise; named: it or its history says of which place it asks."""

    question: Question
    named: bool
    before: Reply
    after: Reply


def changes(questions: Sequence[Question], before: Sequence[Reply], after: Sequence[Reply]) -> Iterator[Change]:
    """The questions whose answer's text or citations differ; how many files were searched is no difference."""
    for question, small, large in zip(questions, before, after, strict=True):
        if _told(small) != _told(large):
            yield Change(question=question, named=names_place(question), before=small, after=large)


def time_line(count: int, replies: Sequence[Reply]) -> str:
    """The median, the slowest twentieth and the three slowest questions, over a library of so many documents."""
    times = [reply.elapsed_ms for reply in replies]
    slowest = sorted(replies, key=lambda reply: -reply.elapsed_ms)[:3]
    tail = "、".join(f"{reply.id} {reply.elapsed_ms:.0f}" for reply in slowest)
    p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
    return f"{count} 份文件：p50 {p50:.0f} 毫秒，p95 {p95:.0f} 毫秒（最慢 {tail}）"


def names_place(question: Question) -> bool:
    """Whether the question, or what was said before it, names a place."""
    return any(find_regions(text) for text in (question.question, *(turn.content for turn in question.history)))


def change_report(found: Sequence[Change], questions: Sequence[Question]) -> Iterator[str]:
    """How many answers changed, of questions that name a place and of the others; then the changed ones to look at."""
    for named, label in ((True, "点明地方的题"), (False, "没有点明地方的题")):
        asked = [question for question in questions if names_place(question) == named]
        changed = [change for change in found if change.named == named]
        yield f"{label} {len(asked)} 道，答案改变 {len(changed)} 道"
        for change in changed:
            if change.question.half == "tune":
                yield f"  {change.question.id} {change.question.question}"
                yield from _difference(change.before.answer, change.after.answer)


def _difference(before: str, after: str) -> Iterator[str]:
    """Both answers from a little before the place where they part."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    start = max(0, alike - _SHOWN // 4)
    yield f"    原：…{before[start : start + _SHOWN]!r}"
    yield f"    现：…{after[start : start + _SHOWN]!r}"


def _told(reply: Reply) -> tuple[str, tuple[str, ...]]:
    return _SEARCHED.sub("", reply.answer), tuple(f"{quoted.source} {quoted.quote}" for quoted in reply.citations)
