"""What is embedded of a clause: its place in the world, then its own text.

The title or place in front of each passage is worth more than anything else in finding what a question about a place
means, since a clause seldom names its own city.
"""

import hashlib

from policy.documents import Clause, PolicyDocument

# Measured (docs/log.md): beyond 400 nothing is gained; at 250 or 150 recall falls and, most clauses being short, little
# time is saved.
_TITLE, _HEADINGS, _TEXT = 60, 60, 360


def passage_context(document: PolicyDocument, clause: Clause) -> str:
    """Region, title and the headings above the clause, each cut to a usual length."""
    header = document.header
    region = header.region.name if header.region else ""
    title = header.title[:_TITLE]
    above = " ".join(document.heading_path(clause)[: -1 if clause.number or clause.heading else None])
    return "\n".join(part for part in ("" if region in title else region, title, above[-_HEADINGS:]) if part)


def passage_text(context: str, text: str) -> str:
    r"""The words that are embedded.

    >>> passage_text("天津市东丽区\n工作要点", "（一）深化国企改革。")
    '天津市东丽区\n工作要点\n（一）深化国企改革。'
    """
    return f"{context}\n{text[:_TEXT]}"


def content_hash(passage: str) -> str:
    """The name of a passage in the store of vectors: same words, same name."""
    return hashlib.sha256(passage.encode()).hexdigest()[:32]
