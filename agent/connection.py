"""Whether a model can be used, found out by using it: two short calls, nothing of the documents in them.

The first asks for a few words as a stream, the second for a call of a tool. What does not work is said in a plain
sentence with what follows from it; only a model that does not answer at all cannot be used.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, Self

from langchain_core.messages import AIMessageChunk
from langchain_core.tools import tool

from agent.failures import EmptyReplyError, failure_sentence
from agent.models import Abilities, Model, ModelSettings, connect
from policy.errors import ModelError
from policy.values import Frozen

SECONDS = 20.0
_STREAMED = 2  # pieces with words: fewer did not come one by one
_SPEAK = "请从一数到十，用中文数字，以顿号分隔，不要写别的。"
_CALL = "请调用工具 look_up，参数 city 填“天津”，不要写别的。"


class ConnectionReport(Frozen):
    """What the test found. first_token_ms and total_ms are of the first call, None where it failed."""

    answers: bool
    abilities: Abilities
    sentence: str
    first_token_ms: float | None = None
    total_ms: float | None = None

    @classmethod
    def failed(cls, sentence: str) -> Self:
        """The report of a model that does not answer."""
        return cls(answers=False, abilities=Abilities(streams=False, calls_tools=False), sentence=sentence)


class _Spoken(Frozen):
    pieces: int
    first_ms: float
    total_ms: float


@tool
def look_up(city: str) -> str:
    """查询一个城市。"""
    return city


def try_connection(settings: ModelSettings) -> tuple[ConnectionReport, Model | None]:
    """Try the model; with it, ready to be used, where it answers. Raises nothing that an endpoint can cause."""
    try:
        model = connect(settings.model_copy(update={"timeout": min(settings.timeout, SECONDS)}))
        spoken = _spoken(model)
    except EmptyReplyError:
        return _without_stream(settings)
    except Exception as error:
        return ConnectionReport.failed(str(error) if isinstance(error, ModelError) else failure_sentence(error)), None
    abilities = Abilities(streams=spoken.pieces >= _STREAMED, calls_tools=_calls_tools(model))
    return _report(spoken, abilities), connect(settings, abilities)


def _spoken(model: Model) -> _Spoken:
    started = perf_counter()
    arrived = [perf_counter() for chunk in model.chat.stream(_SPEAK) if chunk.text.strip()]
    if not arrived:
        raise EmptyReplyError("模型没有写出任何内容。")
    first, last = ((at - started) * 1000 for at in (arrived[0], perf_counter()))
    return _Spoken(pieces=len(arrived), first_ms=first, total_ms=last)


def _calls_tools(model: Model) -> bool:
    """Whether the tool is called as asked; a failure of this second call means that it is not."""
    try:
        reply = _gathered(model.chat.bind_tools([look_up]).stream)
    except Exception:
        return False
    return [(call["name"], call["args"]) for call in reply.tool_calls] == [("look_up", {"city": "天津"})]


def _gathered(stream: Callable[[str], Any]) -> AIMessageChunk:
    whole: AIMessageChunk | None = None
    for chunk in stream(_CALL):
        whole = chunk if whole is None else whole + chunk
    if whole is None:
        raise EmptyReplyError("模型没有写出任何内容。")
    return whole


def _without_stream(settings: ModelSettings) -> tuple[ConnectionReport, Model | None]:
    """A second try with the whole reply at once, for servers that do not stream."""
    abilities = Abilities(streams=False)
    model = connect(settings, abilities)
    try:
        spoken = _spoken(model)
    except Exception as error:
        return ConnectionReport.failed(failure_sentence(error)), None
    abilities = Abilities(streams=False, calls_tools=_calls_tools(model))
    return _report(spoken, abilities), connect(settings, abilities)


def _report(spoken: _Spoken, abilities: Abilities) -> ConnectionReport:
    told = ["可以使用。"]
    if not abilities.streams:
        told.append("这个服务不逐字返回（流式），回答会等写完后一次出现。")
    if not abilities.calls_tools:
        told.append("这个模型不会调用工具：由规则检索资料，模型只负责措辞，答案照样逐句核验。")
    return ConnectionReport(
        answers=True, abilities=abilities, sentence="".join(told),
        first_token_ms=spoken.first_ms, total_ms=spoken.total_ms,
    )  # fmt: skip
