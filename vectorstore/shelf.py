"""Values that were read once, kept by their row number until room is needed.

Rows are never written twice and their numbers never return, so nothing here grows stale.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """The `room` values used last. Thread-safe; loading happens outside the lock, so a value may be read twice.

    >>> shelf = Shelf[str](room=2)
    >>> shelf.get_many([1, 2], load=lambda rows: {row: f"第{row}条" for row in rows})
    ('第1条', '第2条')
    """

    def __init__(self, *, room: int) -> None:
        self._room = room
        self._values: OrderedDict[int, T] = OrderedDict()
        self._lock = threading.Lock()

    def get_many(self, rows: Sequence[int], *, load: Callable[[Sequence[int]], Mapping[int, T]]) -> tuple[T, ...]:
        """The values of these rows, in their order; `load` is asked for those that are not here, all at once."""
        with self._lock:
            here = {row: self._values[row] for row in rows if row in self._values}
        missing = [row for row in rows if row not in here]
        loaded = load(missing) if missing else {}
        self._keep({**here, **loaded})
        return tuple(here[row] if row in here else loaded[row] for row in rows if row in here or row in loaded)

    def _keep(self, values: Mapping[int, T]) -> None:
        with self._lock:
            for row, value in values.items():
                self._values[row] = value
                self._values.move_to_end(row)
            while len(self._values) > self._room:
                self._values.popitem(last=False)
