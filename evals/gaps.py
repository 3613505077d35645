"""A follow-up plan against labels made by hand: for each labelled duty what it leaves open, reports, higher documents.

Labels are those of gold tasks, deadlines, indicators and cited documents; a soft label neither asks nor forbids.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.gold import json_lines
from policy.documents import PolicyDocument
from policy.values import Frozen
from tools.follow_up import draft_follow_up
from tools.follow_up_plans import FollowUpPlan
from tools.open_tasks import DEADLINE, INDICATOR, LEAD, UNITS
from vectorstore.library import PolicyLibrary

_REPORTING = ("报送", "汇报", "调度", "报告")
Label = Mapping[str, Any]


class Gap(Frozen):
    """One gap by hand, and whether the plan has it; expected False: the plan has one that the labels do not."""

    source: str
    where: str
    name: str
    expected: bool
    found: bool


def gaps(library: PolicyLibrary, documents: Sequence[PolicyDocument], gold: Path) -> Iterator[Gap]:
    """Every labelled gap of the labelled documents, and every one that the plan has beyond them."""
    labels = {name: list(_labels(gold / f"{name}.jsonl")) for name in ("tasks", "deadlines", "metrics", "documents")}
    whole = {str(label["doc_id"]) for label in labels["documents"]}
    for document in documents:
        prefix = document.source_name[:3]
        if prefix in whole:
            plan = draft_follow_up(library, documents=[document.doc_id])
            own = {name: [x for x in rows if x["doc_id"] == prefix] for name, rows in labels.items()}
            yield from _open(document, plan, own)
            yield from _reports(document, plan, own["deadlines"])
            yield from _higher(document, plan, own["documents"][0])


def _labels(path: Path) -> Iterator[Label]:
    for row in json_lines(path):
        assert isinstance(row, dict), json.dumps(row)
        yield row


def _open(document: PolicyDocument, plan: FollowUpPlan, own: Mapping[str, Sequence[Label]]) -> Iterator[Gap]:
    items = [item for item in plan.items if item.kind == "open"]
    for task in own["tasks"]:
        start, end = task["span"]
        item = next((each for each in items if any(start <= ref.start < end for ref in each.refs)), None)
        for name, missing in _missing(task, own).items():
            if missing is not None:
                found = item is not None and name in item.text.rpartition("未写明")[2]
                if missing or found:
                    yield Gap(
                        source=document.source_name, where=str(task["clause_path"]), name=name, expected=missing,
                        found=found,
                    )  # fmt: skip


def _missing(task: Label, own: Mapping[str, Sequence[Label]]) -> dict[str, bool | None]:
    """Which elements the labels do not give; None where they leave it open."""
    units, lead = task["responsible_units"], task["lead_unit"]
    named = bool(units or lead)
    return {
        UNITS.name: not named,
        LEAD.name: named and not lead and len(units) > 1,
        DEADLINE.name: _absent(task, own["deadlines"]),
        INDICATOR.name: _absent(task, [each for each in own["metrics"] if each["is_target"] or each["soft"]]),
    }


def _absent(task: Label, labels: Sequence[Label]) -> bool | None:
    here = [each for each in labels if each["clause_path"] == task["clause_path"]]
    return None if here and all(each["soft"] for each in here) else not here


def _reports(document: PolicyDocument, plan: FollowUpPlan, deadlines: Sequence[Label]) -> Iterator[Gap]:
    dues = [item.due for item in plan.items if item.kind == "report"]
    for label in deadlines:
        text = f"{label['text']}{label['note'] or ''}"
        if not label["soft"] and any(word in text for word in _REPORTING):
            found = any(due in label["text"] or label["text"] in due for due in dues)
            yield Gap(source=document.source_name, where=label["clause_path"], name="报送", expected=True, found=found)


def _higher(document: PolicyDocument, plan: FollowUpPlan, label: Label) -> Iterator[Gap]:
    """Labelled citations of the preamble: what a document stands on comes from above."""
    told = "".join(item.text for item in plan.items if item.kind == "untaken")
    for cited in label["cited_documents"]:
        if cited["clause_path"] == "导语":
            yield Gap(
                source=document.source_name, where="导语", name="上级文件", expected=True, found=cited["title"] in told
            )


def gap_report(found: Sequence[Gap]) -> Iterator[str]:
    """Each disagreement, then the counts by name."""
    for gap in found:
        if gap.expected != gap.found:
            yield f"{'缺' if gap.expected else '多'}\t{gap.source[:3]}\t{gap.where}\t{gap.name}"
    for name in dict.fromkeys(gap.name for gap in found):
        of_name = [gap for gap in found if gap.name == name]
        labelled = sum(gap.expected for gap in of_name)
        right = sum(gap.expected and gap.found for gap in of_name)
        yield f"{name}：标注 {labelled}，找到 {right}，多出 {len(of_name) - labelled}"
