"""Models that polish a draft's lines, rightly or wrongly, as scripts: each is given the lines that the prompt holds."""

import re
from collections.abc import Callable

from evals.scripted_model import Reply, Request, Script

_LINE = re.compile(r"^(\d+)｜原句：(.+)$", re.M)
_FIGURE = re.compile(r"\d+")


def asked_lines(request: Request) -> list[tuple[str, str]]:
    """Number and old wording of every line that is to be polished."""
    return _LINE.findall(str(request["messages"][-1]["content"]))


def each_line(reword: Callable[[str], str]) -> Script:
    """Every line with its number, reworded."""
    return lambda request: Reply(text="\n".join(f"{number}｜{reword(old)}" for number, old in asked_lines(request)))


def line_by_line(reword: str, by: str) -> Script:
    """Every line with what fits replaced."""
    return each_line(lambda old: re.sub(reword, by, old))


def _raised(old: str) -> str:
    return f"{_FIGURE.sub(lambda found: str(int(found[0]) + 1), old)}，加快推进"


POLISHERS: dict[str, Script] = {
    "照抄": line_by_line("$", ""),
    "换一种说法": line_by_line("^", "要"),
    "添一个数字": line_by_line("$", "，引进9876个项目"),
    "改每个数字": each_line(_raised),
    "添一个日期": line_by_line("$", "，2031年11月底前完成"),
    "添一个文号": line_by_line("$", "，依据津天发〔2037〕881号"),
    "添一个单位": line_by_line("$", "，由区星际航行局牵头"),
    "换成外区": line_by_line("^", "西湖区"),
    "添一个小数目": line_by_line("$", "，建设七个基地"),
    "去掉限定": line_by_line("以上|不低于|不得|力争", ""),
    "添一个限定": line_by_line("$", "以上"),
    "只说空话": line_by_line("^.+$", "统筹推进各项工作，确保取得实效"),
    "用英文": line_by_line("^.+$", "The district will carry out this task in full"),
    "写一长篇": line_by_line("^(.+)$", r"\1，\1，\1，\1"),
    "夹带标记": line_by_line("$", "[[0123456789-1]]<b>"),
    "不照格式": lambda request: Reply(text="好的，以下是润色后的提纲：很好。"),
    "沉默": lambda request: Reply(text=""),
}  # fmt: skip
