"""地区: the place that a document is of, told from who issued it, its title, its file's name, and at last its own
words.

我区 and 全市 say of what level the place is, never which; so a text that names no place but says 我区 takes the place
from its issuer or title. Papers of central organs are of the nation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from policy.documents import Region
from policy.regions import NATION, RegionMention, find_regions

_CENTRAL = re.compile(
    r"国务院|中共中央|中央|国家|全国人民代表大会|全国人大|最高人民|中国|中华人民共和国|[一-龥]{2,10}部(?:办公厅|等|$)|[一-龥]{2,8}总局|海关总署|审计署|科技部|"
    r"(?:工业和信息化|住房和城乡建设|自然资源|农业农村|交通运输|生态环境|人力资源和?社会保障|退役军人事务)部"
)
_OWN = re.compile(r"(?:我|本|全)(省|自治区|市|州|区|县|旗)(?!域)|(?<=[，、：])(省|市|区|县)(?:委|政府)")
_SPEAKS_FOR = re.compile(r"代表(省|自治区|市|州|区|县)(?:人民)?政府")
_LEVEL_OF = {
    "省": "province",
    "自治区": "province",
    "市": "city",
    "州": "city",
    "区": "district",
    "县": "district",
    "旗": "district",
}
_TO_ALL = re.compile(r"各省、自治区、直辖市|各省[（(]区、市[)）]|国务院各部委")
_WORDS_OF_NATION = re.compile(r"我国|全国|国家|党中央、国务院")
_OFFICE = re.compile(r"(?:委|工委|党工委)?(?:副?书记|副?(?:区|市|县|州|旗)长|管委会(?:副)?主任)")
_SAMPLE, _ENDING = 4000, 1000


def find_jurisdiction(
    text: str, *, agencies: tuple[str, ...], titles: tuple[str, ...], source_name: str
) -> Region | None:
    """The narrowest place that can be told, or None. source_name is asked only after the document itself.

    >>> titles = ("天津市东丽区深化改革方案",)
    >>> find_jurisdiction("推进我区发展", agencies=("区政府",), titles=titles, source_name="a.txt").name
    '东丽区'
    """
    sample = text[:_SAMPLE] + "\n" + text[-_ENDING:]
    level = _own_level(sample)
    for name in (*agencies, *titles):
        if region := _of_name(name, level):
            return _in_context(region, sample)
    if officer := _of_officer(text[:1500]):
        return officer
    if not agencies and _TO_ALL.search(text[:1000]):
        return NATION
    stem = source_name.rsplit(".", 1)[0]
    return _of_name(stem, level) or _most_named(sample, level) or _of_nation(sample, level)


def _of_name(name: str, level: str | None) -> Region | None:
    """The place in front of an agency's or a title's words; the nation for a central organ."""
    mentions = [mention for mention in find_regions(name) if not mention.short]
    central = _CENTRAL.match(name)
    if central and (not mentions or mentions[0].start > 0):
        return NATION
    return _fitting(mentions[0], level) if mentions else None


def _of_officer(text: str) -> Region | None:
    """The place whose secretary or mayor speaks or is spoken with."""
    held = (m.region for m in find_regions(text) if _OFFICE.match(text, m.end))
    return next(held, None)


def _fitting(mention: RegionMention, level: str | None) -> Region:
    return next((region for region in mention.candidates if region.level == level), mention.region)


def _in_context(region: Region, sample: str) -> Region:
    """A 和平区 that only the text tells apart from its namesakes."""
    same = (mention.region for mention in find_regions(sample[:1500]) if mention.region.name == region.name)
    return next(same, region)


def _own_level(sample: str) -> str | None:
    if speaker := _SPEAKS_FOR.search(sample):
        return _LEVEL_OF[speaker.group(1)]
    counts = Counter(_LEVEL_OF[next(filter(None, groups))] for groups in _OWN.findall(sample))
    return counts.most_common(1)[0][0] if counts else None


def _most_named(sample: str, level: str | None) -> Region | None:
    if level is None:
        return None
    named = Counter(_of_level(sample, level))
    return next((region for region, count in named.most_common(1) if count > 1), None)


def _of_level(sample: str, level: str) -> Iterator[Region]:
    for mention in find_regions(sample):
        if not mention.short and mention.region.level == level:
            yield mention.region


def _of_nation(sample: str, level: str | None) -> Region | None:
    return NATION if level is None and len(_WORDS_OF_NATION.findall(sample)) > 1 else None
