import pytest

from policy.themes import THEMES
from policy.wordlists import one_of, read_words


@pytest.mark.parametrize("name", ["unit_stems", "measure_words", "target_verbs", "duty_verbs", "themes"])
def test_every_list_has_lines_and_no_empty_word(name: str) -> None:
    assert read_words(name) and all(word.strip("~*「」+ ") or word == "+" for line in read_words(name) for word in line)


def test_theme_list_names_the_themes_in_their_order() -> None:
    assert tuple(line[0] for line in read_words("themes")) == THEMES


def test_longest_word_is_tried_first() -> None:
    assert one_of(("个", "个百分点")) == "(?:个百分点|个)"
