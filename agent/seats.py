"""Whose model answers whom: a session may bring a model of its own, or go without the one that everybody has.

A key that a person typed lives here, in memory, until the session ends; it is written nowhere.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.models import Model


class Seats:
    """The choices of the sessions that made one, by the session's name."""

    def __init__(self) -> None:
        self._chosen: dict[str, Model | None] = {}

    def choose(self, session: str, model: "Model | None") -> None:
        """From now on this model answers the session; None: offline. '' is everybody, for whom nobody chooses."""
        if session:
            self._chosen[session] = model

    def forget(self, session: str) -> None:
        """The session has ended, or takes what everybody has."""
        self._chosen.pop(session, None)

    def of(self, session: str, *, otherwise: "Model | None") -> "Model | None":
        """The session's own choice, else the model that everybody has."""
        return self._chosen.get(session, otherwise)
