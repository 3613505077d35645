"""The names of responsible bodies: which printed names mean the same one.

Promises: a body is linked to its full name, its short ones and the one it had before a reform renamed it at its own
level (科委 and 科技局), by the word list `data/unit_stems.txt`; bodies of different levels are never linked when both
say their level (市科技局, 区科技局). Not covered: which body took over the duties of one that was dissolved.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from policy.wordlists import read_words

_LEVEL = re.compile(
    r"国家|自治区|新区|市(?!场|政(?!府|务|协|法)|容|监(?!委))|区(?!域|块|县|街)|县(?!域|区)|省(?!际)|州|盟|旗"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治[区州县旗]|省|市|新区|区|县|旗|州|盟)")
_PARTY = re.compile(r"委(?=组织|宣传|统战|政法|网|编|改革|深改|依法|党校|老干|巡察|机关|社会工作|金融|人才|全面)")
_SUFFIX = re.compile(r"(?:局|委|办|厅|部|署)$")
_GOVERNMENT = re.compile(r"(?:政府|政府办|人大|政协|法院|检察院|纪委|监委|组织部|宣传部|统战部|政法委)$")
_NESTED = re.compile(r"[(（][^()（）]{3,}[)）]$")
_SHORTER = (
    ("委员会", "委"), ("人民政府", "政府"), ("监督管理", "监管"), ("管理委", "管委"), ("办公厅", "办"),
    ("办公室", "办"), ("管委会", "管委"), ("和", ""), ("与", ""),
)  # fmt: skip
_MAX_PLACES = 3
_REMEMBERED = 8192  # names; a library of a thousand documents holds about two thousand


# Only the State Council has 部; those of the party (组织部) are at every level.
_MINISTRY = re.compile(r"(?<!组织)(?<!宣传)(?<!统战)(?<!武装)(?<!工作)(?<!工)(?<!联络)(?<!政治)(?<!干)(?<!各)部$")


class UnitName(NamedTuple):
    """A name taken apart: place (东丽区, or ''), level ('' where the name does not say it), party organ, body."""

    place: str
    level: str
    party: str
    body: str


class _Stem(NamedTuple):
    """key: the first word of its line. printed: the stem written out, None for a name from before a reform."""

    key: str
    printed: str | None


@cache
def _stems() -> dict[str, _Stem]:
    stems = {}
    for line in read_words("unit_stems"):
        for word in line:
            bare = word.strip("~「」")
            stems[_shorten(bare)] = _Stem(line[0], None if word.startswith("~") else line[0])
    return stems


def _shorten(name: str) -> str:
    for long, short in _SHORTER:
        name = name.replace(long, short)
    return name


def _known(body: str) -> bool:
    return bool(_GOVERNMENT.search(body)) or body in _stems() or _SUFFIX.sub("", body) in _stems()


@lru_cache(maxsize=_REMEMBERED)
def plain_name(name: str) -> str:
    """The name in half-width form without white space, a closing bracket of three letters or more left out.

    >>> plain_name("市 发 改 委（市能源局）")
    '市发改委'
    """
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))
    return _NESTED.sub("", plain) or plain


@lru_cache(maxsize=_REMEMBERED)
def read_unit_name(name: str) -> UnitName:
    """Take a name apart; the body is in its shortened form. 各 and the like belong to the body of a group.

    >>> read_unit_name("天津市东丽区发展和改革委员会"), read_unit_name("市委编办").party
    (UnitName(place='天津市东丽区', level='区', party='', body='发展改革委'), '委')
    """
    short = _shorten(plain_name(name))
    if short.startswith("各"):
        return UnitName("", "", "", re.sub("^各?(?:级|相关|有关)?", "", short))
    end, level = _prefix(short)
    body = short[end:]
    place = short[:end] if end > max(len(level), 2) or short[:end] not in ("国家", "新区", level) else ""
    party = "委" if _PARTY.match(body) and level else ""
    body = body[len(party) :]
    return UnitName(place, level or ("国家" if _MINISTRY.search(body) else ""), party, body)


def _prefix(short: str) -> tuple[int, str]:
    """Where the body begins and its level: places are taken off as long as a body we know remains."""
    best, end = (0, ""), 0
    for _ in range(_MAX_PLACES):
        match = _LEVEL.match(short, end) or _PLACE.match(short, end)
        if not match or len(short) - match.end() < 2:
            break
        end = match.end()
        if _known(_PARTY.sub("", short[end:], count=1)) or (best == (0, "") and len(match.group()) <= 2):
            best = (end, _level_of(match.group()))
    return best


def _level_of(place: str) -> str:
    return "国家" if place == "国家" else "省" if place.endswith("自治区") else place[-1]


@lru_cache(maxsize=_REMEMBERED)
def canonical_unit(name: str) -> str:
    """The usual form of a name: its level, the stem written out, its own suffix. What we do not know stays as printed.

    >>> canonical_unit("区发改委"), canonical_unit("铁岭市工信局"), canonical_unit("区科委"), canonical_unit("城投公司")
    ('区发展改革委', '市工业和信息化局', '区科委', '城投公司')
    """
    parts = read_unit_name(name)
    suffix = _SUFFIX.search(parts.body)
    stem = _stems().get(parts.body) or _stems().get(_SUFFIX.sub("", parts.body))
    if not stem or not stem.printed or not suffix or plain_name(name).startswith("各"):
        return plain_name(name)
    return f"{parts.level}{parts.party}{stem.printed}{suffix.group()}"


def unit_key(name: str) -> str:
    """What two names of one body have in common, to look units up by: level and stem, without the suffix.

    A government keeps its place: 崂山区政府 is not 历下区政府.

    >>> unit_key("区发改局") == unit_key("东丽区发展和改革委员会"), unit_key("区科委"), unit_key("科技局")
    (True, '区:科技', ':科技')
    """
    parts = read_unit_name(name)
    stem = _stems().get(parts.body) or _stems().get(_SUFFIX.sub("", parts.body))
    level = parts.place if parts.place and _GOVERNMENT.search(parts.body) else parts.level
    return f"{level}:{stem.key if stem else parts.body}"


def same_unit(asked: str, printed: str, *, region: str = "") -> bool:
    """Whether a name that someone asks for means the printed unit of a document of that region.

    A name that does not say its level means the body at any level; a place in the asked name must be the region's.

    >>> same_unit("市监局", "区市场监管局"), same_unit("市科技局", "区科技局")
    (True, False)
    >>> same_unit("东丽发改委", "区发改委", region="东丽区")
    True
    """
    asked = _without_region(asked, region)
    place = read_unit_name(asked).place
    if place and region and not (place.endswith(region) or region.endswith(place)):
        return False
    one, other = unit_key(asked).split(":", 1), unit_key(printed).split(":", 1)
    return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])


def _without_region(name: str, region: str) -> str:
    stem = re.sub(r"(?:自治)?[省市区县旗州盟]$", "", region)
    return name[len(stem) :] if len(stem) > 1 and name.startswith(stem) else name
