"""策问 as a model: the part of OpenAI's chat protocol that a question and a cited answer need.

A conversation goes in; its last user message is the question, what came before is the history. Out comes the verified
answer with its sources as annotations and as a list at the end. System messages, temperature, tools and the like are
read over: what may be said is decided by the documents. Not covered: token counts (`usage` is null), several choices.
"""

import time
import uuid
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agent.answers import Citation, CitedAnswer
from agent.events import Turn
from policy.elements import STATUS_NAMES
from policy.errors import QuestionError
from policy.values import Frozen

MODEL = "cewen"


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")

    type: str = "text"
    text: str = ""


class Message(BaseModel):
    """One message of the conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"] = Field(description="谁说的")
    content: str | tuple[Part, ...] | None = Field(default=None, description="说了什么；图片等非文字内容不读")

    @property
    def text(self) -> str:
        """Its text, parts joined."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content if part.type == "text")


class ChatRequest(BaseModel):
    """What a client asks; fields of the protocol beyond these are read over."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(default=MODEL, description=f"只有一个：{MODEL}")
    messages: tuple[Message, ...] = Field(description="对话，最后一条用户消息是问题", min_length=1)
    stream: bool | None = Field(default=False, description="是否逐段返回")

    def question_and_history(self) -> tuple[str, tuple[Turn, ...]]:
        """The last user message, and what user and assistant said before it. Raises QuestionError without one."""
        at = max((i for i, message in enumerate(self.messages) if message.role == "user"), default=None)
        if at is None:
            raise QuestionError("对话里没有用户的问题，请加上一条 role 为 user 的消息。")
        before = (message for message in self.messages[:at] if message.role in ("user", "assistant"))
        return self.messages[at].text, tuple(Turn(role=each.role, content=each.text) for each in before)


class UrlCitation(Frozen):
    """A source: where its mark [1] stands in the content, and where its clause can be read."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(Frozen):
    """OpenAI's wrapping of a source."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Reply(Frozen):
    """The assistant's message."""

    role: Literal["assistant"] = "assistant"
    content: str
    annotations: tuple[Annotation, ...] = ()


class Choice(Frozen):
    """The one choice."""

    index: int = 0
    message: Reply
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(Frozen):
    """The whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: tuple[Choice, ...]
    usage: None = None


class ModelCard(Frozen):
    """A model of the list."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "cewen"


class ModelList(Frozen):
    """The list of models: one."""

    object: Literal["list"] = "list"
    data: tuple[ModelCard, ...] = (ModelCard(),)


def reply_of(answer: CitedAnswer, *, address: str) -> Reply:
    """The answer with its sources behind it; each mark in the text has its annotation."""
    content = "\n".join(_lines(answer))
    return Reply(content=content, annotations=tuple(_annotations(content, answer.citations, address)))


def completion_of(reply: Reply) -> ChatCompletion:
    """The reply as the protocol wraps it."""
    return ChatCompletion(id=fresh_id(), created=int(time.time()), choices=(Choice(message=reply),))


def fresh_id() -> str:
    """A name for one completion."""
    return f"chatcmpl-{uuid.uuid4().hex}"


def _lines(answer: CitedAnswer) -> list[str]:
    lines = [answer.text, *([f"\n{answer.note}"] if answer.note else []), *(["\n出处："] if answer.citations else [])]
    for each in answer.citations:
        lines.append(
            f"[{each.ordinal}] {each.reference}〔{STATUS_NAMES[each.status]}〕“{' '.join(each.quote.split())}”"
        )
    return lines


def _annotations(content: str, citations: Sequence[Citation], address: str) -> list[Annotation]:
    """One a mark in the answer's text: its first one."""
    found = ((citation, content.find(f"[{citation.ordinal}]")) for citation in citations)
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=at, end_index=at + len(f"[{citation.ordinal}]"), title=citation.reference,
                url=f"{address}/api/clauses/{citation.clause_id}",
            )
        )
        for citation, at in found
    ]  # fmt: skip
