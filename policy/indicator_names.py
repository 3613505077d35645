"""The name and comparator of a figure, from the words around it.

Promises: a name is made of words that stand in the text beside the figure, without the adverbs, deadlines and
comparators (全年, 力争, 达到, 不低于); a phrase that names nothing takes the subject of the phrase before it.
"""

import re
from typing import Literal, NamedTuple

from policy.assignments import Comparator
from policy.quantities import Quantity
from policy.wordlists import one_of, read_words

_UP = r"(?:同比)?(?:年均|平均)?(?:增长|递增|提高|增加|提升|上升|扩大|净增|增)"
_DOWN = r"(?:下降|降低|压减|减少|缩短|压缩|缩减|减)"
_COMPARATORS: tuple[tuple[Comparator, str], ...] = (
    ("≥", r"不低于|不少于|不小于|至少|高于|大于|保持在|稳定在|达到?|突破|超过?|力争"),
    ("≤", r"不超过|不高于|不大于|控制在|低于|少于|降至|降到|(?:压减|压缩|缩短|下降|降低)[到至]"),
    ("≥", r"(?:提高|提升|增加|增长|扩大)[到至]"),
    ("≈", r"约|大约"),
)  # fmt: skip
_LEFT_END = re.compile(
    rf"(?:{'|'.join(f'(?P<c{n}>{words})' for n, (_, words) in enumerate(_COMPARATORS))}|(?P<up>{_UP})|(?P<down>{_DOWN})"
    r"|(?P<noun>增速|增幅|降幅|[^比效效]率|比重|比例|占比|规模|总量|总数)|(?P<share>占)|年均|各|(?<![年平人户])均|分别|为|是|(?<![现已原共拥])有|在|到|至|和|及|与|、|等|了|将|共计?|总计|合计|的|左右|\s)$"
)
_LEFT_START = re.compile(
    r"^(?:\s|[、和及与并且或□]|其中|全年|全市|全区|全县|全省|年内|每年|今年|预期|预计|确保|力争到?|争取到?|努力|实现|同时|另外|新区|进一步|"
    r"积极|加快|大力|持续|深入|着力|重点|逐步|稳步|全面|切实|有序|高标准|高质量|科学|统筹|不断|继续|推动|再|要|[到至在于]?\d{4}年(?:底前?|前|内|末)?|"
    r"到?“?十[三四五六]五”?(?:末期?|期间|时期)?|\d{1,2}月(?:底前?|份)|年底前?|[上下]半年|[一二三四]是|首先)+"
)
_VERBS = one_of(tuple(word for line in read_words("target_verbs") for word in line))
_TARGET = re.compile(_VERBS)
_VERB_ONLY = re.compile(rf"(?:{_VERBS}|[了出成])+")
_ENDS_IN_VERB = re.compile(f"{_VERBS}$")
_LIST = re.compile(r"[、]|和(?=[^、]{2,})|及(?=[^、]{2,})|与(?=[^、]{2,})|以及")
_DIGIT = re.compile(r"\d")
_SUM = re.compile(r"\d+(?:万|亿)?.{0,12}元")
_TIERED = re.compile(r"\d|超")
_AND = re.compile("并|且")
_KIND = re.compile(r"[类型级]$")
_JOINT = re.compile(r"[\s、和及与]+")
_ACCORDING = re.compile(r"^(?:结合|根据|按照|围绕|依托|针对|聚焦)[^，。]{0,60}?等(?=..)")
_GENERIC = ("增速", "规模", "总量", "比例", "总数", "项目", "企业", "平台", "人才", "机构", "比重")
_SETTING = {"c0", "c1", "c2", "up", "down", "share", "noun"}
_LONGEST = 40


Spread = Literal["one", "each", "paired"]


class Name(NamedTuple):
    """text: the name; start: where its words begin in the left text; left: those words; spread: whose figure it is."""

    text: str
    start: int
    comparator: Comparator
    sets_target: bool
    left: str = ""
    spread: Spread = "one"


class Context(NamedTuple):
    """What earlier figures of the sentence left behind: the verb (引进), a share's subject, and a tier's subject."""

    verb: str = ""
    share: str = ""
    tier: str = ""
    target: bool = False
    name: str = ""

    def after(self, name: Name, quantity: Quantity) -> "Context":
        """The context for the next figure of the sentence."""
        verb = match.group() if (match := _VERB_ONLY.match(name.left)) else self.verb
        share = name.left if "占" in name.left else self.share
        tier = _DIGIT.split(name.left)[0] if _SUM.search(name.left) else self.tier
        return Context(verb, share, tier or self.tier, self.target or name.sets_target, name.text)


def name_indicator(left: str, quantity: Quantity, right: str, *, before: str, context: Context) -> Name:
    """Name a figure from the words left and right of it; before is the phrase before its own.

    >>> from policy.quantities import read_quantities
    >>> quantity = next(read_quantities("引进北京项目200个以上"))
    >>> name_indicator("引进北京项目", quantity, "", before="", context=Context())[:4]
    ('引进北京项目', 0, '≥', True)
    """
    core, ends = _strip_end(left)
    joint = _JOINT.match(left)
    listed = bool(joint and joint.group().strip())
    lead = _LEFT_START.match(core)
    start = max(lead.end() if lead else 0, joint.end() if joint else 0)
    core = core[start:]
    noun = "" if quantity.is_percent and len(right) < 2 else _AND.split(right.strip().removeprefix("的"))[0]
    verb = context.verb if core and listed and not (_TARGET.match(core) or _ENDS_IN_VERB.search(core)) else ""
    text = verb + _full_name(core, noun, before, context, ends)
    sets = bool(ends & _SETTING) or bool(_TARGET.search(left)) or context.target
    sets = sets or (quantity.is_percent and bool(_TARGET.search(noun)))
    spread: Spread = "paired" if "分别" in ends else "each" if ends & {"各", "均"} else "one"
    return Name(text[:_LONGEST], start, _comparator(quantity, ends), sets, core, spread)


def _strip_end(left: str) -> tuple[str, set[str]]:
    """The left text without its comparators and the like, and which there were."""
    ends: set[str] = set()
    core = left.rstrip()
    while match := _LEFT_END.search(core[-8:]):
        kind = match.lastgroup or match.group()
        ends.add(kind)
        if kind == "noun":
            break
        core = core[: len(core) - len(match.group())]
    return core, ends


def _comparator(quantity: Quantity, ends: set[str]) -> Comparator:
    tails: dict[str, Comparator] = {"以上": "≥", "以下": "≤", "以内": "≤", "之内": "≤", "左右": "≈", "上下": "≈"}
    if quantity.tail in tails:
        return tails[quantity.tail]
    for at, (comparator, _) in enumerate(_COMPARATORS):
        if f"c{at}" in ends and "up" not in ends and "down" not in ends:
            return comparator
    return "+" if "up" in ends else "-" if "down" in ends else "="


def _full_name(core: str, noun: str, before: str, context: Context, ends: set[str]) -> str:
    core = _ACCORDING.sub("", core)
    if context.tier and _TIERED.match(core):
        core = context.tier + core
    if "share" in ends and core and "占" not in core:
        core += context.share[context.share.find("占") :] if "占" in context.share else "占比"
    if "等" in ends and noun and (verb := _VERB_ONLY.match(core)):
        return verb.group() + noun
    if not core and (context.verb if noun else context.name):
        return context.verb + noun if noun else context.name
    if (not core and len(noun) < 3) or core in _GENERIC:
        return _subject(before) + core + noun
    if not noun and _VERB_ONLY.sub("", core, count=1) in _GENERIC and (subject := _subject(before)):
        return f"{core}（{subject}）"
    return core + noun


def _subject(phrase: str) -> str:
    core, _ = _strip_end(phrase[-24:])
    return _LEFT_START.sub("", core)


def split_names(name: Name, quantity: Quantity) -> list[str]:
    """The names that share one figure: A、B、C增长9%, A和B各30个.

    >>> split_names(Name("工业产值、投资", 0, "+", True, "工业产值、投资"), Quantity(0, 2, 9, "%", ""))
    ['工业产值', '投资']
    """
    parts = [part for part in _LIST.split(name.left) if part]
    rate = quantity.is_percent and name.comparator in ("+", "-", "≥", "≤")
    if len(parts) < 2 or not (name.spread != "one" or (rate and "、" in name.left)):
        return [name.text]
    if "等" in name.left or any(len(part) > 16 for part in parts[1:]) or any(len(part) < 2 for part in parts):
        return [name.text]
    return _completed(parts, name.left)


def _completed(parts: list[str], left: str) -> list[str]:
    """'引进A类和B类项目' → 引进A类项目, 引进B类项目: the head noun and the verb belong to each."""
    verb = match.group() if (match := _VERB_ONLY.match(left)) else ""
    head = re.search(r"[类型级](.{2,4})$", parts[-1])
    names = [part + head.group(1) if head and _KIND.search(part) else part for part in parts]
    return [names[0], *(part if part.startswith(verb) else verb + part for part in names[1:])]
