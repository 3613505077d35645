"""One way to every kind of draft: what is asked for on the page or the command line, and the draft that comes of it."""

from collections.abc import Sequence

from policy.errors import ToolError
from tools.comparison import compare_districts
from tools.draft_shapes import comparison_draft, division_draft, follow_up_draft, outline_draft
from tools.drafting import draft_outline
from tools.drafts import Draft, DraftKind
from tools.floods import flood_in
from tools.follow_up import draft_follow_up
from tools.scope import all_cards, in_region, resolve_scope
from tools.tables import AnswerTable, tabulate
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary

_DIVISION = ("序号", "任务", "牵头单位", "责任单位", "配合单位", "时限", "量化指标", "出处")


def make_draft(
    library: PolicyLibrary,
    *,
    kind: DraftKind,
    draft_id: str,
    targets: Sequence[str],
    topic: str = "",
    paper_kind: str | None = None,
    references: Sequence[str] | None = None,
) -> Draft:
    """A draft of that kind for one place, or for two and more where they are compared.

    topic '' means all that the place's documents hold. references: titles, numbers or file names; the shape of an
    outline, the heads of a table of duties, the documents that are compared. paper_kind names an outline (工作要点).
    Raises ToolError.
    """
    if told := flood_in((targets, topic, paper_kind, references)):
        raise ToolError(told)
    if not targets and kind != "follow_up":
        raise ToolError("没有写明为哪个区县起草，请选一个，例如“武清区”。")
    targets = [_full_name(library, target) for target in targets]
    match kind:
        case "outline":
            outline = draft_outline(
                library, topic=topic, target="、".join(targets), kind=paper_kind or None, references=references or None
            )
            return outline_draft(outline, draft_id=draft_id)
        case "follow_up":
            plan = draft_follow_up(library, regions=targets or None, theme=topic or None)
            return follow_up_draft(plan, draft_id=draft_id)
        case "division":
            table = division_table(library, targets=targets, topic=topic, references=references)
            return division_draft(table, draft_id=draft_id, target="、".join(targets))
        case "comparison":
            if not topic:
                raise ToolError("对比报告要有一个主题，请补上，例如“招商引资”。")
            found = compare_districts(library, topic=topic, regions=targets, documents=references or None)
            return comparison_draft(found, draft_id=draft_id)


def division_table(
    library: PolicyLibrary, *, targets: Sequence[str], topic: str = "", references: Sequence[str] | None = None
) -> AnswerTable:
    """The duties of these places on a theme, under the usual heads or those of a named document's table."""
    tasks = filter_tasks(library, regions=targets, theme=topic or None)
    return tabulate(library, tasks, columns=_columns(library, references))


def _full_name(library: PolicyLibrary, target: str) -> str:
    """东丽 typed for 东丽区: the one place of the library that is called so; what was typed where there is none."""
    cards = [card for card in all_cards(library) if in_region(card, target)]
    places = {card.place for card in cards if card.place.startswith(target)}
    return places.pop() if len(places) == 1 else target


def _columns(library: PolicyLibrary, references: Sequence[str] | None) -> tuple[str, ...]:
    """The heads of the widest table of the named documents; the usual ones where none is named or none has a table."""
    if not references:
        return _DIVISION
    cards = resolve_scope(library, documents=references).cards
    heads = [table.columns for card in cards for table in library.document(card.doc_id).tables]
    widest = max(heads, key=len, default=_DIVISION)
    named = tuple(column for column in widest if column)
    return named if any("出处" in column or "依据" in column for column in named) else (*named, "出处")
