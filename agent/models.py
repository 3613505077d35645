"""Connecting to a model: any endpoint that speaks the OpenAI protocol."""

from typing import TYPE_CHECKING

from pydantic import Field

from policy.documents import Frozen
from policy.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


class ModelSettings(Frozen):
    """Where the model is. api_key is never logged nor stored; base_url None means OpenAI's own address."""

    model: str
    api_key: str = Field(repr=False)
    base_url: str | None = None
    timeout: float = 60.0
    retries: int = 2


class Model:
    """A model that can be asked, and what was learnt of it since: whether it can call tools."""

    def __init__(self, settings: ModelSettings, chat: "BaseChatModel", *, calls_tools: bool = True) -> None:
        self.settings = settings
        self.chat = chat
        self.calls_tools = calls_tools

    @property
    def name(self) -> str:
        """Its name, as the endpoint knows it."""
        return self.settings.model


def connect(settings: ModelSettings, *, calls_tools: bool = True) -> Model:
    """A model for these settings; nothing is sent yet. Raises ModelError when they cannot be right."""
    if settings.base_url and not settings.base_url.startswith(("http://", "https://")):
        raise ModelError(
            f"模型地址“{settings.base_url}”不是网址，请写成 http://… 或 https://… 的样子，通常以 /v1 结尾。"
        )
    from langchain_openai import ChatOpenAI  # a second and 90 MB: only those who use a model pay

    chat = ChatOpenAI(
        model=settings.model,
        api_key=settings.api_key,
        base_url=settings.base_url,
        use_responses_api=False,
        stream_usage=True,
        timeout=settings.timeout,
        max_retries=settings.retries,
        temperature=0,
    )
    return Model(settings, chat, calls_tools=calls_tools)
