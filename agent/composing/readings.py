"""A clause read out, the points under a heading, what a document says of itself, who mentions what, lists of files."""

import re
from collections.abc import Sequence

from agent.composing.markup import REFUSAL, address, clause_mark, flat, place_of, quoted, with_bold_figures
from agent.question import Question
from agent.support import Support
from policy.documents import STATUS_NAMES
from policy.folding import fold
from policy.sentences import split_sentences
from tools.catalogue import DocumentFacts, DocumentList, Fact
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.passages import best_passages, shorten
from tools.reading import ClauseView
from tools.relevance import Need

_LONGEST_READING = 600
_MOST_CLAUSES = 30
_VALIDITY = {
    "征求意见稿": "（并非正式印发的文件，尚未施行）",
    "访谈表态": "（并非正式印发的文件）",
    "摘编": "（并非正式印发的文件）",
}
_CITED = frozenset({"引用文件", "制定依据"})
_LITERAL, _NAME_LIKE = 0.85, 2.0
# Other labels under which a document prints what is asked for.
_DATES = ("成文日期", "印发日期", "发布日期")
_LABELS: dict[str, tuple[str, ...]] = {
    "发文字号": ("发文字号", "文号"),
    "邮箱": ("邮箱", "电子邮件", "电子邮箱", "email"),
    "电话": ("电话", "联系电话", "传真"),
    "地址": ("通讯地址", "地址", "通信地址"),
    "邮政编码": ("邮政编码", "邮编"),
    "网址": ("网址", "网站"),
    "发布日期": ("发布日期", "发文日期", "发布时间", "公布日期"),
    "发文机关": ("发文机关", "发布机构", "发文单位", "印发机关"),
    "状态": ("有效性", "状态"),
    "来源": ("来源", "信息来源"),
    "引用文件": ("引用文件", "制定依据"),
}


def compose_section(question: Question, views: Sequence[ClauseView]) -> str:
    """The clause at the place asked for: what meets the rest of the question, else all of it with its children."""
    found = [clause for view in views for clause in view.clauses]
    if not found:
        return f"{REFUSAL}“{question.locator}”这一条款，请核对部分与序号。"
    need = need_of(re.sub(r"第.{1,8}[部分条项款点]", " ", question.topic))
    if need.terms and question.asked and "which" not in question.asked[:1]:
        lines = [
            quoted(item, *span)
            for item in found
            if need.coverage(item.clause.text) >= 0.5
            for span in best_passages(need, item.clause, (), most=2, cells=item.cell_starts)
        ]
        if lines:
            return f"{place_of(found[0].card)}{found[0].clause.locator}：{'；'.join(lines)}。"
    return "\n".join(_read_out(found))


def _read_out(found: Sequence[FoundClause]) -> list[str]:
    head = found[0]
    lines = [f"{address(head.card, head.clause.locator)}{head.card.status_note}："]
    for item in found[:_MOST_CLAUSES]:
        text = flat(item.clause.text)
        cut = text if len(text) <= _LONGEST_READING else f"{text[:_LONGEST_READING]}……（余下见出处）"
        lines.append(f"{with_bold_figures(cut)}{clause_mark(item)}")
    if len(found) > _MOST_CLAUSES:
        lines.append(f"（共 {len(found)} 条，已列 {_MOST_CLAUSES} 条，其余见出处）")
    return lines


def compose_listing(question: Question, views: Sequence[ClauseView]) -> str:
    """The points under a heading, each by its heading or first sentence; the clause itself where it has no points."""
    found = [clause for view in views for clause in view.clauses]
    if not found:
        return f"{REFUSAL}“{question.topic}”所指的部分。"
    head = found[0]
    below = [item for item in found[1:] if item.clause.parent_id == head.clause.clause_id]
    points = [item for item in below if item.clause.kind != "paragraph"] or below
    if not points:
        return "\n".join(_read_out(found))
    lines = [f"{place_of(head.card)}{head.clause.locator}{head.clause.heading}，共 {len(points)} 个方面："]
    lines += [f"{ordinal}. {_point(item)}{clause_mark(item)}" for ordinal, item in enumerate(points, start=1)]
    return "\n".join(lines)


def _point(item: FoundClause) -> str:
    clause = item.clause
    if clause.heading:
        return f"{clause.number}{clause.heading}"
    start, end = split_sentences(clause.text)[0]
    return flat(clause.text[start:end]).rstrip("。；")


def compose_facts(question: Question, results: Sequence[DocumentFacts]) -> str:
    """The elements asked for, of each document; those that are not printed are said to be missing."""
    if not results:
        return f"{REFUSAL}符合条件的文件。"
    return "\n".join(_facts_of(question, facts, alone=len(results) == 1) for facts in results)


def _facts_of(question: Question, facts: DocumentFacts, *, alone: bool) -> str:
    lines, missing = [], []
    labels = [each for each in question.field_labels if each != "发文字号" or not _CITED & set(question.field_labels)]
    for label in labels:
        names = [fold(name) for name in _LABELS.get(label, (label,))]
        values = [fact for fact in facts.facts if any(name in fold(fact.label) for name in names)]
        unique = list({fold(fact.value): fact for fact in reversed(values)}.values())[::-1]
        lines += [_fact_line(fact) for fact in unique]
        like = _DATES if label in _DATES else ("引用文件",) if label == "制定依据" else ()
        instead = [] if unique else [fact for fact in facts.facts if fact.label in like]
        lines += [f"没有另写{label}，{_fact_line(fact)}" for fact in instead[: 1 if label in _DATES else None]]
        missing += [] if unique or instead else [label]
    if missing:
        lines.append(f"{REFUSAL}{'、'.join(missing)}")
    has_marks = any("[[" in line for line in lines)
    marked = "" if has_marks else next((fact.ref.mark for fact in facts.facts if fact.label == "标题" and fact.ref), "")
    title = f"《{facts.card.title}》{marked}" if marked or has_marks else ""
    if not lines:
        return f"{REFUSAL}{'、'.join(missing)}（已查{place_of(facts.card)}的文件{marked}）。"
    return f"{place_of(facts.card)}{title}：{'；'.join(lines)}。"


def _fact_line(fact: Fact) -> str:
    value = fact.value if re.fullmatch(r"[\d-]+", fact.value) else with_bold_figures(flat(fact.value))
    note = _VALIDITY.get(value, "") if fact.label == "状态" else ""
    return f"{fact.label}：{value}{note}{fact.ref.mark if fact.ref else ''}"


def compose_contents(views: Sequence[ClauseView]) -> str:
    """The top headings of each document, with their count."""
    by_document: dict[str, list[FoundClause]] = {}
    for view in views:
        for item in view.clauses:
            by_document.setdefault(item.card.doc_id, []).append(item)
    lines = []
    for parts in by_document.values():
        lines.append(f"{place_of(parts[0].card)}，共 {len(parts)} 个部分：")
        lines += [f"{ordinal}. {_point(part)}{clause_mark(part)}" for ordinal, part in enumerate(parts, start=1)]
    return "\n".join(lines) or f"{REFUSAL}可列的目录。"


def compose_mentions(support: Support, *, searched: str) -> str:
    """Every document that speaks of it, by its best clause; of a name in quotation marks every clause with it."""
    told: dict[str, FoundClause] = {}
    for each in support.clauses:
        missing = support.need.missing([each.found.clause.text], below=_LITERAL)
        if not any(term.anchor or term.weight >= _NAME_LIKE for term in missing):
            key = each.found.clause.clause_id if support.need.anchors else each.found.card.doc_id
            told.setdefault(key, each.found)
    if not told:
        return f"{REFUSAL}相关表述（{searched}）。"
    documents = list(dict.fromkeys(found.card.doc_id for found in told.values()))
    ordered = sorted(told.values(), key=lambda found: (documents.index(found.card.doc_id), found.clause.start))
    lines = [f"共 {len(documents)} 份文件提到（{searched}）："]
    lines += [_mention(ordinal, found, support.need) for ordinal, found in enumerate(ordered, start=1)]
    return "\n".join(lines)


def _mention(ordinal: int, found: FoundClause, need: Need) -> str:
    start, end = best_passages(need, found.clause, found.heading_path, most=1, cells=found.cell_starts)[0]
    start, end = shorten(found.clause.text, need, start, end, offset=found.clause.start)
    return f"{ordinal}. {place_of(found.card)}：{quoted(found, start, end)}（{found.clause.locator}）。"


def _documents_table(listed: DocumentList) -> str:
    lines = [f"共 {len(listed.documents)} 份文件（{listed.searched}）：", "", "|序号|标题|文号|区县|日期|状态|"]
    lines.append("|---|---|---|---|---|---|")
    for ordinal, (card, title) in enumerate(zip(listed.documents, listed.titles, strict=True), start=1):
        cells = (card.number or "未注明", card.place, card.date or "未注明", STATUS_NAMES[card.status])
        lines.append(f"|{ordinal}|{card.title}|{'|'.join(cells)}{title.mark}|")
    return "\n".join(lines)


def compose_documents(listed: DocumentList, *, as_table: bool) -> str:
    """All documents that match, newest first, as a list or as a table."""
    if not listed.documents:
        return f"{REFUSAL}符合条件的文件（{listed.searched}）。"
    if as_table:
        return _documents_table(listed)
    lines = [f"共 {len(listed.documents)} 份文件（{listed.searched}）："]
    for ordinal, (card, title) in enumerate(zip(listed.documents, listed.titles, strict=True), start=1):
        about = "，".join(part for part in (card.number or "", card.place, card.date or "") if part)
        lines.append(f"{ordinal}. 《{card.title}》{f'（{about}）' if about else ''}{card.status_note}{title.mark}")
    return "\n".join(lines)
