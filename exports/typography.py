"""The figures of GB/T 9704—2012 《党政机关公文格式》, each with its clause; lengths in millimetres, sizes in points.

Covered: page, type area, fonts and sizes, levels, annex, page numbers. Not covered: 版头, 版记, 印章.
"""

from typing import NamedTuple

PAGE = (210.0, 297.0)  # 5.1 A4
TYPE_AREA = (156.0, 225.0)  # 5.2.1 版心
TOP, LEFT = 37.0, 28.0  # 5.2.1 天头、订口
BOTTOM, RIGHT = PAGE[1] - TOP - TYPE_AREA[1], PAGE[0] - LEFT - TYPE_AREA[0]  # 35, 26
LINES, CHARACTERS = 22, 28  # 5.2.3 一般每面排22行，每行排28个字
NUMBER_BELOW = 7.0  # 7.5 一字线上距版心下边缘

# Chinese sizes in points.
SIZE_2, SIZE_3, SIZE_4, SIZE_5, SMALL_5 = 22.0, 16.0, 14.0, 10.5, 9.0

_POINTS = 72 / 25.4
_TWIPS = 20


class Face(NamedTuple):
    """A Chinese font as the standard's readers install it, what stands in for it, and a size in points."""

    name: str
    fallback: str
    size: float


TITLE = Face("方正小标宋简体", "宋体", SIZE_2)  # 7.3.1 2号小标宋体字
BODY = Face("仿宋_GB2312", "仿宋", SIZE_3)  # 5.2.2、7.3.3 3号仿宋体字
FIRST_LEVEL = Face("黑体", "SimHei", SIZE_3)  # 7.3.3 第一层
SECOND_LEVEL = Face("楷体_GB2312", "楷体", SIZE_3)  # 7.3.3 第二层
ANNEX_MARK = FIRST_LEVEL  # 7.3.7 “附件”二字用3号黑体字
PAGE_NUMBER = Face("宋体", "SimSun", SIZE_4)  # 7.5 4号半角宋体阿拉伯数字
# The standard says nothing of the type inside tables: small enough for eight columns, large enough to read.
CELL = Face("仿宋_GB2312", "仿宋", SIZE_5)
CELL_HEAD = Face("黑体", "SimHei", SIZE_5)
# Nor of footnotes: 小五号宋体, as reports have them.
NOTE = Face("宋体", "SimSun", SMALL_5)
FACES = (TITLE, BODY, FIRST_LEVEL, SECOND_LEVEL, PAGE_NUMBER)
LEVELS = {0: BODY, 1: FIRST_LEVEL, 2: SECOND_LEVEL}


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * _POINTS


def line_pitch() -> int:
    """Twips from line to line, so that 22 fill the type area.

    >>> line_pitch()
    579
    """
    return int(points(TYPE_AREA[1]) / LINES * _TWIPS)


def character_space() -> int:
    """What a 3号 character is wider or narrower than its cell of 28 to the line, in 4096ths of a point.

    >>> character_space()
    -848
    """
    return round((points(TYPE_AREA[0]) / CHARACTERS - BODY.size) * 4096)
