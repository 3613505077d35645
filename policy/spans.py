"""Spans of a text as sets of characters."""

from collections.abc import Iterable

from policy.values import Span


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as disjoint spans in order.

    >>> merged_spans([Span(start=4, end=9), Span(start=0, end=5), Span(start=9, end=9)])
    (Span(start=0, end=9),)
    """
    merged: list[Span] = []
    for span in sorted((span for span in spans if span.start < span.end), key=lambda span: span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
