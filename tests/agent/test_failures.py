"""Every way in which an endpoint fails has its sentence."""

import inspect
from collections.abc import Iterator
from types import ModuleType

import httpx
import httpx2
import openai
import pytest
from langgraph.errors import GraphRecursionError

from agent.failures import failure_sentence
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
    sentence = failure_sentence(kind.__new__(kind))
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
    assert word in failure_sentence(kind.__new__(kind))


def test_what_nobody_foresaw_is_still_a_sentence() -> None:
    assert failure_sentence(KeyError("choices")).endswith("。")


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://x", "v1"])
def test_address_that_is_no_url_is_refused(address: str) -> None:
    with pytest.raises(ModelError, match="不是网址"):
        connect(ModelSettings(model="m", api_key="sk-test-1", base_url=address))


def test_key_is_in_no_words_of_the_settings() -> None:
    settings = ModelSettings(model="m", api_key="sk-test-1")
    assert "sk-test" not in f"{settings}{settings!r}{connect(settings)!r}"
