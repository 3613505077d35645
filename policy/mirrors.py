"""Which measure of the body a table row repeats, told by the words they share in order.

Linear in the length of both: runs of eight characters are looked up, not compared pair by pair. Not covered: a row that
repeats a measure in other words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policy.values import Span

_RUN = 8
_MOST_HOLDERS = 3
_SHARE = 0.4
_DRIFT = 12


class Match(NamedTuple):
    """The measure of that place is repeated from start to end (offsets in the text).

    lead is how far into the measure the first shared run stands: start − lead is about where the repetition begins.
    """

    measure: int
    start: int
    end: int
    lead: int


class MeasureIndex:
    """The runs of characters of the body's measures.

    >>> text = "推进碳排放权交易所建设;区级:推进碳排放权交易所建设。区发改委"
    >>> MeasureIndex(text, [Span(start=0, end=11)]).match(Span(start=12, end=31))
    Match(measure=0, start=15, end=26, lead=0)
    """

    def __init__(self, text: str, measures: Sequence[Span]) -> None:
        self._text = text
        self._measures = measures
        self._holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for index, measure in enumerate(measures):
            for at in range(measure.start, measure.end - _RUN + 1):
                self._holders[text[at : at + _RUN]].append((index, at - measure.start))

    def match(self, row: Span) -> Match | None:
        """The measure that most of its runs are found of in the row, or None."""
        votes: Counter[int] = Counter()
        for at in range(row.start, row.end - _RUN + 1):
            votes.update({index for index, _ in self._rare(at)})
        for index, shared in votes.most_common(1):
            length = self._measures[index].end - self._measures[index].start
            if shared >= _SHARE * max(1, length - _RUN + 1):
                return self._aligned(index, row)
        return None

    def _rare(self, at: int) -> list[tuple[int, int]]:
        holders = self._holders.get(self._text[at : at + _RUN], [])
        return holders if len(holders) <= _MOST_HOLDERS else []

    def _aligned(self, index: int, row: Span) -> Match | None:
        """The stretch of the row that keeps to the measure's order, from a run near its beginning."""
        places = [(at, lead) for at in range(row.start, row.end) for i, lead in self._rare(at) if i == index]
        length = self._measures[index].end - self._measures[index].start
        near = [place for place in places if abs(place[0] - place[1] - _usual(places)) <= _DRIFT + length // 20]
        if not near:
            return None
        return Match(index, near[0][0], max(at for at, _ in near) + _RUN, near[0][1])


def _usual(places: Iterable[tuple[int, int]]) -> int:
    """Where the repetition begins according to most of the shared runs."""
    shifts = sorted(at - lead for at, lead in places)
    return shifts[len(shifts) // 2] if shifts else 0
