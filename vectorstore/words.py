"""The words of a text, the same for what is indexed and what is asked.

Covered: traditional characters, full-width forms, 文号, 条号, dates and figures as single words, and words that the
dictionary does not know (runs of single characters give pairs: 人社局 → 人社, 社局).
Not covered: synonyms, spelling mistakes, English word forms.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import rjieba

from policy.folding import simplified
from policy.numerals import parse_number

WORDS_VERSION = 1  # raise it when the same text gives other words: opened libraries then index anew

_SPACE_IN_CHINESE = re.compile(r"(?<=[\u3400-\u9fff\d〔〕第])[ \t\u3000]+(?=[\u3400-\u9fff\d〔〕])")
_DOCUMENT_NUMBER = re.compile(r"[〔\[(【]([12]\d{3})[〕\])】]第?(\d{1,5})号")
_ORDINAL = re.compile(r"第([〇零一二两三四五六七八九十百千\d]{1,8})([编章节条款项])")
_DATE = re.compile(r"([12]\d{3})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_FIGURE = re.compile(r"(?<![\d.])(\d{1,20}(?:\.\d{1,10})?)([%‰]|[万亿])?")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_HAN = re.compile(r"[\u3400-\u9fff]")

STOP_WORDS = frozenset(
    "的 了 是 在 和 与 及 或 等 有 无 要 做 对 为 以 由 从 到 把 被 给 让 向 按 于 之 其 该 此 这 那 哪 谁 几 吗 呢 "
    "吧 啊 嘛 呀 么 都 也 还 就 才 又 很 请 问 说 看 想 能 会 可 我 你 您 他 它 们 个 上 下 里 中 "
    "哪些 哪个 哪几 几个 哪里 哪儿 什么 怎么 怎样 怎么样 如何 为什么 为何 多少 是否 有没有 是不是 能否 可否 可以 能够 "
    "需要 请问 请列 列出 列举 列表 告诉 帮我 一下 有关 关于 相关 对于 以及 并且 而且 或者 还是 其中 分别 各自 "
    "这个 那个 这些 那些 我们 你们 他们 具体 主要 内容 规定 提到 说明 介绍 查询 查找 哪 些".split()
)


def words(text: str) -> tuple[str, ...]:
    """Every word in reading order, repeated as often as it stands; figures and the like come after the others.

    >>> words("區人社局２０２５年底前培訓3,000人")
    ('区', '人', '社', '局', '区人', '人社', '社局', '年底', '前', '培训', '人', '2025年', '2025', '3000')
    """
    normal = _normal(text)
    return (*_segmented(normal), *_figures(normal))


def query_words(text: str) -> tuple[str, ...]:
    """The distinct words of a question that tell clauses apart: no stop words; single characters if need be.

    >>> query_words("请问国有企业改革由哪个单位牵头？")
    ('国有', '企业', '国有企业', '改革', '单位', '牵头')
    >>> query_words("税")
    ('税',)
    """
    kept = [word for word in dict.fromkeys(words(text)) if word not in STOP_WORDS]
    return tuple([word for word in kept if len(word) > 1] or kept)


def scope_word(kind: str, value: str) -> str:
    """A word for a property of the whole document (its id, a region), that no text can hold by chance.

    >>> scope_word("status", "draft_for_comment")
    'xstatusxdraftforcomment'
    """
    return f"x{kind}x" + "".join(char for char in value.lower() if char.isalnum())


def _normal(text: str) -> str:
    half_width = unicodedata.normalize("NFKC", text).lower().replace("\x00", " ")
    return _THOUSANDS.sub("", _SPACE_IN_CHINESE.sub("", simplified(half_width)))


def _segmented(text: str) -> Iterator[str]:
    # Without the hidden Markov model a word is cut alike in every context; the pairs make up for unknown words.
    run: list[str] = []
    for word in rjieba.cut_for_search(text, False):
        if len(word) == 1 and _HAN.match(word):
            run.append(word)
            yield word
            continue
        yield from _pairs(run)
        run = []
        if any(char.isalpha() for char in word):
            yield word
    yield from _pairs(run)


def _pairs(run: Iterable[str]) -> Iterator[str]:
    return (first + second for first, second in pairwise(run))


def _figures(text: str) -> Iterator[str]:
    for match in _DOCUMENT_NUMBER.finditer(text):
        yield f"〔{match[1]}〕{int(match[2])}号"
    for match in _ORDINAL.finditer(text):
        yield f"第{parse_number(match[1]) or match[1]}{match[2]}"
    for match in _DATE.finditer(text):
        yield from _date_words(match[1] or match[4], match[2] or match[5], match[3] or match[6])
    for match in _FIGURE.finditer(text):
        yield match[1]
        if match[2]:
            yield match[1] + match[2]


def _date_words(year: str, month: str | None, day: str | None) -> Iterator[str]:
    yield f"{year}年"
    if month:
        yield f"{year}年{int(month)}月"
    if month and day:
        yield f"{year}年{int(month)}月{int(day)}日"
