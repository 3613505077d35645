"""How people say what kind of thing they want: patterns of the language of asking, none of any document.

Every pattern is tried on half-width simplified text. The order of KINDS matters: the first that fits wins.
"""

import re

from agent.question import Asked, Conditions, Kind

_TASK_NOUN = r"(?:任务|事项|工作|(?<![盘生灵激搞快])活儿?|差事|举措|改革任务|重点工作)"

KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "outline",
        re.compile(
            r"提纲|大纲|框架稿|(?:起草|草拟|拟定?|拟写|撰写|写)(?:一|个|份|出|篇|下)*.{0,24}(?:方案|意见|要点|计划|办法|稿)(?!里|中|的哪)"
        ),
    ),
    (
        "documents",
        re.compile(
            r"(?:有|是)(?:哪些|哪几|几|多少)(?:份|个|篇)?(?:文件|文档|材料|资料)|(?:哪些|哪几|哪)(?:份|个)?文件|资料库里有"
        ),
    ),
    (
        "indicators",
        re.compile(
            r"指标.{0,6}(?:哪些|什么|多少|几)|(?:哪些|什么|所有|全部|有).{0,8}(?:量化|数字|定量)?(?:指标|目标值|硬指标)|百分比|按%"
        ),
    ),
    (
        "tasks",
        re.compile(
            rf"(?:哪些|哪几|几|什么|多少|全部|所有|各项|[两三四五六七八九十]+|\d+)(?:个|项|条|件|样)*(?:重点|主要|具体|改革)*{_TASK_NOUN}"
            rf"|{_TASK_NOUN}(?:有|是|包括|都)?(?:哪|什么|几|多少|清单)|(?:负责|牵头|参与|承担|分到|背|管|干|配合|落到)(?:了)?(?:些)?(?:什么|哪|几|多少)"
        ),
    ),
    (
        "listing",
        re.compile(
            r"(?:哪|几)(?:几)?(?:个|大)?(?:方面|点|条|类|步|部分)|哪些(?:方面|内容|举措|措施|做法|要求|保障|原则)|(?:讲|说|提)了哪|分(?:哪)?几"
        ),
    ),
    (
        "who",
        re.compile(
            r"谁(?:来)?(?:负责|牵头|管|干|配合|主管|抓|落实|承担)|(?:哪|什么)(?:个|些|几个|几家|家)*(?:部门|单位|机构|委办局)|归谁|由谁|责任单位|牵头单位|哪几家负责|是谁"
        ),
    ),
)

TABLE = re.compile(
    r"表格|列表|列个?表|(?:做|画|制|出|整理|汇总|列)(?:成|个|张|一张|一个|出)*(?:.{0,6})表|清单表|对照表|分工表(?!里|中)"
)
COMPARE = re.compile(
    r"对比|比较|比一比|相比|比起来|异同|区别|差别|差异|不一样|不同|相同|共同|一样|各自|各有|各抓|分别|都(?:有|提|讲|抓|要|在)?|谁更|哪个更|和.{1,12}比"
)

ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (
        "count",
        re.compile(
            r"(?:一共|总共|共有|共计|合计)?(?:有)?(?:几|多少)(?:个|项|条|件|份|类)*(?:任务|事项|指标|文件|措施)|多少项|几项"
        ),
    ),
    ("who", re.compile(r"谁|(?:哪|什么)(?:个|些|几个|几家|家)*(?:部门|单位|机构)|责任单位|牵头单位|负责部门|哪几家")),
    (
        "when",
        re.compile(
            r"什么时候|何时|几时|啥时候|哪一?年|哪天|几月|几号|时限|期限|截止|截至|多久|多长时间|时间节点|完成时间"
        ),
    ),
    ("how_much", re.compile(r"多少|几(?!乎)|多大|多高|百分之|比例|规模|增速|数量|金额|幅度")),
    ("yes_no", re.compile(r"吗|是不是|是否|有没有|对不对|能不能|可不可以|在不在")),
    ("which", re.compile(r"哪|什么|怎么|如何|怎样")),
)

CONDITIONS: tuple[tuple[re.Pattern[str], Conditions], ...] = (
    (re.compile(r"牵头|主责|领头|挑头"), Conditions(role="lead")),
    (
        re.compile(r"只(?:落到|有|由|归|是|靠)?一?(?:个|家)(?:部门|单位)|单独|独自|一家(?:负责|承担|扛)|独立承担|一个部门头上"),
        Conditions(role="alone"),
    ),
    (re.compile(r"配合|协助|帮忙|帮助|支持配合|打配合"), Conditions(role="support")),
    (re.compile(r"(?:没有?|未|无)(?:写明?|明确|规定|标|设|列)?(?:明|出)?(?:具体)?(?:的)?(?:时限|期限|时间|完成时间)"), Conditions(deadline="none")),
    (re.compile(r"定期|每(?:月|季度?|年|周|半年)|周期性"), Conditions(deadline="recurring")),
    (re.compile(r"长期坚持|持续推进的|长期任务"), Conditions(deadline="ongoing")),
    (re.compile(r"有(?:明确)?(?:的)?(?:时限|期限|时间要求|时间节点|截止)|写明(?:了)?(?:时限|期限)"), Conditions(deadline="has")),
    (re.compile(r"(?:没有?|未|无)(?:写|明确|规定|设)?(?:明|出)?(?:量化|具体)?(?:的)?(?:指标|数字|数量目标)"), Conditions(indicator="none")),
    (re.compile(r"有(?:明确|具体)?(?:的)?(?:量化指标|量化目标|数字指标|硬指标|指标|数量目标)|带(?:数字|指标)|量化(?:了)?的"), Conditions(indicator="has")),
    (re.compile(r"百分比|百分之|按?%|百分点"), Conditions(indicator_unit="%")),
    (re.compile(r"增长|递增|增加|提高"), Conditions(change="increase")),
    (re.compile(r"压减|压缩|缩短|下降|减少|降低"), Conditions(change="decrease")),
)  # fmt: skip

# Elements of a document that are asked for, by the label that `document_facts` gives them.
FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("索引号", re.compile(r"索引号")),
    ("发文字号", re.compile(r"文号|发文字号|字号|几号文|文件号")),
    ("主送机关", re.compile(r"主送|发给(?:谁|哪)")),
    ("抄送机关", re.compile(r"抄送|抄给")),
    ("发文机关", re.compile(r"发文(?:机关|单位)|发布(?:机构|单位)|谁(?:发|印发|制定|出台)的|哪(?:个|家)?(?:部门|单位|机关)(?:发|印发|制定|出台)")),
    ("成文日期", re.compile(r"成文(?:日期|时间|日)?|落款(?:日期|时间)?|什么时候(?:成文|写|定)的")),
    ("印发日期", re.compile(r"印发(?:日期|时间)|(?:什么时候|何时|哪天|几号)(?:印发|下发|发)的")),
    ("发布日期", re.compile(r"发文(?:日期|时间)?(?!机关|字号|单位)|发布(?:日期|时间)|公布(?:日期|时间)|上网|(?:什么时候|哪天)(?:发布|公布|挂网|上网)")),
    ("施行日期", re.compile(r"施行(?:日期|时间)|生效|(?:什么时候|何时|哪天|从哪天)(?:起|开始)?(?:施行|实施|执行)")),
    ("有效期至", re.compile(r"有效期")),
    ("征求意见截止", re.compile(r"(?:提|征求|反馈|收|交)意见.{0,10}(?:截止|截至|期限|到(?:什么时候|何时|哪天|几号)|最晚|最迟)|(?:截止|截至).{0,10}意见")),
    ("主题分类", re.compile(r"主题分类|分类")),
    ("附件", re.compile(r"附件(?:是什么|有哪些|有几个|叫什么|名称)|有(?:没有|什么)附件|带附件")),
    ("引用文件", re.compile(r"(?:依据|根据|引用|提到|参照|落实)(?:了|的)?(?:是)?(?:哪些|什么|哪几|哪)(?:份|个)?(?:上级)?(?:文件|依据)|制定依据|上位依据|依据.{0,4}文件")),
    ("邮箱", re.compile(r"邮箱|电邮|电子邮件|e-?mail", re.I)),
    ("电话", re.compile(r"电话|传真|联系方式")),
    ("地址", re.compile(r"地址|寄到哪|寄信")),
    ("邮政编码", re.compile(r"邮编|邮政编码")),
    ("网址", re.compile(r"网址|网站")),
    ("状态", re.compile(r"有效(?:吗|性)|失效|废止|还管用|征求意见稿还是|效力|正式(?:文件|稿)吗|是不是正式")),
    ("标题", re.compile(r"(?:全称|全名|标题)(?:是|叫)?")),
    ("来源", re.compile(r"来源|哪里发的")),
)  # fmt: skip

PRONOUN = re.compile(
    r"它|这(?:条|项|一项|一条|件|个|些|几|份|里)|那(?:条|项|些|几|件)|该(?:项|条|任务|文件)|其(?:中|他|余|它)|上述|前面|刚才|里面"
)
ELLIPSIS = re.compile(r"^(?:那么?|然后|还有|再|以及|换成|换|改成|至于)|呢[?？]?$")
NEIGHBOUR = re.compile(r"(上|前|下|后)(?:面)?(?:一|1)?(?:条|项|款|点)")
AMONG = re.compile(r"其中|这些(?:任务|里|中)?|里面|当中|上述")

DRAFT_TARGET = re.compile(r"(?:替|给|为|帮(?!我)|代)(?:我们?)?")
DRAFT_MODEL = re.compile(r"参照|参考|仿照|仿|按照?|照着?|依照|借鉴|对照|套用|学")
