"""The labels before a list of units (牵头单位：, 责 任 部 门：, 配合：) and the roles they give.

Covered: two kinds joined (牵头及责任单位), a level before them (市级责任单位), letters spaced out; inside a bracket
also the kind alone (牵头：). Labels of other things in it (完成时限, 责任人) are told too, as naming no units.
"""

import re
from functools import lru_cache

from policy.assignments import UnitRole

_GAP = r"[ \u3000\t]{0,4}"
_KINDS = "牵头 主办 主责 主管 责任 负责 承办 承担 落实 实施 协办 协同 配合 协助 参与 参加 支持 指导 考核 完成 办理"
_BODIES = "单位 部门 处室 科室 主体 机构 地区 领导 人 时限 时间"
_ALONE = "牵头 主办 责任 负责 配合 协办 参与 协助 支持"


def _spaced(words: str) -> str:
    return "(?:" + "|".join(_GAP.join(word) for word in words.split()) + ")"


_LEVEL = r"(?:[省市区县乡镇街]级|第一|主要|具体)?"
LABEL = re.compile(rf"{_LEVEL}(?:{_spaced(_KINDS)}(?:及|和|、)?){{1,2}}{_GAP}{_spaced(_BODIES)}{_GAP}[:：]")
INNER_LABEL = re.compile(rf"{LABEL.pattern}|(?<![\u4e00-\u9fff]){_spaced(_ALONE)}{_GAP}[:：]")


@lru_cache(maxsize=512)
def role_of(label: str) -> UnitRole | None:
    """The role that a label or a column's wording gives; None for one that names no units (完成时限, 责任人).

    >>> role_of("牵头考核单位："), role_of("新区负责部门"), role_of("配合单位"), role_of("完成时限：")
    ('lead', 'responsible', 'support', None)
    """
    plain = re.sub(r"\s", "", label)
    if re.search(r"时限|时间|(?:责任|负责|联系)人|领导", plain):
        return None
    if re.search(r"牵头|主办|主责", plain):
        return "lead"
    if re.search(r"责任|负责|承办|承担|落实|实施|主管", plain):
        return "responsible"
    return "support" if re.search(r"配合|协|参|支持|指导", plain) else None
