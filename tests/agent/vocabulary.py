"""Questions as people might ask them, built at random from what a library speaks of."""

import random
from collections.abc import Iterator, Sequence

import rjieba

from policy.themes import THEMES
from vectorstore.library import PolicyLibrary

PATTERNS = (
    "{place}{heading}要做什么？", "{unit}要参与哪些任务？", "{unit}牵头哪些任务？列成表格", "{place}{unit}负责什么？",
    "{place}和{place}在{word}方面有什么不同？", "对比{place}、{place}和{place}的{heading}", "{place}{locator}讲什么？",
    "{locator}归谁？", "{word}{word}目标是多少？", "{place}的{word}什么时候完成？", "{place}有哪些量化指标？列表",
    "{place}哪些任务有时限？", "{place}哪些任务没有写时限？",
    "参照{place}的文件，替{place}起草一份{word}实施方案的提纲",
    "给{place}写{heading}工作方案的提纲", "{title}的文号和成文日期是什么？", "{place}的文件什么时候发布的？主送哪里？",
    "哪些文件提到{word}？", "有哪些文件？", "{place}{word}是不是{figure}？", "{figure}是谁的？",
    "{unit}和{unit}共同负责哪些？", "{unit}单独负责哪些任务", "{place}{theme}任务有哪些？",
    "{place}写明责任单位的任务有几项，没写的有几项？", "{unit}需要配合什么？",
    "{word}", "{heading}", "{place}", "{unit}",
    "{locator}", "{place}{word}有哪几个方面", "{place}第{number}到{number}项任务，做成表：序号、任务、责任单位、{word}",
    "{place}{number}年底前要完成的任务", "{place}“{word}”提到了吗", "{place}{heading}有哪些百分比指标",
    "{place}{word}谁负责，什么时候，多少？", "把{place}的任务列成表格，列：{word}、时限、指标、出处",
    "{place}依据了哪些文件？联系电话和邮箱地址是什么", "{unit}在不在{heading}里面？",
)  # fmt: skip
FOLLOW_UPS = (
    "那{place}呢？", "那{unit}呢？", "这条归谁？", "上一条呢？", "下一条呢？", "其中有时限的呢？",
    "其中有量化指标的有哪些？",
    "换成{place}", "它什么时候完成？", "列成表格", "{unit}在其中吗？", "为什么？", "还有呢",
)  # fmt: skip
_OTHER_PLACES = ("浦东", "朝阳区", "西城区", "津南区", "沈阳市和平区", "武清开发区", "滨海", "铁岭")
_OTHER_LOCATORS = ("第二部分第七项", "第3条", "附件第5项", "二（七）", "问2", "附件", "第一百条", "十、（九）")
_NUMBERS = ("1", "3", "5", "10", "2019", "2020", "2025")


class Vocabulary:
    """The words of a library by their kind, and questions made of them; the same seed makes the same questions."""

    def __init__(self, library: PolicyLibrary, *, seed: int) -> None:
        self._random = random.Random(seed)
        documents = [library.document(summary.doc_id) for summary in library.documents()]
        clauses = [clause for document in documents for clause in document.clauses]
        tasks = [task for document in documents for task in document.tasks]
        words = library.vocabulary()
        self._words: dict[str, Sequence[str]] = {
            "place": [*(region.name for region in words.regions), *_OTHER_PLACES],
            "unit": [printed for unit in words.units for printed in unit.printed],
            "heading": [clause.heading for clause in clauses if 2 < len(clause.heading) < 20],
            "locator": [*(clause.locator for clause in clauses), *_OTHER_LOCATORS],
            "word": sorted({word for clause in clauses for word in rjieba.cut(clause.text, False) if len(word) > 1}),
            "figure": [indicator.raw for task in tasks for indicator in task.indicators],
            "title": [*(f"《{title}》" for title in words.titles), "《不存在的文件》"],
            "theme": THEMES,
            "number": _NUMBERS,
        }  # fmt: skip

    def conversations(self, count: int) -> Iterator[tuple[str, ...]]:
        """A question, and in every third conversation one or two follow-ups."""
        for index in range(count):
            follow_ups = self._random.choices(FOLLOW_UPS, k=0 if index % 3 else self._random.randint(1, 2))
            yield tuple(self.filled(pattern) for pattern in (self._random.choice(PATTERNS), *follow_ups))

    def filled(self, pattern: str) -> str:
        """The pattern with a word of its kind in each gap."""
        for kind, choices in self._words.items():
            gap = f"{{{kind}}}"
            while gap in pattern:
                pattern = pattern.replace(gap, self._random.choice(choices), 1)
        return pattern
