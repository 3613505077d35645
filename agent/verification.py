"""After every answer, by code: each claim of each sentence is looked up in the clauses cited for that sentence.

A count that the tools themselves made (共 9 项) is checked against their results; what only repeats the question is let
pass where the sentence denies it (原文不是“90%”). No setting turns this off.
"""

import re
from collections.abc import Collection, Sequence

from agent.answers import Citation, SentenceCheck
from agent.claims import Claim, claims_of, searchable
from agent.composing.markup import REFUSAL
from policy.values import Frozen
from vectorstore.library import PolicyLibrary

_SENTENCE_END = re.compile(r"(?<=[。！？])(?!\[|[”」）])|\n|<br>")
_MARK = re.compile(r"\[(\d+)\]")
_COUNT = re.compile(
    r"(?:共|已列|另有|其中|已查|建议)[^\d。；\n|]{0,30}?(\d+)\s*(?:项|份|处|条|个|行)"
    r"|(?<=\|)(\d+) 项|第(\d+)至(?=\d+项)|(?<=至)(\d+)项"
)
_DENIAL = re.compile(r"不是|并非|未见|没有|不在|不含|未写|无")
_EMPHASIS = re.compile(r"\*\*|`")
# What is said to stand nowhere is an echo of the question, cut and joined anew: nothing is claimed of it.
_ECHO = re.compile(rf"{REFUSAL}与?(?:“[^”\n]*”)+")


class Evidence(Frozen):
    """What claims may stand on beside the citations: counts made by the tools, the question's own words.

    units are claims wherever they stand; names only where a sentence cites, or where known, a text that was checked
    before, does not name them: the head of a column cites nothing.
    """

    counts: frozenset[int]
    question: str
    units: tuple[str, ...]
    names: tuple[str, ...] = ()
    known: str = ""


def check_answer(
    text: str, citations: Sequence[Citation], *, evidence: Evidence, library: PolicyLibrary
) -> tuple[SentenceCheck, ...]:
    """One check a sentence, in order; sentences that claim nothing are checked too, as having no claim."""
    by_ordinal = {citation.ordinal: citation for citation in citations}
    checks = []
    for sentence in _sentences(text):
        cited = [by_ordinal[n] for mark in _MARK.findall(sentence) if (n := int(mark)) in by_ordinal]
        # A line that leads a list (…共 9 项：) rests on what the list cites.
        leads = not cited and sentence.rstrip("*").endswith(("：", ":", "——"))
        checks.append(_check(sentence, citations if leads else cited, evidence, library))
    return tuple(checks)


def _sentences(text: str) -> list[str]:
    """Sentences with their marks; one without a mark takes part of the next that has one, in the same line."""
    sentences: list[str] = []
    for line in text.split("\n"):
        held = ""
        for piece in (p for p in _SENTENCE_END.split(line) if p and p.strip()):
            held += piece
            if _MARK.search(piece):
                sentences.append(held)
                held = ""
        if held.strip() and sentences and not line.startswith(held):
            sentences[-1] += held
        elif held.strip():
            sentences.append(held)
    return sentences


def _check(sentence: str, cited: Sequence[Citation], evidence: Evidence, library: PolicyLibrary) -> SentenceCheck:
    plain = _EMPHASIS.sub("", _MARK.sub("", sentence))
    named = (
        *evidence.units,
        *(name for name in evidence.names if _MARK.search(sentence) or name not in evidence.known),
    )
    claims = claims_of(_without_counts(_ECHO.sub(REFUSAL, plain), evidence.counts), units=named)
    if not claims:
        return SentenceCheck(sentence=plain.strip(), verdict="no_claim")
    texts = [text_behind(citation, library) for citation in cited]
    missing = [c for c in claims if not c.stands_in(texts) and not _repeats_question(c, plain, evidence.question)]
    return SentenceCheck(
        sentence=plain.strip(),
        verdict="unsupported" if missing else "verified",
        claims=tuple(claim.printed for claim in claims),
        missing=tuple(claim.printed for claim in missing),
    )


def _without_counts(sentence: str, counts: Collection[int]) -> str:
    """The sentence without the counts that the tools made; a count that they did not make stays a claim."""
    return _COUNT.sub(lambda m: "" if int(next(filter(None, m.groups()))) in counts else m.group(), sentence)


def text_behind(citation: Citation, library: PolicyLibrary) -> str:
    """All that a citation shows a person: the clause, the headings above it, title, number and address."""
    document = library.document(citation.doc_id)
    clause = document.clause_by_id[citation.clause_id]
    headings = "".join((*document.heading_path(clause), *(cell.text for cell in document.cells_of(clause.clause_id))))
    place = document.header.region
    region = "".join((*reversed(place.parents), place.name)) if place else ""
    return searchable(f"{clause.text} {headings} {citation.reference} {citation.document_number or ''} {region}")


def _repeats_question(claim: Claim, sentence: str, question: str) -> bool:
    return claim.folded in searchable(question) and bool(_DENIAL.search(sentence))
