"""The run of one question as the conversation grows by it, and what is kept of it however it ends."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic

from agent.events import Event, TextDelta, Turn
from policy.errors import CeWenError
from ui.conversation import Conversation, Exchange, history

Ask = Callable[[str, Sequence[Turn]], Iterator[Event]]

_LOG = logging.getLogger(__name__)
_PACE = 0.12  # seconds between two looks at a text that is being written: each sends the conversation anew


def answer(
    ask: Ask, question: str, earlier: Conversation, *, keep: Callable[[Conversation], None]
) -> Iterator[Conversation]:
    """The conversation after each event. keep gets it at the end, stopped where the run was closed early."""
    exchange = Exchange(question=question)
    try:
        yield (*earlier, exchange)
        for event, shown in _paced(ask(question, history(earlier))):
            exchange = exchange.after(event)
            if shown:
                yield (*earlier, exchange)
    except CeWenError as error:
        exchange = exchange.failed(str(error))
        yield (*earlier, exchange)
    except Exception:
        _LOG.exception("回答问题时出错")
        exchange = exchange.failed("这次没有答成，程序内部出错；详情已写入运行窗口，可以换个问法再试。")
        yield (*earlier, exchange)
    finally:
        keep((*earlier, exchange.halted()))


def _paced(events: Iterable[Event]) -> Iterator[tuple[Event, bool]]:
    """Each event, and whether it is worth showing at once: a text that grows by single words is not."""
    last = 0.0
    for event in events:
        if not isinstance(event, TextDelta):
            yield event, True
            continue
        now = monotonic()
        shown = now - last >= _PACE
        last = now if shown else last
        yield event, shown
