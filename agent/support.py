"""Whether what was found answers what was asked: by the terms of the question, never by a cosine."""

from collections.abc import Sequence

from agent.figures import figure_stands, lies_within, telling_figures
from agent.mistyped import mistyped
from agent.question import Question
from agent.tenses import disagree
from policy.folding import fold
from policy.values import Frozen
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.relevance import Need, Term
from tools.search import ClauseHits

ENOUGH = 0.5
_SAID = 0.8
_HEADING_SHARE = 0.35
_SECOND_BEST = 0.75
_OTHER_DOCUMENT = 0.95
_AS_FULLY = 0.93
_PARTICULAR = 2
_OTHER_TIME = 0.3


class Supported(Frozen):
    """A clause with how far it covers the need: text and headings, 0–1; score orders.

    other_time: it tells what was done where the question asks what is to be done, or the other way round.
    """

    found: FoundClause
    coverage: float
    score: float
    other_time: bool = False


class Support(Frozen):
    """The need of a question and what was found for it, best first; mended: each mistyped word with the one meant."""

    need: Need
    clauses: tuple[Supported, ...]
    mended: tuple[tuple[str, str], ...] = ()

    def spelt(self, text: str) -> str:
        """A text of the question with the words that were meant in place of those that were typed."""
        return _spelt(text, self.mended)

    @property
    def best(self) -> Supported | None:
        """The clause that covers most, or None when nothing was found."""
        return self.clauses[0] if self.clauses else None

    @property
    def enough(self) -> bool:
        """Whether the best clause covers the need, every anchor included; what asks nothing is not supported."""
        if self.best is None or not self.need.terms:
            return False
        found = self.best.found
        text = "".join((found.card.title, *found.heading_path, found.clause.text))
        return self.best.coverage >= ENOUGH and not any(t.anchor for t in self.need.missing([text]))

    @property
    def is_particular(self) -> bool:
        """Whether one or two documents alone cover the need: what many say is no mistaken place."""
        covering = {each.found.card.doc_id for each in self.clauses if each.coverage >= ENOUGH}
        return len(covering) <= _PARTICULAR

    @property
    def holds_matter(self) -> bool:
        """Whether the best clause says the weightiest word asked about, not a part of it: 生产 is no 地区生产总值."""
        if self.best is None or not self.need.terms:
            return False
        weightiest = max(self.need.terms, key=lambda term: term.weight)
        found = self.best.found
        said = fold("".join((found.card.title, *found.heading_path, found.clause.text)))
        return weightiest.worth(said) >= _SAID

    @property
    def near_best(self) -> tuple[Supported, ...]:
        """The best clause and those nearly as good, three at most."""
        if self.best is None:
            return ()
        doc_id = self.best.found.card.doc_id
        bars = {True: _SECOND_BEST * self.best.score, False: _OTHER_DOCUMENT * self.best.score}
        near = [each for each in self.clauses if each.score >= bars[each.found.card.doc_id == doc_id]]
        return tuple(each for each in near[:3] if each.coverage >= ENOUGH)

    @property
    def surest(self) -> tuple[FoundClause, ...]:
        """Those near the best that say it as fully in words as any of them."""
        most = max((each.coverage for each in self.near_best), default=0.0)
        return tuple(each.found for each in self.near_best if each.coverage >= _AS_FULLY * most)

    def missing(self) -> tuple[Term, ...]:
        """The terms that stand in none of what was found."""
        return self.need.missing([c.found.clause.text + "".join(c.found.heading_path) for c in self.clauses])


def lacks_figure(question: Question, support: Support) -> bool:
    """Whether a figure that the question asserts stands in none of the best clauses: the place may be wrong."""
    said = "".join(each.found.clause.text for each in support.near_best)
    return not all(
        figure_stands(figure, said) or lies_within(figure, said) for figure in telling_figures(question.figures)
    )


def support_of(question: Question, hits: Sequence[ClauseHits]) -> Support:
    """How far the hits support the question; a clause found twice counts once."""
    topic = question.topic or question.text
    need = need_of(topic, without=question.regions)
    unique = {hit.clause.clause_id: hit for found in hits for hit in found.hits}
    texts = ["".join((*hit.heading_path, hit.clause.text)) for hit in unique.values()]
    if mended := mistyped(need.missing(texts), question.text, texts):
        need = need_of(_spelt(topic, mended), without=question.regions)
    judged = [_judged(need, hit, place, question.text) for place, hit in enumerate(unique.values())]
    judged.sort(key=lambda each: -each.score)
    return Support(need=need, clauses=tuple(judged), mended=mended)


def _spelt(text: str, mended: Sequence[tuple[str, str]]) -> str:
    for typed, meant in mended:
        text = text.replace(typed, meant)
    return text


def _judged(need: Need, hit: FoundClause, place: int, text: str) -> Supported:
    headings = "".join(hit.heading_path)
    coverage = need.coverage(hit.card.title + headings + hit.clause.text)
    score = coverage + _HEADING_SHARE * need.coverage(headings) + 0.1 / (1 + place)
    other_time = disagree(text, hit.heading_path)
    score -= _OTHER_TIME if other_time else 0.0
    return Supported(found=hit, coverage=coverage, score=score, other_time=other_time)
