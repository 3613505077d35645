"""A fact that was asked for, in a sentence or two of the document's own words, with the clause it stands in."""

import re
from collections.abc import Sequence

from agent.composing.bodies import body_of, is_named_by
from agent.composing.choices import Choice, beside, best_choice, figure_beside
from agent.composing.duties import units_beside
from agent.composing.enumerations import companies_beside, enumerated, points_below
from agent.composing.lacking import lacking, other_year, unlisted, unspoken
from agent.composing.markup import REFUSAL, place_of, quoted
from agent.composing.misplaced import without_mistaken_places
from agent.composing.premises import corrections
from agent.composing.wanted import wanted_of
from agent.question import Question
from agent.support import Support
from agent.tenses import disagree, only_planned, tense_asked
from agent.wordings import HELP, PEOPLE
from tools.evidence import FoundClause
from tools.relevance import Need, Term
from vectorstore.library import PolicyLibrary

_SHORT_HEADING = 18
_MET_AT_LEAST, _NEAR = 0.3, 0.2
_EACH = re.compile(r"分别|各(?:是|为|靠|由|在|有)|哪[两三]")
_DUTY = re.compile("负责|牵头|责任|主责|归谁|承担|[归由][^,，]{0,6}管|谁管")
_MOST, _FEW = 3, 2


def compose_lookup(question: Question, support: Support, library: PolicyLibrary) -> str:
    """The best sentence for each part of the question, in reading order, each quoted and marked."""
    if (body := _body_named(question, support)) is not None:
        return corrections(question, [body.found.clause], library) + _written([body])
    if several := enumerated(question, support):
        return _written(several)
    chosen, untold = _chosen(question, without_mistaken_places(question, support))
    units = _responsible(question, chosen, library)
    untold = tuple(term for term in untold if not (units and _DUTY.search(term.text)))
    if chosen and (lacked := lacking(question, chosen, support.need)):
        told = [choice for choice in chosen if _nears(support.need, choice)]
        return f"{REFUSAL}{lacked}，相关表述是——\n{_written(told)}" if told else f"{REFUSAL}{lacked}。"
    if year := other_year(question, chosen):
        return f"{REFUSAL}{year}年的相应内容，相关表述是——\n{_written(chosen)}"
    if chosen and all(_of_other_time(question, choice) for choice in chosen):
        other = "往年的情况" if tense_asked(question.text) == "planned" else "提出的安排"
        return f"{REFUSAL}直接对应的表述，写明的是{other}——\n{_written(chosen)}"
    if words := unspoken(question, support.need, chosen, library):
        return f"{REFUSAL}“{'”“'.join(words)}”的相关表述，相近的是——\n{_written(chosen)}"
    return (
        corrections(question, [choice.found.clause for choice in chosen], library)
        + _written(chosen)
        + units
        + (points_below(question, chosen, library) or _unlisted(question, chosen))
        + (f"\n{REFUSAL}“{'”“'.join(term.text for term in untold)}”的相关表述。" if untold and chosen else "")
    )


def _of_other_time(question: Question, choice: Choice) -> bool:
    """Whether it tells what is planned where what was done is asked, or the other way round."""
    found = choice.found
    return disagree(question.text, found.heading_path) or only_planned(question.text, found.card.title, choice.text)


def _responsible(question: Question, chosen: Sequence[Choice], library: PolicyLibrary) -> str:
    """Who is responsible for the duty that the sentence belongs to, where a part of the question asks that."""
    asking = [part.text for part in question.parts if "who" in part.asked]
    helping = any(map(HELP.search, asking))
    if not chosen or not (helping or any(map(_DUTY.search, asking))):
        return ""
    return units_beside(chosen[0].found.clause.clause_id, library, helping=helping)


def nearest(question: Question, support: Support) -> str:
    """The sentences nearest to a question that nothing answers, two at most; '' for none."""
    found = [best_choice(wanted, support) for wanted in wanted_of(question, support)]
    chosen = list({choice.start: choice for choice in found if choice and _nears(support.need, choice)}.values())
    return _written(sorted(chosen, key=lambda choice: -choice.worth)[:_FEW])


def _chosen(question: Question, support: Support) -> tuple[list[Choice], tuple[Term, ...]]:
    """A sentence for each part, and the words of the parts that nothing speaks of."""
    chosen: list[Choice] = []
    untold: tuple[Term, ...] = ()
    for wanted in wanted_of(question, support):
        untold += wanted.untold
        best = best_choice(wanted, support, lists_people=bool(PEOPLE.search(question.text)))
        if best and _unmet(wanted.need, best):
            untold += wanted.need.terms
        elif best and not any(best.within(other) for other in chosen):
            chosen = _with(chosen, best)
            chosen += beside(best, wanted, support) if _EACH.search(question.text) else []
    chosen += figure_beside(support, chosen) if "how_much" in question.asked else []
    chosen += companies_beside(question, chosen)
    return sorted(chosen, key=lambda choice: (choice.found.card.doc_id, choice.start))[:_MOST], untold


def _with(chosen: Sequence[Choice], best: Choice) -> list[Choice]:
    """One more choice; those that it overlaps become one with it."""
    apart = []
    for other in chosen:
        joined = best.joined(other)
        best = joined or best
        apart += [] if joined else [other]
    return [*apart, best]


def _body_named(question: Question, support: Support) -> Choice | None:
    """All that the best clause says, where the question names its heading and asks for no one fact of it."""
    if support.best is None or set(question.asked) - {"which"} or question.figures or len(question.parts) > 1:
        return None
    found = support.best.found
    span = body_of(found.clause) if is_named_by(support.need, found.clause) else None
    return Choice(found=found, start=span.start, end=span.end, worth=1.0) if span else None


def _nears(need: Need, choice: Choice) -> bool:
    """Whether a sentence is near enough to be shown where nothing answers."""
    return need.coverage(f"{''.join(choice.found.heading_path)}{choice.text}") >= _NEAR


def _unmet(need: Need, best: Choice) -> bool:
    """Whether a part of the question is about something that its best clause does not speak of at all."""
    found = best.found
    return need.coverage(f"{found.card.title}{''.join(found.heading_path)}{found.clause.text}") < _MET_AT_LEAST


def _unlisted(question: Question, chosen: Sequence[Choice]) -> str:
    if not chosen or not unlisted(question, chosen):
        return ""
    return f"\n{REFUSAL}逐项的名单或具体名称，原文只有上述表述。"


def _written(chosen: Sequence[Choice]) -> str:
    lines, place = [], ""
    for choice in chosen:
        lead = _lead(choice.found)
        lines.append(f"{f'{lead}：' if lead != place else ''}{quoted(choice.found, choice.start, choice.end)}。")
        place = lead
    return "\n".join(lines)


def _lead(found: FoundClause) -> str:
    """Where the words stand: 东丽区二、（四）全面推进国有企业混合所有制改革."""
    clause = found.clause
    where = f"{clause.locator}{clause.heading}" if len(clause.heading) <= _SHORT_HEADING else clause.locator
    return f"{place_of(found.card)}{where if clause.number or clause.kind == 'row' else ''}"
