"""What a piece of wording asks about: its content words, weighed by kind and rarity, with their synonyms.

Rarity is that of policy language, not of a library: an answer must not change because other districts' documents were
added. A rare noun weighs most: it is what an unsupported question is made of. A verb that policy language does not know
is most often only another way of saying it, and weighs little.
"""

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import rjieba

from policy.folding import fold
from policy.regions import find_regions, short_name
from policy.synonyms import spoken_words, synonyms
from policy.word_shares import word_share
from policy.wordlists import read_words
from tools.relevance import Need, Term
from vectorstore.filters import ClauseFilter
from vectorstore.library import PolicyLibrary
from vectorstore.words import STOP_WORDS, words

_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{2,30})[”\"」』》]")
# What a name is not remembered with: the “几二三”思路.
_GUESSED = re.compile(r"什么|[几啥某?…]")
_NAME = re.compile(r"(?!vs$|pk$)[a-z]{2,}[0-9]*|[0-9]+[a-z]+")
# A name made of numbered letters: 一企一证, 五区三带, 三去一降一补.
_NUMBERED = re.compile(
    r"(?:(?<![第零〇百千\d十])[一二三四五六七八九十两双多][^\W\d_一二三四五六七八九十百千万亿两年月日天个项条家次季名位份种类倍成点下些级度样块口直旦般定切起同]){2,4}"
)
_LONGEST_RUN, _SHORT_RUN = 6, 4
# A long word that the dictionary does not hold is less often a typing mistake.
_LONG_RARITY = 3.0
_RAREST = 0.002
_PARTS = (
    ("n", 1.0),
    ("j", 1.0),
    ("vn", 0.9),
    ("eng", 1.0),
    ("l", 0.9),
    ("i", 0.9),
    ("v", 0.55),
    ("b", 0.5),
    ("a", 0.4),
)
_GAP = re.compile(r"\s+")
# The end of a year begins no word: 2020年收入.
_YEAR = re.compile(r"(?<=\d{4}年)(?=[\u4e00-\u9fff])")
_OTHER_PART = 0.3
_SHORT = (2, 3, 4)
# Below the parts whose absence from the library speaks against an answer: an unknown run may be a typing mistake.
_UNKNOWN_PART = 0.85
_FUNCTION_PARTS = frozenset({"m", "q", "x", "r", "uj", "ul", "c", "p", "d", "f", "y", "zg"})
# Light verbs and prepositions that a segmenter glues to a word it does not know: 搞双创, 声谷归.
_LIGHT = frozenset("搞抓弄干做抢归由属跟让把被给向对在写提说讲列")
# Words of asking and arranging, which say nothing of what is asked about.
MANNER = frozenset(word for line in read_words("manner_words") for word in line)


def need_of(text: str, *, without: Sequence[str] = ()) -> Need:
    """The need behind a topic or the rest of a question; `without` are words already understood (places, units).

    A quoted phrase is an anchor, and so is a place, and a name in Latin letters (REITs, 5G).

    >>> [term.text for term in need_of("推进火锅产业发展").terms if term.weight > 3]
    ['火锅']
    """
    for word in without:
        text = text.replace(word, " ")
    quoted = [said for match in _QUOTED.finditer(text) if len(said := _GUESSED.sub("", fold(match.group(1)))) > 1]
    quoted += [fold(short_name(mention.region.name)) for mention in find_regions(text) if not mention.short]
    parts = {**_spoken(text), **_content(_QUOTED.sub(" ", text)), **dict.fromkeys(quoted, 1.0)}
    telling = {word: worth for word, worth in parts.items() if word not in MANNER}
    parts = telling or parts
    asked = [word for word in parts if not any(word != other and word in other for other in parts)]
    return Need(terms=tuple(_term(word, part=parts[word], quoted=quoted) for word in asked))


def phrase_share(phrase: str) -> float:
    """0–1: in which share of policy clauses a phrase may stand: no more than its rarest word does.

    >>> phrase_share("国际企业社区") < phrase_share("加快发展")
    True
    """
    parts = [word for word in dict.fromkeys(words(phrase)) if len(word) > 1]
    return min(map(word_share, parts), default=0.0)


def _term(word: str, *, part: float, quoted: Sequence[str]) -> Term:
    is_name = bool(_NAME.fullmatch(word))
    share = max(map(phrase_share, (word, *synonyms(word)) if is_name else (word,)))
    known_word = bool(synonyms(word)) or share > 0
    rarity = _rarity(share) if known_word or part >= 0.9 else _LONG_RARITY if len(word) > _SHORT_RUN else 1.0
    anchor = word in quoted or (is_name and not synonyms(word))  # AI is but 人工智能
    parts = () if anchor else _parts(word)
    return Term(
        text=word, weight=rarity * part * (1.5 if anchor else 1.0), variants=synonyms(word), parts=parts,
        telling=_telling(word, parts), anchor=anchor, short=not anchor and not known_word and len(word) in _SHORT,
    )  # fmt: skip


def _parts(word: str) -> tuple[str, ...]:
    """The words within a compound."""
    return tuple(each for each in rjieba.cut_for_search(word, False) if len(each) > 1 and each != word)


def _telling(word: str, parts: Sequence[str]) -> tuple[float, ...]:
    """How much of a compound each part tells, by its length and, damped, its rarity; letters of no part tell the rest.

    >>> [[round(each, 2) for each in _telling(word, _parts(word))] for word in ("审批制度改革", "招聘会")]
    [[0.4, 0.31, 0.29], [0.67]]
    """
    weights = [len(part) * math.sqrt(_rarity(phrase_share(part))) for part in parts]
    letters = sum(map(len, parts))
    loose = max(0, len(word) - letters) * sum(weights) / letters if letters else 0.0
    return tuple(weight / (sum(weights) + loose) for weight in weights)


def _rarity(share: float) -> float:
    return math.log(1 + 1 / max(share, _RAREST))


def _spoken(text: str) -> Mapping[str, float]:
    """Words of the lexicon and numbered names that stand in the text: a segmenter may not know them."""
    folded = fold(text)
    numbered = (match.group() for match in _NUMBERED.finditer(folded))
    return dict.fromkeys((*numbered, *(word for word in spoken_words() if len(word) > 1 and word in folded)), 1.0)


def held_need(library: PolicyLibrary, text: str, *, doc_ids: Sequence[str], without: Sequence[str] = ()) -> Need:
    """The need without the words that these documents hold in no form: in a topic to compare they are manner of asking.

    The whole need where nothing would be left.
    """
    need = need_of(text, without=without)
    forms = {form for term in need.terms for form in (term.text, *term.variants, *term.parts)}
    counts = library.word_counts(sorted(forms), filters=ClauseFilter(doc_ids=tuple(doc_ids)))
    held = tuple(t for t in need.terms if any(counts[form] for form in (t.text, *t.variants, *t.parts)))
    return Need(terms=held) if held else need


def _unknown_words(tagged: Sequence[tuple[str, str]]) -> list[str]:
    """Words that the dictionary does not hold (算力, 禁放, names of persons): runs of two to six single characters."""
    runs, run = [], ""
    for word, part in [*tagged, ("", "x")]:
        if (
            len(word) == 1
            and "\u4e00" <= word <= "\u9fff"
            and word not in STOP_WORDS | _LIGHT
            and part not in _FUNCTION_PARTS
        ):
            run += word
            continue
        if 2 <= len(run) <= _LONGEST_RUN:
            runs.append(run)
        run = ""
    return runs


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that say what is asked about, in reading order.

    >>> content_words("请问要参与哪些人才引进的任务")
    ('参与', '人才', '引进')
    """
    return tuple(_content(text))


def phrases_of(text: str) -> tuple[str, ...]:
    """Each two content words that follow each other, as one: where they stand so too, that is more than both apart.

    >>> phrases_of("要推多少个产业项目?")
    ('产业项目',)
    """
    tagged = rjieba.tag(fold(text), False)
    told = {word for word, _ in tagged if word in _content(text)}
    return tuple(a + b for (a, _), (b, _) in pairwise(tagged) if a in told and b in told)


def held_words(text: str, library: PolicyLibrary) -> tuple[str, ...]:
    """The content words of a text that some document holds: the others are ways of asking (各摊到)."""
    words = content_words(text)
    counts = library.word_counts(words)
    return tuple(word for word in words if counts[word])


def _content(text: str) -> Mapping[str, float]:
    """Words of two letters or more that say something, each with the worth of its part of speech."""
    tagged = rjieba.tag(fold(_YEAR.sub("，", _GAP.sub("，", text))), False)
    unknown = dict.fromkeys(_unknown_words(tagged), _UNKNOWN_PART)
    return unknown | {
        word: next((worth for tag, worth in _PARTS if part.startswith(tag)), _OTHER_PART)
        for word, part in tagged
        if len(word) > 1 and word not in STOP_WORDS and word not in MANNER and part not in {"m", "x", "r", "uj", "c"}
    }
