"""What a request for an outline asks: the topic, for whom, and in whose shape."""

import re

from agent.places import Places
from agent.wordings import DRAFT_MODEL, DRAFT_TARGET
from policy.documents import Frozen
from policy.regions import find_regions
from tools.needs import content_words

_TOPIC = re.compile(
    r"(?:起草|草拟|拟定|拟写|撰写|写(?!法)|拟|列|做)(?:一|个|份|出|篇|下)*(?:关于)?(?P<topic>.{2,40}?)的?"
    r"(?P<kind>实施意见|实施方案|工作方案|行动方案|工作要点|跟进计划|方案|意见|计划|办法)?(?:的)?(?:提纲|大纲|框架|初稿|稿子|稿)"
)
_KIND_ONLY = re.compile(r"调研提纲|(?:年度)?工作要点|实施方案|实施意见|工作方案|行动方案")
_NO_TOPIC = frozenset({"年度", "调研", "工作", "方案", "法"})
_REQUEST = re.compile(
    r"下周|明天|陪|领导|最好|带上|他们|自己|目标数?|大纲|提纲|写法|工委|委员会|调研|起草|草拟|年度|要点|参照|按照?|替我?|给我?|列个?|写|一份"
)


class Draft(Frozen):
    """topic as it goes into the title; target the place it is for; model_regions whose document gives the shape."""

    topic: str
    target: str | None
    model_regions: tuple[str, ...]
    kind: str | None = None


def read_draft(text: str, places: Places) -> Draft:
    """The request taken apart.

    >>> text = "参照铁岭的实施意见,替武清区起草一份推进开发区高质量发展实施意见的提纲。"
    >>> read_draft(text, Places(regions=("铁岭市", "武清区"), absent=(), printed=("铁岭", "武清区")))
    Draft(topic='推进开发区高质量发展', target='武清区', model_regions=('铁岭市',), kind='实施意见')
    """
    target_at = DRAFT_TARGET.search(text)
    mentions = list(zip(places.printed, (*places.regions, *places.absent), strict=False))
    target = _first_after(text, mentions, target_at.end() if target_at else 0)
    model_at = DRAFT_MODEL.search(text)
    models = tuple(name for printed, name in mentions if model_at and name != target and name in places.regions)
    match = _TOPIC.search(text)
    topic = _clean(match.group("topic"), places) if match else ""
    kind = (match.group("kind") if match else None) or _kind_of(text)
    if not topic or topic in _NO_TOPIC:
        topic = _rest(text, places)
    topic = re.sub(r"20\d{2}年度?|年度", "", topic)
    return Draft(topic=topic, target=_zone_named(text, target) or target, model_regions=models, kind=kind)


def _first_after(text: str, mentions: list[tuple[str, str]], start: int) -> str | None:
    after = [(text.find(printed, start), name) for printed, name in mentions if text.find(printed, start) >= 0]
    return min(after)[1] if after else (mentions[-1][1] if mentions else None)


def _zone_named(text: str, target: str | None) -> str | None:
    """The development zone itself where the request names one (东丽经济开发区), since that is what the title says."""
    for mention in find_regions(text):
        if mention.region.level == "development_zone" and target and target in (
            mention.region.name, *mention.region.parents,
        ):  # fmt: skip
            return text[mention.start : mention.end]
    return None


def _clean(topic: str, places: Places) -> str:
    for printed in places.printed:
        topic = topic.removeprefix(printed)
    return topic.strip("的关于 ,，")


def _kind_of(text: str) -> str | None:
    match = _KIND_ONLY.search(text)
    return match.group() if match else None


def _rest(text: str, places: Places) -> str:
    """The subject where the request names none in its usual place: the content words of what else it says."""
    for printed in places.printed:
        text = text.replace(printed, " ")
    words = [word for word in content_words(_REQUEST.sub(" ", text)) if len(word) > 1]
    return "".join(words[:3]) or "重点工作"
