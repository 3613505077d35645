"""What people type for a clause (第二部分第七项, 二（七）, 第12条, 附件第5项, 问3第二点), read and found.

Levels that a person leaves out are left open: 二（七） finds 二、（七） whatever stands between. Not covered: addresses
in words (保障措施那一段), which are a matter of search.
"""

import re
from typing import NamedTuple

from policy.documents import Clause, PolicyDocument
from policy.numbering import Family, han_value, read_numeral
from policy.values import Frozen

_N = r"[零〇一二三四五六七八九十百]{1,5}|[0-9０-９]{1,3}"
# What the annex of a plan is called where its rows are meant: 分工方案第30项.
ANNEX_NAME = r"(?:任务)?分工(?:方案|表)|任务(?:清单|一览表)"
_STEP = re.compile(
    rf"第?(?P<article>{_N})条|第?(?P<chapter>{_N})章|第?(?P<section>{_N})节"
    rf"|(?:附件|附表|附录|{ANNEX_NAME})(?P<annex>[0-9]{{0,2}}|[A-Z])(?![0-9]*[项行条])|附件(?=[0-9])"
    rf"|(?:第(?P<row>{_N})行)|(?:问题?|第)(?P<question>{_N})(?:问|个问题)|问题?(?P<asked>{_N})"
    rf"|第?(?P<point>{_N})(?:部分|大项|项|点|款|小点|大点|大条|方面|小项)"
    rf"|(?P<ordinal>[一二三四五六七八九十]{{1,2}})是"
)
_BARE = re.compile(rf"(?P<value>{_N})(?:、|[.．]|(?=[（(第])|\Z)")
_BRACKETED = re.compile(rf"第[（(](?P<value>{_N})[）)](?=[项款点条])")
_BESIDE = re.compile(r"^(?P<from>.+?)的?(?P<way>[上下前后])面?[一1]?(?:条|项|款|点|行|个?部分)$")
_STOPS = re.compile("[、.．]+")
_BEGINS_ANNEX = re.compile(rf"附|{ANNEX_NAME}")
_NOISE = re.compile(r"[ \t\u3000的下之里中，,/—-]+")


class Step(NamedTuple):
    """One level of an address: family None is any kind of number (第七项 may be 七、, （七） or 7.)."""

    family: Family | None
    value: int


class Locator(Frozen):
    """annex is its number ('' for the only one), None in the main part; row is the table row asked for.

    shift: how many clauses of its level behind it the meant one stands, -1 for 第12条的上一条; `neighbour` goes there.
    """

    steps: tuple[Step, ...] = ()
    annex: str | None = None
    row: int | None = None
    shift: int = 0


def parse_locator(text: str) -> Locator | None:
    """The address that a person typed, or None when the whole of the text is no address.

    >>> parse_locator("第二部分第七项").steps
    (Step(family=None, value=2), Step(family=None, value=7))
    >>> parse_locator("第12条").steps, parse_locator("营商环境") is None
    ((Step(family='article', value=12),), True)
    >>> parse_locator("第12条的下一条").shift
    1
    """
    if beside := _BESIDE.search(text.strip()):
        return _beside(beside)
    words = _BRACKETED.sub(r"第\g<value>", _NOISE.sub("", text.strip()))
    steps: list[Step] = []
    annex: str | None = None
    at = 0
    while at < len(words):
        if stops := _STOPS.match(words, at):
            at = stops.end()
        elif named := _STEP.match(words, at):
            annex = named["annex"] or "" if _BEGINS_ANNEX.match(words, at) else annex
            steps += _named_step(named)
            at = named.end()
        elif numeral := read_numeral(words, at):
            steps.append(Step(numeral.family, numeral.value))
            at = numeral.end
        elif bare := _BARE.match(words, at):
            steps.append(Step(None, han_value(bare["value"])))
            at = bare.end()
        else:
            return None
    return _locator(steps, annex)


def _beside(beside: re.Match[str]) -> Locator | None:
    located = parse_locator(beside["from"])
    shift = 1 if beside["way"] in "下后" else -1
    return located.model_copy(update={"shift": shift}) if located else None


def find_clause(document: PolicyDocument, locator: Locator) -> tuple[Clause, ...]:
    r"""The clauses at that address, in reading order; more than one where the document repeats a number.

    >>> from policy.parsing import parse_source
    >>> from policy.readers.source import SourceText
    >>> source = SourceText(text="区工作要点\n一、重点任务\n（一）推进国企改革。\n（二）优化营商环境。\n")
    >>> document = parse_source(source, source_name="要点.txt", sha256="0123456789abcdef")
    >>> [clause.text for clause in find_clause(document, parse_locator("一（二）"))]
    ['（二）优化营商环境。']
    """
    annexes = _annexes(document, locator)
    if not annexes and locator.annex and not locator.steps and locator.row is None:
        # 附件6 of a document whose only annex has no number: its sixth row or item.
        return find_clause(document, Locator(annex="", steps=(Step(None, han_value(locator.annex)),)))
    if locator.annex is not None and not annexes:
        return ()
    inside = [c for c in document.clauses if (_annex_id(document, c) or "") in (annexes or {""})]
    if locator.row is not None:
        return tuple(c for c in inside if c.kind == "row" and c.locator.endswith(f"第{locator.row}行"))
    if not locator.steps:
        return tuple(c for c in inside if c.kind == "annex")
    found = _shallowest([c for c in inside if _matches(document, c, locator.steps)])
    if not found and locator.annex is not None and len(locator.steps) == 1:
        return find_clause(document, locator.model_copy(update={"row": locator.steps[0].value, "steps": ()}))
    return found


def neighbour(document: PolicyDocument, clause: Clause, shift: int) -> Clause | None:
    r"""The clause of the same kind and level so many on, whatever part it stands in; None beyond the first and last.

    >>> from policy.parsing import parse_source
    >>> from policy.readers.source import SourceText
    >>> source = SourceText(text="区工作要点\n一、重点任务\n（一）推进国企改革。\n（二）优化营商环境。\n")
    >>> document = parse_source(source, source_name="要点.txt", sha256="0123456789abcdef")
    >>> first = next(clause for clause in document.clauses if clause.number == "（一）")
    >>> neighbour(document, first, 1).text, neighbour(document, first, -1) is None
    ('（二）优化营商环境。', True)
    """
    level = [each for each in document.clauses if (each.kind, each.level) == (clause.kind, clause.level)]
    at = level.index(clause) + shift
    return level[at] if 0 <= at < len(level) else None


def _shallowest(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Of 二、 and （二） alike the outer ones: a person who names one level means the first that is there."""
    depth = min((len(clause.path) for clause in clauses), default=0)
    return tuple(clause for clause in clauses if len(clause.path) == depth)


def _named_step(match: re.Match[str]) -> list[Step]:
    families: tuple[tuple[str, Family | None], ...] = (
        ("article", "article"), ("chapter", "chapter"), ("section", "section"), ("question", "question"),
        ("asked", "question"), ("point", None), ("ordinal", "ordinal"), ("row", "box"),
    )  # fmt: skip
    return [Step(family, han_value(match[name])) for name, family in families if match[name]]


def _locator(steps: list[Step], annex: str | None) -> Locator | None:
    """A row is kept apart from the steps; 附件6. of a single annex is its item or row 6, not annex six."""
    row = next((step.value for step in steps if step.family == "box"), None)
    plain = tuple(step for step in steps if step.family != "box")
    return Locator(steps=plain, annex=annex, row=row) if plain or annex is not None or row is not None else None


def _annexes(document: PolicyDocument, locator: Locator) -> frozenset[str]:
    """The annexes meant; an address without a number means the first."""
    annexes = [clause for clause in document.clauses if clause.kind == "annex"] if locator.annex is not None else []
    named = [clause for clause in annexes if clause.locator.endswith(locator.annex or "")]
    return frozenset(clause.clause_id for clause in (named if locator.annex else annexes[:1]))


def _annex_id(document: PolicyDocument, clause: Clause) -> str | None:
    """The annex that the clause stands in, or is; None in the main part."""
    at: Clause | None = clause
    while at is not None and at.kind != "annex":
        at = document.clause_by_id[at.parent_id] if at.parent_id else None
    return at.clause_id if at else None


def _matches(document: PolicyDocument, clause: Clause, steps: tuple[Step, ...]) -> bool:
    """Whether the clause's number is the last step and its ancestors hold the others in order."""
    if not _is_step(clause, steps[-1]):
        return False
    above = list(steps[:-1])
    parent_id = clause.parent_id
    while above and parent_id:
        parent = document.clause_by_id[parent_id]
        if _is_step(parent, above[-1]):
            above.pop()
        parent_id = parent.parent_id
    return not above


def _is_step(clause: Clause, step: Step) -> bool:
    if clause.kind == "question":
        return step.family in (None, "question") and clause.path[-1] == step.value
    numeral = read_numeral(clause.number) if clause.number else None
    return numeral is not None and numeral.value == step.value and step.family in (None, numeral.family)
