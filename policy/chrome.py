"""What a web page puts around a document and nobody would cite: navigation, breadcrumbs, buttons, link lists, footers.

Told by the line's shape, its words and its place, never by the site. But for program code, only lines before the
body and after its end are looked at; a line that says something of the document (the 信息公开 table, contacts, 来源 and
发布时间) stays. Does not find page numbers and running heads: the readers that know pages do.
"""

import re
from collections.abc import Iterable, Iterator

from policy.head_lines import Line, Look, read_head, read_tail
from policy.program_code import find_program_code
from policy.readers.source import SourceText
from policy.values import Span

_SPACES = re.compile(r"[\s　\xa0]+")
# Buttons and labels of web pages, as whole lines, spaces folded.
_WIDGETS = frozenset(
    "首页 下载 打印 打印本页 全屏 收藏 加入收藏 关闭 关闭窗口 关闭本页 返回 返回顶部 返回首页 分享 分享到 "
    "分享到微信 一键分享 字号 字体 字体大小 大 中 小 "
    "加大 还原 减小 默认 放大 缩小 超大 标准 上一篇 下一篇 上一页 下一页 网站地图 版权声明 关于我们 联系我们 "
    "无障碍 无障碍浏览 长者模式 繁体 简体 登录 注册 "
    "搜索 检索 我要纠错 纠错 收起 展开 朗读 语音播报 微信 微博 内容概述 内容全文 正文 全文 相关链接 相关文档 "
    "相关报道 相关阅读 "
    "相关文章 相关附件 延伸阅读 推荐阅读 友情链接 重点链接 网站导航 责任编辑 政策解读 图解 解读 相关解读 来源 作者 "
    "浏览次数 点击数 扫一扫 "
    "手机扫一扫 设置 更多 ".split()
)
_BREADCRUMB = re.compile(
    r"(?:当前|您的|您(?:现在|当前)?(?:所在)?的?|所在|你的)位置|首页[>＞»›/]|.{0,8}[>＞»›].{1,12}[>＞»›]"
)
_NAVIGATION_WORD = re.compile(
    r"首页|新闻|政务|政府信息|信息公开|公开|办事|服务|互动|交流|招商|园区|企业|政策|中心|概况|专题|数据|机构|导航|登录|动态"
)
_BILINGUAL = re.compile(r"[一-龥]{2,4} ?[A-Za-z]{3,15}")
_BUTTON = re.compile(
    r"[【\[（(]?(?:字[号体](?:大小)?|打印(?:本页)?|关闭(?:窗口)?|收藏|分享到?)"
    r"[:：大中小字号体打印关闭收藏分享到窗口本页【】\[\]()（）*| ]*"
)
_FOOTER = re.compile(
    r"扫一扫|扫码|二维码|ICP备|ICP证|公安?网?安?备案?号?[:：\d]|公网安备|版权所有|网站标识码|网站地图|页面纠错|Copyright|©|关闭窗口|返回顶部|"
    r"上一篇|下一篇|分享到|技术支持[:：]|建议使用|相关(?:报道|文档|链接|阅读|文章|稿件)[:：]|(?:延伸|推荐)阅读[:：]|责任编辑|链接[:：]"
)
_SAYS_SOMETHING = re.compile(
    r"^(?:(?:信息|文章|稿件)?来\s*源|发布(?:时间|日期)|附\s*件|联系|电\s*话|邮|地\s*址)[^:：]{0,4}[:：]\s*\S"
)
_BACK_MATTER = re.compile(r"抄送|抄报|分送|.{2,30}印发$|注[:：]")
_COMMENT = re.compile(r"<!--[^\n]{0,80}-->")
_LONGEST = 60


def find_chrome(source: SourceText) -> tuple[Span, ...]:
    r"""Spans of the text that are no part of the document, in reading order, disjoint, each from visible to visible
    mark.

    >>> text = "首 页 新闻中心 政务公开\n关于印发工作方案的通知\n一、总体要求。\n扫一扫在手机打开当前页"
    >>> [text[span.start : span.end] for span in find_chrome(SourceText(text=text))]
    ['首 页 新闻中心 政务公开', '扫一扫在手机打开当前页']
    """
    head = _before_body(read_head(source.text, source.chrome))
    tail = read_tail(source.text, source.chrome)
    found = {(line.start, line.end) for line in (*_around_title(head), *_after_end(tail))}
    whole = (_whole_line(source.text, start, end) for start, end in found)
    known = ((span.start, span.end) for span in (*source.chrome, *find_program_code(source.text)))
    return _merged(source.text, (*whole, *known))


def is_widget(line: str) -> bool:
    """A button or label of a web page, or marks without a word.

    >>> is_widget("【字体："), is_widget("解读 unscramble"), is_widget("来源:"), is_widget("来源:天津日报")
    (True, True, True, False)
    """
    folded = _SPACES.sub("", line).strip(":：【】[]|>＞»×x*·•-_/")
    return (
        folded in _WIDGETS
        or not re.search(r"\w", folded)
        or (len(folded) < 4 and folded.isascii() and not folded.isdigit())
        or bool(_BILINGUAL.fullmatch(line) and line.split()[0] in _WIDGETS)
        or bool(_BUTTON.fullmatch(line) or _COMMENT.fullmatch(line))
    )


def _before_body(head: tuple[Line, ...]) -> tuple[Line, ...]:
    """Up to the first numbered heading or real paragraph."""
    for index, line in enumerate(head):
        if (line.look is Look.NUMBERED and len(line.text) > 2) or (line.look is Look.SENTENCE and len(line.text) > 50):
            return head[:index]
    return head


def _around_title(head: tuple[Line, ...]) -> Iterator[Line]:
    crumbs: set[str] = set()
    after_arrow = False
    for index, line in enumerate(head):
        folded = _SPACES.sub("", line.text)
        is_crumb = bool(_BREADCRUMB.match(folded)) and len(line.text) <= _LONGEST
        if is_crumb or is_widget(line.text) or _is_navigation(line.text, index):
            yield line
        elif len(folded) <= 10 and (after_arrow or folded in crumbs):
            crumbs.add(folded)
            yield line
        after_arrow = folded in {">", "＞", "»", "›"}


def _is_navigation(line: str, index: int) -> bool:
    """Among the first lines, four or more short words of a site's menu and nothing else."""
    words = re.split(r"[\s　\xa0|｜]+", re.sub(r"^首\s+页", "首页", line))
    return (
        index < 8
        and len(words) >= 3
        and all(1 < len(word) <= 8 for word in words)
        and ("首页" in words or sum(bool(_NAVIGATION_WORD.search(word)) for word in words) * 2 > len(words) + 2)
    )


def _after_end(tail: tuple[Line, ...]) -> Iterator[Line]:
    """From the first footer mark to the end, when all that follows it is as short as a footer."""
    begin = len(tail)
    for index in range(len(tail) - 1, -1, -1):
        line = tail[index]
        if _ends_footer(line):
            break
        if _FOOTER.search(line.text) or is_widget(line.text):
            begin = index
    yield from (line for line in tail[begin:] if not _SAYS_SOMETHING.match(line.text))


def _ends_footer(line: Line) -> bool:
    """A line that belongs to the document, so that no footer began before it."""
    if _FOOTER.search(line.text) or is_widget(line.text) or _SAYS_SOMETHING.match(line.text):
        return False
    return (
        line.look in {Look.NUMBERED, Look.DATE, Look.AGENCY, Look.NOTE, Look.RECIPIENTS}
        or len(line.text) > 90
        or line.text.endswith(("。", "；", "！"))
        or bool(_BACK_MATTER.match(line.text))
    )


def _whole_line(text: str, start: int, end: int) -> tuple[int, int]:
    """The line with the markup that was left out of what it says."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    return start - len(before.lstrip()), end + len(after.rstrip())


def _merged(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1].end or not text[merged[-1].end : start].strip()):
            merged[-1] = Span(start=merged[-1].start, end=max(end, merged[-1].end))
        elif end > start:
            merged.append(Span(start=start, end=end))
    return tuple(merged)
