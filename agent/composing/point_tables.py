"""A named whole as a table: a row a member under the columns that the person names, or a row a figure of a sentence."""

import re
from collections.abc import Iterator, Sequence

from agent.composing.markup import place_of, with_bold_figures
from agent.question import Question
from agent.series import Series
from agent.wholes import Whole
from policy.sentences import split_phrases
from tools.evidence import SourceRef
from tools.point_columns import cells_of
from tools.points import Point
from tools.task_rows import TaskRow

_USUAL = ("序号", "要点", "内容")
_SOURCE = "出处"
_VALUE = re.compile(
    r"(?P<name>[^\d]*?)(?P<value>(?:平均|分别|增速|增长|递增|提高|下降|降低|压减|压缩|缩短|减少|新增|引进|培育|达到?|占比?|不低于|不少于|不超过|超过|突破|控制在|保持在|为|约|在|[:：])*\s*\d.*)",
    re.S,
)
# What goes on behind the figures in words: 居民收入与经济增长同步.
_TOLD = re.compile(r"(?P<name>[^与]{2,24}?)(?P<value>(?:与|增速|增幅|高于|低于|好于|保持|完成|实现|达到).+)", re.S)
_LEAD = re.compile(r"^.*?(?:是|为|[:：])(?=[^，,]{2,20}\d)")


def compose_whole_table(question: Question, whole: Whole, tasks: Sequence[TaskRow]) -> str:
    """The table under a line that says where it stands and how many rows it has."""
    head = whole.head
    columns = question.columns or _USUAL
    rows = list(_series_rows(whole.series)) if whole.series else list(_point_rows(whole.points, columns, tasks))
    named = ("指标", "目标值") if whole.series else columns
    where = f"{place_of(head.card)}{head.clause.locator}{head.clause.heading}"
    lines = [f"{where}：" if whole.series else f"{where}，共 {len(rows)} 项，已列 {len(rows)} 项："]
    lines += ["", _line((*named, _SOURCE)), _line(["---"] * (len(named) + 1)), *map(_line, rows)]
    return "\n".join(lines)


def _point_rows(points: Sequence[Point], columns: Sequence[str], tasks: Sequence[TaskRow]) -> Iterator[Sequence[str]]:
    for ordinal, point in enumerate(points, start=1):
        cells = cells_of(point, ordinal, columns, tasks)
        texts = [with_bold_figures(cell.text.replace("|", "｜")) for cell in cells]
        yield (*texts, f"{point.found.clause.locator}{point.ref.mark}")


def _series_rows(series: Series) -> Iterator[Sequence[str]]:
    """Each phrase as name and value in the document's words, from the first that has a figure on."""
    begun = False
    for a, b in split_phrases(series.text, offset=series.start):
        phrase = series.text[a - series.start : b - series.start].strip("，,；;。 \n")
        match = _VALUE.fullmatch(_LEAD.sub("", phrase)) or (_TOLD.fullmatch(phrase) if begun else None)
        if match and match["name"].strip():
            begun = True
            ref = SourceRef(clause_id=series.found.clause.clause_id, start=a, end=b)
            where = f"{series.found.clause.locator}{ref.mark}"
            yield match["name"].strip(), with_bold_figures(match["value"].strip()), where


def _line(cells: Sequence[str]) -> str:
    return "|" + "|".join(cells) + "|"
