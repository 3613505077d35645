"""What a request for an outline asks: the topic, for whom, of what kind, and in whose shape.

What is left of a request when its model, its target, its verbs of ordering and its kind are taken away is the topic.
"""

import re
from collections.abc import Sequence

from agent.places import PlaceName, Places
from policy.regions import find_regions
from policy.values import Frozen
from tools.needs import content_words

DRAFT_MODEL = re.compile(
    r"(?:架子|框架|体例|格式|结构|写法)(?:就|也|还|都)?(?:用|学|照着?|跟着?|按照?|仿照?|依照?)|比着|比照|对着|仿着|跟着|参照|参考|仿照|仿|按照?|照着?|依照|借鉴|对照|套用|学|用(?=[^,，。]{2,14}的?(?:样子|架子|体例|格式|框架|结构|写法))"
)
_BREAK = re.compile(r"[,，。；;！!？?\s]+")
_ORDER = re.compile(
    r"(?:起草|起(?=[个一])|草拟|拟定|拟写|拟订|撰写|编写|制定|设计|搭建|写(?!法)|拟|搭|列|拉|做|出|弄|来|整|编)(?:一下|个|一|份|出|篇|下|了|套)*"
)
_KIND = re.compile(
    r"(?:对比|比较|异同)(?:的)?(?:研究报告|分析报告|调研报告|报告|材料|分析)|研究报告|(?:调研|考察|采访|访谈|座谈|汇报|讲话|发言)(?:提纲|报告|问题|材料)?|"
    r"实施意见|实施方案|工作方案|行动方案|行动计划|三年行动计划|工作计划|跟进计划|工作要点|实施细则|管理办法|若干措施|具体措施|"
    r"暂行办法|方案|意见|计划|办法|规定|条例|细则|措施|要点"
)
_FRAME = re.compile(
    r"的?(?:条款)?(?:提纲|大纲|框架稿?|架子|骨架|目录|初稿|稿子|稿|结构|体例|章节|写法|样子|格式|几个问题)(?:来|吧|就行|即可)*$"
)
_TARGET = re.compile(r"(?:替|给|为|帮(?:忙|着)?|代)")
_PERSONS = re.compile(r"^(?:的)?(?:主要)?(?:领导|书记|区长|市长|(?:我|咱)们?[省市区县]?|本[省市区县]|也|再|先|同志)+")
_SPARE = re.compile(
    r"20\d{2}年?度?|年度|[今明]年|一?(?:级|二级)?标题|同类(?:的|型)?|类似(?:的)?|同样(?:的)?|[两二三四五六七八九十几]地|我(?:们)?(?:区|市|县|省)?(?:想|要)?|咱们?|想|请|麻烦"
)
_MEETING = re.compile(r"(?:要开|召开|参加|开)(?P<name>[^,，。]{0,8}会)")
_MODEL_TAIL = re.compile(r"(?:区委|市委|县委|工委|管委会|政府)?(?:书记|区长|市长)?的?")
_REQUEST = re.compile(
    r"对比|比较|异同|下周|明天|后天|陪|领导|最好|带上|他们|自己|目标数?|看看|看|去|开会|替|给|帮我?|我们?|工委|委员会|发改委?|要出|要|一份|一个|准备|用"
)
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
_LONGEST_TOPIC = 40
# The document whose shape is taken, called by its subject: 参照国家智慧社区的意见.
_MODEL_NAMED = re.compile(
    rf"(?:{DRAFT_MODEL.pattern}|依据|根据|要?落实|贯彻)(?P<subject>[^,，。；;]{{3,40}}?(?:通知|意见|方案|办法|规定|要求|计划|指南|政策|文件|措施|要点|条例))"
    r"(?:的?(?:体例|框架|写法|样子|格式|结构|章节|架子|骨架|目录|那套))?(?=$|[,，。；;来]|给|替|为|帮|列|拟|搭|写|起草)"
)
_OF_FRAME = re.compile(r"(?:架子|框架|体例|格式|结构|写法|骨架)(?:那套)?")


# Whose measures go in, whatever the shape: 借滨海、武清的做法.
_BORROWED = re.compile(
    r"(?:借鉴?|参考|吸收|学习?|结合|融入|采用|用上?)(?:一下)?(?P<places>[^,，。；;]{2,24}?)(?:[这那]?[两三几]?(?:地|家|个区))?的?"
    r"(?:好)?(?:做法|经验|举措|招数|内容|实践|思路)(?:都)?(?:用上|用进去)?(?:来|去)?"
)


# The interview whose shape is taken, called by the person or by itself: 照陈书记访谈那个架子.
_INTERVIEW = re.compile(rf"(?:{DRAFT_MODEL.pattern})[^,，。]{{0,12}}(?:访谈|专访|采访)")


class Draft(Frozen):
    """topic as it goes into the title, '' for none; target the place it is for, several of them joined by 、 where they
    are the subjects; model_regions whose document gives the shape, model_subject what it is called by where it is of no
    place, model_is_interview: it is called the interview; kind the paper's name (工作要点, 调研提纲); borrowed_regions
    whose measures, not whose shape, are to go in.
    """

    topic: str
    target: str | None
    model_regions: tuple[str, ...]
    kind: str | None = None
    model_subject: str = ""
    model_is_interview: bool = False
    borrowed_regions: tuple[str, ...] = ()


def read_draft(text: str, places: Places) -> Draft:
    """The request taken apart.

    >>> text = "参照铁岭的实施意见,替武清区起草一份推进开发区高质量发展实施意见的提纲。"
    >>> named = (PlaceName(printed="铁岭", name="铁岭市"), PlaceName(printed="武清区", name="武清区"))
    >>> draft = read_draft(text, Places(named=named))
    >>> draft.topic, draft.target, draft.model_regions, draft.kind
    ('推进开发区高质量发展', '武清区', ('铁岭市',), '实施意见')
    """
    if (borrowed := _BORROWED.search(text)) and (lenders := _places_in(borrowed["places"], places)):
        others = Places(named=tuple(place for place in places.named if place.name not in lenders))
        rest = read_draft(f"{text[: borrowed.start()]}，{text[borrowed.end() :]}", others)
        return rest.model_copy(update={"borrowed_regions": lenders})
    if (named := _MODEL_NAMED.search(text)) and not any(place in named["subject"] for place in places.printed):
        rest = read_draft(f"{text[: named.start()]}，{text[named.end() :]}", places)
        topic = rest.topic or _cleaned(named["subject"].removeprefix("国家"), _kind_in(named["subject"]))
        return rest.model_copy(update={"topic": topic, "model_subject": named["subject"]})
    pieces = [piece for piece in _BREAK.split(text) if piece]
    framed = (piece for piece in pieces if _FRAME.search(piece) and not DRAFT_MODEL.search(piece))
    ordering = next((piece for piece in pieces if _asks(piece)), next(framed, pieces[-1]))
    models = [piece for piece in pieces if DRAFT_MODEL.search(piece)]
    target, shapes = _target_and_models(text, places, has_model=bool(models))
    kind = _kind_in(ordering) or _kind_in(text if not models else models[0]) or None
    interview = not shapes and any(_INTERVIEW.search(model) for model in models)
    topic, kind = _topic(ordering, pieces, models, places, kind), _full_kind(kind, text)
    if not topic and kind and (meeting := _MEETING.search(text)):
        kind = meeting.group("name") + kind
    return Draft(topic=topic, target=target, model_regions=shapes, kind=kind, model_is_interview=interview)


def _places_in(text: str, places: Places) -> tuple[str, ...]:
    """The places of the library that stand in a text."""
    return tuple(dict.fromkeys(place.name for place in places.named if place.in_library and place.printed in text))


def _asks(piece: str) -> bool:
    """Whether this phrase orders the outline."""
    return bool(_FRAME.search(piece)) and bool(_ORDER.search(piece))


def _target_and_models(text: str, places: Places, *, has_model: bool) -> tuple[str | None, tuple[str, ...]]:
    """For whom: the place after 给 or 替, else the one that is no model, else every place named."""
    names = list(dict.fromkeys(place.name for place in places.named))
    given = _given_to(text, places.named)
    if has_model and names:
        marker = DRAFT_MODEL.search(text)
        after = [each.name for each in places.named if marker and text.find(each.printed) >= marker.end()]
        first = next((name for name in after if name != given and name in places.regions), None)
        target = given or next((name for name in names if name != first), None)
        shapes = tuple(name for name in names if name != target and name in places.regions)
        return _zone_named(text, target) or target, shapes
    if given:
        return _zone_named(text, given) or given, ()
    return ("、".join(names) or None), ()


def _given_to(text: str, named: Sequence[PlaceName]) -> str | None:
    """The place that stands right behind 给 or 替, one that others only speak of too."""
    for marker in _TARGET.finditer(text):
        after = [place.name for place in named if text.startswith(place.printed, marker.end())]
        after = after or [each.region.name for each in find_regions(text) if each.start == marker.end()]
        if after:
            return max(after, key=len)
    return None


def _zone_named(text: str, target: str | None) -> str | None:
    """The development zone itself where the request names one (东丽经济开发区), since that is what the title says."""
    for mention in find_regions(text):
        if mention.region.level == "development_zone" and target and target in (
            mention.region.name, *mention.region.parents,
        ):  # fmt: skip
            return mention.region.name if target == mention.region.name else text[mention.start : mention.end]
    return None


def _kind_in(piece: str) -> str | None:
    """The last kind that is named before the frame: 重点工作实施方案的提纲."""
    found = _KIND.findall(_FRAME.sub("", piece)) or _KIND.findall(piece)
    return found[-1] if found else None


def _full_kind(kind: str | None, text: str) -> str | None:
    if not kind:
        return None
    if re.search("对比|比较|异同", kind + (text if "研究报告" in kind else "")):
        return "对比研究报告" if "报告" in kind else "对比材料"
    if kind.startswith(("调研", "考察", "采访", "访谈", "座谈", "汇报", "讲话", "发言")):
        return kind[:2] + ("报告" if kind.endswith("报告") and "提纲" not in text else "提纲")
    return kind.removeprefix("暂行")


def _topic(ordering: str, pieces: list[str], models: list[str], places: Places, kind: str | None) -> str:
    topic = _left_of(ordering, places, kind)
    if topic or any(_MEETING.search(piece) for piece in pieces):
        return topic
    others = [piece for piece in pieces if piece != ordering and piece not in models]
    return (_left_of_model(models, places) if models else "") or _rest("".join(others), places)


def _left_of(piece: str, places: Places, kind: str | None) -> str:
    """What the phrase that orders the outline says of its subject, before its verb and after it."""
    piece = _FRAME.sub("", piece)
    marker = DRAFT_MODEL.search(piece)
    piece = piece[marker.end() :] if marker else piece
    for printed in sorted(places.printed, key=len, reverse=True):
        piece = re.sub(rf"(?:替|给|为|帮(?:忙|着)?|代)?{re.escape(printed)}[、和与]?", " ", piece)
    parts = [part for part in _ORDER.split(piece, maxsplit=1) if part.strip()]
    parts = parts[1:] if marker and len(parts) > 1 else parts  # 照着武清的要点拟…: before the verb stands the model
    cleaned = [_cleaned(part, kind) for part in parts]
    return "".join(part for part in cleaned if part)[:_LONGEST_TOPIC]


def _cleaned(part: str, kind: str | None) -> str:
    part = _EMPTY_BRACKETS.sub("", "".join(part.split()))
    if kind and kind in part:
        part = part[: part.rfind(kind)]
    part = re.sub(r"(?:替|给|帮)(?:我们?|咱们?)?$|^(?:替|给|帮忙?|帮我)(?:我们?)?", "", _PERSONS.sub("", part))
    part = _OF_FRAME.sub("", _SPARE.sub("", _PERSONS.sub("", part)))
    return re.sub(r"^(?:关于|的|和|与|在|对|去|到|考察|调研|了解)+|(?:的|和|与|及)+$|^[、和]+", "", part.strip("、"))


def _left_of_model(models: list[str], places: Places) -> str:
    """The subject of the document that is taken as model: what is asked for is the like of it."""
    piece = DRAFT_MODEL.sub(" ", _FRAME.sub("", models[0]), count=1).removeprefix("用")
    for printed in places.printed:
        piece = piece.replace(printed, " ")
    kinds = list(_KIND.finditer(piece))
    piece = "".join(piece[: kinds[-1].start()].split()) if kinds else ""
    piece = _OF_FRAME.sub("", piece)
    return _SPARE.sub("", _MODEL_TAIL.sub("", piece, count=1) if _MODEL_TAIL.match(piece) else piece).strip("的")


def _rest(text: str, places: Places) -> str:
    """The subject where the request names none in its usual place: the content words of what else it says."""
    for printed in places.printed:
        text = text.replace(printed, " ")
    plain = _KIND.sub(" ", _REQUEST.sub(" ", _ORDER.sub(" ", text)))
    words = [word for word in content_words(plain) if len(word) > 1]
    return "".join(words[:3])
