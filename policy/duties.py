"""Which clauses are duties, and which of their words are the duty itself.

A duty is the lowest clause at which something is assigned: a numbered item, an 一是 paragraph, a paragraph that names
its units or begins with a verb of doing. Not duties: 指导思想, 基本原则, 工作目标, 总体要求, 工作回顾, 附则,
definitions, cover and closing, and the articles of a legal text unless they oblige a named body.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from policy.documents import Clause
from policy.elements import DocumentHeader
from policy.responsibility import Responsibility
from policy.values import Span
from policy.wordlists import one_of, read_words

_NO_DUTY = re.compile(
    r"指导思想|基本原则|工作原则|总体要求|总体思路|总体考虑|工作目标|主要目标|发展目标|总体目标|目标要求|预期目标|目标任务$|附则|名词解释|术语|定义|"
    r"适用范围|回顾|现状|形势|成效|成就|成绩|存在.{0,4}问题|基本情况|态势|背景|重大意义|重要意义|充分认识|名单|说明$|联系方式|总则|"
    r"^过去[一五]|编制依据|规范性引用|主要内容解读"
)
_STILL_DUTY = re.compile(r"任务|措施|举措|推进|加强|强化|扩大|巩固|改善|解决|应对|处置|提升|宣传|落实")
_ARTICLE = re.compile(r"^第.{1,6}条")
_OBLIGED = re.compile(
    r"^[^。；]{0,50}?(?:人民政府|部门|机关|单位|地区|各地|街道|乡镇|园区|开发区|委员会|管委会|政府|[局厅委办部署])[^。；，]{0,24}(?:负责|应当|要|主管|统筹|牵头)"
)
_PENAL = re.compile(r"罚款|处罚|法律责任|责令")
_PHRASE = re.compile(r"[，,。；;：:\n]|[一二三四五六七八九十]是|[一二三四五六七八九十]要")
_STATEMENT = re.compile(
    r"(?:不断|持续|稳步|逐步|加速|日益|有效|显著|加快|全面|明显|深入|进一步|更加|更|大幅|有力|积极|重要|取得|迈向|逐渐|初步)(?:有序|深入|加快)?"
    r"(?:提升|完善|增强|推进|健全|加快|拓展|进展|成效|提高|改善|下沉|实施|发展|巩固|活跃|显现|形成|向好|优化|构建|扩大|突破|.{0,4}新.{0,3})$"
)
_SHORTEST, _SHORTEST_PARAGRAPH, _LOOKED_AT, _HEADLINE = 6, 60, 240, 40
_STOPS = " \t\r\n\u3000。：:；;*#.．、—"


class Family(NamedTuple):
    """The tree of a document's clauses, and what its order tells.

    restarted: clauses whose run of numbers has begun again under one parent. past: paragraphs of a report that stand
    before it comes to this year's work.
    """

    by_id: dict[str, Clause]
    children: dict[str, list[Clause]]
    restarted: frozenset[str]
    past: frozenset[str]


def read_family(clauses: Sequence[Clause], header: DocumentHeader) -> Family:
    """The tree, once for a document."""
    children: defaultdict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.parent_id:
            children[clause.parent_id].append(clause)
    restarted = {clause.clause_id for run in children.values() for clause in _second_run(run)}
    by_id = {clause.clause_id: clause for clause in clauses}
    return Family(by_id, dict(children), frozenset(restarted), frozenset(_past(clauses, header)))


def _second_run(run: Sequence[Clause]) -> Sequence[Clause]:
    numbered = [clause for clause in run if clause.kind == "item" and clause.number]
    again = next((at for at, clause in enumerate(numbered) if at and clause.number == numbered[0].number), None)
    return numbered[again:] if again else ()


def _past(clauses: Sequence[Clause], header: DocumentHeader) -> Iterator[str]:
    """Paragraphs before the one that turns to this year's work; none where the document is no report."""
    if header.genre != "report":
        return
    turn = re.compile(rf"{header.year or '今'}年(?:是|工作|重点|，|经济社会发展)|做好今年|今年(?:政府)?工作")
    for clause in clauses:
        if clause.kind == "paragraph" and turn.search(clause.text):
            return
        if clause.kind == "item" and turn.search(clause.heading):
            return
        if clause.kind == "paragraph":
            yield clause.clause_id


@cache
def _duty() -> re.Pattern[str]:
    verbs = tuple(word for line in read_words("duty_verbs") if line[0] != "+" for word in line)
    adverbs = tuple(word for line in read_words("duty_verbs") if line[0] == "+" for word in line[1:])
    return re.compile(rf"[\s“]*(?:{one_of(adverbs)}|[地、和]){{0,4}}{one_of(verbs)}")


def is_duty(clause: Clause, body: str, responsibility: Responsibility, family: Family, header: DocumentHeader) -> bool:
    """Whether something is assigned at this clause; body is its text without number and heading."""
    above = any(child.kind == "item" for child in family.children.get(clause.clause_id, ()))
    if responsibility.spans and clause.kind in ("item", "paragraph", "preamble", "closing"):
        return not above or _own_words(clause, responsibility) >= _SHORTEST_PARAGRAPH
    if above or _is_excluded(clause, family):
        return False
    if clause.kind == "paragraph":
        return len(body) >= _SHORTEST_PARAGRAPH and bool(_duty().match(body)) and not _is_legal(clause, family, header)
    if clause.kind != "item" or len(body) < _SHORTEST or _is_statement(clause.heading):
        return False
    if _is_legal(clause, family, header):
        return bool(_OBLIGED.match(body)) and not _PENAL.search(body)
    return begins_duty(body)


def _own_words(clause: Clause, responsibility: Responsibility) -> int:
    """How long a clause is beside its number, its heading and what names its units."""
    named = sum(span.end - span.start for span in responsibility.spans)
    return len(clause.text) - len(clause.number) - max(named, len(clause.heading))


def _is_statement(heading: str) -> bool:
    """Whether a heading tells what has come about (网络安全能力显著增强), not what to do (不断增强安全能力)."""
    return bool(_STATEMENT.search(heading)) and not _duty().match(heading)


def _is_legal(clause: Clause, family: Family, header: DocumentHeader) -> bool:
    """Whether the clause is, or stands under, an article of a legal text or of a standard."""
    numbers = (node.number for node in ancestry(clause, family))
    return header.genre in ("regulation", "standard") or any(_ARTICLE.match(number) for number in numbers)


def ancestry(clause: Clause, family: Family) -> Iterator[Clause]:
    """The clause and those above it, from the inside out."""
    node: Clause | None = clause
    while node:
        yield node
        node = family.by_id.get(node.parent_id) if node.parent_id else None


def begins_duty(body: str) -> bool:
    """Whether a text reads as a duty: one of its first phrases begins with a verb of doing, or obliges a body.

    >>> begins_duty("以制造业为重点，加快培育龙头企业"), begins_duty("本办法所称企业是指在本市注册的法人")
    (True, False)
    """
    start = body[:_LOOKED_AT]
    return any(_duty().match(phrase) for phrase in _PHRASE.split(start)) or bool(_OBLIGED.match(start))


def _is_excluded(clause: Clause, family: Family) -> bool:
    """Whether the clause or one above it is headed as goals, review and the like.

    Below a heading whose run of numbers begins again (the heading of the second run was lost), only the first counts.
    """
    below = clause
    for node in ancestry(clause, family):
        if below.clause_id in family.restarted:
            return False
        if _NO_DUTY.search(node.heading) and not _STILL_DUTY.search(node.heading):
            return True
        below = node
    return clause.clause_id in family.past


def duty_span(text: str, clause: Clause, responsibility: Responsibility) -> Span:
    """Where the duty's own words stand: after number and heading, before the bracket that names the units."""
    end = clause.end
    for span in reversed(responsibility.spans):
        if span.start <= after_number(text, clause) or text[span.end : end].strip(_STOPS + "）)"):
            break
        end = span.start
    start = _after_heading(text, clause, end)
    words = text[start:end]
    start += len(words) - len(words.lstrip(_STOPS))
    return Span(start=start, end=max(start, start + len(text[start:end].rstrip(" \t\r\n\u3000*"))))


def headline(quote: str) -> str:
    """What to call a duty that has no heading: its first phrase, of at most 40 letters.

    >>> headline("做好审批事项的承接工作,进一步深化完善开发区法定机构改革。")
    '做好审批事项的承接工作'
    """
    return re.split(r"[，,。；;：:\n]", quote, maxsplit=1)[0][:_HEADLINE]


def after_number(text: str, clause: Clause) -> int:
    r"""The offset after the clause's number and the white space that follows it.

    >>> from policy.parsing import parse_source
    >>> from policy.readers.source import SourceText
    >>> text = "区工作要点\n一、重点任务\n（一） 推进国企改革。\n"
    >>> document = parse_source(SourceText(text=text), source_name="要点.txt", sha256="0123456789abcdef")
    >>> text[after_number(text, document.clauses[-1]) :].strip()
    '推进国企改革。'
    """
    at = text.find(clause.number, clause.start, clause.end) if clause.number else clause.start
    start = max(at, clause.start) + len(clause.number)
    return start + len(text[start : clause.end]) - len(text[start : clause.end].lstrip(_STOPS))


def _after_heading(text: str, clause: Clause, end: int) -> int:
    """After the heading; before it where the heading is all there is."""
    start = after_number(text, clause)
    at = text.find(clause.heading, start, clause.end) if clause.heading else -1
    if at < 0 or at - start > 8:
        return start
    after = at + len(clause.heading)
    return after if len(text[after:end].strip(_STOPS)) >= _SHORTEST else start
