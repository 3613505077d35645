"""Answers that are several: the points that a sentence leads in, and every sentence that names one of the things asked
for (哪几场攻坚战).
"""

import re
from collections.abc import Sequence

from agent.composing.choices import Choice
from agent.composing.markup import clause_mark, flat
from agent.question import Question
from agent.support import Support, Supported
from policy.folding import fold
from policy.sentences import split_phrases, split_sentences
from tools.evidence import FoundClause
from tools.needs import content_words
from vectorstore.library import PolicyLibrary

_PLURAL = re.compile(
    r"哪些|哪几|哪[两三四五六七八九十]|都有(?:哪|什么|谁)|几(?:种|类|条|个|项|样|场|方面)|(?:什么|哪些)(?:情况|情形|条件)|分别|包括"
)
_NAMED = re.compile(
    r"(?:哪些|(?:哪几|哪[两三四五六七八九十])[个项条种类场座所处份块]?|(?<![第哪上下])几[个项条种类场座所处份块](?!月|工作日|百分点))"
    r"(?P<noun>[\u4e00-\u9fff]{2,8})"
)
_LEADS_IN = re.compile(r"下列|以下|如下|情形之一|条件之一|[:：]$")
COMPANIES = re.compile(r"哪几家|(?:哪些|哪几个)(?:企业|公司|车企|药企|学校|院校|高校|医院|银行)")
_BRACKETS = "(（"  # begin the units that are responsible
COMPANY = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:集团|公司|银行|药业|制药|大学|学院|医院)")
_MOST_POINTS, _LONGEST_POINT = 12, 80
_MOST_NAMED, _FEWEST_NAMED = 8, 2
_NEARLY = 0.9


def points_below(question: Question, chosen: Sequence[Choice], library: PolicyLibrary) -> str:
    """The points under a chosen sentence that leads them in, where several things are asked for; else ''."""
    if not _PLURAL.search(question.text):
        return ""
    for choice in chosen:
        clause = choice.found.clause
        document = library.document(clause.doc_id)
        points = [c for c in document.descendants(clause) if c.parent_id == clause.clause_id and c.kind == "item"]
        if points and (_LEADS_IN.search(choice.text) or clause.text.rstrip().endswith((":", "："))):
            found = [FoundClause.of(choice.found.card, document, point) for point in points[:_MOST_POINTS]]
            return "".join(f"\n{_point(each)}{clause_mark(each)}" for each in found)
    return ""


def _point(found: FoundClause) -> str:
    text = flat(found.clause.text)
    return (
        text if len(text) <= _LONGEST_POINT else found.clause.text[: split_sentences(found.clause.text)[0][1]].strip()
    )


def enumerated(question: Question, support: Support) -> list[Choice]:
    """A phrase for each clause that names one of the things asked for; [] unless two clauses or more do."""
    match = _NAMED.search(question.text)
    nouns = content_words(match["noun"]) if match else ()
    if not nouns or question.figures or sum(bool(part.asked) for part in question.parts) > 1 or "who" in question.asked:
        return []
    if listed := _listed(fold(nouns[0]), support):
        return [listed]
    named = [(each, choice) for each in support.clauses if (choice := _naming([fold(noun) for noun in nouns], each))]
    bar = _NEARLY * max((each.coverage for each, _ in named), default=0.0)
    distinct = {fold(choice.text): choice for each, choice in reversed(named) if each.coverage >= bar}
    chosen = sorted(distinct.values(), key=lambda choice: (choice.found.card.doc_id, choice.start))
    return chosen[:_MOST_NAMED] if len(chosen) >= _FEWEST_NAMED else []


def companies_beside(question: Question, chosen: Sequence[Choice]) -> list[Choice]:
    """The other sentences that name a company beside the first one chosen, where companies are asked for by name."""
    first = next(iter(chosen), None)
    if first is None or not COMPANIES.search(question.text) or not COMPANY.search(first.text):
        return []
    clause = first.found.clause
    every = (
        first.model_copy(update={"start": start, "end": end})
        for start, end in split_sentences(clause.text, offset=clause.start)
    )
    return [
        each
        for each in every
        if COMPANY.search(each.text)
        and each.text[0] not in _BRACKETS
        and not any(c.start < each.end and each.start < c.end for c in chosen)
    ]


def _listed(noun: str, support: Support) -> Choice | None:
    """The sentence that names one such thing after the other: 产业链招商、网络招商、代理招商."""
    side_by_side = re.compile(
        rf"(?:[^、，,。；;]*{re.escape(noun)}、){{{_FEWEST_NAMED},}}[^、，,。；;]*{re.escape(noun)}"
    )
    for each in support.clauses:
        clause = each.found.clause
        for start, end in split_phrases(clause.text, offset=clause.start):
            if side_by_side.search(fold(clause.text[start - clause.start : end - clause.start])):
                return Choice(found=each.found, start=start, end=end, worth=each.score)
    return None


def _naming(nouns: Sequence[str], supported: Supported) -> Choice | None:
    """The first phrase of a clause that names such a thing, by all the words of its name."""
    found = supported.found
    clause = found.clause
    for start, end in split_phrases(clause.text, offset=clause.start):
        phrase = fold(clause.text[start - clause.start : end - clause.start])
        if all(noun in phrase for noun in nouns):
            return Choice(found=found, start=start, end=end, worth=supported.score)
    return None
