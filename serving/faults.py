"""What is wrong with a request, as one Chinese sentence that repeats nothing of what was sent."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_KINDS = {
    "missing": "缺少{name}",
    "extra_forbidden": "没有{name}这一项",
    "literal_error": "{name}只能是 {expected}",
    "json_invalid": "请求不是合法的 JSON",
}
_OTHER = "{name}的值不合要求（{kind}）"
_MOST = 3


def fault_sentence(errors: "list[ErrorDetails] | ValidationError") -> str:
    """The first three faults.

    >>> from pydantic import BaseModel
    >>> class Question(BaseModel):
    ...     question: str
    >>> try:
    ...     Question.model_validate({})
    ... except ValidationError as error:
    ...     fault_sentence(error)
    '参数不对：缺少“question”。请对照参数说明改正后再试。'
    """
    details = errors.errors() if isinstance(errors, ValidationError) else errors
    told = "；".join(dict.fromkeys(_told(each) for each in details[:_MOST]))
    return f"参数不对：{told}。请对照参数说明改正后再试。"


def _told(error: ErrorDetails) -> str:
    place = [str(part) for part in error["loc"]]
    place = place[1:] if len(place) > 1 and place[0] in ("body", "query", "path") else place
    expected = str((error.get("ctx") or {}).get("expected", "")).replace(" or ", "、").replace("'", "")
    form = _KINDS.get(error["type"], _OTHER)
    return form.format(name=f"“{'.'.join(place)[:60]}”", kind=error["type"], expected=expected)
