"""What stands before and after the body: title block, 信息公开 table, notice, preamble; 附件说明, 落款, 版记, 注.

One piece for each natural block, so that a citation of the 索引号 cites the metadata and one of the postal address
cites the 公告. Order of the elements: GB/T 9704—2012 7.2–7.4.
"""

import re
from collections.abc import Sequence

from policy.body import read_paragraphs
from policy.documents import ClauseKind
from policy.marks import Passage
from policy.pieces import Piece
from policy.shapes import Shape

_CALL = re.compile("征求.{0,8}意见|公开征集|意见和?建议|公示|公告如下|现公告|予以公布|全文公布")
_END_SHAPES: frozenset[Shape] = frozenset(
    {"annex_list", "copy", "imprint", "note", "openness", "date", "metadata", "contact"}
)
_SUMMARY = 300
_LONG_FRONT = 800
_SHORT: frozenset[Shape] = frozenset({"short"})
_TITLES: frozenset[Shape] = frozenset({"short", "number"})
_BODY_SHAPES: frozenset[Shape] = frozenset({"prose", "unit_line"})
_NAMES: dict[Shape, str] = {
    "annex_list": "文末附件说明", "copy": "文末版记", "imprint": "文末版记", "note": "文末注", "openness": "文末落款",
    "date": "文末落款", "metadata": "文末", "contact": "文末联系方式",
}  # fmt: skip


def read_front(text: str, passages: Sequence[Passage], *, bodied: bool) -> list[Piece]:
    """The pieces before the first number; bodied: a numbered body follows, so the last prose is its preamble."""
    if not bodied:
        return _cover(text, passages)
    start = len(passages)
    while start and passages[start - 1].shape in _BODY_SHAPES:
        start -= 1
    if start == len(passages):
        return _cover(text, passages)
    if any(p.shape in ("prose", "addressee") for p in passages[:start]):
        start = _title_start(passages, start)
    return [*_cover(text, passages[:start]), *_preamble(passages[start:])]


def _preamble(passages: Sequence[Passage]) -> list[Piece]:
    """One piece, but for a report that opens with pages of paragraphs before its first number."""
    whole = _piece("preamble", "导语", passages)
    if len(passages) < 3 or whole.end - whole.start < _LONG_FRONT:
        return [whole]
    pieces = read_paragraphs(passages)
    return [piece._replace(kind="preamble", name=f"导语第{n}段") for n, piece in enumerate(pieces, 1)]


def front_length(passages: Sequence[Passage]) -> int:
    """How many passages of an unnumbered text stand before its first paragraph of prose."""
    return next((index for index, p in enumerate(passages) if p.shape in ("prose", "unit_line")), len(passages))


def end_start(passages: Sequence[Passage], after: int) -> int:
    """The index of the first passage of the end matter, at the earliest `after`; len(passages) where there is none."""
    last_number = max((index for index, p in enumerate(passages) if p.numeral), default=-1)
    first = max(after, last_number + 1)
    for index in range(first, len(passages)):
        if passages[index].shape in _END_SHAPES:
            return index if passages[index].shape != "date" else _signature_start(passages, index, first)
    return len(passages)


def read_end(passages: Sequence[Passage]) -> list[Piece]:
    """The pieces of the end matter."""
    groups: list[tuple[str, list[Passage]]] = []
    ahead = _shapes_ahead(passages, skipped=_SHORT)
    for passage, following in zip(passages, ahead, strict=True):
        name = _end_name(passage.shape, following) or (groups[-1][0] if groups else "文末")
        if groups and groups[-1][0] == name:
            groups[-1][1].append(passage)
        else:
            groups.append((name, [passage]))
    return [_piece("closing", name, group) for name, group in groups]


def _shapes_ahead(passages: Sequence[Passage], *, skipped: frozenset[Shape]) -> list[Shape]:
    """For each passage the shape of the first one from it on that is not skipped, "short" where there is none."""
    ahead: list[Shape] = []
    following: Shape = "short"
    for passage in reversed(passages):
        following = following if passage.shape in skipped else passage.shape
        ahead.append(following)
    return ahead[::-1]


def _end_name(shape: Shape, following: Shape) -> str:
    if shape == "short":
        return "文末落款" if following == "date" else ""
    return _NAMES.get(shape, "")


def _signature_start(passages: Sequence[Passage], index: int, after: int) -> int:
    while index > after and passages[index - 1].shape == "short":
        index -= 1
    return index


def _title_start(passages: Sequence[Passage], start: int) -> int:
    while start and passages[start - 1].shape in ("short", "number"):
        start -= 1
    return start


def _cover(text: str, passages: Sequence[Passage]) -> list[Piece]:
    groups: list[tuple[str, list[Passage]]] = []
    ahead = _shapes_ahead(passages, skipped=_TITLES)
    for passage, following in zip(passages, ahead, strict=True):
        name = _cover_name(passage.shape, following, groups[-1][0] if groups else "")
        if groups and groups[-1][0] == name:
            groups[-1][1].append(passage)
        else:
            groups.append((name, [passage]))
    noticed = [order for order, (_, group) in enumerate(groups) if any(p.shape == "addressee" for p in group)]
    pieces: list[Piece] = []
    for order, (name, group) in enumerate(groups):
        if name == "通知正文" and order not in noticed and _length(group) > _LONG_FRONT:
            pieces += read_paragraphs(group)
        else:
            summary = bool(noticed) and order < noticed[0]
            pieces.append(_piece("cover", _notice_name(text, name, group, summary=summary), group))
    return pieces


def _length(group: Sequence[Passage]) -> int:
    return group[-1].block.end - group[0].block.start


def _cover_name(shape: Shape, following: Shape, current: str) -> str:
    if shape in ("contents", "contents_head"):
        return "目录"
    if shape == "metadata":
        return "文件信息"
    if shape in ("prose", "addressee", "unit_line"):
        return "通知正文"
    if shape == "short" and current == "通知正文":
        return "文件头" if following in ("addressee", "prose", "short", "metadata") else current
    return "文件头" if shape in ("short", "number") or current in ("目录", "") else current


def _notice_name(text: str, name: str, group: Sequence[Passage], *, summary: bool) -> str:
    """公告, 通知正文, 主送 alone, or the summary that a web page sets before the notice itself."""
    if name != "通知正文":
        return name
    words = text[group[0].block.start : group[-1].block.end]
    if all(p.shape == "addressee" for p in group):
        return "主送"
    if summary and len(words) < _SUMMARY:
        return "内容概述"
    return "公告" if _CALL.search(words) or any(p.shape == "contact" for p in group) else name


def _piece(kind: ClauseKind, name: str, group: Sequence[Passage]) -> Piece:
    first, last = group[0].block, group[-1].block
    return Piece(kind, first.start, first.body, last.end, name=name)
