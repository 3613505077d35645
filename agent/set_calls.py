"""The calls for a complete set of the ledger: duties as a list or a table, and figures."""

import re
from collections.abc import Sequence
from typing import Any

from agent.calls import Call, given, scope_of
from agent.question import Question
from agent.wordings import AT_LEAST, AT_MOST, BY_DEADLINE, BY_UNITS, GROUPED, HELP
from policy.units import read_unit_name
from tools.needs import content_words
from tools.scope import resolve_scope
from vectorstore.library import PolicyLibrary

_FEW = 12
_UNITS_ASKED = re.compile(r"责任单位|责任部门|负责部门|负责单位|谁负责|牵头单位|归谁|哪个部门")
# What the conditions have taken from the wording already.
_INDICATOR_WORDS = re.compile(
    r"这[一两三四几]*(?:块|方面|部分|类|项|条)|(?:挑|找|理|摘)出来?|百分[比之点]|数量|条款|各类|(?:20\d{2}|今|本|全)年度?的?|按?%|增长|递增|压减|量化|数字|指标|目标值?|硬|定量|来提|来算|来计|算|计|换成|拿|提的|提出|设定|定了?|写明|带上|有"
)
_ALL_OF = re.compile(r"从[^,，。]{1,10}到[^,，。]{1,10}都?(?:算|包括|列|要)(?:上|进来|在内)?")
_JOINED = re.compile(r"[和与及、]")
_SAYS_DUTY = re.compile(
    r"任务|事项|工作|内容|项目|措施|举措|条款|要点|做什么|干什么|什么事|事情|哪[件条项]|序号|名称|指标"
)
_YEAR_END = "年底"


def task_calls(question: Question, library: PolicyLibrary) -> tuple[Call, ...]:
    """A call for each unit that is asked about, or one for all where no unit is, or where they act together."""
    name = "build_table" if question.wants_table else "filter_tasks"
    c = question.conditions
    shared = given(
        role=c.role if c.role != "any" else None, theme=c.theme, keyword=c.keyword, section=c.section,
        deadline=c.deadline, indicator=c.indicator, first=c.first, last=c.last, without_unit=c.without_unit,
        support=c.support, assigned=c.assigned, **scope_of(question),
    )  # fmt: skip
    if question.wants_table:
        shared |= _table_arguments(question, library)
    else:
        shared |= given(due_before=_YEAR_END if c.year_end else c.due_before)
    if c.together_with and question.units and not question.wants_table:
        both = {"unit": question.units[0], "together_with": c.together_with}
        return (Call(name=name, arguments=shared | both),)
    return tuple(Call(name=name, arguments=shared | given(unit=unit)) for unit in _units_of(question))


def _units_of(question: Question) -> Sequence[str | None]:
    """The units that are asked about; of those that share with no other of its level, the one that says its level."""
    if question.conditions.role == "sole":
        levelled = [unit for unit in question.units if read_unit_name(unit).level]
        return (levelled or list(question.units))[:1]
    return question.units or (None,)


def _table_arguments(question: Question, library: PolicyLibrary) -> dict[str, Any]:
    asks_units = bool(_UNITS_ASKED.search(question.text)) and not question.units and not question.columns
    columns = _with_duty(question.columns) or _columns_asked(question, library)
    if HELP.search(question.text) and not question.columns and question.conditions.role != "support":
        columns = ["序号", "任务", "责任单位", "需协助的工作", "出处"]
    if GROUPED.search(question.text) and not columns:
        columns = ["序号", "所属部分", "任务", "责任单位", "出处"]
    assigned = question.conditions.assigned or ("has" if asks_units else None)
    return given(columns=columns, order=_order_asked(question.text), assigned=assigned)


def _with_duty(columns: Sequence[str]) -> list[str]:
    """The named columns behind one that says which duty a row is, where none of them does."""
    told = any(_SAYS_DUTY.search(column) for column in columns)
    return list(columns) if told or not columns else ["任务", *columns]


def _order_asked(text: str) -> str | None:
    if BY_UNITS.search(text):
        return "units"
    return "deadline" if BY_DEADLINE.search(text) else None


def _columns_asked(question: Question, library: PolicyLibrary) -> list[str]:
    """The usual columns with those of a document's own table that the question names (国家哪家分工 → 国家分工)."""
    cards = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None).cards
    printed = {
        c: None for card in cards[:_FEW] for table in library.document(card.doc_id).tables for c in table.columns
    }
    named = [
        column for column in printed if (words := content_words(column)) and all(w in question.text for w in words)
    ]
    return list(dict.fromkeys(["序号", "任务", "责任单位", *named, "出处"])) if set(named) - {"序号"} else []


def _of_title(question: Question, library: PolicyLibrary) -> set[str]:
    """Words that the one document meant bears in its title: all of its figures are of that matter."""
    cards = resolve_scope(library, documents=question.doc_ids or None, regions=question.regions or None).cards
    return set(content_words(cards[0].title)) if len(cards) == 1 else set()


def indicator_arguments(question: Question, library: PolicyLibrary) -> dict[str, Any]:
    """What figures are narrowed by; the topic is what the wording says beyond that."""
    c = question.conditions
    plain = AT_MOST.sub(" ", AT_LEAST.sub(" ", question.topic))
    told = set(content_words(_INDICATOR_WORDS.sub(" ", _ALL_OF.sub(" ", plain)))) - _of_title(question, library)
    said = (" ".join(word for word in content_words(part) if word in told) for part in _JOINED.split(question.text))
    topic = "、".join(part for part in said if part) or None
    return given(
        unit=c.indicator_unit, change=c.change, topic=topic, due_year=c.due_year, at_least=c.at_least,
        at_most=c.at_most, **scope_of(question),
    )  # fmt: skip
