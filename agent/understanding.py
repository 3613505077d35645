"""From wording to a `Question`, by rule and by the library's own vocabulary; it knows no document.

The path: fold → fill in what a follow-up leaves out → places, units, documents → kind, conditions, columns → topic.
"""

import re
import unicodedata
from collections.abc import Sequence

from agent import wordings
from agent.drafting import read_draft
from agent.events import Turn
from agent.follow_ups import FollowUp, fill_in
from agent.locations import find_locators
from agent.places import Places, read_places
from agent.question import Asked, Conditions, Kind, Part, Question
from agent.sections import find_section
from agent.titles import named_documents
from agent.unit_mentions import find_units
from policy.errors import QuestionError
from policy.folding import simplified
from policy.regions import short_name
from policy.themes import THEMES, classify_themes
from tools.needs import content_words
from vectorstore.library import PolicyLibrary

LONGEST_QUESTION = 2000
_TITLE = re.compile(r"《[^》]{2,80}》")
_LONGEST_COLUMN = 14
_PARTS = re.compile(r"[?？;；。,，\s]")
_JOINED_PARTS = re.compile(r"[?？;；。,，\s]|和|与|以及")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:%|亿元?|万元?|[个家项条名倍亩年月日元户座栋])|百分之[一二三四五六七八九十百]+")
_COLUMNS = re.compile(
    r"(?:列|栏|表头|字段|包括|包含|含|分|写明|注明|标明|标出)(?:为|是|有|成|清楚|:|：)*(?=序号|任务|单位|事项|责任|时限|指标|条款|区)(.{2,60})|[:：](.{2,60})$"
)
_ASKING = re.compile(
    r"(?:区|市|县)?委书记|[\u4e00-\u9fff]?(?:书记|区长|市长|县长|局长)(?!办)|(?:哪|几)(?:些|个|几个|几份)?(?:地方|地区|份?文件|材料)(?:里)?(?:都|也)?(?:有)?(?:提到?|说到?|写|讲|涉及|谈)(?:了|到)?|各用|啥|咋|(?:区|市|县)长(?!期)|请问|请|帮(?:我|忙)|麻烦|查(?:一?下|查)?|看(?:一?下|看)|列(?:一?下|出(?:来)?)|告诉我|"
    r"想(?:知道|问|了解|要)?(?:一?下)?|给我|整理(?:成|一?下)?|(?:做|列|画|制)(?:成|个|张|一张|一个)*(?:清单)?表格?|表格|清单表|分别|各自|"
    r"(?:这|那)?(?:两|三|几|各)个?(?:区|市|地|县)|有没有|都(?:提|讲|抓|要|有)到?的?|抓(?!手|好|紧)|又?各有|各(?:是|为|占)|能(?:不能)?(?:直接)?(?:相)?比|相同的?|共同的?|不同的?|特色|"
    r"一共|总共|有?哪些|哪几(?:个|项|条|家|方面|点)?|什么时候|什么|多少|怎么样?|如何|是谁|谁|哪(?:个|家|里|一?年|天|份|条)?|"
    r"这(?:件|个|类|方面的)?事(?:情|儿)?|有?何|做法|吗|呢|吧|啊|对比|比较|比一比|相比|区别|异同|不一样|(?:思路|力度|做法)(?:和|与|、)?|方面|[?？!！。]"
)
_TASK_TABLE = re.compile(r"任务|归哪|归谁|哪个部门|责任单位|责任部门|负责部门|牵头|分工|事项")
_TASK_WORDS = re.compile(
    r"重点|主要|改革任务|任务|责任单位|责任部门|负责部门|事项|工作|[一二三四五六七八九十\d]+[项条个]|时限|指标|其中|没|写明|有"
)
_CONNECTIVES = frozenset(
    "和 与 及 跟 的 在 上 有 又 也 都 各 个 方面 之间 之 要 会 是 里 中 对 从 招 家 项 份 所有 全部 按 把".split()
)


def understand(text: str, *, history: Sequence[Turn], library: PolicyLibrary) -> Question:
    """The question as one that stands by itself. Raises QuestionError when it is empty or beyond 2,000 characters."""
    plain = plain_question(text)
    follow_up = fill_in(plain, history=history, library=library)
    return _read(text, follow_up, library)


def plain_question(text: str) -> str:
    """Half-width, simplified, trimmed.

    >>> plain_question("　東麗區２０１７年有幾項任務？ ")
    '东丽区2017年有几项任务?'
    """
    plain = simplified(unicodedata.normalize("NFKC", text)).strip()
    if not plain:
        raise QuestionError("问题是空的，请输入要查的内容，例如“区科委要参与哪些任务？”。")
    if len(plain) > LONGEST_QUESTION:
        raise QuestionError(
            f"问题太长（{len(plain)} 字，最多 {LONGEST_QUESTION} 字），请只留下要问的那一两句；整份文件请从资料库添加。"
        )
    return plain


def _read(original: str, follow_up: FollowUp, library: PolicyLibrary) -> Question:
    text, vocabulary = follow_up.text, library.vocabulary()
    places = _without_spoken_of(text, read_places(text, vocabulary.regions), library)
    named = find_units(text, vocabulary.units, places=places.printed)
    without = next((unit for unit in named if _is_left_out(text, unit)), None)
    units = tuple(unit for unit in named if unit != without)
    kind = _kind(text, places, named, follow_up)
    draft = read_draft(text, places) if kind == "outline" else None
    topic = topic_of(text, places, named)
    regions = places.regions or follow_up.regions
    return Question(
        original=original,
        text=text,
        kind=kind,
        topic=draft.topic if draft else topic,
        parts=_parts(text, places, named),
        regions=regions,
        absent_regions=places.absent,
        doc_ids=named_documents(library, text, places.regions),
        units=units,
        conditions=_conditions(text, units, kind, topic, regions, library).model_copy(update={"without_unit": without}),
        locator=_locator(text),
        clause_ids=follow_up.clause_ids,
        field_labels=_fields(text),
        asks_beyond_fields=any(not _fields(each) and _asked(each) for each in _PARTS.split(text)),
        columns=_columns(text),
        wants_table=bool(wordings.TABLE.search(text)),
        asked=_asked(follow_up.manner or text),
        figures=tuple(dict.fromkeys(_FIGURE.findall(text))),
        target=draft.target if draft else None,
        model_regions=draft.model_regions if draft else (),
        draft_kind=draft.kind if draft else None,
    )


def _is_left_out(text: str, unit: str) -> bool:
    """Whether the unit is one that the tasks must not name: 哪些任务没有区财政局."""
    at = text.find(unit)
    at = text.find(unit[1:]) if at < 0 else at
    return at > 0 and bool(wordings.WITHOUT.search(text[:at].rstrip("区市省县")))


def _without_spoken_of(text: str, places: Places, library: PolicyLibrary) -> Places:
    """A place that has no document but is spoken of in others' (跟长春合作) is a matter, not a scope."""
    counts = library.word_counts([short_name(name) for name in places.absent])
    # Alone and in full (浦东新区怎么招商) a place is the scope that was meant, whoever else speaks of it.
    matters = {name for name in places.absent if counts[short_name(name)] and (places.regions or name not in text)}
    return Places(
        regions=places.regions,
        absent=tuple(name for name in places.absent if name not in matters),
        printed=tuple(word for word in places.printed if not any(word in name or name in word for name in matters)),
    )


def _kind(text: str, places: Places, units: Sequence[str], follow_up: FollowUp) -> Kind:
    """The first rule that fits; a lookup when none does."""
    first = _worded_kind(follow_up.manner or text)
    if _fields(text) and "引用文件" in _fields(text) and first == "documents":
        return "facts"
    if wordings.PERSON.search(text):
        return "person"
    if first in ("outline", "mentions", "completeness", "contents", "documents"):
        return first
    if len(places.regions) > 1 and not (units and first == "tasks"):
        return "compare"
    if wordings.TABLE.search(text) and (units or first in ("tasks", "who") or _TASK_TABLE.search(text)):
        return "tasks"
    if _fields(text) and first != "tasks" and not (units and wordings.DUTY.search(text)):
        return "facts"
    if follow_up.clause_ids and wordings.HELP.search(text):
        return "who"
    if _locator(text) and not follow_up.clause_ids:
        return first if first in ("who", "listing") else "section"
    only_unit = not content_words(topic_of(text, places, units))
    if units and not only_unit and _checks_duty(text):
        return "who"
    if units and not follow_up.clause_ids and (first == "tasks" or only_unit or wordings.DUTY.search(text)):
        return "who" if first == "who" and not _asks_set(text) else "tasks"
    if units and follow_up.clause_ids:
        return "who"
    return first or "lookup"


def _worded_kind(text: str) -> Kind | None:
    return next((kind for kind, pattern in wordings.KINDS if pattern.search(text)), None)


def _parts(text: str, places: Places, units: Sequence[str]) -> tuple[Part, ...]:
    """Its phrases; where two things of one place are compared, also those joined by 和."""
    divider = _JOINED_PARTS if wordings.COMPARE.search(text) and len(places.regions) < 2 else _PARTS
    pieces = [(topic_of(piece, places, units), _asked(piece)) for piece in divider.split(text) if piece.strip()]
    return tuple(Part(topic=topic, asked=asked) for topic, asked in pieces if topic or asked)


def _checks_duty(text: str) -> bool:
    """Whether it only asks if a unit has a duty that it names: 30个众创空间是区人才办一家负责?"""
    asks_set = re.search(r"哪|几|什么|谁|怎|列|所有|全部|多少", text)
    return not asks_set and bool(re.search(r"吗|吧|是不是|是否|对不|[?？]$", text)) and bool(wordings.DUTY.search(text))


def _asks_set(text: str) -> bool:
    return bool(re.search(r"任务|事项|哪些|哪几|什么", text))


def _conditions(
    text: str, units: Sequence[str], kind: Kind, topic: str, regions: Sequence[str], library: PolicyLibrary
) -> Conditions:
    """Every condition that the wording names; a role needs a unit, save for 'alone'."""
    found: dict[str, object] = {"due_before": _due_before(text)}
    for pattern, condition in wordings.CONDITIONS:
        if pattern.search(text):
            given = {name: value for name, value in condition if value != Conditions.model_fields[name].default}
            if units or given.get("role", "alone") == "alone":
                found = {**given, **found}
    if len(units) > 1 and wordings.TOGETHER.search(text):
        found["together_with"] = units[1]
    if wordings.NO_SUPPORT.search(text) or wordings.NEEDS_SUPPORT.search(text):
        found["support"] = "none" if wordings.NO_SUPPORT.search(text) else "has"
        found.pop("role", None)
    if match := wordings.ROW_RANGE.search(text):
        found |= {"first": int(match.group(1)), "last": int(match.group(2))}
    if kind == "tasks" and not units and "first" not in found:
        found |= _subject(text, topic, regions, library)
    return Conditions.model_validate(found)


def _subject(text: str, topic: str, regions: Sequence[str], library: PolicyLibrary) -> dict[str, object]:
    """What a set of tasks is about: a part of the document, else a theme that the wording names."""
    plain = _TASK_WORDS.sub(" ", topic)
    section = find_section(library, text, plain, regions=regions)
    if section:
        return {"section": section}
    theme = next((theme for theme in THEMES if theme in text), None) or next(iter(classify_themes(plain, "")), None)
    return {"theme": theme}


def _due_before(text: str) -> str | None:
    match = re.search(r"(20\d{2})年?(?:底|末|年内)?(?:之?前|以前|内)(?:要|须|必须|应|得|到期|完成)", text)
    return f"{match.group(1)}-12-31" if match else None


def _asked(text: str) -> tuple[Asked, ...]:
    return tuple(asked for asked, pattern in wordings.ASKED if pattern.search(text))


def _fields(text: str) -> tuple[str, ...]:
    return tuple(label for label, pattern in wordings.FIELDS if pattern.search(text))


def _locator(text: str) -> str | None:
    return next(iter(find_locators(text)), None)


def _columns(text: str) -> tuple[str, ...]:
    """Columns that the person names: 「做个清单表:序号、协助什么、区里谁负责」."""
    match = _COLUMNS.search(text.rstrip("。.?")) if wordings.TABLE.search(text) else None
    if not match:
        return ()
    named = [part.strip() for part in re.split(r"[、,，/和及]", match.group(1) or match.group(2)) if part.strip()]
    named = [part for part in named if len(part) <= _LONGEST_COLUMN]
    return tuple(part.removesuffix("几列").removesuffix("列") for part in named) if len(named) > 1 else ()


def topic_of(text: str, places: Places, units: Sequence[str]) -> str:
    """What is left to look for when place, units and the manner of asking are taken away.

    >>> topic_of("请问东丽区国有企业改革要做什么?", Places(regions=("东丽区",), absent=(), printed=("东丽区",)), ())
    '国有企业改革要做'
    """
    rest = _without(_TITLE.sub(" ", text), (*places.printed, *units, *(unit[1:] for unit in units if len(unit) > 3)))
    rest = wordings.TABLE.sub(" ", rest)
    words = re.sub(r"[\s,，、]+", " ", _ASKING.sub(" ", rest)).split()
    kept = [word.strip("的和与在上有") for word in words if word not in _CONNECTIVES]
    return " ".join(word for word in kept if word)


def _without(text: str, words: Sequence[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text
