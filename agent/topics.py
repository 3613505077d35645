"""What a question is about, once place, units and the manner of asking are taken away: its topic and parts."""

import re
from collections.abc import Sequence

import rjieba

from agent import wordings
from agent.columns import bare_columns, without_columns
from agent.mentions import Mentions
from agent.places import Places
from agent.question import Asked, Part
from tools.needs import MANNER, held_words
from vectorstore.library import PolicyLibrary
from vectorstore.words import STOP_WORDS

_TITLE = re.compile(r"《[^》]{2,80}》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(]\d{4}[〕\])]\d{1,5}号(?:文件?|里)?")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,30}[”\"」]")
_TELLING_PARTS = frozenset("nvajlib")
_COUNTED = re.compile(r"[一二两三四五六七八九十几]?[份个项条家件]")  # 份文件 and 两条路 are words of the segmenter's
_ASKS = re.compile(r"[谁哪几啥咋吗呢吧]|什么|多少|怎|如何|何时|没有")
_OWNED = re.compile(r"(?<=[\u4e00-\u9fff])[区市县](?=属)")
_PARTS = re.compile(r"[?？;；。,，\s]")
_EACH = re.compile(r"各(?=不|要|达|占|增|是|为|多|有)")
_JOINED_PARTS = re.compile(r"[?？;；。,，、\s]|和|与|以及")
_PHRASE = re.compile(r"(?P<said>[^?？;；。,，!！]+)[?？;；。,，!！]*")
_MENTIONED = re.compile(
    r"(?:(?:提|说|讲|谈|写|点)(?:到|及)了?过?|写(?:了|明了?|着))(?:在|要|正在)?(?:由)?(?:搞|做|推|抓)?(?P<what>[^,，?？。;；几哪]{2,16}?)"
    r"(?:的(?:是|有|都|地方|内容|表述)|几[处次]|[?？,，。;；]|$)"
)
_APPEARS = re.compile(r"(?:[里中]|^)(?P<what>[^,，?？。;；里中]{2,12}?)(?:都)?(?:出现|提)(?:在|到|过)了?(?:哪|几)")
_MENTIONED_QUOTE = re.compile(r"(?P<what>[“\"「][^”\"」]{2,20}[”\"」])")
_TALK = re.compile(r"[我你您咱]|[啊呀哎哦诶嘛]$|谢谢|同志|老师|辛苦|麻烦|急")
_CONNECTIVES = frozenset(
    "和 与 及 跟 的 在 上 有 又 也 都 各 个 方面 之间 之 要 会 是 里 中 对 从 招 家 项 份 所有 全部 按 把".split()
)


def topic_of(text: str, places: Places, units: Sequence[str]) -> str:
    """What is left to look for when place, units and the manner of asking are taken away.

    >>> from agent.places import PlaceName
    >>> dongli = Places(named=(PlaceName(printed="东丽区", name="东丽区"),))
    >>> topic_of("请问东丽区国有企业改革要做什么?", dongli, ())
    '国有企业改革要做'
    """
    rest = _OWNED.sub(
        r"\g<0> \g<0>", _NUMBER.sub(" ", _TITLE.sub(" ", text))
    )  # 东丽区属国企: 区 is of the place and of 区属
    # Places first: 东丽区 and 区教育局 share a letter in 东丽区教育局.
    rest = without_words(without_words(rest, places.printed), (*units, *(u[1:] for u in units if len(u) > 3)))
    if wordings.TABLE.search(text):
        rest = wordings.TABLE.sub(" ", without_columns(without_words(rest, bare_columns(text))))
    words = re.sub(r"[\s,，、]+", " ", _without_asking(rest)).split()
    kept = [word.strip("的和与在上有") for word in words if word not in _CONNECTIVES]
    return " ".join(word for word in kept if word)


def mentioned_in(text: str) -> str:
    """What a question asks after by 提到, 说到 or the like, else what it has in quotation marks; "" where neither is.

    >>> mentioned_in("访谈中提到在搞试点的有哪些?"), mentioned_in("要点里前后几处说到数据局?分别干什么用")
    ('试点', '数据局')
    """
    match = _MENTIONED.search(text) or _APPEARS.search(text) or _MENTIONED_QUOTE.search(text)
    return match["what"] if match else ""


def _without_asking(text: str) -> str:
    """The text without the manner of asking; what only cuts a word in two (查 of 检查, 目的 of 项目的) stays.

    >>> _without_asking("检查时有没有时限吗").split()
    ['检查时', '时限']
    """
    inside = _insides(text)
    return wordings.ASKING.sub(lambda match: match.group() if inside & {match.start(), match.end()} else " ", text)


def _insides(text: str) -> set[int]:
    """The places inside words of two letters or more that say something, and inside quotation marks."""
    found = {at for match in _QUOTED.finditer(text) for at in range(match.start() + 1, match.end())}
    at = 0
    for word, part in rjieba.tag(text, False):
        asks = word in MANNER or word in STOP_WORDS or _ASKS.search(word) or _COUNTED.match(word)
        if len(word) > 1 and part[:1] in _TELLING_PARTS and not asks:
            found.update(range(at + 1, at + len(word)))
        at += len(word)
    return found


def without_talk(text: str, library: PolicyLibrary) -> str:
    """The text without the phrases that only address somebody or ask for a favour: 小王啊, 你给我念一念.

    What asks, and what holds a word that some document holds, stays.
    """
    pieces = [(match.group(), match["said"]) for match in _PHRASE.finditer(text)]
    kept = [whole for whole, said in pieces if not _TALK.search(said) or _says_something(said, library)]
    return "".join(kept).rstrip(",，") or text


def _says_something(phrase: str, library: PolicyLibrary) -> bool:
    worded = wordings.TABLE.search(phrase) or any(pattern.search(phrase) for _, pattern in wordings.KINDS)
    return bool(worded or asked_in(phrase) or held_words(phrase, library))


def parts_of(mentions: Mentions) -> tuple[Part, ...]:
    """The phrases of the question; also those joined by 和 where two things of one place are asked or compared."""
    text, places = mentions.text, mentions.places
    divider = _JOINED_PARTS if len(places.regions) < 2 and _asks_several(text) else _PARTS
    pieces = [
        Part(text=piece, topic=topic_of(piece, places, mentions.named), asked=asked_in(piece))
        for piece in _divided(text, divider, names=(*places.printed, *mentions.named))
    ]
    return tuple(part for part in pieces if part.topic or part.asked)


def _divided(text: str, divider: re.Pattern[str], *, names: Sequence[str]) -> list[str]:
    """The pieces between dividers; one within a name divides nothing: 和平区, 人力资源和社会保障局."""
    spans = [match.span() for name in names for match in re.finditer(re.escape(name), text)]
    at, pieces = 0, []
    for match in divider.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            pieces.append(text[at : match.start()])
            at = match.end()
    return [piece for piece in (*pieces, text[at:]) if piece.strip()]


def _asks_several(text: str) -> bool:
    """Whether what 和 joins are questions of their own: 目标数和责任单位, 两项各是多少."""
    pieces = [piece for piece in _JOINED_PARTS.split(text) if piece.strip()]
    return bool(wordings.COMPARE.search(text) or _EACH.search(text)) or all(asked_in(piece) for piece in pieces)


def asked_in(text: str) -> tuple[Asked, ...]:
    """What is asked for: who, when, how much …"""
    return tuple(asked for asked, pattern in wordings.ASKED if pattern.search(text))


def without_words(text: str, words: Sequence[str]) -> str:
    """The text with these words as gaps, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text
