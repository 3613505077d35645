"""Models that do wrong, one way each, as scripts: what must never reach a person.

Each is given the points that the prompt holds, so that what it says is as close to right as a lie can be.
"""

import re

from evals.scripted_model import KEY, Reply, Request, Script, points

_DIGIT = re.compile(r"(?<![\d\[-])\d+(?![\d\]-])(?!\s*[.、）)])")
_PAGE = 12


def one_more_figure(request: Request) -> Reply:
    """A figure that nobody wrote, under a true key."""
    given = points(request)
    return Reply(text=f"{given}\n此外，还要引进9876个项目{_first_key(given)}。")


def every_figure_changed(request: Request) -> Reply:
    """Each number one more than it is."""
    return Reply(text="".join(_raised(part) for part in re.split(f"({KEY.pattern})", points(request))))


def one_row_less(request: Request) -> Reply:
    """The last statement left out."""
    return Reply(text="\n".join(points(request).splitlines()[:-1]) or "已列出。")


def one_general_sentence(request: Request) -> Reply:
    """Nothing wrong, nothing said, a true key behind it."""
    return Reply(text=f"要统筹推进各项工作，确保取得实效{_first_key(points(request))}。")


def strange_keys(request: Request) -> Reply:
    """Everything right, but for keys that were never shown."""
    return Reply(text=KEY.sub("[[0123456789-1]]", points(request)))


def no_keys(request: Request) -> Reply:
    """Everything right, without a source."""
    return Reply(text=KEY.sub("", points(request)))


def in_english(request: Request) -> Reply:
    """Another language."""
    return Reply(text=f"The district will carry out these tasks in full {_first_key(points(request))}.")


def whole_page(request: Request) -> Reply:
    """The answer many times over."""
    return Reply(text=f"{points(request)}\n" * _PAGE)


def always_refuses(request: Request) -> Reply:
    """It never knows."""
    return Reply(text="资料中未见相关内容。")


def never_refuses(request: Request) -> Reply:
    """It knows what stands nowhere."""
    text = points(request)
    return Reply(text=text.replace("资料中未见", "资料中写明", 1) if text.startswith("资料中未见") else f"是的。{text}")


def silent(request: Request) -> Reply:
    """No word."""
    return Reply(text="")


LIARS: dict[str, Script] = {
    "添一个数字": one_more_figure,
    "改每个数字": every_figure_changed,
    "漏最后一条": one_row_less,
    "只说空话": one_general_sentence,
    "编造编号": strange_keys,
    "不写编号": no_keys,
    "用英文": in_english,
    "答一整页": whole_page,
    "一律拒答": always_refuses,
    "从不拒答": never_refuses,
}


def _first_key(text: str) -> str:
    found = KEY.search(text)
    return found.group() if found else ""


def _raised(part: str) -> str:
    return part if KEY.fullmatch(part) else _DIGIT.sub(lambda m: str(int(m.group()) + 1), part)
