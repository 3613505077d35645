"""A document in three sentences: why it was made, what its parts are, which figures it sets."""

from collections.abc import Iterator

from agent.composing.markup import REFUSAL, with_bold_figures
from tools.evidence import TableValue
from tools.gist import Gist, Gists, Part

_WITH_POINTS = 8


def compose_gists(gists: Gists, *, as_table: bool = False) -> str:
    """Three numbered sentences a document; a part's points are named where the document has few parts.

    As a table: a row a part, with all its points.
    """
    if not gists.documents:
        return f"{REFUSAL}可概括的文件（{gists.searched}）。"
    if as_table:
        return "\n\n".join("\n".join(_table(gist)) for gist in gists.documents)
    return "\n\n".join("\n".join(_gist(gist)) for gist in gists.documents)


def _table(gist: Gist) -> Iterator[str]:
    yield f"{gist.card.place}{gist.card.status_note}《{gist.card.title}》，共 {len(gist.parts)} 个部分："
    yield "\n|部分|要点|\n|---|---|"
    for part in gist.parts:
        more = "等" if part.point_count > len(part.points) else ""
        points = "；".join(_said(point) for point in part.points) + more
        yield f"|{_said(part.heading)}|{points or '—'}|"


def _gist(gist: Gist) -> Iterator[str]:
    number = f"（{gist.card.number}）" if gist.card.number else ""
    first = next((value for value in gist.values()), None)
    yield f"{gist.card.place}{gist.card.status_note}《{gist.card.title}》{number}{_marks(first) if first else ''}："
    told = [
        f"制定缘由：{_said(gist.why)}。" if gist.why else "",
        f"主要内容，共 {len(gist.parts)} 个部分：{'；'.join(_part(part, gist) for part in gist.parts)}。"
        if gist.parts
        else "",
        f"主要指标：{'；'.join(_said(value) for value in gist.figures)}。" if gist.figures else "",
    ]
    yield from (f"{ordinal}. {line}" for ordinal, line in enumerate(filter(None, told), start=1))


def _part(part: Part, gist: Gist) -> str:
    heading = _said(part.heading)
    if not part.points or len(gist.parts) > _WITH_POINTS:
        return heading
    more = "等" if part.point_count > len(part.points) else ""
    return f"{heading}（{'、'.join(_said(point) for point in part.points)}{more}）"


def _said(value: TableValue) -> str:
    return f"{with_bold_figures(value.text)}{_marks(value)}"


def _marks(value: TableValue) -> str:
    return "".join(ref.mark for ref in value.refs)
