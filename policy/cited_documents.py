"""Which other documents a text names: 《…》, with the number in the bracket behind it.

Inner marks of either kind (《…〈…〉…》, 《…《…》…》) stay part of the title; a title broken over a line end is
joined. A document is told from a form or a newspaper by the last word of its title. Does not read documents named
without 《》.
"""

import re
from collections.abc import Iterator

from policy.document_numbers import find_document_numbers
from policy.elements import CitedDocument, DocumentNumber
from policy.folding import fold
from policy.genres import ends_like_document
from policy.head_lines import stands_in
from policy.values import Span

_MARKS = re.compile(r"[《》]")
_BRACKET = re.compile(
    r"\s{0,3}[（(]([^（）()\n]{0,20}[（(][^（）()\n]{1,8}[)）][^（）()\n]{0,30}|[^（）()]{0,60})[)）]"
)
_LONGEST_TITLE = 160
_SHORTEST_TITLE = 4


def find_cited_documents(
    text: str, *, own_titles: tuple[str, ...] = (), chrome: tuple[Span, ...] = ()
) -> tuple[CitedDocument, ...]:
    """Each document once, where it is first named (where it is first given its number, if it ever is).

    own_titles are the document's own; they are not cited. Titles are without their marks and line ends.

    >>> cited = find_cited_documents("根据《国务院关于印发〈规划〉的通知》(国发〔2019〕11号)和《人民日报》")
    >>> [(c.title, str(c.number)) for c in cited]
    [('国务院关于印发〈规划〉的通知', '国发〔2019〕11号')]
    """
    own = {fold(title) for title in own_titles}
    first: dict[str, CitedDocument] = {}
    for cited in _all_cited(text):
        key = fold(cited.title)
        known = first.get(key)
        if key not in own and not stands_in(cited.start, chrome) and (known is None or _adds_number(known, cited)):
            first[key] = cited
    return tuple(sorted(first.values(), key=lambda cited: cited.start))


def _all_cited(text: str) -> Iterator[CitedDocument]:
    for start, end in _marked(text):
        title = joined_lines(text[start + 1 : end - 1])
        if len(title) >= _SHORTEST_TITLE and ends_like_document(title):
            number, stop = _number_behind(text, end)
            yield CitedDocument(title=title, number=number, start=start, end=stop)


def _marked(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the outermost 《…》; an opening mark that finds no partner in time is given up."""
    opened: list[int] = []
    for mark in _MARKS.finditer(text):
        if opened and mark.start() - opened[0] > _LONGEST_TITLE:
            opened.clear()
        if mark.group() == "《":
            opened.append(mark.start())
        elif opened:
            start = opened.pop()
            if not opened:
                yield start, mark.end()


def joined_lines(title: str) -> str:
    r"""A title without its line ends; a single space between words stays, as in 中共中央 国务院关于….

    >>> joined_lines("国土空间规划体\n系的若干意见")
    '国土空间规划体系的若干意见'
    """
    return " ".join("".join(part.strip() for part in title.split("\n")).split())


def _number_behind(text: str, end: int) -> tuple[DocumentNumber | None, int]:
    bracket = _BRACKET.match(text, end)
    if not bracket:
        return None, end
    found = find_document_numbers(text, start=bracket.start(1), end=bracket.end(1))
    return (found[0].number, bracket.end()) if found else (None, end)


def _adds_number(known: CitedDocument, cited: CitedDocument) -> bool:
    return known.number is None and cited.number is not None
