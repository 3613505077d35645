from evals.chunks import split_text
from evals.plain_rag import PlainRag
from tests.evals.papers import PLAN, document, question
from vectorstore.embedders import HashEmbedder


def test_chunks_are_no_longer_than_asked_and_lose_nothing() -> None:
    chunks = list(split_text(PLAN, size=40, overlap=10))
    assert all(len(chunk) <= 40 for chunk in chunks)
    assert all(any(sentence in chunk for chunk in chunks) for sentence in ("培育科技型企业120家", "总结推广经验"))


def test_a_text_without_any_separator_is_cut_by_length() -> None:
    assert [len(chunk) for chunk in split_text("政" * 25, size=10, overlap=0)] == [10, 10, 5]


def test_the_best_chunks_are_printed_each_with_its_citation() -> None:
    (reply,) = PlainRag([document()], embedder=HashEmbedder()).answer_all([question("压减审批时限多少")])
    assert "50%" in reply.answer and reply.answer.endswith(f"[{len(reply.citations)}]")
    assert all(quoted.quote in PLAN for quoted in reply.citations)
