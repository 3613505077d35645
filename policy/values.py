"""What every value is: frozen, compared by content; and the span by which one is walked back to its text."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: never changed, compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range of code points in the document's text."""

    start: int
    end: int
