"""Clauses of a place that speak to a heading or a topic: by their own headings, by a sentence, by their theme.

Words that stand in most policy clauses (组织, 管理, 服务) speak of a matter only together, never one alone. Not
covered: whether a point fits a plan; that is for the person, who is told where words are few.
"""

import re
from collections.abc import Iterator, Sequence

from policy.documents import Clause
from policy.sentences import split_phrases, split_sentences
from policy.themes import classify_themes
from policy.values import Frozen
from tools.evidence import DocumentCard
from tools.frames import REVIEW
from tools.relevance import Need
from tools.scope import Scope
from tools.task_rows import TaskRow
from vectorstore.library import PolicyLibrary

IN_HEADING, IN_PATH, IN_TEXT, ON_TOPIC = 0.6, 0.7, 0.8, 0.6
NEAR_TOPIC, SAID = 0.35, 0.3
_TELLING_WEIGHT = 2.0
_FIRST_WORDS = 60
_SHOWN_ANYWAY, _LONGEST_SHOWN = 60, 120  # characters of a sentence
# Themes of many matters that have little to do with each other: shared words must speak for what they bring together.
BROAD = frozenset({"党建/机构改革", "城乡建设/规划", "区域协同/开放", "产业发展", "财税金融", "科技创新", "保障/考核"})
UNITS_LINE = re.compile(r"\s*[（(]?\s*(?:责任|牵头|配合)(?:单位|部门)")
_DONE = re.compile(r"已(?:经|全部|基本)?完成")
_BEGINNING = 40
_THEME_TEXT = 200


class Point(Frozen):
    """A clause of the target that speaks to a heading; row where a duty stands in it.

    themes are its own first, then those of the headings above. loose: it was found by theme or by a word in its text,
    not by a heading; span is then the sentence that speaks of the heading, None where only the theme does. opens:
    points stand below it, so that it says little itself. score orders what was found under one heading, and tells which
    of several it fits best.
    """

    card: DocumentCard
    clause: Clause
    heading_path: tuple[str, ...]
    themes: tuple[str, ...]
    row: TaskRow | None = None
    loose: bool = False
    span: tuple[int, int] | None = None
    opens: bool = False
    score: float = 0.0

    @property
    def is_done(self) -> bool:
        """Whether it begins by saying that nothing is left to do."""
        text = self.row.task.quote if self.row else self.clause.text
        return bool(_DONE.search(text[:_BEGINNING]))


def points_of(library: PolicyLibrary, scope: Scope, rows: Sequence[TaskRow]) -> Iterator[Point]:
    """Every duty, and every other clause of the scope that says something."""
    for row in rows:
        above = classify_themes("".join(row.heading_path[:-1]), "")
        themes = tuple(dict.fromkeys((*row.task.themes, *above)))
        yield Point(card=row.card, clause=row.clause, heading_path=row.heading_path, themes=themes, row=row)
    for card in scope.cards:
        document = library.document(card.doc_id)
        duties = {task.clause_id for task in document.tasks}
        opening = {clause.parent_id for clause in document.clauses if clause.number}
        for clause in document.clauses:
            if clause.kind in ("item", "paragraph", "preamble") and clause.clause_id not in duties and _speaks(clause):
                path, opens = document.heading_path(clause), clause.clause_id in opening
                yield Point(card=card, clause=clause, heading_path=path, themes=(), opens=opens)


def _speaks(clause: Clause) -> bool:
    """Whether more than a heading stands in it."""
    return len(clause.text) > len(clause.number) + len(clause.heading) + 10


def on_heading(points: Sequence[Point], need: Need, themes: tuple[str, ...], topic: Need) -> list[Point]:
    """The points that speak to a heading of these words and themes, best first, those on the topic before others."""
    found = []
    for point in (point for point in points if not point.opens):
        about = 0.3 * _about(point, topic)
        if worded := _worded(point, need) if need.terms else 0.0:
            found.append(point.model_copy(update={"loose": False, "score": 1 + worded + about}))
        elif near := _near(point, need, themes):
            found.append(near.model_copy(update={"score": near.score + about}))
    return sorted(found, key=lambda point: -point.score)


def _near(point: Point, need: Need, themes: tuple[str, ...]) -> Point | None:
    """The point with the sentence that speaks of the heading; where none does, as a whole, if both are of one narrow
    theme by what is said first in it. None where neither holds, and of what opens a paper or looks back.
    """
    if point.clause.kind == "preamble" or any(map(REVIEW.search, point.heading_path)):
        return None
    span, shared = telling(point, need)
    theirs = bool(themes) and point.themes[:1] == themes[:1]
    if shared >= (SAID if theirs else ON_TOPIC if len(need.terms) > 1 else IN_TEXT):
        return point.model_copy(update={"loose": True, "span": span, "score": 0.3 * theirs + 0.7 * shared})
    if theirs and themes[0] not in BROAD and _first_theme(point) == themes[0]:
        return point.model_copy(update={"loose": True, "span": None, "score": 0.3 + 0.4 * shared})
    return None


def telling(point: Point, need: Need) -> tuple[tuple[int, int] | None, float]:
    """The sentence below the heading that meets the need best, the first of equals; with how far, 0–1.

    Of a table's row the duty alone speaks: the cells beside it are numbers, units, and what others require.
    """
    clause, row = point.clause, point.row
    below = clause.start + len(clause.number) + len(clause.heading)
    text, start = (row.task.quote, row.task.start) if row and clause.kind == "row" else (clause.text, clause.start)
    spans = [span for span in split_sentences(text, offset=start) if span[0] >= below]
    spans = [span for span in spans if not UNITS_LINE.match(clause.text, span[0] - clause.start)]
    spans = [_up_to_telling(clause, span, need) for span in spans]
    best = max(spans, key=lambda span: _met(clause, span, need), default=None)
    return best, _met(clause, best, need) if best else 0.0


def _up_to_telling(clause: Clause, span: tuple[int, int], need: Need) -> tuple[int, int]:
    """A sentence as far as it can be shown, to its last phrase that adds to what is told; a little in any case."""
    start, end = span
    ends = [b for _, b in split_phrases(clause.text[start - clause.start : end - clause.start], offset=start)]
    shown = [b for b in ends if b - start <= _LONGEST_SHOWN] or ends[:1]
    whole = _met(clause, (start, shown[-1]), need)
    telling = next(b for b in shown if _met(clause, (start, b), need) >= whole)
    return start, max([telling, *(b for b in shown if b - start <= _SHOWN_ANYWAY)])


def _met(clause: Clause, span: tuple[int, int], need: Need) -> float:
    return said_of(need, clause.text[span[0] - clause.start : span[1] - clause.start])


def said_of(need: Need, text: str) -> float:
    """0–1: how far a text speaks of what is asked; of common words only where a phrase brings several together."""
    if any(term.weight >= _TELLING_WEIGHT for term in need.terms):
        return need.coverage(text)
    if len(need.terms) < 2:
        return 0.0
    return max((need.coverage(text[a:b]) for a, b in split_phrases(text)), default=0.0)


def _first_theme(point: Point) -> str | None:
    """The theme of its heading, else of its first words: that of the whole may come from an aside."""
    clause = point.clause
    named = classify_themes(clause.heading, "") if clause.kind != "row" else ()
    return next(iter(named or classify_themes("", clause.text[len(clause.number) :][:_FIRST_WORDS])), None)


def _worded(point: Point, need: Need) -> float:
    """How far its own heading or the headings above meet the need; 0 where neither does well enough.

    A duty without a heading is its own heading: its first words count; those of an opening paragraph do not.
    """
    text = point.clause.text
    in_heading = need.coverage(point.clause.heading)
    if not point.clause.heading or point.clause.kind == "row":
        in_heading = said_of(need, text[:_FIRST_WORDS]) if point.row else 0.0
    in_path = need.coverage("".join(point.heading_path))
    return max(in_heading, 0.8 * in_path) if in_heading >= IN_HEADING or in_path >= IN_PATH else 0.0


def row_score(row: TaskRow, need: Need) -> float:
    """How far a duty speaks of the topic, half as much again where its headings do."""
    headings = "".join(row.heading_path)
    return need.coverage(headings + row.task.quote) + 0.5 * need.coverage(headings)


def _about(point: Point, topic: Need) -> float:
    return topic.coverage("".join(point.heading_path) + point.clause.text[:_THEME_TEXT]) if topic.terms else 0.0
