"""主送机关 and 抄送机关 (GB/T 9704—2012 7.3.2, 7.4.2): to whom a document goes."""

import re

from policy.head_lines import Line, Look, look_of
from policy.values import Frozen, Span

_FIRST_COLON = re.compile(r"[:：]")
_KINDS = re.compile(r"[，,；;]")
_ONE_KIND = "、"
_COPIED = re.compile(r"[（(]?(?:抄\s*送|抄\s*报|分\s*送)(?:机关|单位)?[:：]\s*")
_COPIED_SEPARATORS = re.compile(r"[，,；;。]\s*(?![^（(]*[)）])")
_FURTHEST = 30


class PrintedAddressees(Frozen):
    """The names in printed order and the span they were read from."""

    names: tuple[str, ...]
    span: Span


def find_recipients(head: tuple[Line, ...]) -> PrintedAddressees | None:
    r"""The 主送机关, or None; names of one kind that only together make sense stay together.

    >>> from policy.head_lines import read_head
    >>> find_recipients(read_head("关于开展工作的通知\n各街道，各委、办、局，各直属单位：\n现将")).names
    ('各街道', '各委、办、局', '各直属单位')
    """
    for line in head[:_FURTHEST]:
        if line.look in {Look.NUMBERED}:
            return None
        colon = _FIRST_COLON.search(line.text)
        if colon and look_of(line.text[: colon.end()]) is Look.RECIPIENTS and colon.start() <= 300:
            names = tuple(name for part in _KINDS.split(line.text[: colon.start()]) for name in _of_one_kind(part))
            return PrintedAddressees(names=names, span=Span(start=line.start, end=line.start + colon.start()))
    return None


def find_copied_to(tail: tuple[Line, ...]) -> PrintedAddressees | None:
    r"""The 抄送机关 of the 版记, which may run on over several lines, or None.

    >>> from policy.head_lines import read_tail
    >>> find_copied_to(read_tail("抄送：市委各部门，\n市法院。\n市政府办公室2019年1月3日印发")).names
    ('市委各部门', '市法院')
    """
    for index, line in enumerate(tail):
        if label := _COPIED.match(line.text):
            lines = (line, *_following(tail[index + 1 :]))
            text = "\n".join(each.text for each in lines)[label.end() :]
            parts = (part.strip() for part in _COPIED_SEPARATORS.split(text.replace("\n", "")))
            names = tuple(name for part in parts if part for name in _apart(part))
            return PrintedAddressees(names=names, span=Span(start=line.start + label.end(), end=lines[-1].end))
    return None


def _of_one_kind(part: str) -> tuple[str, ...]:
    names = [name.strip() for name in part.split(_ONE_KIND)]
    return _apart(part) if all(len(name) > 2 for name in names) else (part.strip(),)


def _apart(part: str) -> tuple[str, ...]:
    """The names of a list, unless they share one ending (各省、自治区、直辖市财政厅（局）、税务局)."""
    names = [name.strip() for name in part.split(_ONE_KIND)]
    shared = any(name.startswith(("自治区", "直辖市")) or name.count("（") != name.count("）") for name in names)
    return (part.strip(),) if shared else tuple(names)


def _following(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines up to the printer's, as long as they read on."""
    stop = 0
    while stop < min(len(lines), 4) and lines[stop].look in {Look.PLAIN, Look.SENTENCE, Look.AGENCY}:
        if "印发" in lines[stop].text or len(lines[stop].text) > 120:
            break
        stop += 1
    return lines[:stop]
