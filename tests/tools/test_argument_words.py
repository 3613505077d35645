"""Every argument and every choice of the tools has a Chinese name."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest

from tools.argument_words import ARGUMENT_NAMES, CHOICE_NAMES, told_arguments
from tools.toolbox import TOOLS, arguments_of

ARGUMENTS = {
    name: field.annotation for tool in TOOLS for name, field in arguments_of(tool).model_fields.items()
}  # fmt: skip


def choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from choices(part)


def test_no_argument_is_without_a_name_and_no_name_without_an_argument() -> None:
    assert set(ARGUMENT_NAMES) == set(ARGUMENTS)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_each_choice_of_an_argument_is_told_in_chinese(name: str) -> None:
    assert set(choices(ARGUMENTS[name])) <= set(CHOICE_NAMES.get(name, {}))


def test_a_word_that_no_tool_knows_stays_as_the_model_wrote_it() -> None:
    assert told_arguments({"path": "/etc"}) == "path＝/etc"


def test_a_key_is_counted_beside_what_is_named() -> None:
    assert told_arguments({"documents": ["甲区方案", "0123456789"]}) == "文件＝甲区方案、1 份"
