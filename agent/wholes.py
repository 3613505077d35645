"""Which named whole a question asks the members of: the heading or leading sentence that is meant, with its points.

A whole is known by its name (建设程序), by what leads its points in (有下列情形之一的…), by the question that it
answers in an interview, by the number of its points (那四条), or is a sentence that names several things: 蓝天、碧水、
净土等作战计划. Nothing is known of any document.
"""

import re
from collections.abc import Iterator, Sequence

from agent.nouns import asked_noun
from agent.question import Question
from agent.series import Series, going_on, series_in
from agent.support import Support
from policy.documents import Clause
from policy.folding import fold
from policy.numbering import han_value
from policy.values import Frozen
from tools.evidence import DocumentCard, FoundClause
from tools.needs import need_of
from tools.points import Point, point_of, points_of
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_NUMBERS = r"[二两三四五六七八九十]{1,3}|\d{1,2}"
_PARTS = "方面|块|类|步|部分|环节|阶段|原则|专栏|板块|情形|条件|程序"
_PLAIN_MEASURES = rf"(?:个|大)?(?:{_PARTS})"
_MEASURES = rf"(?:个|大)?(?:{_PARTS}|条|点|项|种|件|样|目标|任务|举措|措施|事|计划)"
_ASKS = re.compile(
    rf"哪些|哪几|哪(?:{_NUMBERS})|都有(?:哪|什么|啥|谁)|(?<![第上下])几{_PLAIN_MEASURES}"
    r"|(?<![第上下])几(?:条|项|种|样|件)(?=[,，?？]|$|都|分别|是|叫)"
    rf"|分别(?:是|叫|指|为|讲)|(?:包括|包含|分)(?:了|成|为)?(?:哪|什么|啥|几)|逐(?:条|项|一)|各(?:是|叫|讲)(?:什么|啥|多少)"
    rf"|(?:叫|是)(?:什么|啥)名|(?:{_NUMBERS}){_MEASURES}[^,，?？]{{0,8}}(?:啥|什么|哪|列|报)|[都全](?:列|报|说)"
)
_COUNT = re.compile(rf"(?<!第)({_NUMBERS}){_MEASURES}|哪({_NUMBERS})[个条项种家类场样]?")
_SET_NOUNS = frozenset(
    "大事 举措 措施 方面 事项 名字 名称 标题 条名 几块 分成 分为 一问 那一问 那问 回答 每块 每条 逐条 逐项 一遍 一览"
    " 数字 数值 带上 各条 各项 点名 名单 几条 打算 别漏 主要".split()
)
_FIGURES_ASKED = re.compile(
    r"(?:预期|主要|发展|工作|年度?|经济|量化|硬)的?(?:目标|指标)|增速|目标值|数值|带(?:上)?数|各是多少|各多少"
)
_FEWEST_FIGURES = 3
_LABEL_ASKED = re.compile(
    rf"(?:哪?(?:{_NUMBERS}|几)个?)(专栏|附件|附表|附录)|(专栏|附件|附表|附录)(?:都|各|分别)?(?:有|是|叫)?(?:哪|什么|几)"
)
_LEADS_IN = re.compile(r"(?:下列|以下|如下|之一)[^。]*[：:]|[：:]\s*$")
_FEWEST_LETTERS, _LEAD = 4, 160
_SAID = 0.8
_TOUCHED, _ENOUGH, _SERIES_ENOUGH = 0.35, 0.6, 0.75
_NAMED, _COUNTED, _MISCOUNTED, _ANNEXED, _NOUN, _LED_IN = 1.0, 0.35, 0.4, 0.2, 0.2, 0.15
_CLEARLY, _FIGURED = 0.1, 0.4
_MOST_HITS, _MOST_DOCUMENTS = 12, 2


class Whole(Frozen):
    """What is asked for: the clause that names it, and its members; or the one sentence that names them all."""

    head: FoundClause
    points: tuple[Point, ...] = ()
    series: Series | None = None


_FACTS: frozenset[str] = frozenset({"how_much", "when", "who"})


class Asked(Frozen):
    """What a question for members says of their whole.

    several: it asks something else too; by_name: a fact, so that only a heading in its own words is meant beside it.
    """

    text: str
    need: Need
    noun: str
    counts: tuple[int, ...]
    figures: bool
    tabled: bool
    several: bool
    by_name: bool


def asks_members(text: str) -> bool:
    """Whether a question asks for all of something.

    >>> asks_members("试验区的建设程序有哪几步"), asks_members("试验区什么时候建成")
    (True, False)
    """
    return bool(_ASKS.search(text))


def named_whole(question: Question, support: Support, library: PolicyLibrary) -> Whole | None:
    """The whole that the question names, None where nothing that has members is about what is asked."""
    asked = _asked(question)
    if boxes := _labelled_alike(asked, support, library):
        return boxes
    worth, led = _best_led(asked, support, library)
    bar = max(worth + _CLEARLY if led else 0.0, _SERIES_ENOUGH)
    series = None if asked.several else _best_series(asked, support, bar=bar)
    return Whole(head=series.found, series=going_on(series, asked.noun)) if series else led


def _best_led(asked: Asked, support: Support, library: PolicyLibrary) -> tuple[float, Whole | None]:
    """The clause that leads in the members that are meant, with its worth."""
    best, chosen = _ENOUGH, None
    for card, clause in _heads(support, library):
        if not _is_touched(asked, card, clause):
            continue
        document = library.document(card.doc_id)
        points = points_of(document, card, clause)
        worth = _worth(asked, card, clause, points) if points else 0.0
        if worth > best:
            best, chosen = worth, Whole(head=FoundClause.of(card, document, clause), points=points)
    return best, chosen


def _labelled_alike(asked: Asked, support: Support, library: PolicyLibrary) -> Whole | None:
    """All boxes or annexes of the document that was found first, wherever they stand: 三个专栏叫什么."""
    match = _LABEL_ASKED.search(asked.text)
    if not match or support.best is None:
        return None
    card = support.best.found.card
    document = library.document(card.doc_id)
    alike = [
        c
        for c in document.clauses
        if re.match(rf"{match[1] or match[2]}\s*[\d一二三四五六七八九十]", c.heading or c.number)
    ]
    head = FoundClause.of(card, document, alike[0]) if len(alike) > 1 else None
    return Whole(head=head, points=tuple(point_of(document, card, each) for each in alike)) if head else None


def _asked(question: Question) -> Asked:
    need = need_of(question.topic or question.text, without=question.regions)
    said = (m[1] or m[2] for m in _COUNT.finditer(question.text))
    asking = [part.asked for part in question.parts if part.asked]
    several = len(asking) > 1
    return Asked(
        text=question.text,
        need=Need(terms=tuple(term for term in need.terms if term.text not in _SET_NOUNS)),
        noun=fold(asked_noun(question.text)),
        counts=tuple(int(each) if each.isdigit() else han_value(each.replace("两", "二")) for each in said),
        figures=bool(_FIGURES_ASKED.search(question.text)),
        tabled=question.wants_table,
        several=several,
        by_name=several and not question.wants_table and any(_FACTS & set(each) for each in asking),
    )


def _heads(support: Support, library: PolicyLibrary) -> Iterator[tuple[DocumentCard, Clause]]:
    """What was found with all above it, then every other clause of the documents that were found first."""
    seen: set[str] = set()
    cards: dict[str, DocumentCard] = {}
    for each in support.clauses[:_MOST_HITS]:
        card, document = each.found.card, library.document(each.found.card.doc_id)
        cards.setdefault(card.doc_id, card)
        clause: Clause | None = each.found.clause
        while clause and clause.clause_id not in seen:
            seen.add(clause.clause_id)
            yield card, clause
            clause = document.clause_by_id.get(clause.parent_id or "")
    for card in list(cards.values())[:_MOST_DOCUMENTS]:
        for clause in library.document(card.doc_id).clauses:
            if clause.clause_id not in seen and clause.kind != "row":
                yield card, clause


def _is_touched(asked: Asked, card: DocumentCard, clause: Clause) -> bool:
    """Whether its name or its first words speak of what is asked at all."""
    if asked.by_name or not asked.need.terms:
        return _is_named(asked, clause)
    lead = f"{clause.heading}{clause.text[: len(clause.number) + _LEAD]}"
    return asked.need.beyond(card.title).coverage(lead) >= _TOUCHED or _is_named(asked, clause)


def _worth(asked: Asked, card: DocumentCard, clause: Clause, points: Sequence[Point]) -> float:
    """How surely this is the whole that is meant; what the document's title says already tells none of its parts."""
    named, rest = _is_named(asked, clause), asked.need.beyond(card.title)
    lead = f"{clause.heading}{clause.text[: _lead_length(clause, points)]}"
    own, names = rest.coverage(lead), [fold(point.name) for point in points]
    if own < _TOUCHED and not named:
        return 0.0
    worth = max(_NAMED if named else 0.0, (own + rest.coverage(lead + "".join(names))) / 2)
    worth += _count_bonus(asked, len(points)) + (_LED_IN if _LEADS_IN.search(clause.text) else 0.0)
    nouns = sum(asked.noun in name for name in names) > len(names) / 2 or asked.noun in fold(lead)
    worth += _NOUN if asked.noun and nouns else 0.0
    return worth + (_ANNEXED if "附件" in asked.text and str(clause.path[0]).startswith("a") else 0.0)


def _is_named(asked: Asked, clause: Clause) -> bool:
    """Whether the question holds the heading as it is printed."""
    heading = fold(clause.heading)
    return len(heading) >= _FEWEST_LETTERS and heading in fold(asked.text)


def _lead_length(clause: Clause, points: Sequence[Point]) -> int:
    """What stands before the members, where they are lines of the same clause."""
    longest = len(clause.number) + _LEAD
    return min(longest, points[0].start - clause.start) if points[0].found.clause == clause else longest


def _count_bonus(asked: Asked, count: int) -> float:
    """For as many points as the question says, against any other number."""
    if not asked.counts:
        return 0.0
    return _COUNTED if count in asked.counts else -_MISCOUNTED


def _best_series(asked: Asked, support: Support, *, bar: float) -> Series | None:
    """The sentence that most surely names what is asked for side by side; None where none is worth the bar."""
    best = None
    for each in support.near_best or support.clauses[:1]:
        rest = asked.need.beyond("".join((each.found.card.title, *each.found.heading_path)))
        if rest.coverage(each.found.card.title) >= _SAID and not asked.counts:
            continue  # the title says all that is asked: no one sentence is meant by it
        for series in series_in(each.found, rest):
            worth = _worth_of(asked, rest, series)
            if worth > bar:
                best, bar = series, worth
    return best


def _worth_of(asked: Asked, rest: Need, series: Series) -> float:
    """0 for another number of things than is said, for other things, for names where a table of figures is meant."""
    text = fold(series.label + series.text)
    named = bool(asked.noun) and asked.noun in text
    if asked.counts and series.count not in asked.counts:
        return 0.0
    if (asked.noun and not named and not asked.counts) or (asked.tabled and series.figures < _FEWEST_FIGURES):
        return 0.0
    worth = rest.coverage(text) + _count_bonus(asked, series.count) + (_NOUN if named else -_NOUN)
    return worth + (_FIGURED if asked.figures and series.figures >= _FEWEST_FIGURES else 0.0)
