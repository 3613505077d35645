"""The names of columns in 分工表 and the like: what a column holds, and a header line whose names have run together."""

import re
from typing import Literal

ColumnKind = Literal["index", "aspect", "duty", "units", "time", "support", "other"]

_NO_VERB = "(?!(?:协助|配合|支持)(?!单位|部门)|的|分工|职责|和|及|与)"
_NAME = re.compile(
    r"序号|编号|(?:重点|主要|工作|年度)*任务(?:具体|工作|落实)?(?:措施|举措)"
    rf"|(?:具体|工作|主要|重点|落实|政策|改革)*(?:措施|举措){_NO_VERB}"
    rf"|(?:牵头|责任|负责|配合|主管|实施|协助|参与|承办|主办)?(?:单位|部门|领导|科室|处室){_NO_VERB}|责任人|责任分工|分工(?!方案)"
    rf"|(?:重点|主要|目标|工作)*任务{_NO_VERB}|(?:工作|主要|建设|改革)?内容|事项|(?:工作|年度|预期)?目标|指标名称|指标"
    r"|(?:完成|办结|时间|工作)?(?:时限|节点|进度|时间)(?:要求)?|期限|方面|领域|类别|板块|项目名称|项目|备注|依据|(?<=[的助合])工作(?!和|及)"
)  # fmt: skip
_KINDS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("index", re.compile("序号|编号")),
    ("support", re.compile("(?:协助|配合|支持).*(?:工作|事项|任务)")),
    ("time", re.compile("时限|节点|进度|时间|期限")),
    ("units", re.compile("分工|单位|部门|责任人|科室|处室|领导")),
    ("aspect", re.compile("方面|领域|类别|板块")),
    ("duty", re.compile("任务|措施|举措|内容|事项|目标|指标|工作|项目")),
)


def column_kind(name: str) -> ColumnKind:
    """What a column of that name holds.

    >>> [column_kind(name) for name in ("序号", "具体措施", "责任单位", "完成时限", "需市级部门协助开展的工作和分工")]
    ['index', 'duty', 'units', 'time', 'support']
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")


def split_header(line: str) -> tuple[str, ...]:
    """The column names of a header line whose cells have run together, () where the line is no such header.

    >>> split_header("序号方面重点任务具体措施负责部门需市级部门协助开展的工作和分工")
    ('序号', '方面', '重点任务具体措施', '负责部门', '需市级部门协助开展的工作和分工')
    """
    if len(line) > 120 or re.search("[。；，]", line):
        return ()
    names: list[str] = []
    at = 0
    for match in _NAME.finditer(line):
        names.append(line[at : match.end()])
        at = match.end()
    complete = at == len(line) and len(names) >= 3 and len(set(names)) == len(names)
    return tuple(name.strip(" \t|") for name in names) if complete and "units" in map(column_kind, names) else ()
