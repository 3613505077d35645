"""Sets of queries with the clauses (or the document) that answer them, made from whatever documents are given.

Made by rule from the documents themselves: headings, targets, titles, distorted sentences; and from questions that
people wrote about them (`evals/questions`). Chance is seeded: the same documents give the same sets.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import rjieba
from opencc import OpenCC

from evals.gold import Question, read_questions
from policy.documents import Clause, PolicyDocument
from policy.sentences import split_sentences
from policy.values import Frozen

_HAN = re.compile(r"[\u3400-\u9fff]")
_TO_TRADITIONAL = OpenCC("s2t")
_TARGET_FORMS = (
    "{place}{year}{name}目标", "{place}{name}{year}预期目标是多少", "{year}{place}{name}要达到多少", "{place} {name}",
    "{place}今年{name}定的什么目标",
)  # fmt: skip
_TARGETS_A_DOCUMENT, _SENTENCES_A_DOCUMENT = 14, 4
_MOST_GOLD = 8
# Said otherwise, by our own pairs: not the lexicon that search itself expands by.
_OTHERWISE = dict(
    pair.split("/")
    for pair in (
        "推进/推动 加快/加速 提升/提高 完善/健全 企业/公司 群众/老百姓 支持/扶持 加强/强化 促进/带动 "
        "实施/开展 建立/设立 鼓励/引导 落实/执行 优化/改善 打造/建成 增长/上升 减少/降低 确保/保证 "
        "引进/招引 全面/全方位 积极/主动 单位/机构 资金/经费 监管/监督 创新/革新 服务/帮助 申请/申报 "
        "提供/给予 规定/要求 制定/出台 人员/职工 处罚/罚款 检查/巡查 公开/公布 居民/市民 学校/校园 "
        "道路/马路 农村/乡村 城市/城镇 平台/载体 产业/行业"
    ).split()
)


class Query(Frozen):
    """gold: ids of the clauses, or of the one document, any of which is right."""

    text: str
    gold: frozenset[str]


class RetrievalSet(Frozen):
    """Queries of one kind over documents; of_documents: what is looked for is a document, not a clause."""

    name: str
    documents: tuple[PolicyDocument, ...]
    queries: tuple[Query, ...]
    of_documents: bool = False


def retrieval_sets(documents: Sequence[PolicyDocument], questions: Sequence[Path], *, most: int) -> list[RetrievalSet]:
    """Every set that these documents give queries for, each of at most `most` queries."""
    chance = random.Random(8)
    kept = without_doubles(documents)
    whole: dict[str, list[Query]] = {
        "问题→条款": list(asked(kept, (one for path in questions for one in read_questions(path, half="tune")))),
        "地方目标→条款": list(targets(kept, chance)),
        "标题转述→文件": list(titles(kept, chance)),
    }
    for name, distort in DISTORTIONS.items():
        whole[f"{name}→条款"] = list(distorted(kept, chance, distort))
    bare, headings = without_headings(kept)
    sets = [("小标题→条款", bare, headings), *((name, kept, queries) for name, queries in whole.items())]
    return [
        RetrievalSet(name=name, documents=over, queries=_some(queries, most, chance), of_documents="文件" in name)
        for name, over, queries in sets
        if queries
    ]


def without_doubles(documents: Iterable[PolicyDocument]) -> tuple[PolicyDocument, ...]:
    """Each text once: the same paper as Word and as PDF would make two right answers of one."""
    found = {"".join(_HAN.findall(document.text))[:2000]: document for document in documents}
    return tuple(found.values())


def without_headings(documents: Iterable[PolicyDocument]) -> tuple[tuple[PolicyDocument, ...], list[Query]]:
    """The documents with the headings of their clauses cut off, and those of leaves as queries for what is left."""
    bare, gold = [], dict[str, set[str]]()
    for document in documents:
        parents = {clause.parent_id for clause in document.clauses}
        cut = tuple(_cut(clause) for clause in document.clauses)
        bare.append(document.model_copy(update={"clauses": cut, "tasks": ()}))
        for clause, left in zip(document.clauses, cut, strict=True):
            if left is not clause and clause.clause_id not in parents:
                gold.setdefault(clause.heading, set()).add(clause.clause_id)
    return tuple(bare), [Query(text=heading, gold=frozenset(ids)) for heading, ids in gold.items()]


def asked(documents: Sequence[PolicyDocument], questions: Iterable[Question]) -> Iterator[Query]:
    """Questions that people wrote, with the clauses that their gold spans lie in; those in a conversation left out."""
    by_name = {document.source_name: document for document in documents}
    for question in questions:
        places = [place for span in question.gold_spans for place in span.any_of if place.source in by_name]
        gold = {
            clause.clause_id
            for place in places
            for clause in by_name[place.source].clauses
            if min(clause.end, place.end) - max(clause.start, place.start) >= min(15, (clause.end - clause.start) / 2)
        }
        if 0 < len(gold) <= _MOST_GOLD and not question.history:
            yield Query(text=question.question, gold=frozenset(gold))


def targets(documents: Iterable[PolicyDocument], chance: random.Random) -> Iterator[Query]:
    """A place and the name of a target → the clauses of that place's document that set it."""
    for document in documents:
        region = document.header.region
        if region is None or region.level == "nation":
            continue
        gold = _target_clauses(document)
        year = f"{document.header.year}年" if document.header.year else ""
        for name in chance.sample(sorted(gold), min(len(gold), _TARGETS_A_DOCUMENT)):
            form = chance.choice(_TARGET_FORMS)
            yield Query(text=form.format(place=region.name, year=year, name=name), gold=frozenset(gold[name]))


def titles(documents: Sequence[PolicyDocument], chance: random.Random) -> Iterator[Query]:
    """What a person remembers of a title → the document: its matter, then two thirds of its words, said otherwise."""
    known = [document.header.title for document in documents]
    for document in documents:
        title = document.header.title
        matter = re.sub(
            r"^.{0,45}?关于(印发|批转|转发|发布|同意|调整|修改|执行)?|的?(通知|公告|函|批复|决定)$", "", title
        )
        if known.count(title) > 1 or len(_HAN.findall(matter)) < 6:
            continue
        parts = [part for part in rjieba.cut(matter, False) if _HAN.search(part)]
        for texts in (parts, *([_OTHERWISE.get(p, p) for p in parts if chance.random() < 0.7] for _ in range(2))):
            if len("".join(texts)) >= 4:
                yield Query(text="".join(texts), gold=frozenset((document.doc_id,)))


def distorted(
    documents: Iterable[PolicyDocument], chance: random.Random, distort: Callable[[str, random.Random], str]
) -> Iterator[Query]:
    """A sentence as somebody remembers or mistypes it → the clauses that hold it."""
    for document in documents:
        for sentence in _some_sentences(document, chance):
            text = distort(sentence.rstrip("。；;"), chance)
            gold = frozenset(clause.clause_id for clause in document.clauses if sentence in clause.text)
            if len(_HAN.findall(text)) >= 6:
                yield Query(text=text, gold=gold)


def _traditional(sentence: str, _: random.Random) -> str:
    return str(_TO_TRADITIONAL.convert(sentence))


def _mistyped(sentence: str, chance: random.Random) -> str:
    """A tenth of the characters taken from elsewhere in the sentence, one in twenty lost."""
    han = _HAN.findall(sentence)
    drawn = [(chance.random(), chance.choice(han) if han else "", char) for char in sentence]
    return "".join(other if lot < 0.1 else char for lot, other, char in drawn if not 0.1 <= lot < 0.15)


def _otherwise(sentence: str, chance: random.Random) -> str:
    for word, other in _OTHERWISE.items():
        sentence = sentence.replace(word, other)
    parts = re.split("[，；,;]", sentence)
    return "，".join(chance.sample(parts, len(parts)))


def _fragments(sentence: str, chance: random.Random) -> str:
    kept = [word for word in rjieba.cut(sentence, False) if len(word) > 1 and _HAN.search(word)]
    return " ".join([word for word in kept if chance.random() < 0.5][:7])


DISTORTIONS: Mapping[str, Callable[[str, random.Random], str]] = {
    "繁体句": _traditional, "错漏字句": _mistyped, "换词乱序句": _otherwise, "零散词语": _fragments,
}  # fmt: skip


def _cut(clause: Clause) -> Clause:
    """The clause without its heading; the clause itself where that would leave little, or there is none."""
    at = clause.text.find(clause.heading)
    left = clause.text[at + len(clause.heading) :].lstrip("。.：:　 \n")
    short = not 4 <= len(_HAN.findall(clause.heading)) <= 40 or len(_HAN.findall(left)) < 30
    if clause.kind != "item" or at < 0 or short or clause.heading[-1] in "，,":
        return clause
    return clause.model_copy(update={"text": left, "heading": "", "number": ""})


def _target_clauses(document: PolicyDocument) -> dict[str, set[str]]:
    """The names of targets that stand in one or two clauses, with those."""
    found: dict[str, set[str]] = {}
    for indicator in (*document.indicators, *(one for task in document.tasks for one in task.indicators)):
        clause = document.clause_at(indicator.start)
        if indicator.is_target and clause and 3 <= len(_HAN.findall(indicator.name)) <= 16:
            found.setdefault(indicator.name, set()).add(clause.clause_id)
    return {name: ids for name, ids in found.items() if len(ids) <= 2}


def _some_sentences(document: PolicyDocument, chance: random.Random) -> Iterator[str]:
    long = [clause for clause in document.clauses if len(_HAN.findall(clause.text)) >= 40 and clause.kind != "cover"]
    for clause in chance.sample(long, min(len(long), _SENTENCES_A_DOCUMENT)):
        sentences = [clause.text[start:end].strip() for start, end in split_sentences(clause.text, offset=0)]
        fitting = [sentence for sentence in sentences if 14 <= len(_HAN.findall(sentence)) <= 70]
        if fitting:
            yield chance.choice(fitting)


def _some(queries: Sequence[Query], most: int, chance: random.Random) -> tuple[Query, ...]:
    return tuple(queries if len(queries) <= most else chance.sample(list(queries), most))
