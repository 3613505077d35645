"""What an outline's points rest on: the target's own clauses, tasks and figures, and other places' as experience."""

from collections.abc import Iterator
from functools import cached_property

from pydantic import ConfigDict

from policy.documents import Clause, Frozen, PolicyDocument
from policy.folding import fold
from policy.sentences import split_sentences
from tools.evidence import DocumentCard, SourceRef
from tools.indicators import indicator_rows
from tools.needs import need_of
from tools.outlines import BLANK, OPEN_UNITS, OutlineBullet
from tools.ranking import Ranked, rank
from tools.scope import Scope, resolve_scope
from tools.tables import duty_name
from tools.task_rows import TaskRow, rows_of, without_mirrors
from vectorstore.library import PolicyLibrary

_ENOUGH = 0.6
_IN_TEXT = 0.8
_MOST = 2
_MOST_GOALS = 8
_SAFEGUARD_THEME = "保障/考核"


class Ground(Frozen):
    """The target's own documents, and the library around them."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    library: PolicyLibrary
    target: str
    own: Scope

    @cached_property
    def documents(self) -> tuple[PolicyDocument, ...]:
        """The target's own documents."""
        return tuple(self.library.document(card.doc_id) for card in self.own.cards)

    @cached_property
    def text(self) -> str:
        """All that they say, folded: what may be said of the target."""
        return "".join(fold(document.text) for document in self.documents)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that the target is or lies in."""
        regions = [card.region for card in self.own.cards if card.region]
        return frozenset(name for region in regions for name in (region.name, *region.parents))

    def bullets(self, heading: str) -> list[OutlineBullet]:
        """The target's clauses whose headings, or else whose text, speak of this heading."""
        need = need_of(self.library, heading.replace(BLANK, " "))
        if not need.terms:
            return []
        ranked = rank(self.library, self.own, need, query=heading, limit=6)
        fitting = [each for each in ranked if self._fits(each, need_heading=need.coverage(_own_heading(each)))]
        return [self._bullet(each.found.card, each.found.clause) for each in fitting[:_MOST]]

    @staticmethod
    def _fits(ranked: Ranked, *, need_heading: float) -> bool:
        if ranked.found.clause.kind not in ("item", "paragraph", "preamble"):
            return False
        return need_heading >= _ENOUGH or ranked.coverage >= _IN_TEXT

    def goals(self, topic: str) -> list[OutlineBullet]:
        """The target's own figures on the topic; all of its leading figures where none is."""
        need = need_of(self.library, topic)
        targets = [row for row in indicator_rows(self.library, self.own) if row.indicator.is_target]
        on_topic = [
            row
            for row in targets
            if need.terms
            and need.coverage(row.indicator.name + row.indicator.raw + "".join(self._path(row.clause))) >= _ENOUGH
        ]
        leading = [
            row for row in targets if row.clause.kind in ("preamble", "paragraph") or "目标" in row.clause.heading
        ]
        chosen = list({row.indicator.raw: row for row in (*on_topic, *leading)}.values())
        return [
            OutlineBullet(
                text=row.indicator.raw.strip("，,、；"), bullet_class="own", units=OPEN_UNITS, refs=(row.ref,)
            )
            for row in chosen[: 2 * _MOST_GOALS]
        ]

    def tasks(self, topic: str, *, most: int) -> list[OutlineBullet]:
        """The target's own tasks on the topic."""
        return [self._of_task(row, own=True) for row in self._on_topic(self.own, topic)][:most]

    def elsewhere(self, topic: str) -> list[OutlineBullet]:
        """Other places' tasks on the topic, by their headings only: experience, not the target's figures."""
        others = [card.doc_id for card in resolve_scope(self.library).cards if card.doc_id not in self.own.doc_ids]
        scope = resolve_scope(self.library, documents=others[:20]) if others else self.own
        return [self._of_task(row, own=False) for row in self._on_topic(scope, topic)][: _MOST * 3]

    def safeguards(self) -> list[OutlineBullet]:
        """The target's own tasks of safeguarding and assessment."""
        rows = without_mirrors(rows_of(self.library, self.own))
        return [self._of_task(row, own=True) for row in rows if row.task.themes[:1] == (_SAFEGUARD_THEME,)][:4]

    def _on_topic(self, scope: Scope, topic: str) -> Iterator[TaskRow]:
        need = need_of(self.library, topic)
        for row in without_mirrors(rows_of(self.library, scope)):
            if need.terms and need.coverage("".join(row.heading_path) + row.task.quote[:200]) >= _ENOUGH:
                yield row

    def _of_task(self, row: TaskRow, *, own: bool) -> OutlineBullet:
        figures = "；".join(i.raw.strip("，,、；") for i in row.task.indicators if i.is_target)
        if own:
            text = duty_name(row) + (f"（{figures}）" if figures else "")
            units = "、".join(dict.fromkeys(u.printed for u in row.task.units)) or OPEN_UNITS
            return OutlineBullet(text=text, bullet_class="own", units=units, refs=(row.ref,))
        text = f"可参照{row.card.place}{row.clause.locator}的做法{BLANK}"
        return OutlineBullet(text=text, bullet_class="elsewhere", units=OPEN_UNITS, refs=(row.ref,))

    def _bullet(self, card: DocumentCard, clause: Clause) -> OutlineBullet:
        start, end = self._said(clause)
        document = self.library.document(card.doc_id)
        printed = [u.printed for task in document.tasks if task.clause_id == clause.clause_id for u in task.units]
        return OutlineBullet(
            text=" ".join(document.text[start:end].split()),
            bullet_class="own",
            units="、".join(dict.fromkeys(printed)) or OPEN_UNITS,
            refs=(SourceRef(clause_id=clause.clause_id, start=start, end=end),),
        )

    @staticmethod
    def _said(clause: Clause) -> tuple[int, int]:
        """The heading and the sentence after it: what a clerk would take over as a point."""
        sentences = split_sentences(clause.text, offset=clause.start)
        heading_end = clause.start + len(clause.number) + len(clause.heading) + 2
        after = [span for span in sentences if span[0] >= heading_end] or list(sentences)
        return after[0]

    def _path(self, clause: Clause) -> tuple[str, ...]:
        return self.library.document(clause.doc_id).heading_path(clause)


def _own_heading(ranked: Ranked) -> str:
    return ranked.found.clause.heading
