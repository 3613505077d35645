"""Which documents a question names: by 《title》, by 发文字号, or by words that only their titles hold."""

import re
from collections.abc import Sequence

from policy.folding import fold
from tools.evidence import DocumentCard
from tools.scope import all_cards, in_region
from vectorstore.library import PolicyLibrary

_TITLE = re.compile(r"《([^》]{3,80})》")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(]\d{4}[〕\])]\d{1,5}号")
_YEAR_OF = re.compile(
    r"(20\d{2})年?(?:度)?(?:的)?(?:工作要点|政府工作报告|工作报告|报告|方案|意见|计划|措施|要点|文件)"
)
_SHARED = 6


def named_documents(library: PolicyLibrary, text: str, regions: Sequence[str]) -> tuple[str, ...]:
    """Ids of the documents that the question names; empty when it names none, which means all of its regions."""
    cards = [card for card in all_cards(library) if not regions or any(in_region(card, name) for name in regions)]
    titles = [fold(match.group(1)) for match in _TITLE.finditer(text)]
    numbers = [fold(match.group()) for match in _NUMBER.finditer(text)]
    exact = [c for c in cards if any(t in fold(c.title) for t in titles) or fold(c.number or "-") in numbers]
    if exact:
        return tuple(card.doc_id for card in exact)
    return tuple(card.doc_id for card in _of_year(text, cards) or _by_wording(text, cards))


def _of_year(text: str, cards: list[DocumentCard]) -> list[DocumentCard]:
    match = _YEAR_OF.search(text)
    chosen = [card for card in cards if match and card.year == int(match.group(1))]
    return chosen if len(chosen) < len(cards) else []


def _by_wording(text: str, cards: list[DocumentCard]) -> list[DocumentCard]:
    """Documents of whose title six characters in a row stand in the question, when not all share them."""
    folded = fold(text)
    chosen = [card for card in cards if _longest_shared(folded, fold(card.title)) >= _SHARED]
    return chosen if 0 < len(chosen) < len(cards) and len(cards) > 1 else []


def _longest_shared(text: str, title: str) -> int:
    best = 0
    for start in range(len(title)):
        while title[start : start + best + 1] in text and start + best < len(title):
            best += 1
    return best
