"""Who does something, where no ledger says it but a sentence does: 教育部为牵头单位, 由水行政主管部门审批."""

import re
from collections.abc import Sequence

from agent.composing.choices import Choice
from agent.composing.markup import place_of, quoted
from agent.question import Question
from policy.sentences import split_phrases, split_sentences
from policy.units import same_unit
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.reading import ClauseView
from tools.search import ClauseHits

_SAYS_WHO = re.compile(
    r"(?:由|报|经|为)?[\u4e00-\u9fff、（）()\s]{2,24}(?:部|局|委|办|厅|院|会|盟|公司|集团|中心|银行|大学|政府|部门|机构|单位)[^，。；:：]{0,6}?"
    r"(?:牵头|负责|主管|承担|审批|审核|核准|备案|为牵头单位|实施)"
)
_NAMES = re.compile(r"[\u4e00-\u9fff]{2,14}(?:部|局|委|办|厅|院|会|盟|公司|集团|中心|银行|大学|政府|部门)")
_ENOUGH = 0.5


def told_in_words(question: Question, views: Sequence[ClauseView], hits: Sequence[ClauseHits]) -> str:
    """The sentence that says who, with a correction of a unit that the question takes for it; '' where none does."""
    if any(row.task.units for view in views for row in view.tasks):
        return ""
    found = [*(f for view in views for f in view.clauses), *(f for each in hits for f in each.hits)]
    need = need_of(question.topic, without=question.units)
    told = [(need.coverage(c.text), c) for each in found for c in _telling(each)]
    worth, best = max(told, key=lambda each: each[0], default=(0.0, None))
    if best is None or not need.terms or worth < _ENOUGH:
        return ""
    wrong = [unit for unit in question.units if "yes_no" in question.asked and not _says(best, unit)]
    lead = "".join(f"与原文不符，并非{unit}：" for unit in wrong) or f"{place_of(best.found.card)}："
    return f"{lead}{quoted(best.found, best.start, best.end)}。"


def _telling(found: FoundClause) -> list[Choice]:
    clause = found.clause
    spans = split_sentences(clause.text, offset=clause.start)
    every = (Choice(found=found, start=start, end=end, worth=0.0) for start, end in spans)
    return [choice for choice in every if _SAYS_WHO.search(choice.text)]


def _says(choice: Choice, unit: str) -> bool:
    """Whether the phrase that says who names this unit."""
    phrases = (choice.text[start:end] for start, end in split_phrases(choice.text))
    names = (name for phrase in phrases if _SAYS_WHO.search(phrase) for name in _NAMES.findall(phrase))
    return any(unit in name or same_unit(unit, name) for name in names)
