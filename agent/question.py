"""What is understood of a question: the values that planning and composing go by."""

from typing import Literal

from policy.values import Frozen
from tools.indicators import Change
from tools.task_conditions import DeadlineChoice, Presence, Role

Kind = Literal[
    "lookup",
    "tasks",
    "indicators",
    "compare",
    "outline",
    "follow_up",
    "section",
    "facts",
    "documents",
    "listing",
    "who",
    "mentions",
    "completeness",
    "contents",
    "gist",
    "person",
]
Asked = Literal["who", "when", "how_much", "which", "yes_no", "count"]

_KIND_NAMES: dict[Kind, str] = {
    "lookup": "查条款", "tasks": "筛任务", "indicators": "查指标", "compare": "区县对比", "outline": "起草提纲",
    "follow_up": "列跟进计划",
    "section": "读条款", "facts": "文件信息", "documents": "找文件", "listing": "列要点", "who": "查责任单位",
    "mentions": "查提及", "completeness": "要素体检",
    "contents": "读目录", "gist": "概括文件", "person": "查人员",
}  # fmt: skip


class Conditions(Frozen):
    """What a set of tasks or figures is narrowed by; None asks nothing."""

    role: Role = "any"
    together_with: str | None = None
    without_unit: str | None = None
    support: Presence | None = None
    assigned: Presence | None = None
    theme: str | None = None
    keyword: str | None = None
    section: str | None = None
    deadline: DeadlineChoice | None = None
    due_before: str | None = None
    year_end: bool = False
    due_year: int | None = None
    at_least: float | None = None
    at_most: float | None = None
    indicator: Presence | None = None
    indicator_unit: str | None = None
    change: Change | None = None
    first: int | None = None
    last: int | None = None


class Part(Frozen):
    """A phrase of the question: as it stands, what it asks about, and how."""

    text: str
    topic: str
    asked: tuple[Asked, ...]


class Question(Frozen):
    """A question that stands by itself: what a follow-up leaves out is filled in from the history.

    original is as typed, text in half-width simplified characters. regions are places the library has, absent_regions
    places it has nothing of; doc_ids the documents meant (empty: all of the regions). topic is the text without scope
    and units, parts the same of each of its phrases. clause_ids are the clauses that the conversation was about.
    field_labels are elements of a document that are asked for (索引号); asks_beyond_fields: a part asks for none of
    them. figures are numbers that the question itself asserts. target, model_regions and model_ids: for whom an
    outline is drafted and in whose shape, borrowed_regions whose measures go in; draft_kind what it is called
    (工作要点). sides are what is compared where it is no places, aspects in what, topics what is asked of each place
    where that differs; about are the words of the exchange that a follow-up goes on from.
    """

    original: str
    text: str
    kind: Kind
    topic: str
    parts: tuple[Part, ...] = ()
    regions: tuple[str, ...] = ()
    absent_regions: tuple[str, ...] = ()
    doc_ids: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    conditions: Conditions = Conditions()
    locator: str | None = None
    clause_ids: tuple[str, ...] = ()
    field_labels: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    wants_table: bool = False
    asked: tuple[Asked, ...] = ()
    figures: tuple[str, ...] = ()
    asks_beyond_fields: bool = False
    target: str | None = None
    model_regions: tuple[str, ...] = ()
    model_ids: tuple[str, ...] = ()
    borrowed_regions: tuple[str, ...] = ()
    draft_kind: str | None = None
    sides: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    about: str = ""

    def describe(self) -> str:
        """What was recognised, in words: 识别：区县＝东丽区；单位＝区科委；意图＝筛任务."""
        parts = [
            f"区县＝{'、'.join(self.regions)}" if self.regions else "",
            f"单位＝{'、'.join(self.units)}" if self.units else "",
            f"位置＝{self.locator}" if self.locator else "",
            f"主题＝{self.conditions.theme}" if self.conditions.theme else "",
            f"意图＝{_KIND_NAMES[self.kind]}",
        ]
        return "识别：" + "；".join(part for part in parts if part)
