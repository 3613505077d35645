"""Scripted models over the samples: nobody gets less than offline, whatever the model does."""

import pytest

from evals.gold import Question
from evals.liars import LIARS
from evals.online import MODELS, falls_below, first_words, online_report, online_scores
from vectorstore.library import PolicyLibrary

QUESTIONS = (
    Question(id="1", type="filter", question="东丽区的区科委要参与哪些任务？", must_contain=("共5项",)),
    Question(id="2", type="unanswerable", question="东丽区的月球基地什么时候建成？", must_contain=("资料中未见",)),
    Question(id="3", type="table", question="东丽区的任务列个表", must_contain=("区科委",), fmt="table"),
)


@pytest.mark.parametrize("name", ["理想", "静默", *(f"说谎：{name}" for name in LIARS)])
def test_no_model_falls_below_offline(
    name: str, samples_library: PolicyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.online.MODELS", {name: MODELS[name]})
    texts = {
        summary.source_name: samples_library.document(summary.doc_id).text for summary in samples_library.documents()
    }
    runs = tuple(online_scores(samples_library, QUESTIONS, texts))
    assert falls_below(runs) == ()
    own = sum(score.reply.mode == "online" and not score.reply.refused for score in runs[1][1])
    assert own == (2 if name == "理想" else 0)


def test_first_words_are_timed_and_told(samples_library: PolicyLibrary) -> None:
    words = first_words(samples_library, QUESTIONS[:1])
    assert len(words.milliseconds) == 1
    assert list(online_report((), words))[-1].startswith("首字（不含模型本身）p50 ")
