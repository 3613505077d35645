"""Where sentences and phrases begin and end in policy Chinese.

A sentence ends after 。！？； or a line end, a phrase also after ，： ; a stop inside quotes or brackets ends neither,
so that （牵头单位：甲；责任单位：乙） stays whole. A line end in a long line is only where the paper ended. English
sentences are not read.
"""

import re

_SENTENCE_ENDS = frozenset("。！？；!?;\n")
_PHRASE_ENDS = _SENTENCE_ENDS | frozenset("，,：:")
_OPENING = dict(zip("（(〔[《「『“‘", "）)〕]》」』”’", strict=True))
_MARKS = re.compile(r"[。！？；!?;\n，,：:（(〔\[《「『“‘）)〕\]》」』”’]")

# Shorter lines are headings, labels and items of a list; a narrow paper's are full a little below its widest.
_WRAPPED, _NARROWEST, _FULL = 26, 20, 0.85

SpanPair = tuple[int, int]


def split_sentences(text: str, *, offset: int = 0) -> tuple[SpanPair, ...]:
    """Half-open spans of the sentences, their stop included, white space around them left out.

    >>> text = "完善基金群，力争2025年达到3000亿元。鼓励银行做大“科信贷；银园贷”项目。"
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['完善基金群，力争2025年达到3000亿元。', '鼓励银行做大“科信贷；银园贷”项目。']
    """
    return _split(text, _SENTENCE_ENDS, offset)


def split_phrases(text: str, *, offset: int = 0) -> tuple[SpanPair, ...]:
    """Half-open spans of the phrases between commas.

    >>> text = "启动清理，全年盘活8家。"
    >>> [text[start:end] for start, end in split_phrases(text)]
    ['启动清理，', '全年盘活8家。']
    """
    return _split(text, _PHRASE_ENDS, offset)


def _split(text: str, ends: frozenset[str], offset: int) -> tuple[SpanPair, ...]:
    spans, start, closing = [], 0, ""
    full = _full_line(text)
    for mark in _MARKS.finditer(text):
        char, at = mark.group(), mark.start()
        if closing:
            # An unclosed bracket must not swallow the document: a line end always closes it.
            closing = "" if char in (closing, "\n") else closing
        elif char in _OPENING:
            closing = _OPENING[char]
        if char == "\n" and _is_wrap(text, at, full):
            continue
        if not closing and char in ends and not _inside_number(text, at):
            spans.append((start, at + 1))
            start = at + 1
    spans.append((start, len(text)))
    return tuple(_trimmed(text, a, b, offset) for a, b in spans if text[a:b].strip())


def _full_line(text: str) -> int:
    """From how many letters on a line is as long as the paper is wide."""
    widest = max(map(len, text.split("\n")))
    return min(_WRAPPED, max(_NARROWEST, round(_FULL * widest)))


def _is_wrap(text: str, at: int, full: int) -> bool:
    """A line end inside a long line's sentence is only where the paper ended: hard-wrapped text."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    follows = text[at + 1 : at + 2]
    return len(line) >= full and line[-1] not in _PHRASE_ENDS and not follows.isspace() and follows != ""


def _inside_number(text: str, at: int) -> bool:
    """A comma or colon between digits (1,000 or 9:30) is no stop."""
    return text[at] in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _trimmed(text: str, start: int, end: int, offset: int) -> SpanPair:
    piece = text[start:end]
    return offset + start + len(piece) - len(piece.lstrip()), offset + end - len(piece) + len(piece.rstrip())
