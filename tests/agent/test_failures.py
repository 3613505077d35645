"""Every way in which an endpoint fails has its sentence."""

import inspect
import socket
import ssl
from collections.abc import Iterator
from types import ModuleType

import httpx
import httpx2
import openai
import pytest
from langgraph.errors import GraphRecursionError

from agent.failures import FAILURES, MOST_RETRIES, asked_to_wait, failure_of, failure_sentence, pause_before
from agent.models import ModelSettings, connect
from policy.errors import ModelError

GENERAL = failure_sentence(ValueError("x"))
# Raised for wrong use of the library or by parts of it that we do not use, never by an endpoint.
NOT_AN_ENDPOINTS = {
    "OpenAIError", "StreamConsumed", "StreamClosed", "StreamError", "ResponseNotRead", "RequestNotRead", "InvalidURL",
    "CookieConflict", "LengthFinishReasonError", "ContentFilterFinishReasonError", "InvalidWebhookSignatureError",
    "WebSocketConnectionClosedError", "WebSocketQueueFullError", "_AmbiguousModuleClientUsageError",
}  # fmt: skip


def errors_of(module: ModuleType) -> Iterator[type[BaseException]]:
    for name in dir(module):
        kind = getattr(module, name)
        if inspect.isclass(kind) and issubclass(kind, Exception) and not issubclass(kind, Warning):
            yield kind


ALL = [kind for module in (openai, httpx, httpx2) for kind in errors_of(module)]


@pytest.mark.parametrize("kind", ALL, ids=[f"{kind.__module__}.{kind.__name__}" for kind in ALL])
def test_every_error_of_the_clients_is_mapped(kind: type[BaseException]) -> None:
    if kind.__name__ in NOT_AN_ENDPOINTS:
        pytest.skip("不由模型服务引起")
    sentence = failure_of(kind.__new__(kind)).sentence
    assert sentence != GENERAL
    assert sentence.endswith("。")


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (openai.AuthenticationError, "401"),
        (openai.PermissionDeniedError, "403"),
        (openai.NotFoundError, "404"),
        (openai.RateLimitError, "429"),
        (openai.BadRequestError, "400"),
        (openai.InternalServerError, "5xx"),
        (openai.APITimeoutError, "没有回应"),
        (openai.APIConnectionError, "连不上"),
        (httpx.ReadTimeout, "没有回应"),
        (httpx.RemoteProtocolError, "中断"),
        (GraphRecursionError, "反复调用"),
    ],
)
def test_the_narrowest_type_wins(kind: type[BaseException], word: str) -> None:
    assert word in failure_of(kind.__new__(kind)).sentence


def caused_by(outer: BaseException, cause: BaseException) -> BaseException:
    outer.__cause__ = cause
    return outer


@pytest.mark.parametrize(
    ("cause", "word"),
    [
        (socket.gaierror(-2, "Name or service not known"), "域名解析"),
        (ConnectionRefusedError(111, "refused"), "拒绝连接"),
        (ssl.SSLError("handshake"), "加密"),
        (OSError("unreachable"), "连不上"),
    ],
)
def test_a_connection_that_fails_is_told_by_its_cause(cause: BaseException, word: str) -> None:
    request = httpx2.Request("POST", "http://127.0.0.1/v1")
    inner = caused_by(httpx2.ConnectError("failed"), cause)
    assert word in failure_sentence(caused_by(openai.APIConnectionError(request=request), inner))


def rate_limited(**headers: str) -> openai.RateLimitError:
    request = httpx2.Request("POST", "http://127.0.0.1/v1")
    return openai.RateLimitError("slow", response=httpx2.Response(429, headers=headers, request=request), body=None)


def test_retry_after_is_respected_up_to_five_seconds_and_told_beyond() -> None:
    assert pause_before(rate_limited(**{"retry-after": "3"}), attempt=0) == 3
    late = rate_limited(**{"retry-after": "40"})
    assert pause_before(late, attempt=0) is None
    assert "40 秒后" in failure_sentence(late)
    assert asked_to_wait(rate_limited(**{"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"})) is None


def test_retries_end_and_each_waits_longer_with_jitter() -> None:
    error = httpx2.RemoteProtocolError("cut")
    pauses = [pause_before(error, attempt=attempt) for attempt in range(MOST_RETRIES + 1)]
    assert pauses[-1] is None
    first, second = pauses[0] or 0, pauses[1] or 0
    assert 0.25 <= first <= 0.5 <= second <= 1.0


@pytest.mark.parametrize("kind", [openai.AuthenticationError, openai.NotFoundError, openai.APITimeoutError])
def test_what_a_retry_cannot_mend_is_not_tried_again(kind: type[BaseException]) -> None:
    assert not failure_of(kind.__new__(kind)).again


def test_every_row_can_be_reached() -> None:
    reached = [failure_of(row.kind.__new__(row.kind)) for row in FAILURES]
    assert reached == list(FAILURES)


def test_what_nobody_foresaw_is_still_a_sentence() -> None:
    assert failure_sentence(KeyError("choices")).endswith("。")


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://x", "v1"])
def test_address_that_is_no_url_is_refused(address: str) -> None:
    with pytest.raises(ModelError, match="不是网址"):
        connect(ModelSettings(model="m", api_key="sk-test-1", base_url=address))


def test_key_is_in_no_words_of_the_settings() -> None:
    settings = ModelSettings(model="m", api_key="sk-test-1")
    assert "sk-test" not in f"{settings}{settings!r}{connect(settings)!r}"
