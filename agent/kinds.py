"""Which kind of thing a question wants: the first rule that fits, a lookup when none does."""

import re
from collections.abc import Sequence

from agent import wordings
from agent.locations import find_locators
from agent.mentions import Mentions
from agent.question import Conditions, Kind
from agent.topics import topic_of
from tools.needs import held_words
from vectorstore.library import PolicyLibrary

_ASKS_SET = re.compile(r"任务|事项|哪些|哪几|什么")
_ALL = re.compile("所有|全部")
_SET_OF = re.compile(r"(?:哪|几|多少)(?:几)?[项条件](?!目)|的(?:都)?有哪些|哪些(?:是)?(?:只|没|未)")
_OPEN = re.compile(r"哪|几|什么|谁|怎|列|所有|全部|多少")
_CHECKS = re.compile(r"吗|吧|是不是|是否|对不|[?？]$")
_DRAFTS = re.compile(r"提纲|大纲|框架|起草|草拟|拟写|撰写|一[份篇个]")
# 给北辰列个大纲,分几大块就行: nothing is asked of a document's parts.
_DRAFTS_FOR = re.compile(
    r"(?:替|给|为|帮)[^,，。?？我]{2,16}(?:列|拟|写|搭|起|做|弄|出)[^。?？]*(?:提纲|大纲|框架|架子)"
)
_COUNTS = re.compile(r"(?:几|哪|多少)(?:几)?(?:项|条|件|桩|样)")
_RISE = re.compile(r"(?:增长|增速|增幅|涨|提高|下降|降|占)[^,，]{0,8}几个(?:百分)?点")
# 举措几项,民心工程又是几项: figures, each of its own matter.
_COUNTED_TWICE = re.compile(r"(?:几|多少)(?:项|个|条|家|类)[^几]+几(?:项|个|条|家|类)")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,20}[”\"」]")
# 哪些是按“三年”来安排的: every place that has the words.
_WITH = r"(?:按|带|写|提到?|含|出现|冠)(?:的是|着|有|了)?[“\"「][^”\"」]{1,12}[”\"」]"
# Duties by their numbers: 第20项到第23项, 3至5项.
_ROWS = re.compile(
    r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:项|条|号|行)?(?:到|至|-|—|~)第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:项|条|号|行)"
)
_EVERY = "(?:哪些|哪几[处条个项])"
_NAMED_WITH = re.compile(
    rf"{_EVERY}[^,，?？]{{0,12}}{_WITH}|{_WITH}[^,，?？]{{0,12}}{_EVERY}"
    rf"|{_QUOTED.pattern}[^,，。?？]{{0,8}}的(?:事情?|安排|内容|地方|表述|提法|说法)(?:都)?(?:有|是)?(?:哪|几)"
)
# A table of the parts of a document with their points: 四个提问和每问答的几点, 各部分的小标题.
_PARTS_TOLD = re.compile(
    r"(?:每|各|[二三四五六七八]个?)(?:个|大)?(?:问题?|提问|部分|大块|章|板块)[^。?？]*(?:几[点条]|标题|要点|哪些点)"
)
_WHOLE: tuple[Kind, ...] = ("follow_up", "outline", "gist", "mentions", "completeness", "contents", "documents")


def kind_of(
    mentions: Mentions, library: PolicyLibrary, *, manner: str, in_focus: bool, fields: Sequence[str] = ()
) -> Kind:
    """Manner is the wording that tells how it is asked; in_focus: the conversation is about certain clauses.

    fields are elements of a document that are asked for.
    """
    text, worded = mentions.text, _worded(manner)
    if wordings.PERSON.search(text) or (in_focus and wordings.POST.search(text) and wordings.PERSON.search(manner)):
        return "person"
    if wordings.TABLE.search(text) and _PARTS_TOLD.search(text):
        return "gist"
    if worded == "outline" and fields and not _DRAFTS.search(text):
        worded = None
    if worded == "documents" and {"引用文件", "制定依据"} & set(fields):
        return "facts"
    if worded == "mentions" and len(mentions.places.regions) > 1:
        worded = None
    if worded == "contents" and _DRAFTS_FOR.search(text):
        worded = "outline"
    if worded == "gist" and (len(mentions.regions) > 1 or wordings.TABLE.search(text)):
        worded = None
    if worded == "contents" and find_locators(text):
        return "listing"  # the points of a part: 第七部分分几块,各块标题
    if worded in _WHOLE:
        return worded
    if (_asks_all_places(mentions) or _NAMED_WITH.search(text)) and worded in (None, "listing"):
        return "mentions"
    asks_alone = wordings.ALONE_ASKED.search(text)
    if mentions.without or (not mentions.named and (asks_alone or _asks_narrowed_set(text, worded))):
        return "tasks"
    if _asks_figures(text) and not mentions.named:
        return "indicators"
    if _ROWS.search(text) and (worded in ("tasks", "who") or wordings.TASK_TABLE.search(text)) and not in_focus:
        return "tasks"
    due = wordings.YEAR_END.search(text) or wordings.YEAR_DUE.search(text)
    if due and _OPEN.search(text) and worded in (None, "listing", "tasks"):
        return "tasks"
    if len(fields) > 1 and wordings.TABLE.search(text) and not mentions.named:
        return "documents"
    explicit = _places_beside(mentions) > 1 and wordings.COMPARE.search(text)
    several = len(mentions.regions) > 1 or (explicit and bool(mentions.places.regions))
    several = several and not (mentions.named and worded == "tasks")
    if several and (worded != "indicators" or explicit):
        return "compare"
    if wordings.TABLE.search(text) and (
        mentions.named
        or worded in ("tasks", "who")
        or wordings.TASK_TABLE.search(text)
        or wordings.NEEDS_SUPPORT.search(text)
    ):
        return "tasks"
    return _of_parts(mentions, library, worded, in_focus=in_focus, fields=fields)


def _places_beside(mentions: Mentions) -> int:
    """How many places the text itself names, those without a document too."""
    return len(mentions.places.regions) + len(mentions.places.absent)


def _asks_narrowed_set(text: str, worded: Kind | None) -> bool:
    """Whether duties are asked for by what they lack or have, not by that word: 只有一个责任单位的是哪几项?"""
    told = worded in (None, "who", "listing") and not find_locators(text)
    helped = wordings.NO_SUPPORT.search(text) or wordings.NEEDS_SUPPORT.search(text)
    met = helped or any(p.search(text) for p, c in wordings.CONDITIONS if _of_duties(c))
    return told and bool(_SET_OF.search(text) and met)


def _of_duties(condition: Conditions) -> bool:
    """Whether it is a condition that only a duty can meet."""
    return condition.role == "alone" or condition.assigned is not None or condition.deadline is not None


def _asks_all_places(mentions: Mentions) -> bool:
    """Whether every place is asked what it says of a thing in quotation marks: 各区对“僵尸企业”的处置要求."""
    everywhere = wordings.ALL_PLACES.search(mentions.text) and not mentions.regions
    return bool(everywhere and _QUOTED.search(mentions.text))


def _of_parts(
    mentions: Mentions, library: PolicyLibrary, worded: Kind | None, *, in_focus: bool, fields: Sequence[str]
) -> Kind:
    """One place, no table: an element of a document, a part of it, a unit's duties, or what the wording says."""
    text, named = mentions.text, mentions.units
    if fields and worded != "tasks" and not (named and wordings.DUTY.search(text)):
        return "facts"
    if in_focus and not (worded == "tasks" and _ALL.search(text) and not wordings.AMONG.search(text)):
        asks_who = named or wordings.HELP.search(text) or wordings.WHO_ELSE.search(text)
        return "who" if asks_who else worded if worded in ("who", "listing") else "lookup"
    if find_locators(text):
        if worded == "tasks":
            return "tasks"
        return "who" if wordings.HELP.search(text) else worded if worded in ("who", "listing") else "section"
    only_unit = not held_words(topic_of(text, mentions.places, named), library)
    if named and not only_unit and (_checks_duty(text, named) or _asserts_duty(text, named)):
        return "who"
    if named and (worded == "tasks" or only_unit or wordings.DUTY.search(text) or _COUNTS.search(text)):
        return "who" if worded == "who" and not _ASKS_SET.search(text) else "tasks"
    return worded or "lookup"


def _asks_figures(text: str) -> bool:
    """Whether figures are asked for that pass a bar: 目标数超过100的有哪些."""
    if wordings.TABLE.search(text) and wordings.FIGURES_TABLED.search(text):
        return True
    bar = wordings.AT_LEAST.search(text) or wordings.AT_MOST.search(text)
    return bool(bar and wordings.FIGURES_ASKED.search(text) and _ASKS_SET.search(text))


def _worded(text: str) -> Kind | None:
    """What the wording says; a rise of 几个点 is a figure, no list of points."""
    plain = _RISE.sub(" ", text)
    worded = next((kind for kind, pattern in wordings.KINDS if pattern.search(plain)), None)
    return None if worded == "listing" and _COUNTED_TWICE.search(plain) else worded


def _asserts_duty(text: str, named: Sequence[str]) -> bool:
    """Whether a unit is said to have a duty that is told at length: 区科技局负责建国家知识产权示范城区,它要…?"""
    unit = "|".join(re.escape(each) for each in named)
    match = re.search(rf"(?:{unit})(?:负责|牵头|承担)(?![或和与、的])(?P<duty>[^,，?？。]{{6,}})", text)
    return match is not None and not _OPEN.search(match["duty"])


def _checks_duty(text: str, named: Sequence[str]) -> bool:
    """Whether it only asks if a unit has a duty that it names: 30个众创空间是区人才办一家负责?"""
    pieces = [piece for piece in re.split(r"[,，;；。]", text) if any(unit in piece for unit in named)]
    said = ",".join(pieces) or text
    checks = _CHECKS.search(said) or (_CHECKS.search(text) and not _OPEN.search(text))
    return not _OPEN.search(said) and bool(checks) and bool(wordings.DUTY.search(said))
