"""What each part of a question wants: its subject and the forms that an answer to it has.

A part that brings no subject of its own (到2023年想做到多少?) asks of the subject before it.
"""

import re

from agent.expected import ANY_FIGURE, expected
from agent.question import Part, Question
from agent.support import Support
from policy.values import Frozen
from tools.needs import need_of, phrases_of
from tools.relevance import Need, Term

_TELLING = 4.0  # a noun of policy language or a rare one; below are verbs and words of talk
_HELD = 0.5
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")


class Wanted(Frozen):
    """A part of the question: what it is about, and the forms that its answer must have, the most telling first.

    years are those that it speaks of; untold its words that nothing found speaks of; given figures of the question;
    phrases its words that follow each other; own: it asks for the forms itself, not only the part beside it.
    """

    need: Need
    forms: tuple[re.Pattern[str], ...]
    years: tuple[str, ...] = ()
    untold: tuple[Term, ...] = ()
    given: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    own: bool = True

    def has_form(self, text: str, place: int = 0) -> bool:
        """Whether a text has the form at that place; figures that the question brings itself do not count."""
        for figure in self.given:
            text = text.replace(figure, "")
        return bool(self.forms[place].search(text))


def wanted_of(question: Question, support: Support) -> list[Wanted]:
    """What each part wants; the whole question where it has no parts."""
    whole = support.need
    if len(question.parts) < 2 or _claims_days(question):
        asserted = (ANY_FIGURE,) if question.figures else ()
        return [Wanted(need=whole, forms=(*expected(question.text, question.asked), *asserted))]
    wanted: list[Wanted] = []
    for part in question.parts:
        wanted += _of_part(part, wanted, support)
    given = tuple(question.figures) if "how_much" in question.asked else ()
    wanted = [each.model_copy(update={"given": given}) for each in wanted]
    wanted = [each if each.forms else _like_next(each, wanted[place + 1 :]) for place, each in enumerate(wanted)]
    return wanted or [Wanted(need=whole, forms=expected(question.text, question.asked))]


def _claims_days(question: Question) -> bool:
    """Whether it only asks if certain days are right: 一年报三回,3月、9月、12月,对吗."""
    return set(question.asked) == {"yes_no"} and any("月" in figure for figure in question.figures)


def _like_next(wanted: Wanted, behind: list[Wanted]) -> Wanted:
    """甲和乙的增速各是多少: what is asked of the second is asked of the first."""
    return wanted.model_copy(update={"forms": behind[0].forms, "own": False}) if behind else wanted


def _of_part(part: Part, before: list[Wanted], support: Support) -> list[Wanted]:
    need, forms = need_of(support.spelt(part.topic)), expected(part.text, part.asked)
    years = tuple(dict.fromkeys(_YEAR.findall(part.text)))
    last = before[-1] if before else None
    if not _is_thin(need, support):
        phrases, inherited = phrases_of(part.text), last.forms if last else ()
        return [Wanted(need=need, forms=forms or inherited, years=years, phrases=phrases, own=bool(forms))]
    untold = tuple(term for term in need.terms if term.weight >= _TELLING)
    if last and part.asked:
        return [Wanted(need=last.need, forms=forms, years=years, untold=untold)]
    return [Wanted(need=need, forms=forms, years=years, untold=untold)] if untold and part.asked else []


def _is_thin(need: Need, support: Support) -> bool:
    """Whether nothing found speaks of any of its words."""
    texts = [f"{c.found.card.title}{''.join(c.found.heading_path)}{c.found.clause.text}" for c in support.clauses]
    return len(need.missing(texts, below=_HELD)) == len(need.terms)
