"""By what a set of tasks or figures is narrowed: every condition that the wording names."""

import re

from agent import wordings
from agent.locations import find_locators
from agent.mentions import Mentions
from agent.question import Conditions, Kind
from agent.sections import find_section
from policy.numbering import han_value
from policy.themes import THEMES, classify_themes
from vectorstore.library import PolicyLibrary

_MEASURED = re.compile(r"(?:以|用|拿|按)[“\"]?(%|亿元|万元|亿|家|个|亩|项|倍)[”\"]?(?:来)?(?:为单位|作单位|计|算|表示)")
_QUOTED = re.compile(r"[“\"「][^”\"」]*[”\"」]")
_UNITS = frozenset("% 个 家 亿 万 人 名 项 亩 场 倍".split())
_ABOUT = re.compile(r"(?:跟|与|和|同)(?P<matter>(?![我咱你他它本这那])[^,，的跟与和同不]{2,8}?)(?:有关|相关|沾边)")
_DUE_YEAR = re.compile(r"(?:到|至|截至)(20\d{2})年|(20\d{2})年(?:要|须|得|底前)")


def conditions_of(mentions: Mentions, kind: Kind, topic: str, library: PolicyLibrary) -> Conditions:
    """All conditions together; a role needs a unit, save for 'alone'."""
    found: dict[str, object] = {"due_before": _due_before(mentions.text), "without_unit": mentions.without}
    if match := _DUE_YEAR.search(mentions.text):
        found["due_year"] = int(match.group(1) or match.group(2))
    found["year_end"] = bool(wordings.YEAR_END.search(mentions.text)) and not found["due_before"]
    if kind == "indicators":
        found |= _bars(mentions.text)
    found |= _unit_of_measure(mentions.text) | _worded(mentions) | _helped(mentions.text) | _numbered(mentions.text)
    if len(mentions.units) > 1 and wordings.TOGETHER.search(mentions.text):
        found["together_with"] = mentions.units[1]
    if kind == "tasks" and mentions.units and (about := _ABOUT.search(mentions.text)):
        found["keyword"] = about["matter"]
    if kind == "tasks" and "first" not in found and (located := find_locators(mentions.text)):
        found["section"] = located[0]
    elif kind == "tasks" and mentions.units:
        found["section"] = find_section(library, mentions.text, "", regions=mentions.regions)
    elif kind == "tasks" and "first" not in found:
        found |= _subject(mentions, topic, library)
    return Conditions.model_validate(found)


def _worded(mentions: Mentions) -> dict[str, object]:
    found: dict[str, object] = {}
    for pattern, condition in wordings.CONDITIONS:
        if pattern.search(mentions.text):
            given = {name: value for name, value in condition if value != Conditions.model_fields[name].default}
            if mentions.units or given.get("role", "alone") == "alone":
                found = given | found
    if wordings.ANY_ROLE.search(mentions.text):
        found.pop("role", None)
    return found


def _unit_of_measure(text: str) -> dict[str, object]:
    """拿“亿元”来算的目标: figures in that unit."""
    match = _MEASURED.search(text)
    return {"indicator_unit": match.group(1)} if match else {}


def _bars(text: str) -> dict[str, object]:
    """What figures are held against: 超过100家 asks for figures of 家 from 100 on."""
    found: dict[str, object] = {}
    for name, pattern in (("at_least", wordings.AT_LEAST), ("at_most", wordings.AT_MOST)):
        if match := pattern.search(_QUOTED.sub(" ", text)):
            found[name] = float(match[1] or match[3])
            unit = match[2] or match[4] or ""
            found |= {"indicator_unit": unit} if unit in _UNITS else {}
    return found


def _helped(text: str) -> dict[str, object]:
    """Whether others' help is needed; then 协助 is no role of the unit that is asked about."""
    if wordings.NO_SUPPORT.search(text):
        return {"support": "none", "role": "any"}
    return {"support": "has", "role": "any"} if wordings.NEEDS_SUPPORT.search(text) else {}


def _numbered(text: str) -> dict[str, object]:
    if match := wordings.ROW_RANGE.search(text):
        return {"first": int(match.group(1)), "last": int(match.group(2))}
    if match := wordings.HAN_RANGE.search(text):
        return {"first": han_value(match.group(1)), "last": han_value(match.group(2))}
    return {}


def _subject(mentions: Mentions, topic: str, library: PolicyLibrary) -> dict[str, object]:
    """What a set of tasks is about: a part of the document, else a theme that the wording names."""
    plain = wordings.TASK_WORDS.sub(" ", topic)
    section = find_section(library, mentions.text, plain, regions=mentions.regions)
    if section:
        return {"section": section}
    about = _ABOUT.search(mentions.text)
    if about and not any(about["matter"] in theme for theme in THEMES):
        held = library.word_counts([about["matter"]])
        return {"keyword": about["matter"]} if held[about["matter"]] else {}
    named = next((theme for theme in THEMES if theme in mentions.text), None)
    return {"theme": named or next(iter(classify_themes(plain, "")), None)}


def _due_before(text: str) -> str | None:
    match = wordings.YEAR_DUE.search(text)
    return f"{match.group(1)}-12-31" if match else None
