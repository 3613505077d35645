"""How a follow-up points at what was said: 它, 那武清呢, 上一条, 加上东丽, 哪个高.

Patterns of the language of asking, tried on half-width simplified text; none knows a document.
"""

import re

PRONOUN = re.compile(
    r"它|这(?:条|项|一项|一条|件|个|些|几|份|里)|那(?:条|项|些|几|件)|该(?:项|条|任务|文件)|其(?:中|他|余|它)|上述|前面|刚才|里面"
)
ELLIPSIS = re.compile(r"^(?:那么?|然后|还有|再|以及|换成|换|改成|至于)|呢[?？]?$")
NEIGHBOUR = re.compile(r"(上|前|下|后)(?:面)?(?:一|1)?(?:条|项|款|点)")
PRESENTATION = re.compile(
    r"^(?:再|也|请|就|把)?(?:这些|上面|以上|它们?)?(?:给我)?(?:都)?(?:做成|列成|整理成|弄成|改成|换成|用)(?:一?张|个)?(?:表格?|清单)"
)
ADDITION = re.compile(r"加进来|加上|也算上|也带上|一并|一起比|也列")
# What a question asks of another place in the same words: 武清有没有类似做法?
SIMILAR = re.compile(
    r"(?:类似|同样|相应|相同|这样|这种|这类|这个|这项|这些)的?(?:做法|规定|要求|内容|提法|安排|任务|举措|表述|政策|目标|指标|数字|说法|条款|机制|制度|项目)|也有(?:吗|没有)|(?:提没提|有没有(?:提|说|写|讲)|(?:提|说|写|讲)(?:到|及)?没(?:提|说|写|讲)?)(?:到|过|及)?(?:这个|这一?点|它|这事)"
)
# A comparison of what was just told of two places: 哪个高?能直接比吗.
WHICH_OF_THEM = re.compile(
    r"^(?:那|这)?(?:两|几)?(?:个|家|者|地)?(?:里)?(?:(?:哪|谁)(?:个|家|边|地)?(?:定得)?(?:更|最)?(?:高|低|大|小|多|少|早|晚|快|严|细)|差(?:多少|在哪|别)|能?(?:直接)?(?:比一?比|相比|对比|比较)|有(?:什么|啥)(?:不同|区别|差别))"
)
STEPS = re.compile(r"往?(后|前|下|上)(?:面)?(?:再)?数?([一二两三四五]|\d)(?:项|条|个)")
