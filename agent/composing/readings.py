"""A clause read out, the points under a heading, lists of files."""

import re
from collections.abc import Sequence

from agent.composing.document_tables import compose_document_table
from agent.composing.markup import REFUSAL, address, clause_mark, flat, place_of, quoted, row_mark, with_bold_figures
from agent.expected import expected
from agent.question import Part, Question
from policy.sentences import split_sentences
from tools.catalogue import DocumentList
from tools.evidence import FoundClause
from tools.needs import need_of
from tools.passages import best_passages, shorten
from tools.reading import ClauseView
from tools.relevance import Need

_LONGEST_READING = 600
_COPIED = re.compile(r"\s*(?:抄送|主送|分送)\s*[:：]")
_TOLD, _FORMED, _ALIKE = 0.5, 0.2, 0.05
_MOST_CLAUSES = 30


def compose_section(question: Question, views: Sequence[ClauseView]) -> str:
    """The clause at the place asked for: what meets the rest of the question, else all of it with its children."""
    found = [clause for view in views for clause in view.clauses]
    if not found:
        return f"{REFUSAL}“{question.locator}”这一条款，请核对部分与序号。"
    need = need_of(re.sub(r"第.{1,8}[部分条项款点]", " ", question.topic))
    if several := _for_each_part(question, found):
        return several
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


def _for_each_part(question: Question, found: Sequence[FoundClause]) -> str:
    """The best sentence for each of several parts that ask for a fact; '' unless each has one."""
    parts = [part for part in question.parts if {"how_much", "when", "who"} & set(part.asked) or part.topic]
    lines: dict[str, None] = {}
    for part in parts if len(parts) > 1 else ():
        need, forms = need_of(part.topic), expected(part.text, part.asked)
        sentences = [
            (_answers(part, need, forms, item.clause.text[a - item.clause.start : b - item.clause.start]), item, a, b)
            for item in found
            for a, b in split_sentences(item.clause.text, offset=item.clause.start)
        ]
        worth, item, start, end = max(sentences, key=lambda each: each[0])
        if worth < _TOLD:
            return ""
        lines[quoted(item, *shorten(item.clause.text, need, start, end, offset=item.clause.start))] = None
    return f"{place_of(found[0].card)}{found[0].clause.locator}：{'；'.join(lines)}。" if lines else ""


def _answers(part: Part, need: Need, forms: Sequence[re.Pattern[str]], text: str) -> float:
    """How well a sentence answers a part: by its words, its form, and the letters that both have side by side."""
    pairs = {part.text[i : i + 2] for i in range(len(part.text) - 1)}
    formed = any(form.search(text) for form in forms)
    return need.coverage(text) + _FORMED * formed + _ALIKE * sum(pair in text for pair in pairs)


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
    told = _told_units(views) if "who" in question.asked else {}
    for ordinal, item in enumerate(points, start=1):
        lines.append(f"{ordinal}. {_point(item)}{told.get(item.clause.clause_id, '')}{clause_mark(item)}")
    return "\n".join(lines)


def _told_units(views: Sequence[ClauseView]) -> dict[str, str]:
    """By clause the units of its duty, as they are shown behind it; of the annex row that tells it again too."""
    told = {}
    for row in (row for view in views for row in view.tasks if row.task.units):
        clause_id = row.clause.clause_id if row.clause.kind != "row" else (row.task.mirror_id or "").removesuffix("t")
        told[clause_id] = f"——{row.units_text()}{row_mark(row)}"
    return told


def _point(item: FoundClause) -> str:
    clause = item.clause
    if clause.heading:
        return f"{clause.number}{clause.heading}"
    start, end = split_sentences(clause.text)[0]
    return flat(clause.text[start:end]).rstrip("。；")


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


def only_copied(question: Question, views: Sequence[ClauseView]) -> str:
    """That those asked for their duties stand only among the bodies that get a copy; else ''."""
    clauses = [found for view in views for found in view.clauses]
    if question.kind not in ("tasks", "who") or not clauses:
        return ""
    if not all(_COPIED.match(found.clause.text) for found in clauses):
        return ""
    told = "；".join(f"{flat(found.clause.text)}{clause_mark(found)}" for found in clauses)
    return f"{REFUSAL}由其承担的任务，文中只在抄送单位里写到：{told}。"


def compose_documents(listed: DocumentList, *, as_table: bool, columns: Sequence[str] = ()) -> str:
    """All documents that match, newest first, as a list or as a table."""
    if not listed.documents:
        return f"{REFUSAL}符合条件的文件（{listed.searched}）。"
    if as_table:
        return compose_document_table(listed, columns)
    lines = [f"共 {len(listed.documents)} 份文件（{listed.searched}）："]
    for ordinal, (card, title) in enumerate(zip(listed.documents, listed.titles, strict=True), start=1):
        about = "，".join(part for part in (card.number or "", card.place, card.date or "") if part)
        lines.append(f"{ordinal}. 《{card.title}》{f'（{about}）' if about else ''}{card.status_note}{title.mark}")
    return "\n".join(lines)
