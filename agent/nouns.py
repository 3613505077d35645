"""The noun of what a question asks the members of: 集团 of 点名的集团有哪几家, 产业集群 of 哪三个产业集群."""

import re

import rjieba

from tools.needs import MANNER
from vectorstore.words import STOP_WORDS

_NUMBERS = r"[一二两三四五六七八九十]{1,3}|\d{1,2}"
_MEASURES = "个条项种类家场座所处份块件样步点"
_BEHIND = re.compile(rf"(?:哪些|哪(?:几|{_NUMBERS})[{_MEASURES}]?|什么)(?P<noun>[\u4e00-\u9fff]{{2,12}})")
_BEFORE = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff“”、]{{2,14}}?)(?:都|各|一共|总共|分别|主要|具体)*(?:有|是|包括|包含|指|分为?|叫|为)?(?:了|的)?"
    rf"(?:哪些|哪(?:几|{_NUMBERS})[{_MEASURES}]?|什么|啥|几[{_MEASURES}]|分别|各)"
)
_NOUN_PARTS = ("n", "j", "l", "i")
_RUN_PARTS = (*_NOUN_PARTS, "vn", "b", "a", "v")


def asked_noun(text: str) -> str:
    """The noun, '' where none is plain; one letter or a word of mere asking is none.

    >>> asked_noun("滨海要打造哪三个国家战略性新兴产业集群"), asked_noun("国企改革点名的集团有哪几家")
    ('集群', '集团')
    """
    if (behind := _BEHIND.search(text)) and (noun := _leading(behind["noun"])):
        return noun
    before = _BEFORE.search(text)
    return _trailing(before["noun"]) if before else ""


def _leading(text: str) -> str:
    """The last word of the nouns that the text begins with."""
    last = ""
    for word, part in rjieba.tag(text, False):
        if not part.startswith(_RUN_PARTS) or (part.startswith("v") and part != "vn" and last):
            break
        if _is_noun(part) and _tells(word):
            last = word
    return last


def _trailing(text: str) -> str:
    words = [word for word, part in rjieba.tag(text, False) if (_is_noun(part) or part == "vn") and _tells(word)]
    return words[-1] if words else ""


def _is_noun(part: str) -> bool:
    """A noun that is no name of a place or a person."""
    return part.startswith(_NOUN_PARTS) and part not in ("ns", "nr", "nt")


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in MANNER and word not in STOP_WORDS
