"""The watch over a model that writes: it can be stopped, and stops by itself before an answer becomes a flood.

The limits are far above any answer: 40,000 characters, ten minutes. Covered: text and arguments of tool calls as they
stream. Not covered: a reply that comes whole has been read already.
"""

import threading
from time import monotonic

from langchain_core.outputs import ChatGenerationChunk

from agent.failures import OverlongReplyError

MOST_CHARACTERS = 40_000
MOST_SECONDS = 600.0


class Watch:
    """The watch over one run: how much was written, since when, and whether anybody still listens."""

    def __init__(self) -> None:
        self._left = threading.Event()
        self._until = monotonic() + MOST_SECONDS
        self._characters = 0

    def leave(self) -> None:
        """Nobody listens any more: the model is cut off at its next word."""
        self._left.set()

    def see(self, chunk: ChatGenerationChunk) -> None:
        """Count a piece. Raises OverlongReplyError beyond the limits and when nobody listens."""
        self._characters += len(chunk.text) + sum(
            len(call.get("args") or "") for call in getattr(chunk.message, "tool_call_chunks", ())
        )
        if self._characters > MOST_CHARACTERS or monotonic() > self._until or self._left.is_set():
            raise OverlongReplyError("模型写得太长或太久，已经停下。")
