"""What a sentence must hold to answer what is asked: a figure in the asked unit, money, a time, a rhythm, a body.

Knows the language of asking alone. Covered: 多少、几 with their measure word (几级, 哪三类), 多久, 几成, 谁, 什么情况.
Where nothing is asked that has a form of its own (怎么做), nothing is expected.
"""

import re
from collections.abc import Sequence
from functools import cache

import rjieba

from agent.question import Asked
from policy.numbering import han_value
from policy.word_shares import word_share
from policy.wordlists import one_of, read_words

_ORDINARY = 0.002
_HAN = "[一二两三四五六七八九十百千]"
_NUMBER = rf"(?:\d|{_HAN})[\d.,一二三四五六七八九十百千余多-]*\s*(?:万|亿)?(?:大|个)?"
_COUNTED = re.compile(
    r"(?:多少|(?<![第上下那这])(?<!哪)几|哪几|哪[一二两三四五六七八九十])(?P<plain>个|大)?(?P<measure>[\u4e00-\u9fff%]{1,4})?"
)
_SO_MANY_OF = re.compile(r"哪([两三四五六七八])(?:大|个|类|种|项|场|座)([\u4e00-\u9fff]{2})")
_STATED = re.compile(r"哪([两二三四五六七八九十]+)(?:大|个|类|种|项|条|句|家|场)")
_SO_MANY = re.compile(r"哪([两二三四五六])[\u4e00-\u9fff]")
SUM_ASKED = re.compile(
    r"多少(?:钱|资金|经费|奖金|补贴)|几(?:万|亿|块|元)|(?:奖励?|奖补|补贴?|补助|资助|罚款?|扶持|配套|给|出资|投资|投入|拨款?|注资|安排|耗资|造价|预算)(?:到|上|个|了|额|总额)?(?:是|为)?(?:多少|几)(?!个|家|项|名|人|%|成)"
    r"|(?:资金|基金|经费|投资|预算)[^,，。?？]{0,6}(?:多大|盘子|总额|总量)"
)
_OTHER_MEASURES = frozenset("级 类 步 回 趟 亿 万 元 亿元 万元 字 章 版 层 轮 档 路 方 样".split())
_LIKE = {
    "场": "场次",
    "次": "次场",
    "回": "次回",
    "趟": "次趟",
    "家": "家户个",
    "户": "家户个",
    "个": "个家户项",
    "人": "人名位",
    "名": "人名",
    "位": "人名位",
    "样": "项大个",
    "天": "天日",
    "日": "日天",
}
_DATE = re.compile(r"每月\d+日|\d{4}年|\d+月|年内|年底|季度|每[年月季]|长期|\d+日|工作日")
_DATES_ASKED = re.compile(r"(?:哪(?:几|[两二三四])?个?|什么)(?:日子|日期|时间|时候|天)|几月几[日号]|哪[一两几]?天")
# By what means or on what occasion: 借着什么改革来推, 靠什么.
_MEANS_ASKED = re.compile(r"(?:借着?|趁着?|凭|靠|依托|依靠|拿|以)(?:什么|啥|哪)[^,，?？]{0,8}")
_MEANS = re.compile(r"依托|借助|发挥|利用|用好|凭借|抓住|通过|契机|结合|按照|^以|[，,]以")
_SIDE_BY_SIDE = re.compile(r"^(?![(（]).*(?:[^、，,。；;]+、){2}")
_POINTS = re.compile(r"几个(?:百分)?点")
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        SUM_ASKED,
        re.compile(
            rf"\d[\d.,]*(?:元|万|亿)|{_HAN}+(?:元|万元|亿)"
            r"|\d%[^，。；]{0,10}(?:补|奖|资助|扶持|贴息|罚)|(?:补|奖|资助|扶持|按)[^，。；]{0,14}\d%"
        ),
    ),
    (_DATES_ASKED, _DATE),
    (re.compile(r"几成|百分之几|几个(?:百分)?点|比例|占比"), re.compile(rf"%|百分|{_HAN}成|\d倍")),
    (
        re.compile(r"多久|多长时间|频次|频率|几次|隔(?:多|几)"),
        re.compile(
            r"每(?:半?年|季|月|周|日|天)|[单双]月|[月季年]度?(?:调度|汇报|通报|报告)|季度|定期(?![定存限])|"
            rf"{_NUMBER}(?:工作日|日|天|月|年|次)"
        ),
    ),
    (re.compile(r"(?:什么|哪一?)程度|进展|办得?怎么样|办(?:成|完|好)没"), re.compile(r"已经?|完成|正在|启动")),
    (re.compile(r"(?:哪一?|几)级"), re.compile(r"级|[省市县区乡镇街]")),
    (re.compile(r"哪些|哪几"), re.compile(r"(?:下列|以下|如下).*[:：]|[:：]\s*$|分为|包括")),
    (
        re.compile(r"(?:什么|哪些|哪几种|何种)(?:情况|情形|条件|样的)"),
        re.compile(r"情形|之一|下列|以下|如下|条件|的[；;]"),
    ),
)  # fmt: skip
ANY_FIGURE = re.compile(r"\d|[一二三四五六七八九十百]+(?:个|项|家|倍|成|亿|万|年|届|次|场|名|人|元|工作日)")
_BY_ASKED: dict[Asked, re.Pattern[str]] = {
    "how_much": ANY_FIGURE,
    "when": _DATE,
    "who": re.compile(r"[局委办部厅]|公司|政府|单位|部门"),
}


def expected(text: str, asked: Sequence[Asked]) -> tuple[re.Pattern[str], ...]:
    """The forms that an answer to this phrase takes, the most telling first; empty where any wording may answer.

    >>> [form.search("建成区、街两级平台") is not None for form in expected("平台分几级?", ())]
    [True, True]
    """
    special = [form for asks, form in _FORMS if asks.search(text)]
    text = _POINTS.sub(" ", _DATES_ASKED.sub(" ", text))
    counted = [
        form for match in _COUNTED.finditer(text) if (form := _counted(match["plain"] or "", match["measure"] or ""))
    ]
    named = [_named(match[2], han_value(match[1].replace("两", "二"))) for match in _SO_MANY_OF.finditer(text)]
    several = [_listed(han_value(match[1].replace("两", "二"))) for match in _SO_MANY.finditer(text)]
    stated = [_stated(match[1]) for match in _STATED.finditer(text)]
    by_asked = (form for each, form in _BY_ASKED.items() if each in asked)
    # These two tell for a sentence; none that lacks them is passed over for one that has them.
    means = (_MEANS,) if _MEANS_ASKED.search(text) else ()
    side_by_side = (_SIDE_BY_SIDE,) if re.search("哪些|哪几", text) else ()
    return (*named, *special, *counted, *several, *stated, *by_asked, *means, *side_by_side)


def counts_things(form: re.Pattern[str]) -> bool:
    """Whether the form is a number of one measure: 场 for 办几场, not any figure."""
    return form.pattern.startswith(_NUMBER)


def figure_expected(text: str) -> re.Pattern[str]:
    """What counts as the figure that is asked for: money for money, a figure of the asked measure, else any figure."""
    money, share = _FORMS[0], _FORMS[2]
    plain = share[0].sub(" ", text)
    found = (_counted(match["plain"] or "", match["measure"] or "") for match in _COUNTED.finditer(plain))
    counted = next((form for form in found if form), None)
    return counted or next((form for asks, form in (money, share) if asks.search(text)), ANY_FIGURE)


@cache
def _stated(count: str) -> re.Pattern[str]:
    """That count printed of the same kind of thing: 八个字 for 哪八个字."""
    return re.compile(rf"(?:{count}|{han_value(count.replace('两', '二'))})(?:大|个|类|种|项|条|句|家|场)")


@cache
def _counted(plain: str, after: str) -> re.Pattern[str] | None:
    """A number of the measure that begins these letters, 级 for 级平台; behind 个 no single one is, 月 aside.

    多少个工作日 asks for 工作日, 多少个项目 for 个; a letter that begins a word is no measure (多少|项目).
    """
    lengths = (4, 3, 2) if plain == "个" and not after.startswith("月") else (4, 3, 2, 1)
    measures = (after[:end] for end in lengths if after[:end] in _measures() and (end > 1 or not _begins_word(after)))
    measure = next(measures, plain if plain == "个" else None)
    return re.compile(rf"{_NUMBER}{_like(measure)}") if measure else None


def _begins_word(text: str) -> bool:
    """Whether its first letter is but the first of a word of policy language."""
    word = next(iter(rjieba.cut(text, False)), "")
    return len(word) > 1 and word_share(word) >= _ORDINARY


def _like(measure: str) -> str:
    return f"[{_LIKE[measure]}]" if measure in _LIKE else one_of((measure, measure.removesuffix("元") or measure))


@cache
def _named(noun: str, count: int) -> re.Pattern[str]:
    """So many things of one kind named side by side: 加工制造中心、研发设计中心 for 哪两大中心."""
    return re.compile(rf"(?:{noun}[^。；]*){{{count}}}")


@cache
def _listed(count: int) -> re.Pattern[str]:
    """So many names side by side: 西丰工业园区、银州工业园区、清河工业园区 for 哪三家."""
    return re.compile(rf"(?:[^、，。；]+、){{{count - 2}}}[^、，。；]+(?:、|和|与|及|，|；)[^、，。；]")


@cache
def _measures() -> frozenset[str]:
    return frozenset(word for line in read_words("measure_words") for word in line) | _OTHER_MEASURES
