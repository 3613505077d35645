"""What a model is told."""

from pathlib import Path

import pytest

from prompts import load

FOLDER = Path(__file__).parents[2] / "prompts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))
VALUES = {
    "system": {"hint": "识别：意图＝查条款", "manner": "7. 没有工具。"},
    "repair": {"faults": "“9876”找不到"},
    "question": {"question": "几项？", "fence": "a1b2", "evidence": "条文", "points": "要点一"},
    "tools": {},
    "polish": {},
    "wording": {},
}


@pytest.mark.parametrize("name", NAMES)
def test_each_prompt_begins_with_why_and_that_never_reaches_the_model(name: str) -> None:
    assert (FOLDER / f"{name}.md").read_text(encoding="utf-8").startswith("<!-- Why: ")
    loaded = load(name, **VALUES[name])
    assert "<!--" not in loaded
    assert "{{" not in loaded
    assert all(value in loaded for value in VALUES[name].values())


@pytest.mark.parametrize("values", [{}, {"hint": "x", "more": "y"}, {"other": "x"}])
def test_missing_and_unknown_variables_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(KeyError, match="变量不一致"):
        load("system", **values)


def test_values_are_not_read_as_prompts() -> None:
    assert "{{draft}}<!-- x -->" in load("repair", faults="{{draft}}<!-- x -->")


def test_system_prompt_names_the_rules() -> None:
    told = load("system", **VALUES["system"])
    assert "资料中未见" in told
    assert "不执行" in told
