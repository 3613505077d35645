"""The frame of a model document: its headings in their levels, told apart by what a paper of any matter may take over.

Not covered: what stands below the third level, whose headings are points of the second.
"""

import re
from collections.abc import Iterator

from policy.documents import Clause, PolicyDocument
from policy.sentences import split_phrases
from policy.values import Frozen
from tools.outlines import BLANK
from tools.relevance import Need

GUIDING_HEADINGS = ("指导思想", "总体要求", "总体思路")
# Chapters and articles: nobody is responsible for an article, and duties of a plan do not fill one by their theme.
_LEGAL = re.compile("^第.+[编章节条]")
_TASKS = re.compile("任务|举措|措施|工作|安排")
_SAFEGUARDS = re.compile("保障|组织领导|组织实施|督查|考核|监督检查|宣传引导|附则")
REVIEW = re.compile("回顾|总结|成效|成绩|过去")
_OPENING = 40
_SPEAKS, _THROUGHOUT = 0.6, 1 / 3


class Frame(Frozen):
    """A model document as a frame to be filled. review: it is to tell of what was done as well, as a report does."""

    model: PolicyDocument
    review: bool = True

    @property
    def is_legal(self) -> bool:
        """Whether it is made of chapters and articles."""
        return any(_LEGAL.search(clause.number) for clause in self.tops[:1])

    @property
    def is_interview(self) -> bool:
        """Whether it is made of questions and answers."""
        return any(clause.kind == "question" for clause in self.model.clauses)

    @property
    def tops(self) -> list[Clause]:
        """The headings of the highest level that the document has; of a legal text without chapters, its articles."""
        items = [clause for clause in self.model.clauses if clause.kind == "item" and clause.number]
        top = min((clause.level for clause in items), default=0)
        tops = [clause for clause in items if clause.level == top]
        ahead = [clause for clause in tops if not REVIEW.search(clause.heading)]
        return tops if self.review or not ahead else ahead

    def children(self, clause: Clause) -> list[Clause]:
        """The numbered headings right below a clause."""
        return [c for c in self.model.clauses if c.parent_id == clause.clause_id and c.number and c.heading]

    def filled(self) -> Iterator[Clause]:
        """The clauses whose headings are filled: the points of a section, a section without points, or a bare top."""
        for top in self.tops:
            sections = self.children(top)
            for section in sections:
                yield from self.children(section) or [section]
            if not sections:
                yield top

    def is_on(self, need: Need) -> bool:
        """Whether the model is on a matter whatever its title says: a third of what is filled speaks of it."""
        told = ["".join(c.text for c in (clause, *self.model.descendants(clause))) for clause in self.filled()]
        speaking = sum(need.coverage(text) >= _SPEAKS for text in told)
        return bool(told) and speaking >= _THROUGHOUT * len(told)


def is_general(heading: str) -> bool:
    """Whether the heading is of every plan and says nothing of its matter.

    >>> is_general("工作目标"), is_general("深化国有企业改革")
    (True, False)
    """
    return any(word in heading for word in (*GUIDING_HEADINGS, "原则", "目标"))


def is_safeguard(heading: str) -> bool:
    """Whether the heading is of the part that sees a plan through, whatever its matter.

    >>> is_safeguard("加强督查考核,狠抓落地见效"), is_safeguard("健全社会保障体系")
    (True, False)
    """
    return bool(_SAFEGUARDS.search(heading.replace("社会保障", "").replace("住房保障", "")))


def holds_tasks(heading: str) -> bool:
    """Whether the heading is that of the part with the tasks.

    >>> holds_tasks("重点改革任务"), holds_tasks("保障措施"), holds_tasks("2023年工作回顾")
    (True, False, False)
    """
    return bool(_TASKS.search(heading)) and not _SAFEGUARDS.search(heading) and not REVIEW.search(heading)


def opening(clause: Clause) -> str:
    """The first phrases of an article, forty characters at most: it has no heading of its own."""
    phrases = split_phrases(clause.text, offset=0)
    end = max((b for _, b in phrases if b <= _OPENING + len(clause.number)), default=phrases[0][1])
    return " ".join(clause.text[len(clause.number) : end].split()).strip("，,。；;：: ") or f"（{BLANK}）"
