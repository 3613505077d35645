"""Which units of the ledger a question names: by any printed form, by alias, with small typing mistakes."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from policy.regions import find_regions
from policy.units import read_unit_name, unit_key
from tools.task_fits import COLLECTIVES
from vectorstore.records import UnitName

_LONGEST = 16
_CLOSE = 80
_UNIT_END = re.compile(r"[局委办部厅院会署处所站镇区团司行心府队馆校联协社]$")
_UNIT_LIKE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:局|委|办|部门|厅|中心|公司|集团|管委会|政府)")
# Ordinary words that end like a unit.
_NOT_UNITS = re.compile(
    r"^(?:.?区|.?市|各区|城区|全会|社会|机会|协会|商会|部门|各部|怎么办|主办|承办|项目部|干部|全部|中心|核心|结局|布局|格局|开发区|经济开发区|园区|功能区|街镇|街道|乡镇)$"
)
# 各相关街道和功能区 is also asked for as 街道和功能区.
_GROUP = re.compile(r"^(?:各?(?:相关|有关)|各级?)")
_UNKNOWN = re.compile(
    r"(?<![\u4e00-\u9fff])[省市区县]委?(?:(?![跟和与哪家几谁的在里])[\u4e00-\u9fff]){1,6}?"
    r"(?:局|厅|委员会|办公室|馆|院)(?![\u4e00-\u9fff]?长)"
    r"|(?<=[是由归])(?:(?![跟和与哪家几谁的在是由归])[\u4e00-\u9fff]){2,10}(?:部|委|局|厅|署)(?=[,，。?？吧吗负牵来]|$)"
)
_BANK = re.compile(r"(?<![\u4e00-\u9fff]{2}商)人行(?=[\u4e00-\u9fff]{0,6}(?:分行|支行|营业))")
_DUTIES = re.compile(
    r"(?:街镇|镇街|街道|乡镇|功能区)(?:和[^,，]{2,4})?(?:都|也|各|们|要|得|在[^,，]{2,12})*(?:干|做|管|背|负责|承担|参与|有(?:哪|什么|啥))"
)
_JOINED = re.compile(r"[和与及跟同或的、，,]")


def find_units(text: str, units: Sequence[UnitName], *, places: Sequence[str] = ()) -> tuple[str, ...]:
    """The units as the question writes them (or as the ledger does where the question mistyped), in order of mention.

    places are those that the text names: they are cut down to their level, which begins the unit's name.

    >>> ledger = tuple(UnitName(name=name, printed=(name,)) for name in ("区市场监管局", "区科委"))
    >>> find_units("市监局和区科委都要参与吗？", ledger)
    ('市监局', '区科委')
    >>> find_units("区市场监菅局负责什么？", ledger)
    ('区市场监管局',)
    >>> branch = (UnitName(name="市规自局滨海分局", printed=("市规自局滨海分局",)),)
    >>> find_units("规自局滨海分局有几项?", branch, places=("滨海",))
    ('规自局滨海分局',)
    """
    text = _BANK.sub("人民银行", text)
    forms, keys = _forms(tuple(units)), _keys(tuple(units))
    printed = tuple(form for form in _exact(text, forms, frozenset()) if form not in places)
    printed += tuple(form for form in _exact(text, forms, keys) if any(place in form[1:] for place in places))
    plain = without_places(text, places)
    exact = _exact(plain, forms, keys)
    # 新区天津港集团: the level before a body of the ledger is the place's, not the body's.
    exact = tuple(form[1:] if form not in forms and form[1:] in forms else form for form in exact)
    every = tuple(dict.fromkeys((*exact, *printed)))
    found = tuple(form for form in every if not any(form != other and form in other for other in every))
    return found or _collective(plain, forms) or _mistyped(plain, forms) or _unknown(plain)


def _collective(text: str, forms: frozenset[str]) -> tuple[str, ...]:
    """街镇 where the ledger has 各街镇 and the question asks for its duties."""
    named = (word for word in sorted(COLLECTIVES) if word in text and any(form.endswith(word) for form in forms))
    return tuple(named) if _DUTIES.search(text) else ()


def without_places(text: str, printed: Sequence[str]) -> str:
    """The text with each place cut down to its level, which begins the unit's name: 铁岭市委编办 → 市委编办.

    >>> without_places("东丽区科委和铁岭市委编办", ("东丽区", "铁岭"))
    '区科委和市委编办'
    """
    for place in sorted(printed, key=len, reverse=True):
        text = text.replace(place, place[-1] if place[-1] in "省市区县" else "")
    return text


@lru_cache(maxsize=8)
def _forms(units: tuple[UnitName, ...]) -> frozenset[str]:
    printed = {form for unit in units for form in (unit.name, *unit.printed)}
    groups = {short for full in printed if len(short := _GROUP.sub("", full)) > 4 and short != full}
    return frozenset({form for form in printed if len(form) > 2} | groups)


@lru_cache(maxsize=8)
def _keys(units: tuple[UnitName, ...]) -> frozenset[str]:
    return frozenset(unit_key(form).split(":", 1)[1] for form in _forms(units))


def _exact(text: str, forms: frozenset[str], keys: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    at = 0
    while at < len(text):
        longest = next((text[at:end] for end in _ends(text, at) if _is_unit(text[at:end], forms, keys)), None)
        if longest:
            found.append(longest)
        at += len(longest) if longest else 1
    return tuple(dict.fromkeys(found))


def _ends(text: str, at: int) -> range:
    return range(min(len(text), at + _LONGEST), at + 1, -1)


def _is_unit(word: str, forms: frozenset[str], keys: frozenset[str]) -> bool:
    if _NOT_UNITS.match(word):
        return False
    if word in forms:
        return True
    if not _UNIT_END.search(word) or _JOINED.search(word) or _key(word) not in keys:
        return False
    place = read_unit_name(word).place
    return not place or any(mention.start == 0 for mention in find_regions(place))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    return unit_key(word).split(":", 1)[1]


def _unknown(text: str) -> tuple[str, ...]:
    """A unit that no document names: it must be found to have no tasks, not be passed over."""
    return tuple(dict.fromkeys(match.group() for match in _UNKNOWN.finditer(text)))


def _mistyped(text: str, forms: frozenset[str]) -> tuple[str, ...]:
    """A unit-like word that is one letter away from a printed form."""
    for match in _UNIT_LIKE.finditer(text):
        word = match.group()
        if len(word) < 4 or _NOT_UNITS.match(word):
            continue
        close = process.extractOne(word, forms, scorer=fuzz.ratio, score_cutoff=_CLOSE)
        tail = close or process.extractOne(word[-5:], forms, scorer=fuzz.ratio, score_cutoff=_CLOSE - 5)
        if tail and len(tail[0]) > 3:
            return (tail[0],)
    return ()
