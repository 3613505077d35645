"""Which documents a question names: by 《title》, by 发文字号, by who speaks, or by words of their titles alone."""

import re
from collections.abc import Sequence

from policy.folding import fold
from policy.regions import find_regions
from tools.evidence import DocumentCard
from tools.needs import content_words
from tools.scope import cards_in
from vectorstore.library import PolicyLibrary

_TITLE = re.compile(r"《([^》]{3,80})》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(]\d{4}[〕\])]\d{1,5}号")
_YEAR_OF = re.compile(
    r"(20\d{2})年?(?:度)?(?:的)?(?:工作要点|政府工作报告|工作报告|报告|方案|意见|计划|措施|要点|文件)"
)
_SPEAKER = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,})(?:同志|书记|[区市县]长|主任)?(?:的|在|那篇|这篇)?(?:讲话|访谈|采访|专访|谈话|发言|答问|讲(?!话)|谈(?!话))"
)
_SHARED, _OPENING = 4, 1000


def named_documents(library: PolicyLibrary, text: str, regions: Sequence[str]) -> tuple[str, ...]:
    """Ids of the documents that the question names; empty when it names none, which means all of its regions."""
    cards = cards_in(library, regions)
    titles = [fold(match.group(1)) for match in _TITLE.finditer(text)]
    numbers = [fold(match.group()) for match in _NUMBER.finditer(text)]
    exact = [c for c in cards if any(t in fold(c.title) for t in titles) or fold(c.number or "-") in numbers]
    if exact:
        return tuple(card.doc_id for card in exact)
    named = _of_year(text, cards) or _of_speaker(text, cards, library) or _by_wording(text, cards)
    return tuple(card.doc_id for card in named)


def _of_year(text: str, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    match = _YEAR_OF.search(text)
    chosen = [card for card in cards if match and card.year == int(match.group(1))]
    return chosen if len(chosen) < len(cards) else []


def _of_speaker(text: str, cards: Sequence[DocumentCard], library: PolicyLibrary) -> list[DocumentCard]:
    """The interviews whose opening names the person that speaks: 张三讲话里."""
    match = _SPEAKER.search(text)
    spoken = [card for card in cards if card.status == "interview"] if match else []
    names = [match["name"][-length:] for length in (3, 2)] if match else []
    return [card for card in spoken if any(name in library.document(card.doc_id).text[:_OPENING] for name in names)]


def _by_wording(text: str, cards: Sequence[DocumentCard]) -> list[DocumentCard]:
    """The documents whose titles hold most of the question's words, where some clearly hold more than the others."""
    if len(cards) < 2:
        return []
    titles = [fold(card.title) for card in cards]
    telling = [word for word in content_words(text) if not find_regions(word)]
    words = [word for word in telling if 0 < sum(word in title for title in titles) < len(titles)]
    worth = [sum(len(word) for word in words if word in title) for title in titles]
    best = max(worth)
    return [card for card, each in zip(cards, worth, strict=True) if each == best] if best >= _SHARED else []
