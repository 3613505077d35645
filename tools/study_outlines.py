"""The outline of a study that sets several places side by side, each with its own cited words."""

from collections.abc import Iterator, Sequence

from tools.bullets import facts
from tools.comparison import compare_districts
from tools.evidence import TableValue
from tools.grounding import Ground
from tools.outlines import TO_DO, OutlineBullet, OutlineSection, suggestion

_MOST_FACTS = 5
_MOST_SHARED = 4
_NUMBERS = "一二三四五六七八九十"


def contrast(grounds: Sequence[Ground], topic: str) -> Iterator[OutlineSection]:
    """问题提出、各地做法、异同、启示与建议."""
    places = "、".join(ground.target for ground in grounds)
    opening = suggestion(f"为什么比较{places}的{topic}：研究背景、范围与方法{TO_DO}")
    yield OutlineSection(number="一、", heading="问题提出", bullets=(opening,))
    sections = tuple(
        OutlineSection(number=f"（{n}）", heading=f"{ground.target}的做法", bullets=tuple(_practice(ground, topic)))
        for n, ground in zip(_NUMBERS, grounds, strict=False)
    )
    yield OutlineSection(number="二、", heading="各地做法", sections=sections)
    yield OutlineSection(number="三、", heading="异同分析", bullets=tuple(_likeness(grounds, topic)))
    closing = (suggestion(f"可借鉴的做法及其适用条件{TO_DO}"), suggestion(f"工作建议{TO_DO}"))
    yield OutlineSection(number="四、", heading="启示与建议", bullets=closing)


def _practice(ground: Ground, topic: str) -> Iterator[OutlineBullet]:
    bullets = list(facts(ground, ground.need(topic), ground.on_topic(topic), most=_MOST_FACTS))
    yield from bullets or [suggestion(f"资料库中{ground.target}的文件未找到{topic}的内容，需另行收集{TO_DO}")]


def _likeness(grounds: Sequence[Ground], topic: str) -> Iterator[OutlineBullet]:
    found = compare_districts(grounds[0].library, topic=topic, regions=[ground.target for ground in grounds])
    for shared in found.common[:_MOST_SHARED]:
        text = f"共同点：{'、'.join(shared.regions)}都提到{'、'.join(value.text for value in shared.phrases)}"
        yield _cited(TableValue(text=text, refs=tuple(ref for value in shared.phrases for ref in value.refs)))
    if not found.common:
        yield suggestion(f"共同点：各地原文没有相同的专门提法，归纳后补写{TO_DO}")
    yield from (_cited(TableValue(text=f"不同点：{v.text}", refs=v.refs)) for v in found.differing)
    yield from (_cited(TableValue(text=f"可比性：{v.text}", refs=v.refs)) for v in found.comparability)


def _cited(value: TableValue) -> OutlineBullet:
    return OutlineBullet(text=value.text, bullet_class="subject", units="", refs=tuple(dict.fromkeys(value.refs)))
