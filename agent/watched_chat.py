"""ChatOpenAI under a watch: the one module that loads the OpenAI side of LangChain, for those who use a model."""

from collections.abc import Iterator
from typing import Any

from langchain_core.outputs import ChatGenerationChunk
from langchain_openai import ChatOpenAI
from pydantic import ConfigDict, Field

from agent.failures import EmptyReplyError
from agent.watch import Watch


class WatchedChat(ChatOpenAI):
    """ChatOpenAI under a watch, one for each run."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    watch: Watch = Field(default_factory=Watch, exclude=True)

    def watched_by(self, watch: Watch) -> "WatchedChat":
        """The same model, sharing its connections, under this watch."""
        return self.model_copy(update={"watch": watch})

    def _stream(self, *args: Any, **kwargs: Any) -> Iterator[ChatGenerationChunk]:
        spoke = False
        for chunk in super()._stream(*args, **kwargs):
            spoke = True
            self.watch.see(chunk)
            yield chunk
        if not spoke:
            raise EmptyReplyError("模型没有写出任何内容。")
