"""Example questions come from the documents at hand."""

from tests.ui.paper import opinion, plan
from ui.welcome import example_questions, welcome_html


def test_questions_name_the_unit_theme_and_places_of_the_documents() -> None:
    assert example_questions([opinion(), plan()]) == (
        "甲区的区科委要参与哪些任务？列个表",
        "甲区在科技创新方面要做什么？",
        "甲区和乙市的重点任务有什么不同？",
        "哪些任务写明了完成时限？",
    )


def test_an_empty_library_invites_to_add_files() -> None:
    assert "先把政策文件放进" in welcome_html([], is_demo=False)


def test_the_demonstration_says_what_it_is() -> None:
    assert "演示资料（摘编，非正式文本）" in welcome_html([plan()], is_demo=True)
