"""Asking what a document is about as a whole."""

import pytest

from agent.understanding import understand
from tests.agent.conversation import history_of, offline, unsupported
from vectorstore.library import PolicyLibrary


@pytest.mark.parametrize(
    "text", ["三句话说清东丽方案", "武清那份要点主要讲什么？", "和平书记那篇访谈概括一下", "鐵嶺那份徵求意見稿的大意"]
)
def test_a_whole_document_is_told_in_short(samples_library: PolicyLibrary, text: str) -> None:
    answer = offline(samples_library, text)
    assert "主要内容，共" in answer.text
    assert unsupported(answer) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [("东丽二（七）主要讲什么", "section"), ("东丽的国企改革主要讲什么", "listing"), ("主要讲什么", "lookup")],
)
def test_a_part_or_a_matter_is_no_whole_document(samples_library: PolicyLibrary, text: str, kind: str) -> None:
    assert understand(text, history=history_of(), library=samples_library).kind == kind


def test_this_document_is_the_one_that_was_spoken_of(samples_library: PolicyLibrary) -> None:
    history = history_of("东丽要启动多少家企业退出市场？", "启动80家企业退出市场工作（东丽 二、（四））。")
    question = understand("这份文件主要讲什么", history=history, library=samples_library)
    assert question.kind == "gist"
    assert len(question.doc_ids) == 1
