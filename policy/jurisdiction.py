"""地区: the place that a document is of, told from who issued it, its title, its file's name, and at last its own
words.

我区 and 全市 say of what level the place is, never which; so a text that names no place but says 我区 takes the place
from its issuer or title. Papers of central organs are of the nation.
"""

import re
from collections import Counter
from collections.abc import Iterator

from policy.elements import Region
from policy.regions import NATION, RegionMention, find_regions

_CENTRAL = re.compile(
    r"国务院|中共中央|中央|国家|全国人民代表大会|全国人大|最高人民|中国(?![（(])|中华人民共和国|[一-龥]{2,8}总局|海关总署|审计署|"
    r"(?:外交|国防|教育|科技|科学技术|工业和信息化|公安|国家安全|民政|司法|财政|人力资源和?社会保障|自然资源|生态环境|环境保护|住房和?城乡建设|"
    r"交通运输|水利|农业农村|农业|商务|文化和旅游|文化|卫生|退役军人事务|应急管理|应急|铁道|国土资源|信息产业)部"
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
_SAMPLE, _ENDING, _OPENING = 4000, 1000, 1500


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
        if mention := _of_name(name):
            return mention if isinstance(mention, Region) else _told_apart(mention, level, sample)
    if _OFFICE.search(text[:_OPENING]) and (officer := _of_officer(text[:_OPENING])):
        return officer
    if not agencies and _TO_ALL.search(text[:1000]):
        return NATION
    return _of_name_of_file(source_name, level) or _most_named(sample, level) or _of_nation(sample, level)


def _of_name(name: str) -> RegionMention | Region | None:
    """The place in front of an agency's or a title's words; the nation for a central organ."""
    mentions = [mention for mention in find_regions(name) if not mention.short]
    if _CENTRAL.match(name) and (not mentions or mentions[0].start > 0):
        return NATION
    return mentions[0] if mentions else None


def _of_name_of_file(source_name: str, level: str | None) -> Region | None:
    mentions = (mention for mention in find_regions(source_name.rsplit(".", 1)[0]) if not mention.short)
    return next((_of_own_level(mention, level) for mention in mentions), None)


def _of_officer(text: str) -> Region | None:
    """The place whose secretary or mayor speaks or is spoken with."""
    return next((mention.region for mention in find_regions(text) if _OFFICE.match(text, mention.end)), None)


def _told_apart(mention: RegionMention, level: str | None, sample: str) -> Region:
    """Of several places of the name the one that the text's first lines name with its city, else that of its level."""
    if len(mention.candidates) == 1:
        return mention.region
    named = {other.region for other in find_regions(sample[:_OPENING]) if len(other.candidates) == 1}
    return next((region for region in mention.candidates if region in named), _of_own_level(mention, level))


def _of_own_level(mention: RegionMention, level: str | None) -> Region:
    return next((region for region in mention.candidates if region.level == level), mention.region)


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
