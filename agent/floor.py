"""What a model's answer must not fall below: the offline answer to the same question.

A model may say it better, in another order, with more of the same documents. It may not leave out a row, a figure, a
date or a place of what the rules found, answer where they refuse, refuse where they answer, wander to other documents,
or write a page where a paragraph was asked. Each fault is one sentence for the model, exact enough to be mended; what
is left after one repair makes room for the offline answer. Not judged: style.
"""

import re
from collections.abc import Iterable, Iterator

from agent.candidates import Candidate
from agent.claims import Claim, claims_of, searchable
from agent.composing.markup import REFUSAL
from agent.question import Question
from agent.verification import text_behind
from policy.folding import fold
from vectorstore.library import PolicyLibrary

_KEPT = 0.5  # share of a statement's character pairs that must come back
_GROUNDED = 0.25  # share of a cited sentence's pairs that stand in what it cites
_TELLING = 4  # pairs: shorter lines are labels
_LONGEST, _ALLOWED = 2.0, 200  # times the offline answer, and characters beyond
_MOST_NAMED = 8  # faults of a kind that are named one by one
_FIGURES = frozenset({"how_much", "when", "count"})
_MARK = re.compile(r"\[(\d+)\]")
_TABLE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+", re.M)
_PLAIN = re.compile(r"\[\d+\]|[*`|#>\-]|<br>")


def faults_of(
    candidate: Candidate, reference: Candidate, question: Question, library: PolicyLibrary
) -> tuple[str, ...]:
    """What keeps the answer from being shown, in sentences for the model; empty when it may be."""
    if not candidate.text.strip():
        return ("回答是空的",)
    if candidate.refused != reference.refused:
        return (_misplaced_refusal(reference),)
    rules = (_unsupported(candidate), _badly_cited(candidate, reference, library), _left_out(candidate, reference),
             _beyond(candidate, reference, question), _form(candidate, reference, question))  # fmt: skip
    return tuple(fault for rule in rules for fault in rule)


def _misplaced_refusal(reference: Candidate) -> str:
    if reference.refused:
        return f"资料里没有依据，回答必须以“{REFUSAL}”开头，照“要点”写"
    return f"资料里有依据，不能答“{REFUSAL}”，照“要点”回答"


def _unsupported(candidate: Candidate) -> Iterator[str]:
    for check in candidate.checks:
        if check.verdict == "unsupported":
            yield f"“{check.sentence}”中的“{'”“'.join(check.missing)}”在所引条款里找不到"


def _badly_cited(candidate: Candidate, reference: Candidate, library: PolicyLibrary) -> Iterator[str]:
    if candidate.resolved.unknown:
        yield f"有 {candidate.resolved.unknown} 个证据编号不是给出的"
    if not candidate.resolved.citations and reference.resolved.citations:
        yield "全文没有引用任何证据"
    for sentence, behind in _cited_lines(candidate, library):
        if len(pairs(sentence)) > _TELLING and share(sentence, behind) < _GROUNDED:
            yield f"“{sentence}”与所引条款说的不是一件事"


def _left_out(candidate: Candidate, reference: Candidate) -> Iterator[str]:
    """Every statement of the reference comes back, its figures all of them, its words for the most part."""
    text = searchable(_PLAIN.sub("", candidate.text))
    lost = [line for line in _statements(reference) if _is_lost(line, candidate.text, searched=text)]
    yield from (f"漏了“{_brief(line)}”" for line in lost[:_MOST_NAMED])
    if len(lost) > _MOST_NAMED:
        yield f"另外还漏了 {len(lost) - _MOST_NAMED} 条"


def _statements(reference: Candidate) -> Iterator[str]:
    """The lines that cite or that hold a figure, without their marks."""
    for line in reference.text.splitlines():
        plain = _MARK.sub("", line).replace("**", "").strip()
        if _MARK.search(line) or _wanted(plain):
            yield plain


def _is_lost(line: str, text: str, *, searched: str) -> bool:
    return share(line, [text]) < _KEPT or any(not claim.stands_in([searched]) for claim in _wanted(line))


def _wanted(line: str) -> list[Claim]:
    return [claim for claim in claims_of(line) if claim.kind in ("number", "document_number")]


def _beyond(candidate: Candidate, reference: Candidate, question: Question) -> Iterator[str]:
    """Documents that were not asked about; figures that nobody asked for where one was asked for."""
    allowed = {citation.doc_id for citation in reference.resolved.citations} | set(question.doc_ids)
    strange = {c.title: None for c in candidate.resolved.citations if allowed and c.doc_id not in allowed}
    yield from (f"《{title}》不是所问的文件，不要引用" for title in strange)
    if question.kind == "lookup" and _FIGURES & set(question.asked):
        known = searchable(f"{_PLAIN.sub('', reference.text)} {question.text}")
        extra = [claim.printed for claim in _figures(candidate) if not claim.stands_in([known])]
        yield from (f"“{printed}”不是所问的数字，删去" for printed in dict.fromkeys(extra))


def _figures(candidate: Candidate) -> Iterator[Claim]:
    for check in candidate.checks:
        yield from (claim for claim in claims_of(check.sentence) if claim.kind == "number")


def _form(candidate: Candidate, reference: Candidate, question: Question) -> Iterator[str]:
    if is_chinese(reference.text) and not is_chinese(candidate.text):
        yield "没有用中文作答"
    if question.wants_table and _TABLE.search(reference.text) and not _TABLE.search(candidate.text):
        yield "问的是表格，要用 Markdown 表格作答"
    longest = int(len(reference.text) * _LONGEST + _ALLOWED)
    if len(candidate.text) > longest:
        yield f"太长了（{len(candidate.text)} 字），不要超过 {longest} 字，只答所问"


def is_chinese(text: str) -> bool:
    """Whether Chinese characters outnumber Latin letters.

    >>> is_chinese("区科委参与5项任务"), is_chinese("The bureau takes part in 5 tasks")
    (True, False)
    """
    return sum("\u4e00" <= c <= "\u9fff" for c in text) >= sum(c.isascii() and c.isalpha() for c in text)


def _cited_lines(candidate: Candidate, library: PolicyLibrary) -> Iterator[tuple[str, list[str]]]:
    """Each line that cites, without marks, with the clauses that it cites and what stands above them."""
    cited = {citation.ordinal: citation for citation in candidate.resolved.citations}
    for line in candidate.text.splitlines():
        behind = [text_behind(cited[n], library) for mark in _MARK.findall(line) if (n := int(mark)) in cited]
        if behind:
            yield _PLAIN.sub("", line).strip(), behind


def share(statement: str, texts: Iterable[str]) -> float:
    """How many of a statement's character pairs stand in the texts, 0–1; 1 for what has none.

    >>> share("建成30个众创空间", ["到2020年建成众创空间30个"])
    0.625
    """
    wanted = pairs(statement)
    return len(wanted & pairs("".join(texts))) / len(wanted) if wanted else 1.0


def pairs(text: str) -> set[str]:
    """Neighbouring characters, folded, without marks and punctuation."""
    folded = re.sub(r"[^\w%]", "", fold(_PLAIN.sub("", text)))
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


def _brief(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else f"{sentence[:59]}…"
