"""What a duty without a heading goes on to ask: a row of an annex often holds several things to do, one a sentence."""

from policy.sentences import split_phrases, split_sentences
from tools.task_rows import TaskRow

_LONGEST, _MOST = 36, 6


def duty_points(row: TaskRow) -> tuple[str, ...]:
    """The beginning of each further sentence of the duty, verbatim on one line, six at most; () for a single one.

    A beginning is of whole phrases and 36 characters, or of its first phrase where that is longer.
    """
    text = row.task.quote
    return tuple(_beginning(text[start:end]) for start, end in split_sentences(text)[1 : _MOST + 1])


def _beginning(sentence: str) -> str:
    phrases = split_phrases(sentence)
    end = max((end for _, end in phrases if end <= _LONGEST), default=phrases[0][1])
    return " ".join(sentence[:end].split()).rstrip("。；;，,：:")
