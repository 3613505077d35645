"""A chat answer as a stream of events: first what is being done, then the verified answer in pieces.

What a model has written so far may still fail its verification, and a stream cannot be taken back: so tool steps are
streamed as they happen (as `reasoning_content`, which clients show as thinking), the answer's text once it is verified.
"""

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any

from agent.events import Answered, Event, ToolCalled, ToolReturned, Understood
from policy.errors import CeWenError
from serving.chat import MODEL, fresh_id, reply_of
from serving.guard import error_body

_PIECE = 24
DONE = "data: [DONE]\n\n"


def streamed(events: Iterable[Event], *, address: str) -> Iterator[str]:
    """The lines of the stream; an error that a person can act on is an event of its own, and ends it."""
    wrap = _Wrapping()
    yield wrap.chunk({"role": "assistant", "content": ""})
    try:
        for event in events:
            yield from _told(event, wrap, address)
    except CeWenError as error:
        yield f"data: {json.dumps(error_body(str(error), kind='invalid_request_error'), ensure_ascii=False)}\n\n"
    except Exception as error:
        told = f"程序内部出错（{type(error).__name__}），请稍候再问。"
        yield f"data: {json.dumps(error_body(told, kind='server_error'), ensure_ascii=False)}\n\n"
    yield DONE


def _told(event: Event, wrap: "_Wrapping", address: str) -> Iterator[str]:
    match event:
        case Understood():
            yield wrap.chunk({"reasoning_content": f"{event.summary}\n"})
        case ToolCalled():
            yield wrap.chunk({"reasoning_content": f"{event.title}：{event.arguments}\n"})
        case ToolReturned():
            yield wrap.chunk({"reasoning_content": f"→ {event.summary}\n"})
        case Answered():
            reply = reply_of(event.answer, address=address)
            for start in range(0, len(reply.content), _PIECE):
                yield wrap.chunk({"content": reply.content[start : start + _PIECE]})
            yield wrap.chunk({"annotations": [each.model_dump() for each in reply.annotations]}, finish="stop")


class _Wrapping:
    """What every chunk of one answer shares."""

    def __init__(self) -> None:
        self._head = {"id": fresh_id(), "object": "chat.completion.chunk", "created": int(time.time()), "model": MODEL}

    def chunk(self, delta: dict[str, Any], *, finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return f"data: {json.dumps({**self._head, 'choices': [choice]}, ensure_ascii=False)}\n\n"
