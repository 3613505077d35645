"""What a duty is called: its heading, or the phrases that tell it where it has none."""

import re

from policy.sentences import split_phrases, split_sentences
from tools.task_rows import TaskRow

_LEADS_IN = re.compile(r"以.+为.{2,4}")
_MANNER = re.compile(
    "(?:(?:以[^，,]{2,40}为[^，,]{1,8}|(?:按照|根据|围绕|依托|结合|对照|立足|遵循)[^，,]+|在[^，,]{2,20}(?:方面|基础上))[，,]\\s*)+"
)


def duty_name(row: TaskRow, *, longest: int = 60) -> str:
    """The heading of a task; its first sentence where it has none, cut at a phrase when that is long.

    Where only the manner of doing it would be left (以产业图谱为引导), what is done stands instead.
    """
    if row.clause.heading and row.clause.kind != "row":
        return row.task.heading or row.clause.heading
    text = row.task.quote
    start, end = split_sentences(text)[0]
    phrases = split_phrases(text[start:end])
    kept = max((b for _, b in phrases if b <= longest), default=phrases[0][1])
    if _MANNER.fullmatch(text[start : start + kept].strip()) and kept < end - start:
        start, kept = start + kept, next(b for a, b in phrases if a >= kept) - kept
    return " ".join(text[start : start + kept].split()).strip("。；;，,：: ")


def duty_digest(row: TaskRow, *, longest: int = 120) -> str:
    """What a row of several measures is about: its name, then the first phrase of each further sentence that fits.

    A name that is only 以…为引导 goes on to what is done.
    """
    name = duty_name(row)
    first, *others = split_sentences(row.task.quote) or ((0, 0),)
    told = [name]
    if _LEADS_IN.fullmatch(name):
        rest = row.task.quote[first[0] + len(name) : first[1]].lstrip("，,")
        told = [f"{name}，{_first_phrase(rest)}"] if rest else told
    for a, b in others:
        phrase = _first_phrase(row.task.quote[a:b])
        if sum(map(len, told)) + len(phrase) > longest:
            break
        told.append(phrase)
    return "；".join(told)


def _first_phrase(text: str) -> str:
    a, b = split_phrases(text)[0]
    return " ".join(text[a:b].split()).strip("，,；;。：: ")
