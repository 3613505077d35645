"""Asking and looking at what came of it, for the tests of the agent."""

from collections.abc import Sequence

from agent.agent import PolicyAgent
from agent.answers import Citation, CitedAnswer
from agent.events import Answered, Event, Turn
from vectorstore.library import PolicyLibrary


def history_of(*said: str) -> tuple[Turn, ...]:
    """Turns by the person and the assistant in alternation, the person first."""
    return tuple(Turn(role=("user", "assistant")[index % 2], content=text) for index, text in enumerate(said))


def answered(events: Sequence[Event]) -> CitedAnswer:
    last = events[-1]
    assert isinstance(last, Answered)
    return last.answer


def offline(library: PolicyLibrary, question: str, history: Sequence[Turn] = ()) -> CitedAnswer:
    return answered(list(PolicyAgent(library).ask(question, history)))


def is_verbatim(citation: Citation, library: PolicyLibrary) -> bool:
    """Whether the quote stands in its document where it says, inside the clause it names."""
    document = library.document(citation.doc_id)
    clause = document.clause_by_id[citation.clause_id]
    inside = clause.start <= citation.start < citation.end <= clause.end
    return inside and document.text[citation.start : citation.end] == citation.quote


def unsupported(answer: CitedAnswer) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences that nothing supports, each with what is missing."""
    return [(check.sentence, check.missing) for check in answer.checks if check.verdict == "unsupported"]
