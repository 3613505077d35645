"""What a comparison of places and an outline are given, read from a question."""

from typing import Any

from agent.calls import given
from agent.question import Question


def comparison_arguments(question: Question) -> dict[str, Any]:
    """compare_districts: the topic, or one for each place, and the aspects that are named."""
    return given(
        topic=question.topic or question.text,
        regions=list(question.regions),
        topics=list(question.topics),
        aspects=list(question.aspects),
    )


def outline_arguments(question: Question) -> dict[str, Any]:
    """draft_outline: topic, target, kind and whose shape."""
    lent = (*question.model_regions, *question.borrowed_regions)
    spoken_of = [region for region in question.regions if region not in lent]
    target = question.target or (spoken_of[-1] if spoken_of else "本区")
    return given(
        topic=question.topic,
        target=target,
        kind=question.draft_kind,
        reference_regions=list(question.model_regions),
        references=list(question.model_ids),
        experience_regions=list(question.borrowed_regions),
    )
