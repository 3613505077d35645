"""A scripted twin of the desk over two real libraries without vectors; what was asked is kept for the tests to read."""

import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from agent.answers import Citation, CitedAnswer, SentenceCheck
from agent.events import Answered, Event, TextDelta, ToolCalled, ToolReturned, Turn, Understood
from agent.models import Model
from agent.polished import Polished
from agent.seats import Seats
from policy.documents import PolicyDocument
from policy.errors import EmptyDocumentError, ModelError, QuestionError
from policy.parsing import Told, unheard
from tests.ui.paper import Line, make_document, opinion, plan
from tools.drafts import Draft
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

QUESTION = "甲区科委要参与哪些任务？列个表"
SLOW_QUESTION = "请慢慢回答"
BAD_QUESTION = "太长的问题"


class FakeAdded(NamedTuple):
    """What became of a file."""

    title: str
    task_count: int = 1
    was_new: bool = True
    warnings: tuple[str, ...] = ()


class FakeDesk:
    """Answers one question by script, stalls on another until it is stopped, fails on a third, refuses the rest."""

    def __init__(self, folder: Path) -> None:
        self.own = PolicyLibrary(folder / "own", embedder=None)
        self.demo = PolicyLibrary(folder / "demo", embedder=None)
        self.kept = Kept(folder)
        self.seats = Seats()
        self.is_demo = False
        self.scopes: list[tuple[str, ...]] = []
        self.asked: list[tuple[str, tuple[Turn, ...]]] = []
        self.removed: dict[str, PolicyDocument] = {}
        self.go_on = threading.Event()
        self.polishes = False
        for document in (plan(), opinion()):
            self.own.add(document)
        self.demo.add(opinion())

    @property
    def library(self) -> PolicyLibrary:
        return self.demo if self.is_demo else self.own

    def show_demo(self, on: bool, /) -> None:
        self.is_demo = on

    def mode_of(self, session: str, /) -> str:
        model = self.model_of(session)
        return f"在线模式：{model.name}" if model else "离线模式"

    def model_of(self, session: str, /) -> Model | None:
        return self.seats.of(session, otherwise=None)

    def polish(self, draft: Draft, *, session: str = "") -> Iterator[Polished]:
        """The first point in other words, the second kept, and then nothing until it is stopped."""
        if self.model_of(session) is None and not self.polishes:
            raise ModelError("现在是离线模式，没有模型可以润色。")
        first, second, *_ = (piece for piece in draft.standing if piece.kind == "third" and piece.refs)
        yield Polished(total=3)
        better = first.polished(("1.换一种说法。",), told="模型润色，已核验")
        yield Polished(total=3, done=1, piece=better)
        refused = second.model_copy(update={"wording": "模型的改写没有通过核验，保留原文字"})
        yield Polished(total=3, done=2, kept=1, piece=refused)
        self.go_on.wait(timeout=30)

    def within(self, scope: Sequence[str], /) -> PolicyLibrary:
        return self.library.within(scope) if scope else self.library

    def ask(
        self, question: str, history: Sequence[Turn], *, session: str = "", scope: Sequence[str] = ()
    ) -> Iterator[Event]:
        self.scopes.append(tuple(scope))
        self.asked.append((question, tuple(history)))
        match question:
            case "甲区科委要参与哪些任务？列个表":
                return answering()
            case "请慢慢回答":
                return self._stalling()
            case "太长的问题":
                raise QuestionError("问题太长了，请缩短到两千字以内再问。")
            case _:
                return refusing()

    def _stalling(self) -> Iterator[Event]:
        yield Understood(summary="识别：区县＝甲区")
        yield TextDelta(text="写到一半")
        self.go_on.wait(timeout=30)
        yield from answering()

    def add_file(self, path: Path, *, name: str | None = None, told: Told = unheard) -> FakeAdded:
        told("reading")
        named = name or path.name
        text = path.read_text(encoding="utf-8").strip()
        if not text:
            raise EmptyDocumentError(f"“{named}”里没有可读的文字，未加入资料库；请确认文件内容后再试。")
        title = named.rpartition(".")[0]
        line = Line(1, "一、", "新增任务", f"。{text}（责任单位：区科委）", ("区科委",))
        document = make_document(
            (line,), doc_id=f"c{len(self.own.documents()):09d}", title=title, number=None, place="丙区",
            status="unknown", when=date(2024, 5, 1),
        )  # fmt: skip
        return FakeAdded(title=title, was_new=self.own.add(document))

    def remove(self, doc_id: str) -> None:
        self.removed[doc_id] = self.own.remove(doc_id)

    def restore(self, doc_id: str) -> None:
        self.own.add(self.removed.pop(doc_id))

    def close(self) -> None:
        self.go_on.set()
        self.kept.close()
        self.own.close()
        self.demo.close()


def cite(ordinal: int, clause_id: str, quote: str) -> Citation:
    """A citation of the plan, its span found by the quote."""
    document = plan()
    clause = document.clause_by_id[clause_id]
    start = clause.start + clause.text.index(quote)
    return Citation(
        ordinal=ordinal, clause_id=clause_id, doc_id=document.doc_id, source_name=document.source_name,
        title=document.header.title, document_number="甲政发〔2017〕32号", status="in_force", locator=clause.locator,
        quote=quote, start=start, end=start + len(quote),
        reference=f"《{document.header.title}》（甲政发〔2017〕32号，2017年12月31日）{clause.locator}",
    )  # fmt: skip


def answer() -> CitedAnswer:
    """A set with its completeness line, a table and three citations."""
    text = (
        "甲区方案中，**区科委**列为责任单位的任务**共 3 项，已列 3 项**，其中 1 项写明牵头单位。\n\n"
        "| 序号 | 任务 | 共同责任单位 | 量化指标 | 出处 |\n|---|---|---|---|---|\n"
        "| 1 | 完善创新驱动发展体制机制 | 区人才办、区工信委等 | 众创空间 **30** 个 | [1] |\n"
        "| 2 | 推进科技金融体制改革创新 | 区发改委、区金融办 | 基金群 **3000** 亿元（2025 年） | [2] |\n"
        "| 3 | 构建开放型经济新体制 | 区合作交流办、区商务局 | 总部企业 **10** 家以上 | [3] |\n"
    )
    citations = (
        cite(1, "aaaaaaaaaa-5", "建成30个低成本、便利化、全要素、开放式众创空间"),
        cite(2, "aaaaaaaaaa-4", "到2025年基金群规模达到3000亿元"),
        cite(3, "aaaaaaaaaa-6", "2025年底前引进总部企业10家以上"),
    )
    checks = (
        SentenceCheck(sentence="众创空间30个。", verdict="verified", claims=("30个",)),
        SentenceCheck(sentence="基金群3000亿元（2025年）。", verdict="verified", claims=("3000亿元", "2025年")),
        SentenceCheck(sentence="甲区方案中，区科委列为责任单位的任务如下。", verdict="no_claim"),
    )
    return CitedAnswer(text=text, citations=citations, checks=checks)


def answering() -> Iterator[Event]:
    """A whole run, step by step."""
    yield Understood(summary="识别：区县＝甲区；单位＝区科委（别名：科委）")
    yield ToolCalled(call_id="1", name="filter_tasks", title="任务筛选", arguments="区县＝甲区，单位＝区科委")
    yield ToolReturned(call_id="1", name="filter_tasks", summary="共 3 项", elapsed_ms=12)
    yield ToolCalled(call_id="2", name="build_table", title="制表", arguments="任务、共同责任单位、量化指标")
    yield ToolReturned(call_id="2", name="build_table", summary="3 行 × 5 列", elapsed_ms=3)
    yield TextDelta(text="甲区方案中，**区科委**列为责任单位的任务")
    yield TextDelta(text="**共 3 项**[[aaaaaaaaaa-5]]。")
    yield Answered(
        answer=answer(), elapsed_ms=18, tools=("filter_tasks", "build_table"),
        suggestions=("其中哪些没有时限？", "和乙市科技部门的任务比一比", "据此列跟进计划"),
    )  # fmt: skip


def refusing() -> Iterator[Event]:
    """A run that finds nothing."""
    yield Understood(summary="未识别到区县、单位或主题")
    yield ToolCalled(call_id="1", name="search_clauses", title="条款检索", arguments="")
    yield ToolReturned(call_id="1", name="search_clauses", summary="命中 0 条（全部 2 份文件）", elapsed_ms=5)
    yield Answered(
        answer=CitedAnswer(text="资料库的 2 份文件中没有找到依据，无法回答。", citations=(), refused=True), elapsed_ms=9
    )
