"""'Label: value' pairs: the 信息公开 table of a government page, the contact block, 来源 and 发布时间.

Labels are known words of such tables (GB/T 9704—2012 and 政府信息公开 practice), however they are spaced (邮   箱, 索
引 号), at the start of a line or cell or behind another field; next to a known one, an unknown short label counts
too. A value may stand on the line below, as it does when a page's table is flattened.
"""

import re
from collections.abc import Iterator
from datetime import date

from policy.dates import read_date
from policy.elements import LabelledField
from policy.readers.source import SourceText
from policy.values import Span

_TABLE = (
    "索引号 索引码 名称 标题 文件名称 信息名称 公文名称 发布机构 发布机关 发文机关 发文机构 发文单位 发布单位 "
    "制发机关 制定机关 公开主体 责任部门 发文字号 文号 文件编号 "
    "发文号 公文种类 文种 体裁 主题分类 组配分类 信息分类 信息类别 公开类别 文件类型 文件类别 成文日期 成文时间 "
    "生成日期 制发日期 发文日期 发文时间 印发日期 印发时间 发布日期 "
    "公开日期 公布日期 施行日期 实施日期 生效日期 失效日期 废止日期 有效期 有效性 效力状态 时效性 时效状态 "
    "文件状态 主题词 关键词 公开方式 公开属性 公开范围 统一登记号 登记号 统一编号 服务对象 "
    "分类 年份 时间 日期"
).split()
_CONTACT = (
    "来源 信息来源 文章来源 稿件来源 发布时间 更新时间 作者 原文链接 邮箱 邮件 电子邮件 电子邮箱 邮箱地址 邮件地址 "
    "通讯地址 通信地址 联系地址 "
    "邮寄地址 地址 邮政编码 邮编 联系电话 咨询电话 电话 电话号码 传真 联系人 网址 网站 征求意见时间 征集时间 "
    "截止时间 截止日期 反馈截止时间 开始时间 结束时间 意见反馈截止时间"
).split()
FIELD_LABELS = frozenset(_TABLE + _CONTACT)
_GAP = r"[ 　\xa0]{0,6}"
_BEFORE = r"(?:^[ \t　\xa0*#>【\[|]*|(?<=[\t|；;，,。（(])[ 　]*|(?<=[ 　\xa0]{2})|(?<=[ 　\xa0])(?=[一-龥]{3,6}[:：]))"
_AFTER = r"[】\]*]{0,3}[ 　\xa0]{0,4}[:：][*]{0,2}"
_HEAD, _TAIL = 4000, 3000
_LONGEST_VALUE = 300
_UNKNOWN = re.compile(r"^[ \t　]*([一-龥](?:[ 　]?[一-龥]){1,6})[ 　]*[:：][ 　]*(\S[^\n。]{0,80})$", re.MULTILINE)
_OTHER_LABEL = re.compile(r"[ 　\xa0]+[一-龥]{2,5}[:：]")
_TITLE_BEGINS = re.compile(r"[^\n]*关于|[^\n]*令$", re.MULTILINE)
_EMPTY = " \t　\xa0*#|】["


def _labels(words: list[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(_GAP.join(word) for word in longest_first)


_ANY = re.compile(rf"{_BEFORE}({_labels(_TABLE + _CONTACT)}){_AFTER}", re.MULTILINE)
_CONTACT_LINE = re.compile(rf"^[ \t　\xa0]*({_labels(_CONTACT)}){_AFTER}", re.MULTILINE)
_TABLE_LABELS = frozenset(_TABLE)


def find_fields(source: SourceText, chrome: tuple[Span, ...] = ()) -> tuple[LabelledField, ...]:
    r"""The pairs in reading order, those of the file's own metadata last; labels without their spaces.

    >>> text = "索 引 号：\n000014349/2019-00004\n邮   箱:a@b.cn\n\n关于开展工作的通知"
    >>> [(f.label, f.value) for f in find_fields(SourceText(text=text))]
    [('索引号', '000014349/2019-00004'), ('邮箱', 'a@b.cn')]
    """
    found = {field.start: field for field in (*_known(source.text, chrome), *source.metadata) if field.end}
    for field in _neighbours(source.text[:_HEAD], tuple(found.values())):
        found.setdefault(field.start, field)
    return (*(found[start] for start in sorted(found)), *(field for field in source.metadata if not field.end))


def value_of(fields: tuple[LabelledField, ...], *labels: str) -> LabelledField | None:
    """The first field under the first of these labels that there is.

    >>> fields = (LabelledField(label="索引号", value="000014349", start=4, end=13),)
    >>> value_of(fields, "索引号码", "索引号").value
    '000014349'
    """
    return next((field for label in labels for field in fields if field.label == label), None)


def date_of(fields: tuple[LabelledField, ...], *labels: str) -> tuple[date, Span] | None:
    """The date under the first of these labels that holds one, and where it stands.

    >>> fields = (LabelledField(label="成文日期", value="2017年12月31日", start=5, end=16),)
    >>> date_of(fields, "发布日期", "成文日期")
    (datetime.date(2017, 12, 31), Span(start=5, end=16))
    """
    for label in labels:
        for field in fields:
            if field.label == label and (found := read_date(field.value)):
                return found, Span(start=field.start, end=field.end)
    return None


def _known(text: str, chrome: tuple[Span, ...]) -> Iterator[LabelledField]:
    head = min(len(text), _HEAD)
    tail = max(head, len(text) - _TAIL)
    # A contact line may stand anywhere, as between a notice and its annexes.
    matches = [*_ANY.finditer(text, 0, head), *_CONTACT_LINE.finditer(text, head, tail), *_ANY.finditer(text, tail)]
    for index, match in enumerate(matches):
        following = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        field = _field(text, match, following)
        if field and not any(span.start <= match.start(1) < span.end for span in chrome):
            yield field


def _field(text: str, match: re.Match[str], following: int) -> LabelledField | None:
    label = "".join(match.group(1).split())
    line_end = _line_end(text, match.end())
    start, end = _trimmed(text, match.end(), min(line_end, following))
    if start == end and label in _TABLE_LABELS and line_end < following:
        start, end = _next_line(text, line_end, following)
    if start == end or end - start > _LONGEST_VALUE:
        return None
    if cut := _OTHER_LABEL.search(text, start, end):
        end = cut.start()
    return LabelledField(label=label, value=" ".join(text[start:end].split()), start=start, end=end)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _next_line(text: str, line_end: int, stop: int) -> tuple[int, int]:
    """The next visible line, if it stands before the next label and does not begin the document's title."""
    start = line_end
    while start < stop and (text[start].isspace() or text[start] in _EMPTY):
        start += 1
    is_last = stop == len(text) or stop - start > _LONGEST_VALUE
    if is_last and _TITLE_BEGINS.match(text, start):
        return start, start
    return _trimmed(text, start, min(_line_end(text, start), stop))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "*|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*|；;，,（(#" or _unopened(text[start:end])):
        end -= 1
    return start, end


def _unopened(value: str) -> bool:
    """A bracket that closes what was opened before the label: （邮编：215300）."""
    return value.endswith(("）", ")")) and not re.search(r"[（(]", value)


def _neighbours(head: str, known: tuple[LabelledField, ...]) -> Iterator[LabelledField]:
    """Unknown labels on the line before or after a known table field."""
    lines = {head.count("\n", 0, field.start) for field in known if field.label in _TABLE_LABELS and field.start}
    for match in _UNKNOWN.finditer(head) if len(lines) > 1 else ():
        line = head.count("\n", 0, match.start(1))
        if line - 1 in lines or line + 1 in lines:
            start, end = match.span(2)
            label = "".join(match.group(1).split())
            yield LabelledField(label=label, value=match.group(2).strip(), start=start, end=end)
