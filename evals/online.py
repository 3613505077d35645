"""Online mode by scripted models over real HTTP on loopback: an ideal one, liars, a silent one, beside offline.

What is measured: accuracy and citations of what a person gets, how many answers are the model's own, and the time to
the first word that is ours: the scripted model answers at once. Not measured: how good any real model is.
"""

from collections.abc import Iterator, Mapping, Sequence
from time import perf_counter

from agent.agent import PolicyAgent
from agent.events import TextDelta
from agent.models import Model, ModelSettings, connect
from evals.answering import answer_all
from evals.gold import Question
from evals.liars import LIARS, silent
from evals.reports import ratio
from evals.scoring import Score, percentile, score_replies, summarise
from evals.scripted_model import Script, ideal, serving
from policy.values import Frozen
from vectorstore.library import PolicyLibrary

_CONTEXT = 32_768
_COLUMNS = ("模型", "正确率", "引文有效", "模型自己的答案", "改用离线的答案")
MODELS: Mapping[str, Script] = {
    "理想": ideal(),
    **{f"说谎：{name}": lie for name, lie in LIARS.items()},
    "静默": silent,
}


class FirstWords(Frozen):
    """Milliseconds from a question to the first word of its answer, one for each question that the model answered."""

    milliseconds: tuple[float, ...]

    def line(self) -> str:
        """The figures in a line."""
        if not self.milliseconds:
            return "没有一题由模型作答"
        half, most = (percentile(self.milliseconds, share) for share in (0.5, 0.95))
        return f"首字（不含模型本身）p50 {half:.0f} 毫秒，p95 {most:.0f} 毫秒，{len(self.milliseconds)} 题"


def scripted(url: str) -> Model:
    """The model behind a scripted server."""
    return connect(ModelSettings(model="scripted", api_key="scripted", base_url=url, context=_CONTEXT, timeout=30))


def online_scores(
    library: PolicyLibrary, questions: Sequence[Question], texts: Mapping[str, str]
) -> Iterator[tuple[str, tuple[Score, ...]]]:
    """The scores of offline mode and of each scripted model, by name."""
    yield "离线", score_replies(questions, tuple(answer_all(library, questions)), texts)
    for name, script in MODELS.items():
        with serving(script) as server:
            replies = tuple(answer_all(library, questions, model=scripted(server.url)))
        yield name, score_replies(questions, replies, texts)


def first_words(library: PolicyLibrary, questions: Sequence[Question]) -> FirstWords:
    """How long each question waits for us; the first question is asked twice and counts once, when all is loaded."""
    with serving(ideal()) as server:
        agent = PolicyAgent(library, model=scripted(server.url))
        waits = [_wait(agent, question) for question in (*questions[:1], *questions)]
    return FirstWords(milliseconds=tuple(wait for wait in waits[1:] if wait is not None))


def _wait(agent: PolicyAgent, question: Question) -> float | None:
    started = perf_counter()
    first = None
    for event in agent.ask(question.question, question.history):
        if first is None and isinstance(event, TextDelta):
            first = (perf_counter() - started) * 1000
    return first


def online_report(runs: Sequence[tuple[str, tuple[Score, ...]]], words: FirstWords) -> Iterator[str]:
    """A table of the runs, and the time to the first word."""
    yield _row(_COLUMNS)
    yield _row(["---"] * len(_COLUMNS))
    for name, scores in runs:
        summary = summarise(scores)
        own = sum(score.reply.mode == "online" for score in scores)
        right = f"{summary.accuracy:.3f}（{summary.right}/{summary.count}）"
        yield _row([name, right, ratio(summary.citation_valid), str(own), str(len(scores) - own)])
    yield ""
    yield words.line()


def falls_below(runs: Sequence[tuple[str, tuple[Score, ...]]]) -> tuple[str, ...]:
    """The models with which a person gets fewer right answers than offline, or a citation that does not stand."""
    floor = summarise(runs[0][1]).right
    return tuple(
        name
        for name, scores in runs
        if summarise(scores).right < floor or summarise(scores).citation_valid not in (None, 1.0)
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
