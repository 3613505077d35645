"""Better wording for an outline's points by a model, line by line, each under the checks of an answer.

A line whose figures, dates, 文号, names or limits (不得、以上) are not those of its cited clauses, that loses something
or says something else, keeps the rules' wording and says so. Lines that a person changed, suggestions, numbers, units
and headings are not sent. Not judged: style. A model that fails leaves the draft as it is, with a sentence.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count as counted
from typing import NamedTuple

import rjieba
from langchain_core.messages import HumanMessage, SystemMessage

from agent.citations import resolve
from agent.claims import claims_of, searchable
from agent.failures import EmptyReplyError, failure_sentence, pause_before
from agent.floor import is_chinese, share
from agent.models import Model, answer_room
from agent.names import names_in
from agent.polished import KEPT, POLISHED, Polished
from agent.tokens import Counter, counter_for
from agent.verification import Evidence, check_answer, text_behind
from agent.watch import Watch
from policy.folding import fold
from prompts import load
from tools.drafts import SUGGESTION, Draft, DraftPiece
from tools.outlines import BLANK, OPEN_UNITS, TO_DO
from vectorstore.library import PolicyLibrary

_PARTS = re.compile(r"(?P<number>\d{1,2}[.．]\s?)(?P<core>.+?)(?P<tail>(?:（责任单位：.+）)?[。？]?)")
_REPLY = re.compile(r"\s*(\d{1,3})\s*[｜|]\s*(.+?)\s*")
_MARKUP = re.compile(r"[\[\]<>|*`#]|://|责任单位")
_LIMITS = re.compile("不得|严禁|禁止|不低于|不少于|不超过|不高于|以上|以下|以内|不予|无需|必须|力争|原则上")
_SMALL = re.compile("[一二三四五六七八九十两百千万]+(?:个|项|家|条|大|批|名|次|年|月|日|天|倍|成|户|处|座)")
_NAMES = ("ns", "nt", "nr", "nz")
_BLANKS = (BLANK, TO_DO, OPEN_UNITS)
_MOST_LINES, _MOST_CLAUSES, _LONGEST_CLAUSE = 12, 3, 240
_GROUNDED, _KEPT = 0.6, 0.5  # shares of character pairs, of the new line in the old and its clauses, and back
_LONGEST, _ALLOWED = 2, 20  # times the old line, and characters beyond


class _Line(NamedTuple):
    """A point without its number and units, with the words of the clauses that it rests on."""

    piece: DraftPiece
    number: str
    core: str
    tail: str
    clauses: str

    def with_core(self, core: str) -> tuple[str, ...]:
        return (f"{self.number}{core}{self.tail}",)

    def asked(self, at: int) -> str:
        return f"{at}｜原句：{self.core}\n依据：{self.clauses}\n"


def polish(
    draft: Draft, model: Model, *, library: PolicyLibrary, sleep: Callable[[float], None] = time.sleep
) -> Iterator[Polished]:
    """An event for each line as the model writes it, then one for those that it left out. Raises nothing that an
    endpoint can cause.
    """
    lines = [line for piece in draft.standing if (line := _line(piece, library))]
    state = Polished(total=len(lines))
    count = counter_for(model.name)
    room = model.settings.context - answer_room(model.settings) - count(load("polish"))
    yield state
    for batch in _batches(lines, room=min(room, answer_room(model.settings) * 2), count=count):
        try:
            for line, core in _worded(batch, model, sleep):
                state = _judged(state, line, core, library)
                yield state
        except Exception as error:
            yield state.model_copy(update={"piece": None, "note": f"{failure_sentence(error)}其余文字保持原样。"})
            return
    yield state.model_copy(update={"piece": None})


def _line(piece: DraftPiece, library: PolicyLibrary) -> _Line | None:
    """The line to be sent; None for what a person or a model has worded, and for what nothing stands behind."""
    match = _PARTS.fullmatch(piece.cells[0]) if piece.kind == "third" and piece.refs else None
    if match is None or piece.is_theirs or piece.plain is not None or piece.label == SUGGESTION:
        return None
    spans = dict.fromkeys(ref for ref in piece.refs[:_MOST_CLAUSES])
    texts = (library.document(ref.clause_id.rpartition("-")[0]).text[ref.start : ref.end] for ref in spans)
    clauses = " / ".join(" ".join(text.split())[:_LONGEST_CLAUSE] for text in texts)
    return _Line(piece, match["number"], match["core"], match["tail"], clauses)


def _batches(lines: Sequence[_Line], *, room: int, count: Counter) -> Iterator[list[_Line]]:
    """A dozen lines at a time, fewer where the model's context is small; a line that fits nowhere is left out."""
    batch: list[_Line] = []
    for line in lines:
        sizes = [count(each.asked(1)) for each in (*batch, line)]
        if batch and (sum(sizes) > room or len(batch) == _MOST_LINES):
            yield batch
            batch = []
        if sizes[-1] <= room:
            batch.append(line)
    if batch:
        yield batch


def _worded(batch: Sequence[_Line], model: Model, sleep: Callable[[float], None]) -> Iterator[tuple[_Line, str]]:
    """Each line with its new wording as it comes, once; a failure before the first word is tried again."""
    told: set[int] = set()
    for attempt in counted():
        try:
            for at, core in _replies(batch, model):
                if at not in told and 1 <= at <= len(batch):
                    told.add(at)
                    yield batch[at - 1], core
            return
        except Exception as error:
            pause = None if told else pause_before(error, attempt=attempt)
            if pause is None:
                raise
            sleep(pause)


def _replies(batch: Sequence[_Line], model: Model) -> Iterator[tuple[int, str]]:
    """What the model writes, line by line; it is cut off as soon as nobody reads on."""
    asked = "\n".join(line.asked(at) for at, line in enumerate(batch, start=1))
    watch, held, spoke = Watch(), "", False
    try:
        for chunk in model.chat.watched_by(watch).stream([SystemMessage(load("polish")), HumanMessage(asked)]):
            *whole, held = f"{held}{chunk.text}".split("\n")
            spoke = spoke or bool(chunk.text.strip())
            yield from _numbered(whole)
        yield from _numbered([held])
    finally:
        watch.leave()
    if not spoke:
        raise EmptyReplyError("模型没有写出任何内容。")


def _numbered(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    for match in filter(None, map(_REPLY.fullmatch, lines)):
        yield int(match[1]), match[2].rstrip("。；;")


def _judged(state: Polished, line: _Line, core: str, library: PolicyLibrary) -> Polished:
    """The line with its new wording, or with a note that says why it keeps the old one."""
    state = state.model_copy(update={"done": state.done + 1, "piece": None})
    if fold(core) == fold(line.core):
        return state
    if fault := fault_of(core, line.core, line.piece, library):
        noted = line.piece.model_copy(update={"wording": KEPT.format(fault)})
        return state.model_copy(update={"piece": noted, "kept": state.kept + 1})
    return state.model_copy(update={"piece": line.piece.polished(line.with_core(core), told=POLISHED)})


def fault_of(new: str, old: str, piece: DraftPiece, library: PolicyLibrary) -> str:
    """Why the new wording may not stand in place of the old, in a few words; '' where it may."""
    marks = "".join(f"[[{ref.clause_id}:{ref.start}-{ref.end}]]" for ref in piece.refs)
    cited = {ref.clause_id for ref in piece.refs}
    resolved = resolve(f"{new.replace('。', '；')}{marks}", shown=cited, library=library)
    behind = [text_behind(citation, library) for citation in resolved.citations]
    evidence = Evidence(counts=frozenset(), question="", units=names_in(new, library))
    checks = check_answer(resolved.text, resolved.citations, evidence=evidence, library=library)
    missing = [*(each for check in checks for each in check.missing), *_strange(new, [old, *behind])]
    return next(_faults(new, old, missing, behind), "")


def _faults(new: str, old: str, missing: Sequence[str], behind: Sequence[str]) -> Iterator[str]:
    if missing:  # what they are is not said: it stands nowhere
        yield "其中有的数字、日期、文号或名称不在所引条款里"
    if _MARKUP.search(new) or not is_chinese(new) or len(new) > _LONGEST * len(old) + _ALLOWED:
        yield "写法不合要求"
    if any(not claim.stands_in([searchable(new)]) for claim in claims_of(old)):
        yield "漏了原句的数字、文号或引语"
    if any(old.count(blank) != new.count(blank) for blank in _BLANKS):
        yield "留空的地方变了"
    if sorted(_LIMITS.findall(old)) != sorted(_LIMITS.findall(new)):
        yield "改了“不得”“以上”一类的限定"
    if share(new, [old, *behind]) < _GROUNDED or share(old, [new]) < _KEPT:
        yield "与原句说的不是一回事"


def _strange(new: str, known: Sequence[str]) -> Iterator[str]:
    """Names that the dictionary knows, and small counts, that stand in none of the texts."""
    folded = fold("".join(known))
    words = (word for word, part in rjieba.tag(new, False) if len(word) > 1 and part[:2] in _NAMES)
    yield from (word for word in words if fold(word) not in folded)
    yield from (found for found in _SMALL.findall(new) if fold(found) not in folded)
