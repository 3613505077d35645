"""What a block looks like by itself: a date line, a list of recipients, a line of the contents page.

GB/T 9704—2012 chapter 7 gives the elements before and after the body; 政府信息公开 pages add a table of 'label: value'
lines. A shape is a first sight: where the block stands decides what it is, see `policy.matter`.
"""

import re
from typing import Literal

Shape = Literal[
    "metadata", "contact", "date", "number", "addressee", "annex_list", "annex", "copy", "imprint", "note", "openness",
    "contents", "contents_head", "unit_line", "question", "box", "short", "prose",
]  # fmt: skip

_S = r"[ \t\u3000\xa0\u2002\u2003]*"
_LABELS = """
索引号 名称 标题 发布机构 发文机关 发文机构 文号 发文字号 主题分类 主题词 成文日期 发文日期 发布日期 公开日期
生成日期 印发日期 生效日期 废止日期 有效性 效力 时效性 时效 公文种类 体裁分类 信息来源 来源 信息分类 组配分类
关键词 发布时间 时间 责任编辑 浏览次数 法宝引证码 原文链接 信息索取号 公开方式 公开形式 公开范围 服务对象
发布单位 制发机关 制定机关 状态 点击数 作者 公布日期 施行日期 效力位阶 效力级别 法规类别 内容分类 文件编号
统一登记号 公文时效
""".split()
_CONTACTS = """
邮箱 电子邮箱 电子邮件 通讯地址 通信地址 联系地址 地址 邮政编码 邮编 联系人 联系电话 联系方式 电话 传真 咨询电话
监督电话
""".split()
_FIGURE = "[二〇○零一三四五六七八九十0-9０-９]"
_DATE = (
    rf"(?:{_FIGURE}{{2,4}}{_S}年{_S}{_FIGURE}{{0,3}}{_S}月{_S}{_FIGURE}{{0,3}}{_S}日"
    r"|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
_OPEN, _CLOSE = r"[（(〔\[【]", r"[）)〕\]】]"


def _spaced(words: list[str]) -> str:
    """Alternatives that allow white space between their characters (索 引 号)."""
    return "(?:" + "|".join(_S.join(word) for word in words) + ")"


_PATTERNS: tuple[tuple[Shape, str], ...] = (
    ("metadata", rf"[【\[]?{_S}{_spaced(_LABELS)}{_S}[】\]]?{_S}[:：]|【[^】]{{2,8}}】"),
    ("contact", rf"{_spaced(_CONTACTS)}{_S}[:：]"),
    ("date", rf"[（(]?{_S}{_DATE}{_S}(?:[0-9:： ]{{5,9}})?[）)]?\Z"),
    ("date", rf"[^，。；：:\s]{{2,30}}[ \t\u3000\xa0]{{2,}}{_DATE}\Z"),
    ("number", rf"{_OPEN}?[^\s，。]{{1,14}}{_S}{_OPEN}{_S}[0-9]{{4}}{_S}{_CLOSE}{_S}第?{_S}[0-9]{{1,5}}{_S}号[）)]?\Z"),
    ("annex", rf"附{_S}[件表录]{_S}[0-9一二三四五六七八九十]{{1,2}}{_S}[:：.．、]\Z"),
    ("annex_list", rf"附{_S}[件表录]?{_S}[0-9一二三四五六七八九十]{{0,2}}{_S}[:：]"),
    ("annex_list", rf"附{_S}件{_S}1{_S}[.．、]"),
    ("annex", rf"{_OPEN}?附{_S}[件录表]{_S}[0-9０-９一二三四五六七八九十A-Z]{{0,3}}{_S}{_CLOSE}?\Z"),
    ("annex", rf"附{_S}[件录]{_S}[0-9A-Z一二三四五六七八九十]{{1,2}}{_S}[^\s。；，,;]{{2,30}}\Z"),
    ("copy", rf"{_spaced(['抄送', '抄报', '分送', '印送', '主送', '报送', '发送'])}(?:机关|单位)?{_S}[:：]"),
    ("imprint", rf"[^。]{{2,40}}{_S}{_DATE}{_S}印{_S}发\Z"),
    ("note", rf"(?:注|备注|说明|注释){_S}[:：]"),
    ("openness", r"[（(][^（()）]{0,20}公开[^（()）]{0,12}[）)]\Z"),
    ("contents_head", rf"目{_S}[录次]\Z"),
    ("unit_line", rf"{_OPEN}?[^，。；：:（(]{{0,8}}(?:单位|部门|牵头|分工|处室)[^，。；：:]{{0,8}}[:：]"),
    ("unit_line", rf"{_OPEN}[^。]{{2,300}}(?:负责|牵头|配合|落实)[^。（(]{{0,12}}{_CLOSE}。?\Z"),
    ("question", rf"(?:[^，。：:\s]{{0,8}}记者|主持人|[问Q]|提问|网友[^，。：:]{{0,8}}){_S}[0-9]{{0,2}}[:：]"),
    ("box", rf"(?:专栏|专题|案例|图|表){_S}[0-9一二三四五六七八九十]{{1,3}}(?![.．、%％日年月号])[^。；]{{0,40}}\Z"),
)
# One pattern for all: a block is held against twenty shapes at the cost of one call.
_ANY = re.compile("|".join(f"(?P<shape{place}>{pattern})" for place, (_, pattern) in enumerate(_PATTERNS)))
_SHAPES: dict[str | None, Shape] = {f"shape{place}": shape for place, (shape, _) in enumerate(_PATTERNS)}
_LEADERS = re.compile(r"[.．·…]{6,}|[.．…]{2,}\s*[0-9]+\s*\Z")
_ADDRESSEE = re.compile(r"(?:各|全|有关|省|市|区|县|局|国|中|驻|委)[^。；！？]*[:：]\Z")
_TITLE = re.compile(r"(?:通知|意见|方案|办法|措施|规定|细则|决定|公告|报告|批复|要点|计划|规划|条例|函)\Z")
_STOPS = "。；;：:！!？?，,、"


def shape_of(text: str, start: int, end: int) -> Shape:
    """The shape of the block text[start:end].

    >>> shape_of("各区人民政府，各委、办、局：", 0, 14), shape_of("2019年2月27日", 0, 10)
    ('addressee', 'date')
    """
    if match := _ANY.match(text, start, end):
        return _SHAPES[match.lastgroup]
    length = end - start
    if length < 400 and _LEADERS.search(text, start, end):
        return "contents"
    if length < 400 and text[end - 1] in "：:" and _ADDRESSEE.match(text, start, end):
        return "addressee"
    if text[end - 1] in _STOPS or length > 120:
        return "prose"
    return "short" if length <= 60 or _TITLE.search(text, end - 3, end) else "prose"
