"""A fact that was asked for, in a sentence or two of the document's own words, with the clause it stands in."""

import re
from collections.abc import Sequence

from agent.composing.bodies import body_of, is_named_by
from agent.composing.markup import REFUSAL, place_of, quoted
from agent.composing.premises import corrections
from agent.question import Asked, Question
from agent.support import Support, Supported
from agent.wordings import ENUMERATION, PEOPLE
from policy.documents import Frozen
from policy.folding import fold
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.passages import passages, shorten
from tools.relevance import Need, Term
from vectorstore.library import PolicyLibrary

_WANTED: dict[Asked, re.Pattern[str]] = {
    "how_much": re.compile(r"\d|[一二三四五六七八九十百]+(?:个|项|家|倍|成|亿|万|年|届|次|场)"),
    "when": re.compile(r"每月\d+日|\d{4}年|\d+月|年内|年底|季度|每[年月季]|长期|\d+日"),
    "who": re.compile(r"[局委办部]|公司|政府|单位|部门"),
}
_LINE = re.compile(r"\n[^\n]*")
_LABEL = re.compile(r"[：:]|[。；]$")
_LONGEST_LINE = 40
_WANTED_BONUS, _BESIDE_BONUS = 0.2, 0.15
_SHORT_HEADING = 18
_OWN_COVERAGE, _MET, _MET_AT_LEAST = 0.2, 0.8, 0.3
_WHOLE_SHARE = 0.15
_FIGURE_BESIDE = 0.3
_ASKS_MONEY = re.compile(r"多少钱|多少(?:资金|经费|奖金)|(?:奖励?|奖补|补贴?|补助|资助)多少|几(?:万|亿)元")
_MONEY = re.compile(r"\d[\d.]*(?:元|万|亿|%)|[一二三四五六七八九十百千]+(?:元|万元|亿)")
_ASKS_AMOUNT = re.compile(r"多少|(?<![哪第])几(?!乎)|多大|百分之几")
_ASKED_UNIT = re.compile(r"(?:多少|几)(亿元?|万元|[家个户人亩名项栋倍]|公里|平方?米|%)")
_LIKE_UNITS = {
    "家": "家户个",
    "户": "家户个",
    "个": "个家户项",
    "人": "人名",
    "名": "人名",
    "亿元": "亿",
    "万元": "万元",
}
_MOST = 3
_FEW = 2


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


def compose_lookup(question: Question, support: Support, library: PolicyLibrary) -> str:
    """The best sentence for each part of the question, in reading order, each quoted and marked."""
    if (body := _body_named(question, support)) is not None:
        return corrections(question, [body.found.clause], library) + _written([body])
    chosen: list[Choice] = []
    untold: tuple[Term, ...] = ()
    for need, asked in _needs(question, support.need, library):
        best = _best(need, support, asked, lists_people=bool(PEOPLE.search(question.text)))
        if best and _unmet(need, best):
            untold += need.terms
            continue
        if best and not any(_within(best, other) for other in chosen):
            chosen = [other for other in chosen if not _within(other, best)] + [best]
    chosen += _figure_beside(question, support, chosen)
    chosen.sort(key=lambda choice: (choice.found.card.doc_id, choice.start))
    amount = _amount_asked(question)
    if (
        chosen
        and _ASKS_AMOUNT.search(question.text)
        and not any(amount.search(_without_figures(choice.text, question)) for choice in chosen)
    ):
        return f"{REFUSAL}所问的具体数字，相关表述是——\n{_written(chosen[:_MOST])}"
    return (
        corrections(question, [choice.found.clause for choice in chosen], library)
        + _written(chosen[:_MOST])
        + _unlisted(question, chosen)
        + (f"\n{REFUSAL}“{'”“'.join(term.text for term in untold)}”的相关表述。" if untold and chosen else "")
    )


def nearest(question: Question, support: Support, library: PolicyLibrary) -> str:
    """The sentence nearest to a question that nothing answers, with what else its parts come near to; '' for none."""
    found = [_best(need, support, asked, lists_people=False) for need, asked in _needs(question, support.need, library)]
    chosen = list({choice.start: choice for choice in found if choice and not _unmet(support.need, choice)}.values())
    return _written(sorted(chosen, key=lambda choice: -choice.worth)[:_FEW])


def _body_named(question: Question, support: Support) -> Choice | None:
    """All that the best clause says, where the question names its heading and asks for no one fact of it."""
    if support.best is None or set(question.asked) - {"which"} or question.figures or len(question.parts) > 1:
        return None
    found = support.best.found
    span = body_of(found.clause) if is_named_by(support.need, found.clause) else None
    return Choice(found=found, start=span.start, end=span.end, worth=1.0) if span else None


def _unmet(need: Need, best: Choice) -> bool:
    """Whether a part of the question is about something that its best clause does not speak of at all."""
    found = best.found
    return need.coverage(f"{found.card.title}{''.join(found.heading_path)}{found.clause.text}") < _MET_AT_LEAST


def _amount_asked(question: Question) -> re.Pattern[str]:
    """What counts as the figure asked for: money for money, a figure in the unit that is named, else any."""
    if _ASKS_MONEY.search(question.text):
        return _MONEY
    if not (match := _ASKED_UNIT.search(question.text)):
        return _WANTED["how_much"]
    unit = match.group(1)
    units = f"[{_LIKE_UNITS[unit]}]" if unit in _LIKE_UNITS else re.escape(unit)
    return re.compile(rf"(?:\d|[一二两三四五六七八九十百千])[\d.余多]*\s*(?:万|亿)?{units}")


def _without_figures(text: str, question: Question) -> str:
    """The text without the figures that the question brings itself: they cannot be what it asks for."""
    for figure in question.figures:
        text = text.replace(figure, "")
    return text


def _figure_beside(question: Question, support: Support, chosen: Sequence[Choice]) -> list[Choice]:
    """Where a figure is asked for and no chosen sentence has one, the best sentence of those clauses that has."""
    wanted = _WANTED["how_much"]
    if "how_much" not in question.asked or any(wanted.search(choice.text) for choice in chosen):
        return []
    ids = {choice.found.clause.clause_id for choice in chosen}
    near = [each for each in support.near_best if each.found.clause.clause_id in ids]
    choices = [c for each in near for c in _choices(support.need, support.need, each, ()) if wanted.search(c.text)]
    choices = [choice for choice in choices if support.need.coverage(choice.text) >= _FIGURE_BESIDE]
    return sorted(choices, key=lambda choice: -choice.worth)[:1]


def _unlisted(question: Question, chosen: Sequence[Choice]) -> str:
    """Where a list of names is asked for and the text only counts them, that is said."""
    wanted = max((int(m.group()) for figure in question.figures if (m := re.match(r"\d+", figure))), default=4)
    listed = any(choice.text.count("、") + 1 >= wanted for choice in chosen)
    if not ENUMERATION.search(question.text) or listed or not chosen:
        return ""
    return f"\n{REFUSAL}逐项的名单或具体名称，原文只有上述表述。"


Wanted = tuple[Need, tuple[Asked, ...]]


def _needs(question: Question, whole: Need, library: PolicyLibrary) -> list[Wanted]:
    """The need of each part of the question; a part that only asks (哪一年?) is about what the part before is."""
    if len(question.parts) < 2:
        asserted: tuple[Asked, ...] = ("how_much",) if question.figures else ()
        return [(whole, (*question.asked, *asserted))]
    wanted: list[Wanted] = []
    for part in question.parts:
        need = need_of(library, part.topic)
        if need.terms:
            wanted.append((need, part.asked))
        elif part.asked and wanted:
            wanted.append((wanted[-1][0], part.asked))
    return wanted or [(whole, question.asked)]


def _best(need: Need, support: Support, asked: Sequence[Asked], *, lists_people: bool) -> Choice | None:
    choices = [
        choice
        for each in _candidates(need, support)
        for choice in _choices(need, support.need, each, asked, lists_people=lists_people)
    ]
    return max(choices, key=lambda choice: choice.worth, default=None)


def _candidates(need: Need, support: Support) -> list[Supported]:
    """The clauses near the best one, and those that meet this part of the question whatever else they say."""
    near = list(support.near_best)
    met = [
        each
        for each in support.clauses
        if each not in near and each.coverage >= _OWN_COVERAGE and need.coverage(each.found.clause.text) >= _MET
    ]
    return near + met[:_MOST]


def _choices(
    need: Need, whole: Need, supported: Supported, asked: Sequence[Asked], *, lists_people: bool = False
) -> list[Choice]:
    found, made = supported.found, []
    said = f"{found.card.title}{''.join(found.heading_path)}"
    beyond, whole = need.beyond(said), whole.beyond(said)
    for passage in passages(need, found.clause, found.heading_path, found.cell_starts):
        text = found.clause.text[passage.start - found.clause.start : passage.end - found.clause.start]
        bonus = sum(_WANTED_BONUS for each in asked if each in _WANTED and _WANTED[each].search(text))
        bonus += _BESIDE_BONUS if "how_much" in asked and _figure_follows(need, text) else 0.0
        worth = (
            passage.coverage
            + beyond.coverage(text)
            + _WHOLE_SHARE * whole.coverage(text)
            + bonus
            + 0.3 * supported.score
        )
        start, end = shorten(
            found.clause.text,
            _merged(beyond, whole),
            passage.start,
            passage.end,
            offset=found.clause.start,
            wanted=next((_WANTED[each] for each in asked if each in _WANTED), None),
        )
        end = _list_end(found, end) if lists_people else end
        made.append(Choice(found=found, start=start, end=end, worth=worth))
    return made


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


def _within(one: Choice, other: Choice) -> bool:
    same = one.found.clause.clause_id == other.found.clause.clause_id
    return same and other.start <= one.start and one.end <= other.end


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
