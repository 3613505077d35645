"""Which places a short text names: a question, a title, an agency.

Full names (天津市东丽区), names as people say them (东丽, 滨海), autonomous places without their peoples (阿坝州),
and development zones by rule (a place and 经济技术开发区, 高新区, 新区 …). A name that could be an ordinary word or
several places (和平, 朝阳, 城区) is marked `short`, for the caller to check against the places its library has.
Linear in the text.
"""

import re
from functools import lru_cache
from itertools import accumulate

import rjieba

from policy.divisions import regions_by_name, short_name
from policy.elements import Region
from policy.values import Frozen

__all__ = ["NATION", "RegionMention", "find_regions", "parents_of", "same_place", "short_name"]

NATION = Region(name="全国", level="nation")

# Names of places that are ordinary words of policy Chinese; alone they need the library's word for it.
_WORDS = frozenset(
    "和平 新华 长安 朝阳 东方 合作 同心 前进 前锋 友好 友谊 振兴 解放 复兴 安定 安居 安宁 平安 平和 富裕 富民 惠民 "
    "宏伟 "
    "公安 兴业 乐业 会同 资源 运河 港口 海港 河口 洞口 林口 湖口 延长 无为 比如 南部 东风 光明 中方 工农 民乐 爱民 "
    "莲花 "
    "清流 灯塔 西湖 青山 白云 宝山 南山 西山 东山 城区 郊区 矿区 东区 西区 新区 林区 新城 老城 城中 城关 城东 城南 "
    "城西 城北 "
    "市中 市北 市南 路北 路南 路桥 站前 江岸 江北 江南 江东 江山 河东 河西 桥东 桥西 铁东 铁西 道里 道外 南岸 大方 "
    "大观 大兴 "
    "大通 大田 新兴 新建 新星 新民 高明 博爱 丰满 通道 互助 沿河 集贤 向阳 清新 长寿 康乐 和顺 来宾 平原 温泉 石棉 "
    "中原 "
    "南海 东海 武功 安康 进贤 团结 光泽 天桥 鼓楼 钟楼 宝塔 新城区 老城区 城中区 城关区 城东区 城西区 城北区 "
    "市中区 市北区 "
    "海门 泰山 华山 永定 三门 兴安 双城 平川 开发 建设 万全 凤凰 文明 白沙 尖山 石门 红旗 向阳区 新市 新市区 东城 "
    "西城".split()
)
_ZONE = re.compile(
    r"([一-龥]{0,3}?)(经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新技术产业园区|经开区|高新区|开发区|"
    r"工业园区|产业园区|综合保税区|保税港区|保税区|自由贸易试验区|自贸试验区|自贸区|旅游度假区|生态城|科学城|合作区|示范区|新区)"
)
_ZONE_MIDDLE = re.compile(r"[省市区县的和与及在有推支建关等各为到对]")
_KINDS = frozenset("省市区县州旗")
_NO_PLACE_AFTER = re.compile(r"江|路|街|大道|大学|学院|师范|银行|证券|特色|社会主义")
_ZONE_KINDS = ((re.compile("高新"), "高新区"), (re.compile("经开区|开发区"), "开发区"))


class RegionMention(Frozen):
    """A place as printed. region is candidates[0], the likeliest; short: check it before believing it."""

    region: Region
    candidates: tuple[Region, ...]
    start: int
    end: int
    short: bool


def find_regions(text: str) -> tuple[RegionMention, ...]:
    """The places named, in reading order; 天津市东丽区 is one mention of the narrower place.

    >>> [(m.region.name, m.short) for m in find_regions("武清经济技术开发区和铁岭、和平怎么招商？")]
    [('武清经济技术开发区', False), ('铁岭市', False), ('和平区', True)]
    >>> find_regions("天津市东丽区人民政府")[0].region
    Region(name='东丽区', level='district', parents=('天津市',))
    """
    mentions: list[RegionMention] = []
    prefixes = _names_by_prefix()
    at = 0
    for start in _word_starts(text):
        if start >= at and text[start : start + 2] in prefixes:
            at = start
            while mention := _mention_at(text, at, follows_place=at > start):
                at = mention.end
                _append(mentions, mention)
    return _narrowed(tuple(_with_zone(text, mention) for mention in mentions))


def parents_of(region: Region) -> tuple[str, ...]:
    """The names of the places that hold this one, nearest first; the nation holds all.

    >>> parents_of(Region(name="东丽区", level="district", parents=("天津市",)))
    ('天津市', '全国')
    """
    return region.parents if region.level == "nation" else (*region.parents, NATION.name)


def same_place(a: Region, b: Region) -> bool:
    """Whether two names mean one place: 武清开发区 is 武清经济技术开发区; the 和平区 of two cities are two.

    >>> zone = find_regions("天津武清经济技术开发区")[0].region
    >>> same_place(zone, find_regions("武清开发区")[0].region)
    True
    """
    if a.level != "development_zone" or b.level != "development_zone":
        return a.name == b.name and _compatible(a.parents, b.parents)
    return _zone_key(a.name) == _zone_key(b.name) and _compatible(a.parents, b.parents)


def _compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return not a or not b or a[-1] == b[-1]


def _zone_key(name: str) -> str:
    for kind, plain in _ZONE_KINDS:
        if found := _ZONE.search(name):
            if kind.search(found.group(2)):
                return name[: found.start(2)] + plain
    return name


@lru_cache(maxsize=1)
def _names_by_prefix() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name in sorted(regions_by_name(), key=len, reverse=True):
        found.setdefault(name[:2], []).append(name)
    return {prefix: tuple(names) for prefix, names in found.items()}


def _mention_at(text: str, at: int, *, follows_place: bool) -> RegionMention | None:
    for name in _names_by_prefix().get(text[at : at + 2], ()):
        if text.startswith(name, at):
            candidates = regions_by_name()[name]
            full = any(name == region.name for region in candidates)
            if not (full and follows_place) and not _is_whole(text, at, at + len(name), full=full):
                continue
            if full:
                candidates = tuple(region for region in candidates if region.name == name)
            return RegionMention(
                region=candidates[0],
                candidates=candidates,
                start=at,
                end=at + len(name),
                short=_is_weak(name, candidates),
            )
    return None


def _is_whole(text: str, start: int, end: int, *, full: bool) -> bool:
    """Whether the name is words of the sentence, not the end of one and the beginning of the next (政策创新|和资金)."""
    ends = _word_starts(text)
    if start not in ends:
        return False
    if full and end - start > 2:
        return True
    # People add the wrong kind: 滨海区 for 滨海新区.
    ended = end in ends or (text[end : end + 1] in _KINDS and end + 1 in ends) or _goes_on(text, end)
    return ended and not _NO_PLACE_AFTER.match(text, end)


def _goes_on(text: str, end: int) -> bool:
    """A zone or a place within this one follows, which the dictionary may hold as one word with it (上海浦东新区)."""
    zone = _ZONE.match(text, end)
    inner = (name for name in _names_by_prefix().get(text[end : end + 2], ()) if text.startswith(name, end))
    return bool(zone and not zone.group(1)) or any(name == regions_by_name()[name][0].name for name in inner)


@lru_cache(maxsize=32)
def _word_starts(text: str) -> dict[int, None]:
    """Where words begin, in order, and the end of the text."""
    # Without guessing at unknown words: what the dictionary does not know stays apart and hides no name.
    return dict.fromkeys(accumulate(map(len, rjieba.cut(text, False)), initial=0))


def _is_weak(name: str, candidates: tuple[Region, ...]) -> bool:
    """An ordinary word, or the name of several places of which none is a province, a city, or holds the others."""
    if name in _WORDS:
        return True
    first = candidates[0]
    return first.level not in {"province", "city"} and any(
        other.name != first.name and first.name not in other.parents for other in candidates[1:]
    )


def _append(mentions: list[RegionMention], mention: RegionMention) -> None:
    """Adds the mention, as one with the one before where that stands against it and holds it (天津市 + 东丽区)."""
    before = mentions[-1] if mentions and mentions[-1].end == mention.start else None
    held = _held(mention.candidates, {region.name for region in before.candidates}) if before else ()
    if before is None or not held:
        mentions.append(mention)
    else:
        changes = {"region": held[0], "candidates": held, "start": before.start, "short": False}
        mentions[-1] = mention.model_copy(update=changes)


def _held(candidates: tuple[Region, ...], holders: set[str]) -> tuple[Region, ...]:
    return tuple(region for region in candidates if holders & set(region.parents))


def _with_zone(text: str, mention: RegionMention) -> RegionMention:
    """The development zone that the place's name begins, or the place."""
    zone = _ZONE.match(text, mention.end)
    if not zone or _ZONE_MIDDLE.search(zone.group(1)) or mention.region.level == "development_zone":
        return mention
    suffix = zone.group()
    candidates = tuple(
        Region(name=short_name(region.name) + suffix, level="development_zone", parents=(region.name, *region.parents))
        for region in mention.candidates
    )
    return RegionMention(region=candidates[0], candidates=candidates, start=mention.start, end=zone.end(), short=False)


def _narrowed(mentions: tuple[RegionMention, ...]) -> tuple[RegionMention, ...]:
    """Several places of one name are told apart by the others that the text names: 沈阳…和平区."""
    names = {mention.region.name for mention in mentions if not mention.short}
    return tuple(_narrowed_by(mention, names - {mention.region.name}) for mention in mentions)


def _narrowed_by(mention: RegionMention, names: set[str]) -> RegionMention:
    held = _held(mention.candidates, names) if len(mention.candidates) > 1 else ()
    return mention.model_copy(update={"region": held[0], "candidates": held}) if held else mention
