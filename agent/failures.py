"""What can go wrong with a model's endpoint, by type in one table: a sentence to act on, and whether to try again.

A type is looked for in the error and in what caused it, so that 域名解析失败 is told apart from 拒绝连接; the first row
that fits stands, so narrow rows come first. `docs/online.md` shows what a person saw for each.
"""

import json
import random
import socket
import ssl
from collections.abc import Iterator
from typing import NamedTuple

import httpx
import httpx2
import openai
from langchain.agents.middleware.model_call_limit import ModelCallLimitExceededError
from langgraph.errors import GraphRecursionError

from policy.errors import ModelError

MOST_RETRIES = 2
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 5.0


class EmptyReplyError(ModelError):
    """The model said nothing: no choices, or no words in them."""


class OverlongReplyError(ModelError):
    """The model wrote far more than an answer, or went on far too long."""


class BrokenToolCallError(ModelError):
    """The arguments of a tool call could not be read."""


class UnknownToolError(ModelError):
    """The model called a tool that does not exist."""


class Failure(NamedTuple):
    """What an error means. again: the same may work in a moment; plainer: it may work without tools."""

    kind: type[BaseException]
    sentence: str
    again: bool = False
    plainer: bool = False


_SLOW = "模型服务迟迟没有回应，请稍候再问或换一个服务。"
_BROKEN_OFF = "与模型服务的连接中断，请检查网络后再问。"
FAILURES: tuple[Failure, ...] = (
    Failure(socket.gaierror, "找不到模型服务的地址（域名解析失败），请核对服务地址或检查网络。"),
    Failure(ConnectionRefusedError, "模型服务拒绝连接，可能没有启动，请确认服务已启动并核对地址和端口。"),
    Failure(ssl.SSLError, "与模型服务的加密连接没有建立，请核对地址是 http 还是 https，或检查证书。"),
    Failure(openai.AuthenticationError, "模型服务拒绝了密钥（401），请核对密钥（OPENAI_API_KEY）。"),
    Failure(openai.PermissionDeniedError, "该密钥无权使用这个模型（403），请换密钥或换模型。"),
    Failure(openai.NotFoundError, "模型服务没有这个模型或地址（404），请核对模型名称与服务地址。"),
    Failure(openai.RateLimitError, "模型服务限流或额度用完（429），请稍候再问。", again=True),
    Failure(openai.BadRequestError, "模型服务不接受这样的请求（400），请换一个模型。", plainer=True),
    Failure(openai.UnprocessableEntityError, "模型服务不接受这样的请求（422），请换一个模型。", plainer=True),
    Failure(openai.ConflictError, "模型服务正忙（409），请稍候再问。", again=True),
    Failure(openai.InternalServerError, "模型服务内部出错（5xx），请稍候再问。", again=True),
    Failure(openai.APITimeoutError, _SLOW),
    Failure(httpx.TimeoutException, _SLOW),
    Failure(httpx2.TimeoutException, _SLOW),
    Failure(httpx.ReadError, _BROKEN_OFF, again=True),
    Failure(httpx2.ReadError, _BROKEN_OFF, again=True),
    Failure(httpx.RemoteProtocolError, _BROKEN_OFF, again=True),
    Failure(httpx2.RemoteProtocolError, _BROKEN_OFF, again=True),
    Failure(openai.APIConnectionError, "连不上模型服务，请检查网络与服务地址。", again=True),
    Failure(openai.APIResponseValidationError, "模型服务返回的不是约定的格式，请核对服务地址是否以 /v1 结尾。"),
    Failure(openai.APIError, "模型服务中途出错，请稍候再问。", again=True),
    Failure(httpx.HTTPError, _BROKEN_OFF, again=True),
    Failure(httpx2.HTTPError, _BROKEN_OFF, again=True),
    Failure(json.JSONDecodeError, "模型服务返回的不是约定的格式，请核对服务地址是否以 /v1 结尾。"),
    Failure(GraphRecursionError, "模型反复调用工具而没有作答。", plainer=True),
    Failure(ModelCallLimitExceededError, "模型反复调用工具而没有作答。", plainer=True),
    Failure(BrokenToolCallError, "模型调用工具时写的参数读不懂。", plainer=True),
    Failure(UnknownToolError, "模型要调用的工具不存在。", plainer=True),
    Failure(OverlongReplyError, "模型写得太长或太久，已经停下。"),
    Failure(EmptyReplyError, "模型没有写出任何内容，请换一个模型，或核对服务地址是否以 /v1 结尾。", again=True),
)  # fmt: skip
_OTHER = Failure(BaseException, "模型没有给出可用的回答。")


def failure_of(error: BaseException) -> Failure:
    """The first row of the table that fits the error or one of its causes.

    >>> failure_of(GraphRecursionError("25 steps")).sentence
    '模型反复调用工具而没有作答。'
    """
    causes = tuple(_causes(error))
    return next((row for row in FAILURES if any(isinstance(cause, row.kind) for cause in causes)), _OTHER)


def failure_sentence(error: BaseException) -> str:
    """What happened, for the person; with the time to wait where the service gave one."""
    sentence, seconds = failure_of(error).sentence, asked_to_wait(error)
    return sentence.replace("请稍候再问", f"请 {seconds:.0f} 秒后再问") if seconds else sentence


def pause_before(error: BaseException, *, attempt: int) -> float | None:
    """Seconds to wait before trying again, with jitter; None where it does not help or would keep the person waiting.

    attempt counts from 0. What the service asks for (Retry-After) is respected up to five seconds; beyond, the offline
    answer serves the person better.
    """
    asked = asked_to_wait(error)
    if not failure_of(error).again or attempt >= MOST_RETRIES or (asked or 0) > _LONGEST_PAUSE:
        return None
    if asked is not None:
        return asked
    longest: float = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt)
    return longest * random.uniform(0.5, 1.0)


def asked_to_wait(error: BaseException) -> float | None:
    """Retry-After in seconds; None where the service named none or wrote a date."""
    if not isinstance(error, openai.APIStatusError):
        return None
    named = str(error.response.headers.get("retry-after", ""))
    return float(named) if named.isdecimal() else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what caused it, outermost first."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
