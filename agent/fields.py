"""Elements of a document that are asked for by the label that `document_facts` gives them: 文号, 有效期, 主题分类 …

Some of their words are matters of clauses too (药品有效期, 按类型分类). Such a word asks for the document's own element
only where the rest of its phrase, the document's name and the manner of asking taken away, is about nothing that
documents hold. Knows the language of asking, no document.
"""

import re
from collections.abc import Sequence

from policy.folding import fold
from policy.values import Frozen
from tools.catalogue import DocumentFacts, Fact
from tools.needs import held_words
from tools.scope import all_cards, cards_in
from vectorstore.library import PolicyLibrary

_WHEN = r"(?:什么时候|何时|哪一?[天日]|几号|几月几[日号]|啥时候|何日|几时|\d{4}年\d+月\d+[日号])"
_PHRASES = re.compile(r"[?？;；。,，、\s]")
_PAPER = (
    r"(?:征求意见|实施|管理|具体|工作|暂行|若干|重点)*"
    r"(?:方案|意见|办法|细则|规定|条例|通知|公告|要点|措施|计划|规划|规程|指南|决定|报告|政策|文件|材料|稿子?|表)"
)
# The document itself: its kind, its 《title》, its number, who issued it, and that it was.
_NAMED = re.compile(
    rf"《[^》]*》|[\u4e00-\u9fff]{{2,12}}[〔\[(]\d{{4}}[〕\])]\d{{1,5}}号|[这那该]份[^,，的]{{0,14}}?{_PAPER}|{_PAPER}|政府"
    r"|印发|执行|施行|实施|发布|公布|出台|生效|生成"
)
# 哪家发布的、啥时候: a time alone behind who issued it is the time of issuing.
_ONLY_WHEN = re.compile(r"[、,，]\s*(?:是|在)?(?:什么时候|何时|啥时候|哪天|几时|几号)(?:[?？;；。,，]|$)")
_YEAR = re.compile(r"(?:19|20)\d{2}(?=年)")
_FEW = 3


class Field(Frozen):
    """An element by its label and how it is asked for; own: its words are never a matter of a clause.

    printed are the labels under which documents print it, where they are others.
    """

    label: str
    asks: re.Pattern[str]
    own: bool = False
    printed: tuple[str, ...] = ()


_FIELDS = (
    Field(label="索引号", asks=re.compile(r"索引号"), own=True),
    Field(
        label="发文字号", printed=("发文字号", "文号"), asks=re.compile(r"文号|发文字号|字号|几号文|文件号"), own=True
    ),
    Field(label="主送机关", asks=re.compile(r"主送|发给(?:谁|哪)"), own=True),
    Field(label="抄送机关", asks=re.compile(r"抄送|抄给"), own=True),
    Field(
        label="发文机关",
        printed=("发文机关", "发布机构", "发文单位", "印发机关"),
        asks=re.compile(
            r"发文(?:机关|单位)|发布(?:机构|单位)|谁(?:发|印发|制定|出台)的"
            r"|哪(?:几|些|[一二两三四])?(?:个|家)?(?:部门|单位|机关)?(?:联合)?(?:发|印发|制定|出台|发布|落的?款|署的?名)(?:的|$)"
        ),
    ),
    Field(
        label="成文日期",
        asks=re.compile(rf"成文(?:日期|时间|日)?|落款(?:日期|时间)?|{_WHEN}(?:成文|写|定|落)的款?"),
    ),
    Field(label="印发日期", asks=re.compile(rf"印发(?:日期|时间)|{_WHEN}(?:印发|下发|发)(?:的|出)?")),
    Field(
        label="发布日期",
        printed=("发布日期", "发文日期", "发布时间", "公布日期"),
        asks=re.compile(
            rf"{_WHEN}.{{0,4}}(?:挂|登|放|贴)(?:出来|上网|到网|网上)|(?:挂|登|放)(?:出来|上网|到网上)的?(?:日期|时间)?"
            rf"|发文(?:日期|时间)?(?!机关|字号|单位)|(?:发布|公布)(?:日期|时间)|上网|{_WHEN}(?:发布|公布|挂网|上网)"
        ),
    ),
    Field(
        label="施行日期",
        asks=re.compile(rf"(?:施行|生效)(?:日期|时间)|从?{_WHEN}(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效)"),
    ),
    Field(label="有效期至", asks=re.compile(r"有效期|(?:管|有效|执行)(?:几年|多久|多长时间|到(?:哪|几|什么时候))")),
    Field(
        label="征求意见截止",
        asks=re.compile(
            r"(?:提|征求|反馈|收|交)意见.{0,10}(?:截止|截至|期限|到(?:什么时候|何时|哪天|几号)|最晚|最迟)|(?:截止|截至).{0,10}意见"
        ),
        own=True,
    ),
    Field(label="主题分类", asks=re.compile(r"主题分类|(?:什么|哪个?|哪一)分类|分类(?:是|为|属)")),
    Field(
        label="附件",
        asks=re.compile(
            r"附件(?:是什么|有哪些|有几个|叫什么|名称)|有(?:没有|什么)附件|带附件|附(?:的|着|了).{0,4}[表单].{0,2}(?:叫|是)什么"
        ),
    ),
    Field(
        label="制定依据",
        asks=re.compile(
            r"(?:依据|根据)了?(?:的是|的)?[^,，?？。]{0,5}?(?:哪|什么|几)[^,，?？。]{0,10}(?:文件|通知|意见|方案)|(?:制定|上位)依据|上级文件|依据.{0,4}文件"
            r"|(?:哪|什么|几)(?:些|个|几|两|三|份|里)*.{0,6}?(?:文件|通知|意见).{0,6}(?:制定|定的|出台|作为依据|为依据)"
        ),
        own=True,
    ),
    Field(
        label="引用文件",
        printed=("引用文件", "制定依据"),
        asks=re.compile(
            r"(?:按照?|照着|依照|引用?|提到|参照|遵照|落实|贯彻)[^?？。]{0,16}?(?:哪|什么|几)(?:些|个|几|两|三|份|里)*.{0,12}?(?:文件|通知|意见|依据|方案)"
        ),
        own=True,
    ),
    Field(
        label="邮箱",
        printed=("邮箱", "电子邮件", "电子邮箱", "email"),
        asks=re.compile(r"邮箱|电邮|电子邮件|e-?mail", re.I),
        own=True,
    ),
    Field(label="电话", printed=("电话", "联系电话", "传真"), asks=re.compile(r"电话|传真|联系方式"), own=True),
    Field(label="地址", printed=("通讯地址", "地址", "通信地址"), asks=re.compile(r"地址|寄到哪|寄信|寄去?哪")),
    Field(label="邮政编码", printed=("邮政编码", "邮编"), asks=re.compile(r"邮编|邮政编码|邮递区号"), own=True),
    Field(label="网址", printed=("网址", "网站"), asks=re.compile(r"网址|网站|哪个网")),
    Field(
        label="状态",
        printed=("有效性", "状态"),
        asks=re.compile(
            r"(?:生效|施行|实施|印发)(?:了?[吗没]|了?没有|与否)|(?:是否|有没有|算不算)(?:已经?)?(?:有效|生效|施行|作废)|作废"
            r"|正式(?:印发|实施|发布|施行|出台|文件|生效)|已经?(?:正式)?(?:印发|实施|执行|生效|施行)|有效(?:吗|性)|失效|废止|还管用"
            r"|征求意见稿还是|效力|正式(?:文件|稿)吗|是不是正式"
        ),
    ),
    Field(
        label="文种",
        asks=re.compile(
            r"文种|[是属]于?[一份个篇]*(?:什么|啥|哪一?种)(?:样的|类型的?|性质的?)?(?:文件|材料|文章|稿子?)"
        ),
    ),
    Field(label="标题", asks=re.compile(r"(?:全称|全名|(?<!小)标题)(?:是|叫)?")),
    Field(label="来源", printed=("来源", "信息来源"), asks=re.compile(r"来源|哪里发的")),
)
_NEVER_MATTERS = frozenset(field.label for field in _FIELDS if field.own)


def worded_fields(text: str) -> tuple[str, ...]:
    """The elements whose words stand in the text, whatever they are said of.

    >>> worded_fields("外管证有效期一般多久?文号多少?")
    ('发文字号', '有效期至')
    """
    return tuple(field.label for field in _FIELDS if field.asks.search(text))


def fields_in(
    text: str,
    library: PolicyLibrary,
    *,
    taken: Sequence[str] = (),
    doc_ids: Sequence[str] = (),
    regions: Sequence[str] = (),
) -> tuple[str, ...]:
    """The elements that are asked of the document itself, in the standard's order.

    taken are words already understood (places, units); doc_ids and regions tell whose titles name the document meant.
    """
    worded = worded_fields(text)
    if not worded:
        return ()
    if "发文机关" in worded and _ONLY_WHEN.search(text):
        worded = (*worded, "发布日期")
    name = _names(library, doc_ids, regions)
    said = {phrase: set(worded_fields(phrase)) for phrase in _PHRASES.split(text)}
    matters = {phrase for phrase, labels in said.items() if labels and _is_of_matter(phrase, name, taken, library)}
    own = {label for phrase in said.keys() - matters for label in said[phrase]}
    dropped = {label for phrase in matters for label in said[phrase]} - own - _NEVER_MATTERS
    return tuple(label for label in worded if label not in dropped)


def values_of(label: str, facts: DocumentFacts) -> list[Fact]:
    """What a document prints under the element's labels, each value once."""
    field = next(field for field in _FIELDS if field.label == label)
    names = [fold(name) for name in field.printed or (label,)]
    values = [fact for fact in facts.facts if any(name in fold(fact.label) for name in names)]
    return list({fold(fact.value): fact for fact in reversed(values)}.values())[::-1]


def unprinted(labels: Sequence[str], facts: Sequence[DocumentFacts]) -> tuple[str, ...]:
    """The elements that no document prints apart but a clause may tell (有效期三年); dates stand in for each other."""
    told_apart = _NEVER_MATTERS | {label for label in labels if label.endswith("日期")}
    return tuple(label for label in labels if label not in told_apart and not any(values_of(label, f) for f in facts))


def _is_of_matter(phrase: str, name: str, taken: Sequence[str], library: PolicyLibrary) -> bool:
    """Whether a phrase is about something else than the document that the folded name calls."""
    for words in taken:
        phrase = phrase.replace(words, " ")
    for field in _FIELDS:
        phrase = field.asks.sub(" ", phrase)
    rest = _NAMED.sub(" ", phrase)
    of_other_year = any(year not in name for year in _YEAR.findall(rest))
    return of_other_year or any(word not in name for word in held_words(rest, library))


def _names(library: PolicyLibrary, doc_ids: Sequence[str], regions: Sequence[str]) -> str:
    """Titles, years and issuers of the documents meant, folded; '' where too many could be."""
    cards = [c for c in all_cards(library) if c.doc_id in doc_ids] if doc_ids else cards_in(library, regions)
    names = "|".join(f"{card.title}{card.year or ''}年{''.join(card.issuers)}" for card in cards)
    return fold(names) if len(cards) <= _FEW else ""
