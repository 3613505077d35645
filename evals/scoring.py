"""How good replies are: right or wrong by the question's patterns, and citations by where their quotes stand.

The rules: an answer is right when every must_contain pattern is found in its folded text, no must_not_contain pattern
is, and a table question got a table. A citation is valid when its quote stands in its document, and apt when it shares
six characters with a gold clause. What a text means is not judged.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from evals.answering import Reply
from evals.gold import GoldSpan, Question
from evals.places import Place, find_places, shared
from policy.values import Frozen

LEAST_SHARED = 6
_CIRCLED = re.compile("[①-⒛]")
_MARK = re.compile(r"\[\^?\d{1,2}\]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$", re.M)


class Score(Frozen):
    """One reply against its question. faults is empty when it is right.

    apt counts citations in a gold clause, judged those that could be; cited counts gold clauses that were cited.
    """

    question: Question
    reply: Reply
    faults: tuple[str, ...]
    valid: tuple[bool, ...]
    apt: int
    judged: int
    cited: int
    wanted: int


class Summary(Frozen):
    """Figures of a set of scores; a ratio of nothing is None."""

    count: int
    right: int
    citation_valid: float | None
    clause_recall: float | None
    clause_precision: float | None
    characters: float
    lookup_characters: float | None
    p50_ms: float
    p95_ms: float

    @property
    def accuracy(self) -> float:
        """Right answers of all."""
        return self.right / self.count


def folded_answer(text: str) -> str:
    r"""The answer as the patterns see it: half-width, no white space, marks and emphasis out, line ends as ;.

    >>> folded_answer("① 达到**３,０００**亿元[1]\n② 培训")
    ';达到3000亿元;;培训'
    """
    plain = unicodedata.normalize("NFKC", _CIRCLED.sub(";", text))
    plain = _MARK.sub("", re.sub("[*`]", "", plain)).strip()
    return _THOUSANDS.sub("", re.sub(r"\s+", "", re.sub(r"\s*\n\s*", ";", plain)))


def faults_of(question: Question, answer: str) -> tuple[str, ...]:
    """What keeps the answer from being right."""
    text = folded_answer(answer)
    missing = [f"缺 {pattern}" for pattern in question.must_contain if not re.search(pattern, text)]
    wrong = [f"误 {pattern}" for pattern in question.must_not_contain if re.search(pattern, text)]
    has_table = bool(_TABLE_LINE.search(answer)) or "<table" in answer.lower()
    no_table = ["不是表格"] if question.fmt == "table" and not has_table else []
    return (*missing, *wrong, *no_table)


def score_reply(question: Question, reply: Reply, texts: Mapping[str, str]) -> Score:
    """Judge one reply; texts are the documents' texts by file name."""
    found = [_places(quoted.source, quoted.quote, texts) for quoted in reply.citations]
    places = [place for of_one in found for place in of_one]
    golds = () if question.gold_partial else question.gold_spans
    return Score(
        question=question,
        reply=reply,
        faults=faults_of(question, reply.answer),
        valid=tuple(bool(of_one) for of_one in found),
        apt=sum(any(_in_gold(place, gold) for gold in golds) for place in places),
        judged=len(places) if golds else 0,
        cited=sum(any(_in_gold(place, gold) for place in places) for gold in golds),
        wanted=len(golds),
    )


def score_replies(
    questions: Sequence[Question], replies: Iterable[Reply], texts: Mapping[str, str]
) -> tuple[Score, ...]:
    """Judge every question; one without a reply is wrong."""
    by_id = {reply.id: reply for reply in replies}
    return tuple(score_reply(question, by_id.get(question.id) or _silence(question), texts) for question in questions)


def summarise(scores: Sequence[Score]) -> Summary:
    """The figures of a set of at least one score."""
    lookups = [len(folded_answer(score.reply.answer)) for score in scores if score.question.type == "lookup"]
    times = [score.reply.elapsed_ms for score in scores]
    valid = [one for score in scores for one in score.valid]
    return Summary(
        count=len(scores),
        right=sum(not score.faults for score in scores),
        citation_valid=_ratio(sum(valid), len(valid)),
        clause_recall=_ratio(sum(score.cited for score in scores), sum(score.wanted for score in scores)),
        clause_precision=_ratio(sum(score.apt for score in scores), sum(score.judged for score in scores)),
        characters=median(len(folded_answer(score.reply.answer)) for score in scores),
        lookup_characters=median(lookups) if lookups else None,
        p50_ms=percentile(times, 0.5),
        p95_ms=percentile(times, 0.95),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies, by the nearest rank.

    >>> percentile([30.0, 10.0, 20.0], 0.5), percentile([30.0, 10.0, 20.0], 0.95)
    (20.0, 30.0)
    """
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _places(source: str, quote: str, texts: Mapping[str, str]) -> list[tuple[str, Place]]:
    return [(source, place) for place in find_places(texts.get(source, ""), quote)]


def _in_gold(place: tuple[str, Place], gold: GoldSpan) -> bool:
    source, span = place
    return any(source == one.source and shared(span, (one.start, one.end)) >= LEAST_SHARED for one in gold.any_of)


def _silence(question: Question) -> Reply:
    return Reply(id=question.id, answer="", refused=False, citations=(), tools=(), mode="none", elapsed_ms=0.0)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
