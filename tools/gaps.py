"""The gaps of documents, measured: what they leave open, want reported, put in two ways, or do not take up from above.

Not covered: gaps that only a reader sees (a duty that is vague, a deadline that is past).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from policy.documents import Clause
from policy.elements import CitedDocument
from tools.basis import is_above
from tools.conflicts import Conflict, conflicting
from tools.due_reports import DueReport, due_reports
from tools.duty_names import duty_name
from tools.evidence import DocumentCard, SourceRef
from tools.follow_up_plans import FollowUpItem
from tools.grounding import Ground
from tools.indicators import indicator_rows
from tools.open_tasks import Element, missing_elements
from tools.outlines import OPEN_UNITS
from tools.scope import Scope, all_cards
from tools.task_conditions import TaskConditions
from tools.task_rows import TaskRow
from tools.tasks import table_of
from vectorstore.library import PolicyLibrary

_TAKEN_UP = 0.6
_LONGEST = 40
_MOST_DOCUMENTS, _MOST_PLACES = 12, 5
_OBLIGED = re.compile(r"各[^，,、。；要应须需于在根按]{1,12}")
_DONE_QUESTION = "原文写明已完成，是否还有后续工作"
_DONE = re.compile(r"已(?:经|全部|基本)?完成")


class Gaps:
    """The gaps of one scope; what goes beyond one document is looked into for its first five places."""

    def __init__(self, library: PolicyLibrary, scope: Scope) -> None:
        self._library = library
        self._scope = scope
        places = [card.place for card in scope.cards]
        self._alone = {place for place in places if place and places.count(place) == 1}
        named = [place for place in dict.fromkeys(places) if place]
        self._left_out = named[_MOST_PLACES:]
        self._grounds = tuple(_ground(library, scope, place) for place in named[:_MOST_PLACES])

    def notes(self) -> Iterator[str]:
        """What was not looked into."""
        if self._left_out:
            yield f"另有 {len(self._left_out)} 个地区的上级要求承接和口径情况没有核对，请逐个地区列计划"

    def basis(self, card: DocumentCard, locator: str) -> str:
        """东丽区三、（二）; with the title where the place has more than this document, or no name."""
        named = card.place if card.place in self._alone else f"《{card.title}》"
        return f"{named}{card.status_note}{locator}"

    def reports(self) -> Iterator[FollowUpItem]:
        """Reports that are due."""
        for card in self._scope.cards:
            for report in due_reports(card, self._library.document(card.doc_id)):
                yield FollowUpItem(
                    kind="report", text=report.text, basis=self.basis(card, report.clause.locator),
                    unit=_reporters(report), question="本期完成情况、存在问题和下步安排",
                    due=_flat(report.deadline.raw),
                    materials="本期工作完成情况报告", refs=(report.ref,), rule=report.deadline.rule,
                    day=report.deadline.due,
                )  # fmt: skip

    def conflicts(self) -> Iterator[FollowUpItem]:
        """Within one place, its own documents against each other and against those of the places above."""
        for ground in self._grounds:
            both = Scope(cards=(*ground.own.cards, *ground.superiors.cards), description="")
            for conflict in conflicting(tuple(indicator_rows(self._library, both))):
                yield self._conflict(conflict)

    def _conflict(self, conflict: Conflict) -> FollowUpItem:
        places = [f"《{row.card.title}》{row.clause.locator}" for row in conflict.rows]
        told = "；".join(f"{at}写“{_flat(r.indicator.raw)}”" for at, r in zip(places, conflict.rows, strict=True))
        return FollowUpItem(
            kind="conflict", text=conflict.name, basis="；".join(places), unit=OPEN_UNITS,
            question=f"{told}，以哪一个为准", due="", materials="指标口径与数据来源说明",
            refs=tuple(row.ref for row in conflict.rows),
        )  # fmt: skip

    def untaken(self) -> Iterator[FollowUpItem]:
        """Duties of the places above that no own clause speaks of; higher documents that are not here."""
        for ground in self._grounds:
            for row in _not_taken_up(ground) if ground.superiors.cards else ():
                yield self._untaken(row)
            for card, cited, clause in _absent_superiors(ground):
                yield self._absent(card, cited, clause)

    def _untaken(self, row: TaskRow) -> FollowUpItem:
        return FollowUpItem(
            kind="untaken", text=duty_name(row, longest=_LONGEST), basis=f"《{row.card.title}》{row.clause.locator}",
            unit=OPEN_UNITS, question="本地文件未见对应内容，是否承接、由谁承接", due=_dues(row),
            materials="承接方案或不适用的说明", refs=(row.telling_ref,), day=_day(row),
        )  # fmt: skip

    def _absent(self, card: DocumentCard, cited: CitedDocument, clause: Clause) -> FollowUpItem:
        number = f"（{cited.number}）" if cited.number else ""
        ref = SourceRef(clause_id=clause.clause_id, start=cited.start, end=min(cited.end, clause.end))
        return FollowUpItem(
            kind="untaken", text=f"《{cited.title}》{number}", basis=self.basis(card, clause.locator), unit=OPEN_UNITS,
            question="所引的上级文件不在资料库中，其要求是否都已承接", due="", materials="该文件全文", refs=(ref,),
        )  # fmt: skip

    def open(self, rows: Sequence[TaskRow]) -> list[FollowUpItem]:
        """Duties that leave something open, in reading order."""
        order = {doc_id: at for at, doc_id in enumerate(self._scope.doc_ids)}
        told = sorted(rows, key=lambda row: (order[row.card.doc_id], row.clause.start, row.task.start))
        return [self._open(row, missing) for row in told if (missing := missing_elements(row.task))]

    def _open(self, row: TaskRow, missing: Sequence[Element]) -> FollowUpItem:
        units = tuple(dict.fromkeys(unit.printed for unit in row.task.units_as("lead") or row.task.units))
        name, names = duty_name(row, longest=_LONGEST), "、".join(element.name for element in missing)
        done = bool(_DONE.search(name))
        return FollowUpItem(
            kind="open", text=f"{name}（未写明{names}）", basis=self.basis(row.card, row.clause.locator),
            unit="、".join(units[:1]) or OPEN_UNITS,
            question=_DONE_QUESTION if done else "；".join(element.question for element in missing),
            due=_dues(row), day=_day(row), refs=tuple(dict.fromkeys((row.telling_ref, row.units_ref))),
            materials="完成情况说明" if done else "、".join(dict.fromkeys(element.material for element in missing)),
        )  # fmt: skip


def _reporters(report: DueReport) -> str:
    """Those whom the sentence itself obliges, where it begins with them (各责任单位于每季度…)."""
    found = _OBLIGED.match(report.text)
    return found[0] if found else OPEN_UNITS


def _not_taken_up(ground: Ground) -> Iterator[TaskRow]:
    own = ["".join(point.heading_path) + point.clause.text for point in ground.points]
    for row in table_of(ground.library, ground.superiors, TaskConditions()).rows:
        need = ground.need(duty_name(row, longest=_LONGEST))
        if need.terms and max(map(need.coverage, own), default=0.0) < _TAKEN_UP:
            yield row


def _absent_superiors(ground: Ground) -> Iterator[tuple[DocumentCard, CitedDocument, Clause]]:
    """Higher documents that the place's own name and that are not in the library: what they require is not known."""
    held = "\n".join(card.title for card in all_cards(ground.library))
    told: set[str] = set()
    for card, document in zip(ground.own.cards, ground.documents, strict=True):
        for cited in document.header.cited_documents:
            clause = document.clause_at(cited.start)
            if clause and cited.title not in told and cited.title not in held and is_above(cited, ground):
                told.add(cited.title)
                yield card, cited, clause


def _ground(library: PolicyLibrary, scope: Scope, place: str) -> Ground:
    cards = tuple(card for card in scope.cards if card.place == place)[:_MOST_DOCUMENTS]
    return Ground(library=library, target=place, own=Scope(cards=cards, description=scope.description))


def _dues(row: TaskRow) -> str:
    return "；".join(dict.fromkeys(_flat(deadline.raw) for deadline in row.task.deadlines))


def _day(row: TaskRow) -> date | None:
    """The first dated deadline of the duty."""
    return min((deadline.due for deadline in row.task.deadlines if deadline.due), default=None)


def _flat(text: str) -> str:
    return " ".join(text.split()).strip("，,、；;。：: ")
