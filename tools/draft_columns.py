"""Columns of a table that a person moved, took out, renamed or added in a file: which one is which, by their heads."""

from collections.abc import Sequence

from policy.values import Frozen


class Columns(Frozen):
    """places[i] is where the i-th column of the file stood before, None for one of the person's own."""

    count: int
    places: tuple[int | None, ...]

    @property
    def stayed(self) -> bool:
        """Whether every column is where it was."""
        return self.places == tuple(range(self.count))

    @property
    def whole(self) -> bool:
        """Whether none was taken out."""
        return set(range(self.count)) <= set(self.places)

    def laid(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Cells of before as the file has them; empty under a column of the person's own.

        >>> Columns(count=3, places=(2, 0, None)).laid(("1", "推进招商", "区商务局"))
        ('区商务局', '1', '')
        """
        return tuple("" if at is None or at >= len(cells) else cells[at] for at in self.places)

    def back(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Cells of the file as they stood before, empty where a column was taken out; own columns are left out.

        >>> Columns(count=3, places=(2, 0, None)).back(("区商务局", "1", "备注"))
        ('1', '', '区商务局')
        """
        found = {at: cell for at, cell in zip(self.places, cells, strict=False) if at is not None}
        return tuple(found.get(at, "") for at in range(self.count))

    def own(self, cells: Sequence[str]) -> tuple[str, ...]:
        """What stands under the person's own columns."""
        return tuple(cell for at, cell in zip(self.places, cells, strict=False) if at is None)


def columns_of(before: Sequence[str], now: Sequence[str]) -> Columns:
    """Which column of before each column of now is: by its head, then, where as many are left on both sides, in order.

    >>> columns_of(("序号", "任务", "时限"), ("序号", "时限", "任务")).places
    (0, 2, 1)
    >>> columns_of(("序号", "任务"), ("序号", "重点任务", "备注")).places
    (0, None, None)
    >>> columns_of(("序号", "任务"), ("序号", "重点任务")).places
    (0, 1)
    """
    free = list(range(len(before)))
    places: list[int | None] = []
    for name in now:
        at = next((each for each in free if _bare(before[each]) == _bare(name)), None)
        if at is not None:
            free.remove(at)
        places.append(at)
    if places.count(None) == len(free):
        places = [free.pop(0) if at is None else at for at in places]
    return Columns(count=len(before), places=tuple(places))


def _bare(name: str) -> str:
    return "".join(name.split())
