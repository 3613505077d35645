"""What guides a plan, in the words of the target's own papers: the thought it follows, what it carries out."""

import re
from collections.abc import Iterator

from policy.documents import Clause
from policy.sentences import SpanPair, split_phrases, split_sentences
from tools.evidence import SourceRef
from tools.grounding import Ground
from tools.outlines import OutlineBullet

_GUIDES = re.compile(r"以[^，,。；;：:]*为(?:指导|指引)")
# Phrases that go on with what is followed, and not with what this one paper is about.
_GOES_ON = re.compile(r"(?:全面|深入|认真|坚决|牢牢|学习|完整、准确、)*(?:贯彻|落实|学习|把握|坚持稳中求进)")
_LOOKS_BACK = re.compile("过去|一年来|回顾|全[市区县州省]上下")
_LONGEST = 150


def guiding_bullet(ground: Ground) -> list[OutlineBullet]:
    """One point: from 以…为指导 on, with the phrases of the same sentence that say what is carried out; [] without.

    What a report says of a year that is over guides no plan.
    """
    for point in (point for point in ground.points if point.row is None):
        for start, end in _guiding_sentences(point.clause):
            text = " ".join(point.clause.text[start - point.clause.start : end - point.clause.start].split())
            ref = SourceRef(clause_id=point.clause.clause_id, start=start, end=end)
            return [OutlineBullet(text=text.strip("，,。；; "), bullet_class="own", units="", refs=(ref,))]
    return []


def _guiding_sentences(clause: Clause) -> Iterator[SpanPair]:
    for start, end in split_sentences(clause.text):
        sentence = clause.text[start:end]
        found = _GUIDES.search(sentence)
        if found and not _LOOKS_BACK.search(sentence[: found.start()]):
            begin = start + found.start()
            yield clause.start + begin, clause.start + _end(clause.text, begin, end)


def _end(text: str, begin: int, end: int) -> int:
    """Up to the last phrase that goes on with what is followed."""
    last = begin
    for _, stop in split_phrases(text[begin:end], offset=begin):
        if last > begin and (stop - begin > _LONGEST or not _GOES_ON.match(text[last:stop].lstrip())):
            break
        last = stop
    return last
