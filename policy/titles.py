"""标题 (GB/T 9704—2012 7.3.1), across line ends, and the title of the plan that a notice forwards.

A title is a run of lines without stops that ends in the name of a kind of paper (通知, 意见, 方案 …); where a head
has none, its first plain line is one, when it stands by itself. Body text without a title has none: the caller falls
back on the file's name.
"""

import re
from collections.abc import Iterator

from policy.cited_documents import joined_lines
from policy.elements import LabelledField
from policy.folding import fold
from policy.genres import ends_like_document, plain_title
from policy.head_lines import Line, Look
from policy.labelled_fields import value_of
from policy.values import Frozen

_MOST_LINES, _LONGEST = 5, 160
_ONLY_BRACKET = re.compile(
    r"[（(〔【]?(?:试行|暂行|征求意见稿|公开征求意见稿|送审稿|草案|讨论稿|修订稿?)[)）〕】]?|[（(〔]\s?[12]\d{3}[^）)〕。日]{1,16}[)）〕]"
)
_REST = re.compile(r"的?(?:通知|意见|公告|决定|函|批复|通告|方案)(?:[（(].*)?$")
_CONTINUES = re.compile(_REST.pattern + "|关于|印发|转发|批转")
_ENDS = re.compile(r"的?[一-龥]{0,2}(?:通知|意见|公告|通告|决定|批复|复函|函|报告|实施方案|方案|办法|措施)$")
_SIGNS = frozenset({Look.DATE, Look.AGENCY, Look.NOTE, Look.SIGNED})
_MARKS = re.compile(r"[^\w]|_")
_MOST_LOST = 8
_PAGE_STATE = re.compile(
    r"\s*[（(\[【](?:已结束|已截止|征集结束|进行中|已废止|已失效|全文|附|图|图文|公开|组图)[^）)\]】]{0,6}[)）\]】]$"
)
_SITE_NAME = re.compile(r"\s*[_|｜]\s*[^_|｜]{2,30}$")
_NOT_A_TITLE = re.compile(
    r"特此|附件|附表|附录|附：|原文链接|网站|【|.{0,4}目\s*录$|前\s*言$|第.{1,6}[次届].*会议|本(?![省市区县州院局部委街镇乡])|上一篇|下一篇|https?:|图\s?\d|表\s?\d|[（(][^）)]*[)）]$"
)
_FORWARDS = re.compile(
    r"(?:印发|批转|转发|发布|公布|下发)(?:实施)?[《〈<]?(.{4,120}?)[》〉>]?的(?:通知|公告|函|决定|批复|通报)"
)
_QUOTED = re.compile(r"《([^《》]{4,150}(?:《[^《》]{1,80}》[^《》]{0,80})?)》")


class PrintedTitle(Frozen):
    """A title with its line ends closed up, and the span from its first line to its last."""

    text: str
    start: int
    end: int


def find_title(head: tuple[Line, ...], fields: tuple[LabelledField, ...]) -> PrintedTitle | None:
    r"""The document's outer title, or None. The 信息公开 table's word goes before the layout.

    >>> from policy.head_lines import read_head
    >>> find_title(read_head("东丽区人民政府批转区发改委关于深化\n\n经济体制改革方案的通知\n各街道:"), ()).text
    '东丽区人民政府批转区发改委关于深化经济体制改革方案的通知'
    """
    stated = value_of(fields, "标题", "名称", "文件名称", "信息名称", "公文名称", "title")
    if stated and len(stated.value) > 5:
        return PrintedTitle(text=_clean(stated.value), start=stated.start, end=stated.end)
    blocks = find_titles(_before_body(head))
    if blocks:
        return _as_announced(blocks[0], head)
    page = value_of(fields, "网页标题")
    return _first_plain_line(head) or (PrintedTitle(text=_clean(page.value), start=0, end=0) if page else None)


def find_inner_title(head: tuple[Line, ...], title: PrintedTitle | None) -> PrintedTitle | None:
    r"""The printed title of the plan that the notice forwards or the announcement publishes, or None.

    >>> from policy.head_lines import read_head
    >>> notice = "关于印发工作要点的通知\n各部门：\n现将《本区2019年工作要点》印发给你们。\n"
    >>> head = read_head(notice + "本区2019年工作要点\n一、总体要求")
    >>> find_inner_title(head, find_title(head, ())).text
    '本区2019年工作要点'
    """
    if title is None:
        return None
    names = {_key(name) for name in _forwarded_names(title.text, head)}
    for block in find_titles(head):
        key = _key(block.text)
        if block.start >= title.end and not key.endswith(_key(title.text)) and _is_named(key, names):
            return block
    return None


def _before_body(head: tuple[Line, ...]) -> tuple[Line, ...]:
    """Up to the first numbered heading; behind a paragraph only what stands under a signature, as a plan does."""
    kept: list[Line] = []
    in_body = False
    for line in head:
        if line.look is Look.NUMBERED:
            break
        in_body = (in_body or (line.look is Look.SENTENCE and len(line.text) > 60)) and line.look not in _SIGNS
        kept += [] if in_body else [line]
    return tuple(kept)


def find_titles(head: tuple[Line, ...]) -> tuple[PrintedTitle, ...]:
    """Every run of lines of the head that reads as a title, in reading order."""
    return tuple(_blocks(head))


def _blocks(head: tuple[Line, ...]) -> Iterator[PrintedTitle]:
    at = 0
    while at < len(head):
        stop = _title_end(head, at)
        if stop:
            text = "\n".join(line.text for line in head[at:stop])
            yield PrintedTitle(text=_clean(text), start=head[at].start, end=head[stop - 1].end)
        at = stop or at + 1


def _title_end(head: tuple[Line, ...], at: int) -> int:
    """The index behind the title that begins at this line, or 0."""
    for stop in range(at + 1, min(len(head), at + _MOST_LINES) + 1):
        if not _may_stand_in_title(head, stop - 1, is_first=stop == at + 1):
            return 0
        text = "".join(line.text for line in head[at:stop])
        if len(text) > _LONGEST:
            return 0
        if ends_like_document(_clean(text)) and len(text) > 5 and not _goes_on(head, stop, text):
            return _with_brackets(head, stop)
    return 0


def _may_stand_in_title(head: tuple[Line, ...], index: int, *, is_first: bool) -> bool:
    line = head[index]
    if line.look is Look.AGENCY:
        return _goes_on(head, index + 1, line.text)
    if line.look not in {Look.PLAIN, Look.LABELLED} or (is_first and _NOT_A_TITLE.match(line.text)):
        return False
    if line.look is Look.LABELLED or "，" in line.text or "," in line.text:
        return ends_like_document(_clean(line.text)) and "关于" in line.text
    return True


def _goes_on(head: tuple[Line, ...], index: int, text: str) -> bool:
    """Whether the next line can only be the rest of this title: 的通知, or the end that 关于… still wants."""
    if index >= len(head) or head[index].look not in {Look.PLAIN, Look.AGENCY}:
        return False
    following = head[index].text
    if "关于" not in text:
        return bool(_CONTINUES.match(following)) and "关于" not in following[2:]
    return bool(
        _REST.match(following) or (_ENDS.search(following) and "关于" not in following and not _ENDS.search(text))
    )


def _with_brackets(head: tuple[Line, ...], stop: int) -> int:
    while stop < len(head) and _ONLY_BRACKET.fullmatch(head[stop].text):
        stop += 1
    return stop


def _first_plain_line(head: tuple[Line, ...]) -> PrintedTitle | None:
    """A head line that ends in no kind of paper: an interview's or an article's."""
    for index, line in enumerate(head[:4]):
        following = head[index + 1] if index + 1 < len(head) else None
        if line.look in {Look.SENTENCE, Look.NUMBERED, Look.RECIPIENTS}:
            return None
        if line.look is Look.PLAIN and 6 <= len(line.text) <= 80 and "，" not in line.text:
            wrapped = following and following.start - line.end <= 2 and abs(len(following.text) - len(line.text)) <= 4
            is_title = not wrapped and not _NOT_A_TITLE.match(line.text)
            return PrintedTitle(text=_clean(line.text), start=line.start, end=line.end) if is_title else None
    return None


def _as_announced(title: PrintedTitle, head: tuple[Line, ...]) -> PrintedTitle:
    """An announcement's own name for its draft: 《…(征求意见稿)》 for a page titled …(已结束)."""
    key = fold(title.text)
    for line in head:
        for quoted in _QUOTED.finditer(line.text):
            name = quoted.group(1)
            if fold(name).startswith(key) and fold(plain_title(name)) == key != fold(name):
                start = line.start + quoted.start(1)
                return PrintedTitle(text=joined_lines(name), start=start, end=start + len(name))
    return title


def _forwarded_names(title: str, head: tuple[Line, ...]) -> Iterator[str]:
    yield plain_title(title)
    if forwarded := _FORWARDS.search(title):
        yield plain_title(forwarded.group(1))
    for line in head:
        if line.look is Look.SENTENCE:
            yield from (plain_title(name) for name in _QUOTED.findall(line.text))


def _is_named(key: str, names: set[str]) -> bool:
    """Equal, or all but the first few characters, which a page may have lost or the notice left out."""
    ends = (name for name in names if name.endswith(key) or key.endswith(name))
    return any(abs(len(name) - len(key)) <= min(_MOST_LOST, len(key) // 2, len(name) // 2) for name in ends)


def _key(title: str) -> str:
    """What two printings of a title share: its words without marks and brackets."""
    return _MARKS.sub("", fold(plain_title(title)))


def _clean(title: str) -> str:
    joined = joined_lines(_SITE_NAME.sub("", title.replace("**", "")))
    return _PAGE_STATE.sub("", joined)
