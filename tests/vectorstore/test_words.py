import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.words import query_words, scope_word, words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("根据国办发〔2024〕1号文件", "〔2024〕1号"),
        ("根据国办发[2024]第1号", "〔2024〕1号"),
        ("第 十二 条", "第12条"),
        ("第12条", "第12条"),
        ("2025 年 12 月 31 日前", "2025年12月31日"),
        ("2025-12-31", "2025年12月31日"),
        ("增长5.5%左右", "5.5%"),
        ("达到３，０００亿元", "3000亿"),
        ("國有企業", "国有企业"),
    ],
)
def test_a_figure_is_one_word_however_it_is_printed(text: str, word: str) -> None:
    assert word in words(text)


def test_a_word_unknown_to_the_dictionary_is_found_inside_any_sentence() -> None:
    assert set(query_words("人社局")) <= set(words("由区人社局负责就业工作"))


def test_a_question_keeps_only_words_that_tell_clauses_apart() -> None:
    assert query_words("请问有哪些？") == ()
    assert "怎么" not in query_words("营商环境怎么优化？")


def test_scope_words_of_different_kinds_never_meet() -> None:
    assert scope_word("doc", "天津") != scope_word("region", "天津")


@given(st.text(max_size=200))
def test_any_text_gives_words_without_spaces(text: str) -> None:
    assert all(word and not any(char.isspace() for char in word) for word in words(text))


@given(st.text(alphabet="东丽区改革企业第条年月日〔〕0123456789（一）、。 ", max_size=60))
def test_every_query_word_stands_in_the_index_of_the_same_text(text: str) -> None:
    assert set(query_words(text)) <= set(words(text))
