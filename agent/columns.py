"""The columns that a question names for its table: behind a word that calls them so, in quotation marks, or bare."""

import re

from agent.wordings import TABLE

_LONGEST_COLUMN = 14
_COLUMN_COUNT = re.compile(r"(?:[两二三四五六七八几\d]*[列栏])(?:的?表)?$")
_BETWEEN = re.compile(r"[、/|,，—–-]+")
_COLUMNS = re.compile(
    r"(?:列|栏|表头|字段|包括|包含|含|分|写明|注明|标明|标出|按)(?:为|是|有|成|清楚|:|：)*"
    r"(?=序号|任务|单位|事项|责任|时限|指标|条款|区|具体|国家)(.{2,60}?)(?=列|做|制|整理|$|。|,|，)|[:：](.{2,60})$"
)
# Columns that stand alone before or behind the word for a table: 奖项、等次、金额,表格; 做成表,类别和数量.
_BARE = re.compile(
    r"(?:表格?|列表|清单)[^:：,，。?？]{0,4}[:：,，]\s*(?P<behind>[^:：,，。?？]{2,10}(?:[、和|/][^:：,，。?？、和|/]{1,10})+)[。.]?$"
    r"|(?:^|[:：,，?？])(?P<before>[^:：,，。?？、]{1,8}(?:[、和|/][^:：,，。?？、和|/]{1,10})+)[,，](?:要|列|做|弄|整理?|拉|给我)?(?:成|个|张|一张|一个)*(?:表格?|列表|清单)[。.]?$"
)
# Columns in quotation marks: 整理成“指标—数值”两列, 按“哪一项、什么指标、多少”汇总成表.
_QUOTED = re.compile(
    r"(?:成|按照?|分|以)[“\"](?P<named>[^”\"]{1,12}(?:[、/|,，—–-]+[^”\"、/|,，—–-]{1,12})+)[”\"](?:这)?(?:[两二三四五六]?(?:列|栏))?"
)
# Elements that a list of documents or duties has: 标题、文号、成文日期做个表.
_ELEMENT = re.compile(
    r"标题|名称|文号|字号|日期|时间|机关|单位|部门|状态|效力|文种|区县|序号|任务|时限|期限|指标|数值|金额|数量|出处|依据|内容|牵头|负责"
)
_ATTACHED = re.compile(
    r"(?:^|[的:：,，])(?P<named>[^:：,，。?？、的]{2,8}(?:[、和][^:：,，。?？、和的]{2,8})+?)(?:做|列|弄|整理|拉|制|汇总|排)(?:成|个|张|一张|一个)*表"
)
_MORE = re.compile(r"(?:列|加|带|配|附|写|补)(?:上|明)|连同|连带|另加")


def without_columns(text: str) -> str:
    """The text without the phrases that name columns."""
    return _COLUMNS.sub(" ", _QUOTED.sub(" ", text))


def columns_in(text: str) -> tuple[str, ...]:
    """Columns that the person names: 「做个清单表:序号、协助什么、区里谁负责」."""
    match = _COLUMNS.search(text.rstrip("。.?")) if TABLE.search(text) else None
    if not match:
        return bare_columns(text)
    named = [part.strip() for part in re.split(r"[、,，/和及]", match.group(1) or match.group(2)) if part.strip()]
    named = [part for part in named if len(part) <= _LONGEST_COLUMN]
    return tuple(_plain_column(part) for part in named) if len(named) > 1 else ()


def bare_columns(text: str) -> tuple[str, ...]:
    """Columns that stand beside the word for a table without a word that calls them so.

    >>> bare_columns("建设程序做成表格:步骤、每步干什么"), bare_columns("奖项、等次、金额,表格")
    (('步骤', '每步干什么'), ('奖项', '等次', '金额'))
    >>> bare_columns("把那几个数整理成“指标—数值”两列"), bare_columns("这几份材料的标题、文号、成文日期做个表")
    (('指标', '数值'), ('标题', '文号', '成文日期'))
    """
    if not TABLE.search(text):
        return ()
    if quoted := _QUOTED.search(text):
        return tuple(_plain_column(part) for part in _BETWEEN.split(quoted["named"]) if part)
    attached = _ATTACHED.search(text)
    if attached and all(map(_ELEMENT.search, named := re.split("[、和]", attached["named"]))):
        return tuple(named)
    match = _BARE.search(text.rstrip("。.?"))
    if not match:
        return ()
    if _MORE.match(match["behind"] or ""):
        return ()  # columns beside the usual ones
    return tuple(_plain_column(part) for part in re.split(r"[、和|/]", match["behind"] or match["before"]) if part)


def _plain_column(part: str) -> str:
    """The name alone: 增速 of 增速两列."""
    return _COLUMN_COUNT.sub("", part) or part
