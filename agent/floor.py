"""What a model's answer must not fall below: the offline answer to the same question.

A model may say it better, in another order, with more of the same documents. It may not leave out a row, a figure, a
date or a place of what the rules found, answer where they refuse, refuse where they answer, wander to other documents,
or write a page where a paragraph was asked. Each fault is one sentence for the model, exact enough to be mended; what
is left after one repair makes room for the offline answer. Not judged: style.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

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
_PLAIN = re.compile(r"\[\d+\]|[*`|#]|<br>")
_NO_STATEMENT = re.compile(r"^[|\s:-]*$|[：:]$")
_SAME = 0.8  # share from which a sentence says what the reference says
_YES, _NO = re.compile(r"^(?:是|对|有|正确|属实)"), re.compile(r"^(?:不|没有|并非|未)")


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
        said_before = share(sentence, [reference.text]) >= _SAME
        if not said_before and len(pairs(sentence)) > _TELLING and share(sentence, behind) < _GROUNDED:
            yield f"“{sentence}”与所引条款说的不是一件事"


def _left_out(candidate: Candidate, reference: Candidate) -> Iterator[str]:
    """Every statement of the reference comes back from the same clause, its figures all of them, its words mostly."""
    said = list(_lines(candidate))
    lost = [line for line in _lines(reference) if line.states_something and _is_lost(line, said)]
    yield from (f"漏了“{_brief(line.text)}”" for line in lost[:_MOST_NAMED])
    if len(lost) > _MOST_NAMED:
        yield f"另外还漏了 {len(lost) - _MOST_NAMED} 条"


class _Line(NamedTuple):
    """A line without its marks, and the clauses that it cites."""

    text: str
    clauses: frozenset[str]

    @property
    def states_something(self) -> bool:
        """Whether it is more than a rule of a table or the lead of a list."""
        return bool(self.clauses or _wanted(self.text) or not _NO_STATEMENT.search(self.text))


def _lines(candidate: Candidate) -> Iterator[_Line]:
    cited = {citation.ordinal: citation.clause_id for citation in candidate.resolved.citations}
    for line in candidate.text.splitlines():
        marks = (int(mark) for mark in _MARK.findall(line))
        yield _Line(_plain(line), frozenset(cited[n] for n in marks if n in cited))


def _is_lost(line: _Line, said: Sequence[_Line]) -> bool:
    """A statement with sources comes back where they are cited; one without, in any one line."""
    if not line.clauses:
        return all(_falls_short(line.text, other.text) for other in said)
    return _falls_short(line.text, "\n".join(other.text for other in said if other.clauses & line.clauses))


def _falls_short(statement: str, text: str) -> bool:
    searched = [searchable(text)]
    return share(statement, [text]) < _KEPT or any(not claim.stands_in(searched) for claim in _wanted(statement))


def _plain(text: str) -> str:
    return _PLAIN.sub("", text).strip()


def _wanted(line: str) -> list[Claim]:
    return [claim for claim in claims_of(line) if claim.kind in ("number", "document_number")]


def _beyond(candidate: Candidate, reference: Candidate, question: Question) -> Iterator[str]:
    """Documents that were not asked about; figures that nobody asked for where one was asked for."""
    allowed = {citation.doc_id for citation in reference.resolved.citations} | set(question.doc_ids)
    strange = {c.title: None for c in candidate.resolved.citations if allowed and c.doc_id not in allowed}
    yield from (f"《{title}》不是所问的文件，不要引用" for title in strange)
    if question.kind == "lookup" and _FIGURES & set(question.asked):
        known = searchable(f"{_plain(reference.text)} {question.text}")
        extra = [claim.printed for claim in _figures(candidate) if not claim.stands_in([known])]
        yield from (f"“{printed}”不是所问的数字，删去" for printed in dict.fromkeys(extra))


def _figures(candidate: Candidate) -> Iterator[Claim]:
    for check in candidate.checks:
        yield from (claim for claim in claims_of(check.sentence) if claim.kind == "number")


def _form(candidate: Candidate, reference: Candidate, question: Question) -> Iterator[str]:
    if _denies(candidate.text) != _denies(reference.text):
        yield f"第一句的是与否和“要点”相反，要点是“{_brief(_plain(reference.text.splitlines()[0]))}”"
    if is_chinese(reference.text) and not is_chinese(candidate.text):
        yield "没有用中文作答"
    if question.wants_table and _TABLE.search(reference.text) and not _TABLE.search(candidate.text):
        yield "问的是表格，要用 Markdown 表格作答"
    longest = int(len(reference.text) * _LONGEST + _ALLOWED)
    if len(candidate.text) > longest:
        yield f"太长了（{len(candidate.text)} 字），不要超过 {longest} 字，只答所问"


def _denies(text: str) -> bool | None:
    """Whether an answer begins with no; None where it begins with neither yes nor no."""
    return True if _NO.match(text) else False if _YES.match(text) else None


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
            yield _plain(line), behind


def share(statement: str, texts: Iterable[str]) -> float:
    """How many of a statement's character pairs stand in the texts, 0–1; 1 for what has none.

    >>> share("建成30个众创空间", ["到2020年建成众创空间30个"])
    0.75
    """
    wanted = pairs(statement)
    return len(wanted & pairs("".join(texts))) / len(wanted) if wanted else 1.0


def pairs(text: str) -> set[str]:
    """Neighbouring characters, folded, without marks and punctuation."""
    folded = re.sub(r"[^\w%]", "", fold(_PLAIN.sub("", text)))
    return {folded[i : i + 2] for i in range(len(folded) - 1)}


def _brief(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else f"{sentence[:59]}…"
