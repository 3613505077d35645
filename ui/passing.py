"""Whose the files are that pass through the page: what a person uploaded, and what was made for them to save.

Gradio keeps each in a folder named by a salted hash of its content and would serve it to whoever names it. Who may have
it is remembered here; what is forgotten is served to nobody. Two people with the same content share its folder.
"""

import tempfile
import threading
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="cewen-")  # on their way: gone with the process, read by its user alone
_REMEMBERED = 10_000


class Passing:
    """The folders, each with the people whose it is. Safe to use from many threads."""

    def __init__(self) -> None:
        self._owners: dict[str, set[str]] = {}
        self._lock = threading.Lock()

    def note(self, folder: str, who: str) -> None:
        """A file in this folder is this person's; the oldest folders are forgotten."""
        with self._lock:
            self._owners[folder] = self._owners.pop(folder, set()) | {who}
            while len(self._owners) > _REMEMBERED:
                del self._owners[next(iter(self._owners))]

    def is_of(self, path: str, who: str) -> bool:
        """Whether a path, as a browser sends it, leads to a file of this person.

        >>> passing = Passing()
        >>> passing.note("0f3a", "张三")
        >>> [passing.is_of(path, "张三") for path in ("/tmp/c/0f3a/台账.xlsx", "/tmp/0f3a/../../etc/passwd", "http://h/0f3a/a")]
        [True, False, False]
        """
        asked = Path(path)
        plain = asked.is_absolute() and ".." not in asked.parts
        return plain and who in self._owners.get(asked.parent.name, ())
