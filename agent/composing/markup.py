"""The small pieces every composed answer is made of: quoted spans with their marks, places, bold figures."""

import re

from policy.sentences import split_phrases
from tools.evidence import DocumentCard, FoundClause, SourceRef
from tools.task_rows import TaskRow

REFUSAL = "资料中未见"

_FIGURE = re.compile(
    r"(?<![\d.〔\[(（])(\d[\d,]*(?:\.\d+)?(?:[-—~至]\d+(?:\.\d+)?)?\s*(?:%|‰|万亿元|亿元|万元|个百分点|倍|[亿万]?[家个项条名户亩场座栋元]|亿|万))"
)
_CUT = 90


def flat(text: str) -> str:
    r"""One line: line ends and runs of space as single spaces, none between Chinese characters.

    >>> flat("牵 头\n单位：区发改委")
    '牵 头单位：区发改委'
    """
    return re.sub(r"(?<=[\u3000-\u9fff，。；：、])\n+\s*|\n+", "", text).strip()


def first_phrases(text: str, *, longest: int) -> str:
    """The first phrases of a text within that length, one at least, as one line without its last stop.

    >>> first_phrases("完善平台，实现网上支付。继续完善认证系统。", longest=12)
    '完善平台，实现网上支付'
    """
    phrases = split_phrases(text)
    kept = max((end for _, end in phrases if end <= longest), default=phrases[0][1] if phrases else 0)
    return flat(text[:kept]).rstrip("。；;，,：: ")


def with_bold_figures(text: str) -> str:
    """Figures with their units in bold.

    >>> with_bold_figures("力争2025年达到3000亿元的规模")
    '力争2025年达到**3000亿元**的规模'
    """
    return _FIGURE.sub(r"**\1**", text)


def quoted(found: FoundClause, start: int, end: int) -> str:
    """A verbatim span of a clause with its mark."""
    text = found.clause.text[start - found.clause.start : end - found.clause.start]
    ref = SourceRef(clause_id=found.clause.clause_id, start=start, end=end)
    return f"{with_bold_figures(flat(text)).rstrip('。；;，,')}{ref.mark}"


def place_of(card: DocumentCard) -> str:
    """The place a statement is of, with its status: 铁岭市（征求意见稿）; the title where a document has no place."""
    return f"{card.place or f'《{card.title}》'}{card.status_note}"


def address(card: DocumentCard, locator: str) -> str:
    """Where it stands: 东丽区方案 二、（五）."""
    return f"《{card.title}》{locator}"


def row_mark(row: TaskRow) -> str:
    """The mark of a task: its heading and first sentence, which no other clause shares."""
    return row.telling_ref.mark


def clause_mark(found: FoundClause) -> str:
    """The mark of a clause as a whole: its beginning."""
    end = min(found.clause.end, found.clause.start + _CUT)
    return SourceRef(clause_id=found.clause.clause_id, start=found.clause.start, end=end).mark
