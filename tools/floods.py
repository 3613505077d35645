"""Floods: what is asked for in so many words or parts that answering would take minutes and gigabytes."""

from collections.abc import Iterable

LONGEST, MOST_PARTS = 2000, 200


def flood_in(values: Iterable[object]) -> str:
    """A sentence for the person where one of the values is too long or has too many parts; '' where none is.

    >>> flood_in(["招商引资", ("东丽区", "和平区")])
    ''
    >>> flood_in([("东丽区",) * 201])
    '一项最多 2000 字，一列最多 200 项，请减少后再试。'
    """
    for value in values:
        parts = value if isinstance(value, list | tuple) else (value,)
        if len(parts) > MOST_PARTS or any(isinstance(part, str) and len(part) > LONGEST for part in parts):
            return f"一项最多 {LONGEST} 字，一列最多 {MOST_PARTS} 项，请减少后再试。"
    return ""
