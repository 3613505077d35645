"""What rows count under, as numbers: narrowing and counting tens of thousands of rows costs a millisecond."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Label = tuple[str, str]  # a choice's value, and what it is called
Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


class Column(NamedTuple):
    """Row rows[i] counts under labels[codes[i]]; a row may count under several, and under each once."""

    rows: Numbers
    codes: Numbers
    labels: Sequence[Label]

    @classmethod
    def of(cls, told: Iterable[Iterable[Label]]) -> "Column":
        """The labels of each row, in the order of the rows.

        >>> column = Column.of([[("lead", "牵头")], [], [("support", "配合"), ("lead", "牵头")]])
        >>> column.rows.tolist(), column.codes.tolist()
        ([0, 2, 2], [0, 1, 0])
        """
        numbers: dict[Label, int] = {}
        rows, codes = [], []
        for row, labels in enumerate(told):
            for label in dict.fromkeys(labels):
                rows.append(row)
                codes.append(numbers.setdefault(label, len(numbers)))
        return cls(np.asarray(rows, dtype=np.int64), np.asarray(codes, dtype=np.int64), tuple(numbers))

    @classmethod
    def joined(cls, columns: Sequence["Column"]) -> "Column":
        """All that any of these says; a label stands in one of them only."""
        starts = np.cumsum([0, *(len(column.labels) for column in columns)])
        codes = [column.codes + start for column, start in zip(columns, starts, strict=False)]
        labels = tuple(label for column in columns for label in column.labels)
        return cls(np.concatenate([column.rows for column in columns]), np.concatenate(codes), labels)

    def mapped(self, to: Callable[[Label], Label | None]) -> "Column":
        """The same rows under other labels; those that become None are left out."""
        told = [to(label) for label in self.labels]
        labels = tuple(dict.fromkeys(label for label in told if label is not None))
        numbers = {label: number for number, label in enumerate(labels)}
        codes = np.asarray([-1 if label is None else numbers[label] for label in told], dtype=np.int64)[self.codes]
        width = max(1, len(labels))
        pairs = np.unique((self.rows * width + codes)[codes >= 0])
        return Column(pairs // width, pairs % width, labels)

    def without(self, rows: Mask) -> "Column":
        """What is said of all other rows."""
        kept = ~rows[self.rows]
        return Column(self.rows[kept], self.codes[kept], self.labels)

    def having(self, fits: Callable[[str], bool], *, of: int) -> Mask:
        """Which of so many rows count under a value that fits."""
        wanted = np.asarray([fits(value) for value, _ in self.labels], dtype=np.bool_)
        mask = np.zeros(of, dtype=np.bool_)
        mask[self.rows[wanted[self.codes]]] = True
        return mask

    def counts(self, among: Mask) -> Iterator[tuple[Label, int]]:
        """How many of these rows count under each label, those of none left out."""
        found = np.bincount(self.codes[among[self.rows]], minlength=len(self.labels))
        return ((label, int(count)) for label, count in zip(self.labels, found, strict=True) if count)

    def under(self, label: Label, among: Mask) -> Numbers:
        """These rows, as far as they count under the label, in their order."""
        rows = self.rows[self.codes == self.labels.index(label)]
        return np.sort(rows[among[rows]])
