"""Connecting to a model: any endpoint that speaks the OpenAI protocol."""

from typing import TYPE_CHECKING

from pydantic import Field

from agent.usage import Prices
from policy.errors import ModelError
from policy.values import Frozen

if TYPE_CHECKING:
    from agent.watched_chat import WatchedChat

DEFAULT_CONTEXT = 8192
NO_KEY = "none"  # a server of one's own wants no key, but its client insists on one


class ModelSettings(Frozen):
    """Where the model is. api_key is never logged nor stored; base_url None means OpenAI's own address.

    context is how many tokens question and answer may fill together; timeout the seconds without a sign of life.
    """

    model: str
    api_key: str = Field(repr=False)
    base_url: str | None = None
    context: int = DEFAULT_CONTEXT
    timeout: float = 60.0
    prices: Prices | None = None


class Abilities(Frozen):
    """What a model can do. streams: its words come one by one; calls_tools: it can ask for tools."""

    streams: bool = True
    calls_tools: bool = True


class Model:
    """A model that can be asked, and what is known of its abilities, from a test or from a failure."""

    def __init__(self, settings: ModelSettings, chat: "WatchedChat", abilities: Abilities) -> None:
        self.settings = settings
        self.chat = chat
        self.abilities = abilities

    @property
    def name(self) -> str:
        """Its name, as the endpoint knows it."""
        return self.settings.model

    def give_up_tools(self) -> None:
        """It has shown that it cannot call them: from now on it only words what the rules found."""
        self.abilities = self.abilities.model_copy(update={"calls_tools": False})


def connect(settings: ModelSettings, abilities: Abilities | None = None) -> Model:
    """A model for these settings; nothing is sent yet. Raises ModelError when they cannot be right."""
    if settings.base_url and not settings.base_url.startswith(("http://", "https://")):
        raise ModelError(
            f"模型地址“{settings.base_url}”不是网址，请写成 http://… 或 https://… 的样子，通常以 /v1 结尾。"
        )
    from agent.watched_chat import WatchedChat  # a second and 90 MB: only those who use a model pay

    known = abilities or Abilities()
    chat = WatchedChat(
        model=settings.model,
        api_key=settings.api_key,
        base_url=settings.base_url,
        use_responses_api=False,
        stream_usage=True,
        disable_streaming=not known.streams,
        timeout=settings.timeout,
        max_retries=0,  # agent.failures says what is tried again
        temperature=0,
    )
    return Model(settings, chat, known)


def answer_room(settings: ModelSettings) -> int:
    """How many of the context's tokens are kept for the answer: a quarter, 4,096 at most.

    >>> answer_room(ModelSettings(model="m", api_key="k", context=8192))
    2048
    """
    return min(4096, settings.context // 4)
