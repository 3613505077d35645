"""What a comparison of places asks beyond them: in what they are compared, and of each what, where that differs.

Covered: 只比时限, 从资金、时限、牵头单位三方面, a list of such names; 甲区的基金和乙区的融资办法. Not covered: subjects
told in sentences of their own.
"""

import re
from collections.abc import Sequence

from agent.mentions import Mentions
from agent.question import Question
from agent.topics import topic_of
from tools.aspects import usual_aspect
from tools.needs import held_words, need_of
from vectorstore.library import PolicyLibrary

_SEVERAL = 2
_ASPECT = (
    r"(?:资金|经费|(?:责任|牵头|负责|主责)(?:单位|部门)|(?:完成|时间)?(?:时限|节点|期限)|(?:量化|数字)?(?:指标|目标)|举措|措施)"
    r"(?:安排|来源|要求|分工)?"
)
_ONLY = re.compile(
    r"(?:只|光|仅|单)(?:看|比|要|讲|说|列|对比|比较|关心|问)(?:一下|他们|它们)?(?P<named>[^,，。:：;；?？]{1,16})[:：,，]?"
)
_SIDES = re.compile(
    r"(?:从|按|分|就|围绕|在)(?P<named>[^,，。:：;；?？]{2,30}?)(?:这?[一两二三四五六几]?个?(?:方面|角度|维度|层面)|[一两二三四五六几](?:项|栏|列|块|点))"
    r"(?:上|来|去|里)?"
)
_LISTED = re.compile(
    rf"(?P<named>{_ASPECT}(?:[、,，和及与]{_ASPECT})+)(?:[一两二三四五六几]?(?:个方面|方面|项|栏|列|块))?"
)
_COUNTED = re.compile(r"[一二两三四五六几](?:栏|列|项|块|点|个方面|方面)$")
_PARTS = re.compile(r"[、,，和及与]")
_JOINT = re.compile(r"(?:和|与|跟|同|及|以及|比|、|对)$")
_PAPERS = re.compile(
    r"(?:实施|工作|具体|重点|改革|指导|征求)*(?:方案|意见稿?|要点|措施|通知|访谈|采访|文件|材料|任务|条款|那?套|做法|办法|书记)"
)
_MONEY = re.compile("资金|经费|钱")
# 甲省的行动计划和乙市的政策在算力上: papers, of which the same is asked.
_PAPER_END = re.compile(r"(?:方案|意见稿?|要点|措施|通知|访谈|采访|文件|材料|计划|政策|办法|规划|报告|条例)$")
_STOP = re.compile(r"[,，。;；?？:：!！]")


def as_comparison(question: Question, mentions: Mentions, library: PolicyLibrary) -> Question:
    """The question with its aspects and the topics of its places; the places without a document compared as empty."""
    regions = (*question.regions, *question.absent_regions)
    named, rest = aspects_in(question.text)
    topic = topic_of(rest, mentions.places, mentions.named)
    if named and need_of(topic).terms:
        return question.model_copy(update={"regions": regions, "aspects": named, "topic": topic})
    topics = () if question.absent_regions else _own_topics(mentions, library)
    return question.model_copy(update={"regions": regions, "topics": topics})


def aspects_in(text: str) -> tuple[tuple[str, ...], str]:
    """The aspects that are named, and the text without them.

    >>> aspects_in("从资金、时限、牵头单位三方面比较东丽和滨海的科技创新")
    (('资金', '时限', '牵头单位'), ' 比较东丽和滨海的科技创新')
    >>> aspects_in("只比时限:东丽和滨海往发改委报进度")
    (('时限',), ' 东丽和滨海往发改委报进度')
    """
    for pattern in (_ONLY, _SIDES, _LISTED):
        for match in pattern.finditer(text):
            parts = (_COUNTED.sub("", part).strip("的 ") for part in _PARTS.split(match["named"]))
            named = tuple(part for part in parts if part)
            if _are_aspects(named, alone=pattern is not _SIDES):
                return named, f"{text[: match.start()]} {text[match.end() :]}"
    return (), text


def _are_aspects(named: Sequence[str], *, alone: bool) -> bool:
    """Whether they are that in which things are compared; where no word says so, each must be of the usual ones."""
    usual = [bool(usual_aspect(name) or _MONEY.search(name)) for name in named]
    return bool(named) and (all(usual) if alone else any(usual) or len(named) > 1)


def _own_topics(mentions: Mentions, library: PolicyLibrary) -> tuple[str, ...]:
    """What is asked of each place, where each has words of its own behind it; () where they share a topic."""
    pieces = _pieces(mentions)
    if len(pieces) < _SEVERAL or len(pieces) != len(mentions.regions) or _PAPER_END.search(pieces[0]):
        return ()
    topics = [topic_of(_PAPERS.sub(" ", piece), mentions.places, mentions.named) for piece in pieces]
    shared = topic_of(_shared(mentions), mentions.places, mentions.named)
    if not all(held_words(each, library) for each in topics) or len(set(topics)) < len(topics):
        return ()
    return tuple(f"{shared} {each}".strip() for each in topics)


def _pieces(mentions: Mentions) -> list[str]:
    """The words behind each place up to the next, each but the last ending in 和 or the like; [] where one does not."""
    text, spans = mentions.text, _spans(mentions)
    pieces: list[str] = []
    for index, (_, end) in enumerate(spans):
        until = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        piece = text[end:until]
        if index + 1 < len(spans):
            if not _JOINT.search(piece) or _STOP.search(piece):
                return []
            piece = _JOINT.sub("", piece)
        pieces.append(_STOP.split(piece)[0])
    return pieces


def _shared(mentions: Mentions) -> str:
    """What stands before the first place: 商圈消费上."""
    spans = _spans(mentions)
    return mentions.text[: spans[0][0]] if spans else ""


def _spans(mentions: Mentions) -> list[tuple[int, int]]:
    """Where the places stand, in reading order."""
    found, at = [], 0
    for printed in mentions.places.printed:
        start = mentions.text.find(printed, at)
        if start >= 0:
            found.append((start, start + len(printed)))
            at = start + len(printed)
    return found
