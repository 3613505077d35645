"""Which sentence answers a phrase of the question: by its words, its form, and where it stands."""

import re
from collections.abc import Sequence

from agent.composing.wanted import Wanted
from agent.expected import ANY_FIGURE, counts_things
from agent.support import Support, Supported
from policy.folding import fold
from policy.values import Frozen
from tools.evidence import FoundClause
from tools.passages import Passage, passages, shorten
from tools.relevance import Need

_LINE = re.compile(r"\n[^\n]*")
_LABEL = re.compile(r"[：:]|[。；]$")
_LONGEST_LINE = 40
_PHRASE_BONUS = 0.2
_EXPECTED_BONUS, _BESIDE_BONUS, _YEAR_BONUS = 0.2, 0.15, 0.2
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_OWN_COVERAGE, _MET = 0.2, 0.8
_WHOLE_SHARE, _CLAUSE_SHARE = 0.15, 0.3
_FIGURE_BESIDE = 0.3
_MOST_OTHERS, _MOST_NEAR, _TOUCHED = 3, 6, 0.35
_NEARLY, _MOST_BESIDE = 0.85, 2
_HEADING_MALUS, _OTHER_TIME = 0.3, 0.25
_FORMED_BELOW, _FORMED_ELSEWHERE = 0.4, 0.85
_STOPS = "。；;：:，, \n\u3000"


class Choice(Frozen):
    """A span chosen for a part of the question."""

    found: FoundClause
    start: int
    end: int
    worth: float

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.found.clause.text[self.start - self.found.clause.start : self.end - self.found.clause.start]

    def within(self, other: "Choice") -> bool:
        """Whether the other span holds this one."""
        same = self.found.clause.clause_id == other.found.clause.clause_id
        return same and other.start <= self.start and self.end <= other.end

    def joined(self, other: "Choice") -> "Choice | None":
        """Both as one span, where they overlap in one clause."""
        same = self.found.clause.clause_id == other.found.clause.clause_id
        if not same or self.end <= other.start or other.end <= self.start:
            return None
        span = {"start": min(self.start, other.start), "end": max(self.end, other.end)}
        return self.model_copy(update=span)


def best_choice(wanted: Wanted, support: Support, *, lists_people: bool = False) -> Choice | None:
    """The best sentence of the clauses that were found, or None when there are none."""
    choices = [c for each in _candidates(wanted.need, support) for c in choices_in(each, wanted, support.need)]
    best = _formed(wanted, choices)
    if best is None or not lists_people:
        return best
    return best.model_copy(update={"end": _list_end(best.found, best.end)})


def _formed(wanted: Wanted, choices: Sequence[Choice]) -> Choice | None:
    """The best sentence that has the most telling form, where it is nearly as good as the best without it.

    Within one clause less is enough: what comes first names the matter, what follows says how much.
    """
    best = max(choices, key=lambda choice: choice.worth, default=None)
    if best is None or not wanted.forms or wanted.has_form(best.text):
        return best
    formed = sorted((c for c in choices if wanted.has_form(c.text)), key=lambda choice: -choice.worth)
    same = [choice for choice in formed if choice.found.clause.clause_id == best.found.clause.clause_id]
    measured = (
        wanted.own and counts_things(wanted.forms[0]) and len(same) == 1
    )  # 办几场: one sentence alone counts such things
    near = [choice for choice in same if measured or choice.worth >= _FORMED_BELOW * best.worth]
    near += [choice for choice in formed if choice.worth >= _FORMED_ELSEWHERE * best.worth]
    return next(iter(near), best)


def beside(best: Choice, wanted: Wanted, support: Support) -> list[Choice]:
    """The other sentences of the same clause that answer nearly as well: 分别靠谁带?"""
    own = (each for each in support.clauses if each.found.clause.clause_id == best.found.clause.clause_id)
    near = [choice for each in own for choice in choices_in(each, wanted, support.need)]
    near = [choice for choice in near if choice.worth >= _NEARLY * best.worth and not choice.within(best)]
    return sorted(near, key=lambda choice: -choice.worth)[:_MOST_BESIDE]


def figure_beside(support: Support, chosen: Sequence[Choice]) -> list[Choice]:
    """Where no chosen sentence has a figure, the best sentence of the same clauses that has."""
    if any(ANY_FIGURE.search(choice.text) for choice in chosen):
        return []
    ids = {choice.found.clause.clause_id for choice in chosen}
    near = [each for each in support.near_best if each.found.clause.clause_id in ids]
    every = (c for each in near for c in choices_in(each, Wanted(need=support.need, forms=()), support.need))
    with_figure = [c for c in every if ANY_FIGURE.search(c.text) and support.need.coverage(c.text) >= _FIGURE_BESIDE]
    return sorted(with_figure, key=lambda choice: -choice.worth)[:1]


def choices_in(supported: Supported, wanted: Wanted, whole: Need) -> list[Choice]:
    """Every sentence of a clause with how well it answers; whole is the need of the whole question."""
    found = supported.found
    said = f"{found.card.title}{''.join(found.heading_path)}"
    beyond, rest = wanted.need.beyond(said), whole.beyond(said)
    made = []
    for passage in passages(wanted.need, found.clause, found.heading_path, found.cell_starts):
        text = found.clause.text[passage.start - found.clause.start : passage.end - found.clause.start]
        worth = passage.coverage + beyond.coverage(text) + _WHOLE_SHARE * rest.coverage(text)
        worth += _bonus(wanted, text) + _CLAUSE_SHARE * supported.score - _malus(supported, text)
        start, end = _shortened(found, passage, _merged(beyond, rest), wanted.forms)
        made.append(Choice(found=found, start=start, end=end, worth=worth))
    return made


def _bonus(wanted: Wanted, text: str) -> float:
    """What a sentence is worth for having the form that is asked for."""
    bonus = sum(_EXPECTED_BONUS for form in wanted.forms if form.search(text))
    beside = ANY_FIGURE in wanted.forms and _figure_follows(wanted.need, text)
    said = _PHRASE_BONUS if any(phrase in fold(text) for phrase in wanted.phrases) else 0.0
    return bonus + said + _year_bonus(wanted, text) + (_BESIDE_BONUS if beside else 0.0)


def _year_bonus(wanted: Wanted, text: str) -> float:
    """For the year that is asked about; against another in its place."""
    if any(year in text for year in wanted.years):
        return _YEAR_BONUS
    return -_YEAR_BONUS if wanted.years and _YEAR.search(text) else 0.0


def _malus(supported: Supported, text: str) -> float:
    """What counts against a sentence: that it is nothing but the heading, that it tells of another time."""
    clause = supported.found.clause
    bare = text.removeprefix(clause.number).strip(_STOPS)
    only_heading = bool(clause.heading) and bare == clause.heading.strip(_STOPS) and len(clause.text) > len(text) + 2
    return (_HEADING_MALUS if only_heading else 0.0) + (_OTHER_TIME if supported.other_time else 0.0)


def _shortened(found: FoundClause, passage: Passage, need: Need, forms: Sequence[re.Pattern[str]]) -> tuple[int, int]:
    form = next(iter(forms), None)
    return shorten(
        found.clause.text, need, passage.start, passage.end, offset=found.clause.start, wanted=form
    )  # fmt: skip


def _candidates(need: Need, support: Support) -> list[Supported]:
    """The clauses near the best one, and those that meet this part of the question whatever else they say."""
    near = list(support.near_best)
    near += [each for each in support.clauses[:_MOST_NEAR] if each not in near and each.coverage >= _TOUCHED]
    met = [
        each
        for each in support.clauses
        if each not in near and each.coverage >= _OWN_COVERAGE and need.coverage(each.found.clause.text) >= _MET
    ]
    return near + met[:_MOST_OTHERS]


def _figure_follows(need: Need, text: str) -> bool:
    """Whether a figure stands close behind one of the words asked about: 全年融资100亿元."""
    words = [word for term in need.terms for word in (term.text, *term.variants)]
    return any(re.search(rf"{re.escape(word)}[^，。；,;]{{0,8}}\d", fold(text)) for word in words)


def _list_end(found: FoundClause, end: int) -> int:
    """The end of the list of names that a label begins: the short lines below it up to the next label."""
    rest = found.clause.text[end - found.clause.start :]
    for line in _LINE.finditer(rest):
        if not line.group().strip() or _LABEL.search(line.group()) or len(line.group()) > _LONGEST_LINE:
            return end + line.start()
    return found.clause.end


def _merged(need: Need, whole: Need) -> Need:
    known = {term.text for term in need.terms}
    return Need(terms=(*need.terms, *(term for term in whole.terms if term.text not in known)))
