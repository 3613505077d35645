"""What a document says of itself: the elements asked for, those that are not printed, and a date that is mistaken."""

import re
from collections.abc import Sequence

from agent.composing.markup import REFUSAL, flat, place_of, with_bold_figures
from agent.fields import values_of
from agent.question import Question
from tools.catalogue import DocumentFacts, Fact

_VALIDITY = {
    "征求意见稿": "（并非正式印发的文件，尚未施行）",
    "访谈表态": "（并非正式印发的文件）",
    "摘编": "（并非正式印发的文件）",
}
_CITED = frozenset({"引用文件", "制定依据"})
# One date stands for another where only that is printed.
_DATES = ("成文日期", "印发日期", "发布日期")
_NUMBERED = re.compile(r"(?:带|有|附)(?:了|着)?(?:发文)?[文字]号")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")


def compose_facts(question: Question, results: Sequence[DocumentFacts]) -> str:
    """The elements asked for, of each document; those that are not printed are said to be missing."""
    if not results:
        return f"{REFUSAL}符合条件的文件。"
    return "\n".join(_facts_of(question, facts, alone=len(results) == 1) for facts in results)


def _facts_of(question: Question, facts: DocumentFacts, *, alone: bool) -> str:
    lines, missing = [], []
    labels = [each for each in question.field_labels if each != "发文字号" or not _CITED & set(question.field_labels)]
    for label in labels:
        unique = _asked_of(label, values_of(label, facts), question)
        lines += [*_mistaken(question, label, unique, facts), *_fact_lines(unique)]
        like = _DATES if label in _DATES else ("引用文件",) if label == "制定依据" else ()
        instead = [] if unique else [fact for fact in facts.facts if fact.label in like]
        lines += [f"没有另写{label}，{_fact_line(fact)}" for fact in instead[: 1 if label in _DATES else None]]
        missing += [] if unique or instead else [label]
    if missing:
        lines.append(f"{REFUSAL}{'、'.join(missing)}")
    has_marks = any("[[" in line for line in lines)
    marked = "" if has_marks else next((fact.ref.mark for fact in facts.facts if fact.label == "标题" and fact.ref), "")
    title = f"《{facts.card.title}》{marked}" if marked or has_marks else ""
    if not lines:
        return f"{REFUSAL}{'、'.join(missing)}（已查{place_of(facts.card)}的文件{marked}）。"
    return f"{place_of(facts.card)}{title}：{'；'.join(lines)}。"


def _asked_of(label: str, printed: list[Fact], question: Question) -> list[Fact]:
    """Of cited documents those with a number alone, where that is asked for: 引了哪些带文号的文件."""
    numbered = label in _CITED and _NUMBERED.search(question.text)
    return [fact for fact in printed if "号）" in fact.value] if numbered else printed


def _mistaken(question: Question, label: str, printed: Sequence[Fact], facts: DocumentFacts) -> list[str]:
    """A day that the question takes for this element, where the document prints another; and what that day is."""
    lines = []
    for year, month, day in _DAY.findall(question.text) if label.endswith("日期") else ():
        said = f"{year}-{int(month):02}-{int(day):02}"
        if printed and all(fact.value != said for fact in printed):
            lines.append(f"与原文不符，{label}不是“{year}年{month}月{day}日”")
            lines += [_fact_line(fact) for fact in facts.facts if fact.value == said]
    return lines


def _fact_lines(facts: Sequence[Fact]) -> list[str]:
    """Each value with its label, which is not said again of the next."""
    before = (None, *(fact.label for fact in facts))
    return [
        _fact_value(fact) if fact.label == label else _fact_line(fact)
        for fact, label in zip(facts, before, strict=False)
    ]


def _fact_line(fact: Fact) -> str:
    return f"{fact.label}：{_fact_value(fact)}"


def _fact_value(fact: Fact) -> str:
    value = fact.value if re.fullmatch(r"[\d-]+", fact.value) else with_bold_figures(flat(fact.value))
    note = _VALIDITY.get(value, "") if fact.label == "状态" else ""
    return f"{value}{note}{fact.ref.mark if fact.ref else ''}"
