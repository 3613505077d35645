"""What a model is told: `.md` files beside this one, loaded by name with their variables checked both ways.

A file begins with an HTML comment that says why it is as it is; the comment never reaches the model.
"""

import re
from importlib.resources import files

_COMMENT = re.compile(r"<!--.*?-->\s*", re.S)
_VARIABLE = re.compile(r"\{\{(\w+)\}\}")


def load(name: str, **values: str) -> str:
    """The prompt with its variables filled in. Raises KeyError when a variable is missing or unknown.

    >>> "意图＝查条款" in load("system", hint="识别：意图＝查条款", manner="")
    True
    """
    text = _COMMENT.sub("", files("prompts").joinpath(f"{name}.md").read_text(encoding="utf-8"), count=1)
    wanted = set(_VARIABLE.findall(text))
    if wanted != set(values):
        raise KeyError(f"提示词 {name}.md 的变量不一致：{'、'.join(sorted(wanted ^ set(values)))}")
    return _VARIABLE.sub(lambda match: values[match.group(1)], text)
