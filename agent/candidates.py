"""A draft that was resolved and checked: what may become an answer."""

from collections.abc import Collection

from agent.answers import CitedAnswer, SentenceCheck
from agent.citations import Resolved, resolve
from agent.composing.markup import REFUSAL
from agent.drafts import Draft
from agent.question import Question
from agent.verification import Evidence, check_answer
from policy.values import Frozen
from vectorstore.library import PolicyLibrary


class Candidate(Frozen):
    """A draft with its numbered citations and the check of each sentence."""

    draft: Draft
    resolved: Resolved
    checks: tuple[SentenceCheck, ...]

    @property
    def text(self) -> str:
        """The text with numbered marks."""
        return self.resolved.text

    @property
    def refused(self) -> bool:
        """Whether it says that the documents do not answer."""
        return self.text.startswith(REFUSAL)

    def answer(self, *, mode: str, note: str | None) -> CitedAnswer:
        """The answer as the person gets it."""
        return CitedAnswer.model_validate(
            {
                "text": self.text,
                "citations": self.resolved.citations,
                "checks": self.checks,
                "mode": mode,
                "refused": self.refused,
                "note": note,
            }
        )


def judge(
    draft: Draft, question: Question, library: PolicyLibrary, *, names: Collection[str] = (), known: str = ""
) -> Candidate:
    """Resolve and check a draft; names are looked up beside the units that the tools showed (see Evidence)."""
    resolved = resolve(draft.text, shown=draft.shown, library=library)
    evidence = Evidence(counts=draft.counts, question=question.text, units=draft.units, names=tuple(names), known=known)
    checks = check_answer(resolved.text, resolved.citations, evidence=evidence, library=library)
    return Candidate(draft=draft, resolved=resolved, checks=checks)
