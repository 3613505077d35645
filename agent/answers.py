"""An answer as the person gets it: text with numbered marks, the citations behind them, and what was checked."""

from typing import Literal

from policy.elements import Status
from policy.values import Frozen

Verdict = Literal["verified", "no_claim", "unsupported"]


class Citation(Frozen):
    """Where a statement stands. quote is an exact substring: document.text[start:end]; ordinal counts from 1.

    source_name is the file's name; reference the standard form 《标题》（文号，日期）定位 that a person copies.
    """

    ordinal: int
    clause_id: str
    doc_id: str
    source_name: str
    title: str
    document_number: str | None
    status: Status
    locator: str
    quote: str
    start: int
    end: int
    reference: str


class SentenceCheck(Frozen):
    """One sentence of the answer: 已核验, 无数字主张 or 未找到依据, with the claims looked up in its citations."""

    sentence: str
    verdict: Verdict
    claims: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class CitedAnswer(Frozen):
    """text is Markdown with marks [1]; refused is True where the documents do not answer; mode 'offline' or 'online'.

    note is one Chinese line about how the answer came to be (模型不可用，已改由离线模式作答), or None.
    """

    text: str
    citations: tuple[Citation, ...]
    checks: tuple[SentenceCheck, ...] = ()
    mode: Literal["offline", "online"] = "offline"
    refused: bool = False
    note: str | None = None

    @property
    def verified(self) -> bool:
        """Whether no sentence is without support."""
        return all(check.verdict != "unsupported" for check in self.checks)
