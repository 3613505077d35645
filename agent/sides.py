"""The sides of a comparison that are no places: two kinds of applicant, two years, this year and the last.

Read from the wording alone: what stands on both sides of 和, or the years that a question sets against each other.
Covered: three sides joined by 、, a tail that both share (雏鹰企业和瞪羚企业入库目标). Not covered: sides told in
sentences of their own.
"""

import re
from collections.abc import Sequence

import rjieba

from agent.wordings import EACH_OF, SIDE_BY_SIDE
from policy.synonyms import synonyms
from policy.values import Frozen
from tools.needs import MANNER, content_words, need_of

_YEAR = re.compile(r"(?<!\d)(20\d{2})年?(?!\d)")
_RELATIVE = ((re.compile(r"去年|上年"), 1), (re.compile(r"今年"), 0))
_TIMES = re.compile(r"(?<!\d)20\d{2}年?(?!\d)|去年|上年|今年")
_AROUND_TIMES = re.compile(r"实绩|实际|(?<=年)目标(?=[比和与跟,:])|打算|计划|预计|多了|少了|到底|定(?=了?多少)")
# What ends the name of a side.
_BOUNDS = frozenset(
    "的 各 分别 在 有 是 里 里头 里面 中 上 要 哪 谁 怎么 怎样 如何 两 三 都 把 对 从 到 这 那 请 被 给 按 比较 对比 "
    "比 之间 方面 什么 多少 差 哪个 几 区别 不同 差别 也 一 并 相比 呢 说 年 今年 去年 上年 负 管 得 能 "
    "两个 三个 几个 这些 那些 两者 二者 三者 两套 两种 两类".split()
)
_BOUND_PARTS = frozenset({"x", "c", "p", "f", "r", "d", "u", "uj", "ul", "y"})
_JOINTS = frozenset("和 与 跟 同 及 以及 比 、".split())
_QUOTES = frozenset('“”"「」')
_MANNER = re.compile(
    r"(?:对照|对比|比较|比)着?(?:说|看|讲|列)?(?:一下|一比)?|一下|差(?:在哪|多少)?|[两三四几](?:个|套|类|种|步|项)?数?|节点|程度|各|分别|什么|多少|怎么样?|如何|哪[个些项]?|有?何|吗|呢|增了|符合"
)
_LISTED = re.compile(r"[、,，:：;；和与及?？。]")
ONE_FACT = re.compile(r"叫(?:什么|啥)|名称|多少|几(?!乎)|谁|哪一?(?:年|天|月)|何时|什么时候|哪些|哪几|多久")
_ENDS = re.compile(r"[?？。;；]")
_LONGEST, _MOST_ASPECTS = 14, 4

Word = tuple[str, str, int]  # the word, its part of speech, where it begins


class Sides(Frozen):
    """What is compared, as the question names it, and in what; () aspects asks for all that is said."""

    labels: tuple[str, ...]
    aspects: tuple[str, ...] = ()


def read_sides(text: str, *, year: int | None = None) -> Sides | None:
    """The sides that a question compares, None where it compares none; year is the document's, for 去年 and 今年.

    >>> read_sides("测试主体和测试驾驶人各要符合什么条件?").labels
    ('测试主体', '测试驾驶人')
    >>> read_sides("煤矿智能化2025年和2035年的目标有何不同").labels
    ('2025年', '2035年')
    >>> read_sides("雏鹰企业和瞪羚企业入库目标差多少")
    Sides(labels=('雏鹰企业', '瞪羚企业'), aspects=('入库目标',))
    """
    if not SIDE_BY_SIDE.search(text) and not (EACH_OF.search(text) and not ONE_FACT.search(text)):
        return None
    years = _years(text, year)
    if len(years) > 1:
        return Sides(labels=years, aspects=_aspects(_AROUND_TIMES.sub(" ", _TIMES.sub(" ", text)), listed=True))
    return _joined(text)


def _years(text: str, year: int | None) -> tuple[str, ...]:
    named = {match.start(): f"{match.group(1)}年" for match in _YEAR.finditer(text)}
    for pattern, back in _RELATIVE:
        if year and (match := pattern.search(text)):
            named[match.start()] = f"{year - back}年"
    return tuple(dict.fromkeys(named[at] for at in sorted(named)))


def _joined(text: str) -> Sides | None:
    """The first two names or more that 和 or 、 joins."""
    words = _tagged(text)
    for at, (word, _, start) in enumerate(words):
        begin = _begin(words, at) if word in _JOINTS else at
        if begin == at:
            continue
        spans = [(words[begin][2], start)]
        while at < len(words) and words[at][0] in _JOINTS:
            after = _end(words, at + 1, text[spans[0][1] - 1])
            spans += [(words[at + 1][2], _at(words, after, text))] if after > at + 1 else []
            at = max(after, at + 1)
        labels = tuple(dict.fromkeys(text[a:b].strip("".join(_QUOTES)) for a, b in spans))
        if len(labels) > 1 and all(map(_is_name, labels)):
            return Sides(
                labels=labels, aspects=_aspects(_sentence_around(text, spans[0][0], spans[-1][1]), listed=False)
            )
    return None


def _sentence_around(text: str, begin: int, end: int) -> str:
    """What else is said in the sentence of the names; a sentence behind it asks something more."""
    before, after = text[:begin], _ENDS.split(text[end:], maxsplit=1)[0]
    return f"{_ENDS.split(before)[-1]} {after}"


def _is_name(label: str) -> bool:
    return len(label) > 1 and bool(content_words(label) or synonyms(label))


def _tagged(text: str) -> list[Word]:
    words, at = [], 0
    for word, part in rjieba.tag(text, False):
        words.append((word, part, at))
        at += len(word)
    return words


def _is_bound(word: Word) -> bool:
    return word[0] not in _QUOTES and (word[0] in _BOUNDS or word[0] in _JOINTS or word[1] in _BOUND_PARTS)


def _begin(words: Sequence[Word], joint: int) -> int:
    """Where the name before a joint begins: its index; the joint's own where there is none."""
    begin = joint
    while begin > 0 and not _is_bound(words[begin - 1]) and words[joint][2] - words[begin - 1][2] <= _LONGEST:
        begin -= 1
    return begin


def _end(words: Sequence[Word], begin: int, ending: str) -> int:
    """Where the name behind a joint ends: at a bound, behind a word that ends as the first name does, before a verb."""
    end = begin
    while end < len(words) and not _is_bound(words[end]) and words[end][2] - words[begin][2] < _LONGEST:
        end += 1
    for at in range(begin, end):
        if words[at][0].endswith(ending):
            return at + 1
        if at > begin and words[at][1] == "v" and words[at - 1][1].startswith("n"):
            return at
    return end


def _at(words: Sequence[Word], index: int, text: str) -> int:
    return words[index][2] if index < len(words) else len(text)


def _aspects(rest: str, *, listed: bool) -> tuple[str, ...]:
    """In what the sides are compared: each of several that are listed, else all the words that are left."""
    pieces = [_plain(piece) for piece in _LISTED.split(rest)]
    told = tuple(dict.fromkeys(piece for piece in pieces if _tells(piece)))
    if listed and 1 < len(told) <= _MOST_ASPECTS:
        return told
    return ("、".join(told),) if told else ()


def _plain(piece: str) -> str:
    rest = _MANNER.sub(" ", EACH_OF.sub(" ", SIDE_BY_SIDE.sub(" ", piece)))
    return "".join(rest.split()).strip("的里中上头要到在有")


def _tells(piece: str) -> bool:
    return any(term.text not in MANNER for term in need_of(piece).terms)
