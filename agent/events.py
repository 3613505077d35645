"""What happens while a question is being answered, in order, as frozen values that page, CLI and tests `match` on.

A run is: Understood · (ToolCalled · ToolReturned)* · TextDelta* · Answered. Nothing follows Answered. In offline mode
the text comes whole in a few deltas; a model's text streams. Deltas are provisional: they may hold evidence keys and
are replaced by `Answered.answer`, which alone is verified. Withdrawn takes back all deltas so far: another try begins.
"""

from agent.answers import CitedAnswer
from agent.usage import Usage
from policy.values import Frozen
from tools.tables import AnswerTable


class Understood(Frozen):
    """What the rules recognised in the question, in Chinese for the person: 识别：区县＝东丽区；单位＝区科委."""

    summary: str


class ToolCalled(Frozen):
    """A tool starts. title is its Chinese name (任务筛选), arguments a short Chinese line."""

    call_id: str
    name: str
    title: str
    arguments: str


class ToolReturned(Frozen):
    """A tool has returned. summary is one line (共 9 项); failed when it answered with an error sentence."""

    call_id: str
    name: str
    summary: str
    elapsed_ms: float
    failed: bool = False


class TextDelta(Frozen):
    """A piece of answer text as it is written; provisional."""

    text: str


class Withdrawn(Frozen):
    """What was written so far does not stand; reason is a sentence for the person."""

    reason: str


class Answered(Frozen):
    """The end of a run: the verified answer, what it took, and next questions that come from the documents.

    usage is what the model took, None where no model was asked; tables are those that the tools made to order, with the
    source of every cell.
    """

    answer: CitedAnswer
    elapsed_ms: float
    tools: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    usage: Usage | None = None
    tables: tuple[AnswerTable, ...] = ()


Event = Understood | ToolCalled | ToolReturned | TextDelta | Withdrawn | Answered


class Turn(Frozen):
    """One earlier message of the conversation; role is "user" or "assistant"."""

    role: str
    content: str
