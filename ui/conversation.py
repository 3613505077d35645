"""A conversation as the page holds it: exchanges that grow by events, nothing else.

An exchange is running until it has an answer, an error or was stopped. Values are frozen: `after` returns a new one.
"""

from agent.events import Answered, Event, TextDelta, ToolCalled, ToolReturned, Turn, Understood, Withdrawn
from policy.values import Frozen


class Step(Frozen):
    """A tool at work. summary and elapsed_ms are None until it has returned."""

    call_id: str
    title: str
    arguments: str
    summary: str | None = None
    elapsed_ms: float | None = None
    failed: bool = False


class Opinion(Frozen):
    """What the person thinks of an answer; note says why, '' where nothing was said."""

    useful: bool
    note: str = ""


class Exchange(Frozen):
    """One question and what came of it. error is a full sentence for the person, opinion None until they gave one.

    withdrawn: why drafts before this one were taken back, in order.
    """

    question: str
    understood: str = ""
    steps: tuple[Step, ...] = ()
    draft: str = ""
    withdrawn: tuple[str, ...] = ()
    answered: Answered | None = None
    error: str | None = None
    stopped: bool = False
    opinion: Opinion | None = None

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.answered is None and self.error is None and not self.stopped

    def after(self, event: Event) -> "Exchange":
        """The exchange once the event has happened.

        >>> Exchange(question="有哪些任务？").after(Understood(summary="识别：单位＝区科委")).understood
        '识别：单位＝区科委'
        """
        match event:
            case Understood(summary=summary):
                return self.model_copy(update={"understood": summary})
            case ToolCalled(call_id=call_id, title=title, arguments=arguments):
                step = Step(call_id=call_id, title=title, arguments=arguments)
                return self.model_copy(update={"steps": (*self.steps, step)})
            case ToolReturned():
                return self.model_copy(update={"steps": tuple(_returned(step, event) for step in self.steps)})
            case TextDelta(text=text):
                return self.model_copy(update={"draft": self.draft + text})
            case Withdrawn(reason=reason):
                return self.model_copy(update={"draft": "", "withdrawn": (*self.withdrawn, reason)})
            case Answered():
                return self.model_copy(update={"answered": event})

    def failed(self, sentence: str) -> "Exchange":
        """The exchange, ended by an error."""
        return self.model_copy(update={"error": sentence})

    def halted(self) -> "Exchange":
        """The exchange, stopped by the person; one that is over stays as it is."""
        return self.model_copy(update={"stopped": True}) if self.running else self

    def judged(self, opinion: Opinion) -> "Exchange":
        """The exchange with the person's opinion of its answer."""
        return self.model_copy(update={"opinion": opinion})


Conversation = tuple[Exchange, ...]


def history(conversation: Conversation) -> tuple[Turn, ...]:
    """The turns that a follow-up question stands on: answered exchanges only, oldest first."""
    return tuple(
        Turn(role=role, content=content)
        for exchange in conversation
        if exchange.answered
        for role, content in (("user", exchange.question), ("assistant", exchange.answered.answer.text))
    )


def _returned(step: Step, event: ToolReturned) -> Step:
    if step.call_id != event.call_id:
        return step
    return step.model_copy(update={"summary": event.summary, "elapsed_ms": event.elapsed_ms, "failed": event.failed})
