"""A list of units as printed (A、B牵头，C配合，各有关部门分工负责) → units with roles.

Promises: every printed name is an exact slice; a list that is only told by its verbs (no label before it) must look
like bodies throughout, otherwise it yields nothing. Nested brackets belong to the name before them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from policy.assignments import Unit, UnitRole
from policy.units import canonical_unit, plain_name

_ROLES: dict[UnitRole, int] = {"lead": 0, "responsible": 1, "support": 2}
_HOW = (
    r"(?:(?:按照?|依|依据|根据|结合)?(?:各自)?(?:职责|职能|任务)?(?:分工)?(?:共同|分别|分头|具体|组织|积极|协同|协调)?)"
)
_ROLE_VERB = re.compile(
    rf"(?P<lead>(?:负责)?牵头(?:负责|组织实施|组织|落实|抓总|推进|承办|协调|考核)?|主办|主责|抓总)(?!单位|部门|地区|领导)"
    rf"|{_HOW}(?P<support>(?:负责)?(?:配合|协办|参与|参加|协助|协同|支持|指导)(?:落实|实施|推进|做好)?)(?=[，,；;、。\s]|$|由)"
    rf"|{_HOW}(?P<midway>配合|参与)(?=[、，])"
    rf"|{_HOW}(?P<responsible>(?:负责|落实|实施|承办|推进|办理)(?:落实|实施|推进|办理)?)(?=[，,；;、。\s]|$|由)"
)
_SEPARATOR = re.compile(r"[、，,；;/|]|(?<=[局委办厅部署会府司中心])[ \u3000\n]+(?=[市区县省各])")
_NESTED = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{0,80}[）)〕\]]")
_LEADING = re.compile(r"(?:[\s:：]|由|请|以及|及|(?<![\u4e00-\u9fff])和(?=[市区县省各])|其中|并|牵头单位|责任单位)+")
_TRAILING = re.compile(
    rf"(?:[\s。.；;，,:：—\-]|(?<![高中初])等(?:相关|有关|各|部门|单位|\d|[一二三四五六七八九十]|级|地|平台|金融|口岸|企业|机构|街镇|市直|区直|省直|$)[^，、；]*"
    rf"|{_HOW}(?<=[工责能照])$|(?<![\u4e00-\u9fff])等|等$)+$"
)
_GROUP = re.compile(r"(?P<left>.{2,20}?)会同(?P<right>.{2,})")
_JOINED = re.compile(
    r"(?<=[局委办厅部署会府司])(?:和|及|与|以及)(?=[市区县省各国].*(?:局|委|办|厅|部|署|会|府|司|中心|部门|单位)$)"
)
_BODY = re.compile(
    r"(?:局|委|办|厅|部|署|院|会|公司|中心|政府|集团|海关|行|社|单位|部门|街道|乡|镇|街镇|功能区|开发区|园区|高新区|新区|区"
    r"|大学|学校|高校|研究院|研究所|站|队|组|指挥部|企业|协会|工会|联|科协|法院|检察院|控股|处|室|机关|机构|支队|总队|馆|所|市|县"
    r"|银行|平台|联盟|社区|村|团|党校|学会|基金|港|军区|武装部|校|县\(市\)区|政协|人大|地区|盟市|旗县|自治区)(?:\([^()]*\))?$"
)
_PUBLIC = re.compile(
    r"(?:各|省|市|区|县|国家|中央|国务院|[\u4e00-\u9fff]{2,4}[省市区县])?[\u4e00-\u9fff\0]{1,16}"
    r"(?:局|委|办|厅|部|署|政府|管委会|委员会|办公室|海关|分行|街道|功能区|开发区)"
)
_REMARK = re.compile(r"第一位|下同|不再列出|以下|为牵头|列出|排名|标注|另行|详见|见附件|按.{0,6}(?:规定|要求|方案)")
_SENTENCE = re.compile(r"[。！？]|应当|不得|如何|是否")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CLOSING_REMARK = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{3,}[）)〕\]]$")
_SHORTEST = 3  # letters of a name in a list that no label vouches for: 企业负责 assigns nobody
_LONGEST = 40  # letters of a name; the longest in use have about 30


class _Piece(NamedTuple):
    start: int
    end: int
    role: UnitRole | None


def strongest(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Each body once, at its first place, with its strongest role.

    >>> strongest(read_unit_list("省厅、省局牵头，省厅配合", 0, 12, 0, None, True, {}))[0].role
    'lead'
    """
    best: dict[str, Unit] = {}
    for unit in units:
        held = best.get(unit.name)
        if held is None:
            best[unit.name] = unit
        elif _ROLES[unit.role] < _ROLES[held.role]:
            best[unit.name] = held.model_copy(update={"role": unit.role})
    return tuple(best.values())


def read_unit_list(
    text: str, start: int, end: int, offset: int, role: UnitRole | None, labelled: bool, short_names: Mapping[str, str]
) -> list[Unit]:
    """The units of text[start:end]. role is the label's, None where none was printed; labelled lists are trusted.

    >>> text = "市营商局牵头市直相关部门配合、市园区办"
    >>> [(u.printed, u.role) for u in read_unit_list(text, 0, len(text), 0, None, True, {})]
    [('市营商局', 'lead'), ('市直相关部门', 'support'), ('市园区办', 'responsible')]
    """
    masked = _mask_nested(text[start:end])
    pieces = list(_pieces(masked, role))
    units: list[Unit] = []
    for piece in pieces:
        if piece.role is None and not labelled and len(pieces) > 1 and _REMARK.search(masked[piece.start : piece.end]):
            continue
        found = [
            unit
            for item in _items(masked, piece)
            if (unit := _unit(text, item, start, offset, piece.role or "responsible", labelled, short_names))
        ]
        if not labelled and not (found and piece.role):
            if not units:
                return []
            continue
        units += found
    return units


def is_unit_list(text: str) -> bool:
    """Whether a text is nothing but a list of public bodies, as in a bracket that has no word of role.

    >>> is_unit_list("市发展改革委、各县（市、区）人民政府"), is_unit_list("试行、修订版"), is_unit_list("含省级园区")
    (True, False, False)
    """
    masked = _mask_nested(text)
    return all(_PUBLIC.fullmatch(item.strip()) for item in re.split("[、，,；;]", masked)) if masked else False


def _mask_nested(text: str) -> str:
    """Nested brackets as NUL characters of the same length, so that no comma in them splits a list."""
    for _ in range(2):
        text = _NESTED.sub(lambda match: "\0" * len(match.group()), text)
    return text


def _pieces(masked: str, role: UnitRole | None) -> Iterator[_Piece]:
    """Cut after each verb; the verb's role is for what stands before it, the label's for what no verb follows."""
    start = 0
    for match in _ROLE_VERB.finditer(masked):
        kind = match.lastgroup or ""
        if match.start() <= start and not masked[start : match.start()].strip("，,；;、 \n"):
            start = match.end()
            continue
        yield _Piece(start, match.start(), "support" if kind == "midway" else _role(kind))
        start = match.end()
    if masked[start:].strip("，,；;、。 \n\t\u3000"):
        yield _Piece(start, len(masked), role)


def _role(kind: str) -> UnitRole:
    return "lead" if kind == "lead" else "support" if kind == "support" else "responsible"


def _items(masked: str, piece: _Piece) -> Iterator[tuple[int, int]]:
    start = piece.start
    for match in _SEPARATOR.finditer(masked, piece.start, piece.end):
        yield from _joined(masked, start, match.start())
        start = match.end()
    yield from _joined(masked, start, piece.end)


def _joined(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """'市教育局和市财政局' is two, '市自然资源和规划局' one."""
    text = masked[start:end]
    if len(text) > 3 * _LONGEST:
        return
    if group := _GROUP.fullmatch(text):
        yield start + group.start("left"), start + group.end("left")
        start += group.start("right")
        text = group.group("right")
    if match := _JOINED.search(text):
        yield start, start + match.start()
        start += match.end()
    yield start, end


def _unit(
    text: str, item: tuple[int, int], base: int, offset: int, role: UnitRole, labelled: bool, short: Mapping[str, str]
) -> Unit | None:
    if item[1] - item[0] > 3 * _LONGEST:
        return None
    start, end = _trimmed(text, base + item[0], base + item[1])
    printed = text[start:end]
    plain = plain_name(printed)
    if not (2 if labelled else _SHORTEST) <= len(plain) <= _LONGEST or _SENTENCE.search(plain) or _REMARK.search(plain):
        return None
    if not _CHINESE.search(plain) or not (labelled or _BODY.search(plain)):
        return None
    name = canonical_unit(short.get(printed, short.get(plain, plain)))
    return Unit(name=name, printed=printed, role=role, start=start + offset, end=end + offset)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without 由 before it, 等相关部门 or 按职责分工 after it, a closing remark in brackets."""
    if match := _LEADING.match(text, start, end):
        start = match.end()
    before = -1
    while before != end:
        before = end
        if match := _TRAILING.search(text[start:end]):
            end = start + match.start()
        if (remark := _CLOSING_REMARK.search(text[start:end])) and remark.start() > 1:
            end = start + remark.start()
    return start, end
