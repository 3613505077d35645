"""What a tool is called with, as a person reads it: 区县＝东丽区；单位＝区科委；时限＝已写明.

Covered: every argument of every tool and every choice of a Literal (a test holds this). Names of people's own and words
of a model stay as they are; keys of clauses and documents, which say nothing to a person, are only counted.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policy.elements import GENRE_NAMES, STATUS_NAMES

ARGUMENT_NAMES = {
    "query": "查找", "regions": "区县", "documents": "文件", "genre": "文种", "status": "状态", "limit": "条数上限",
    "locator": "条款", "with_children": "连同下级条款", "with_siblings": "连同同级条款", "text": "字词",
    "number": "文号", "year": "年份", "cites": "引用了", "document": "文件", "unit": "单位", "role": "角色",
    "together_with": "共同承担", "section": "所在部分", "theme": "主题",
    "deadline": "时限", "due_before": "到期不晚于", "indicator": "量化指标",
    "indicator_unit": "计量单位", "keyword": "写有", "first": "从第几项", "last": "到第几项",
    "assigned": "责任单位", "without_unit": "不含单位", "support": "需要协助", "change": "增减",
    "topic": "主题", "sides": "对象", "aspects": "方面", "due_year": "到期年份",
    "at_least": "不小于", "at_most": "不大于", "order": "排序",
    "clauses": "条款", "targets_only": "只要目标值", "columns": "列", "topics": "各区县主题", "target": "为谁起草",
    "kind": "文种", "references": "照着", "reference_regions": "照着区县", "experience_regions": "借鉴区县",
}  # fmt: skip
CHOICE_NAMES: dict[str, Mapping[Any, str]] = {
    "genre": GENRE_NAMES,
    "status": STATUS_NAMES,
    "role": {
        "any": "不限",
        "lead": "牵头",
        "responsible": "责任",
        "support": "配合",
        "alone": "单独负责",
        "sole": "同级仅此一家",
    },
    "deadline": {"has": "已写明", "none": "未写", "recurring": "定期", "ongoing": "长期坚持"},
    "indicator": {"has": "有", "none": "无"},
    "assigned": {"has": "已写明", "none": "未写"},
    "support": {"has": "是", "none": "否"},
    "order": {"units": "责任单位从多到少", "deadline": "时限先后"},
    "change": {"increase": "增长", "decrease": "压减"},
}
# How a document and a clause are keyed in the library.
_KEY = re.compile(r"[0-9a-f]{10}(?:-\d+)?")


def told_arguments(arguments: Mapping[str, Any]) -> str:
    """The arguments in their order; '' where there is nothing to tell.

    >>> told_arguments({"regions": ["东丽区"], "deadline": "has", "assigned": "none", "limit": None})
    '区县＝东丽区；时限＝已写明；责任单位＝未写'
    >>> told_arguments({"clauses": ["419e0fa196-7", "419e0fa196-8"], "targets_only": False})
    '条款＝2 条'
    """
    return "；".join(_told(arguments))


def _told(arguments: Mapping[str, Any]) -> Iterator[str]:
    for name, value in arguments.items():
        title = ARGUMENT_NAMES.get(name, name)
        if value is True:
            yield title
        elif value not in (None, False, "", [], ()):
            yield f"{title}＝{_value(name, value)}"


def _value(name: str, value: Any) -> str:
    values = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    keys = [each for each in values if _KEY.fullmatch(each)]
    named = [CHOICE_NAMES.get(name, {}).get(each, each) for each in values if each not in keys]
    return "、".join([*named, *([f"{len(keys)} {_measure(keys[0])}"] if keys else [])])


def _measure(key: str) -> str:
    return "条" if "-" in key else "份"
