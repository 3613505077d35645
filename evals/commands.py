"""The commands of `python -m evals` that measure how good answers, sets and drafts are; `evals.costs` has the others.

Each prints to stdout or writes to --out, and returns the exit code.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from evals.answering import answer_all, to_line
from evals.arguments import documents_of, embedder_of, questions_of, replies_of, write
from evals.drafts import Loose, every_draft, loose_facts
from evals.gaps import gap_report, gaps
from evals.gold import Question
from evals.groundedness import Bookshelf, ungrounded
from evals.ledger import ledger_of
from evals.online import falls_below, first_words, online_report, online_scores
from evals.plain_rag import PlainRag
from evals.publishing import Figures, Published, code_hash, figures_of, publish
from evals.reports import misses, report
from evals.retrieval import retrieval_quality, retrieval_table
from evals.retrieval_sets import retrieval_sets
from evals.scoring import Score, score_replies
from evals.shelf import document_paths, fresh_library, parse_all
from evals.side_by_side import comparison
from evals.unit_sets import set_report, unit_sets
from policy.documents import PolicyDocument


def answers(arguments: argparse.Namespace) -> int:
    """Ask every question and write a line for each."""
    write(arguments.out, (to_line(reply) for reply in replies_of(arguments, documents_of(arguments))))
    return 0


def ledger(arguments: argparse.Namespace) -> int:
    """Write what was extracted."""
    write(arguments.out, [ledger_of(documents_of(arguments)).model_dump_json(indent=1)])
    return 0


def score(arguments: argparse.Namespace) -> int:
    """Print how good the answers are."""
    documents = documents_of(arguments)
    texts = {document.source_name: document.text for document in documents}
    scores = score_replies(questions_of(arguments), replies_of(arguments, documents), texts)
    write(arguments.out, [*(misses(scores) if arguments.misses else ()), *report(scores)])
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Print every statement that the cited clauses do not hold; 1 when there is any."""
    documents = documents_of(arguments)
    replies = {reply.id: reply for reply in replies_of(arguments, documents)}
    shelf = Bookshelf(documents)
    asked = [question for question in questions_of(arguments) if question.id in replies]
    found = [(question, one) for question in asked for one in ungrounded(question, replies[question.id], shelf)]
    shown = [f"{q.id}\t{one.kind}\t{one.printed}\t{one.sentence.strip()[:80]}" for q, one in found if q.half == "tune"]
    write(arguments.out, [*shown, f"{len(asked)} 个答案，{len(found)} 处在所引条款中找不到"])
    return 1 if found else 0


def side_by_side(arguments: argparse.Namespace) -> int:
    """Print the product beside plain retrieval."""
    measured = _side_by_side(arguments, documents_of(arguments))
    if measured is None:
        return 2
    write(arguments.out, _table(*measured))
    return 0


def published(arguments: argparse.Namespace) -> int:
    """Measure the published table anew, print it, and write it into the record and both READMEs."""
    if not (arguments.documents.is_dir() and arguments.questions.is_file()):
        print("没有评测用的文件或题目，无法重测；请用 --documents 和 --questions 指定。", file=sys.stderr)
        return 2
    documents = documents_of(arguments)
    measured = _side_by_side(arguments, documents)
    if measured is None:
        return 2
    ours, plain = measured
    record = Published(
        measured=datetime.now(UTC).date(), code=code_hash(),
        ours=figures_of(ours), plain=figures_of(plain), probe=probe(documents, questions_of(arguments)),
    )  # fmt: skip
    publish(record)
    write(arguments.out, _table(ours, plain))
    return 0


def probe(documents: Sequence[PolicyDocument], questions: Sequence[Question]) -> Figures:
    """Our own figures by keyword alone: what a change of the code is held against, in seconds."""
    texts = {document.source_name: document.text for document in documents}
    with fresh_library(documents, embedder=None) as library:
        return figures_of(score_replies(questions, tuple(answer_all(library, questions)), texts))


def _side_by_side(
    arguments: argparse.Namespace, documents: Sequence[PolicyDocument]
) -> tuple[Sequence[Score], Sequence[Score]] | None:
    """Ours and plain retrieval on the same documents and vectors; None, said why, without a model for vectors."""
    questions = questions_of(arguments)
    texts = {document.source_name: document.text for document in documents}
    with embedder_of(arguments) as embedder:
        if embedder is None:
            print("对照要用本地向量模型，本机没有装上，或给了 --keywords。", file=sys.stderr)
            return None
        with fresh_library(documents, embedder=embedder) as library:
            ours = score_replies(questions, tuple(answer_all(library, questions)), texts)
        plain = score_replies(questions, tuple(PlainRag(documents, embedder=embedder).answer_all(questions)), texts)
    return ours, plain


def _table(ours: Sequence[Score], plain: Sequence[Score]) -> Iterator[str]:
    return comparison({"策问（离线）": ours, "普通 RAG（前 8 块原样列出）": plain})


def online(arguments: argparse.Namespace) -> int:
    """Print what people get of scripted models, good and bad; 1 when any falls below offline."""
    documents, questions = documents_of(arguments), questions_of(arguments)
    texts = {document.source_name: document.text for document in documents}
    with embedder_of(arguments) as embedder, fresh_library(documents, embedder=embedder) as library:
        runs = tuple(online_scores(library, questions, texts))
        words = first_words(library, questions)
    write(arguments.out, online_report(runs, words))
    return int(bool(falls_below(runs)))


def filters(arguments: argparse.Namespace) -> int:
    """Print how complete the tasks of each unit are; 1 when a set differs."""
    documents = documents_of(arguments)
    with fresh_library(documents, embedder=None) as library:
        sets = tuple(unit_sets(library, documents, gold=arguments.gold))
    write(arguments.out, set_report(sets))
    return int(any(one.expected != one.found for one in sets))


def drafts(arguments: argparse.Namespace) -> int:
    """Print what the lines of drafts say beyond their sources; 1 when there is anything."""
    documents = documents_of(arguments)
    shelf, count = Bookshelf(documents), 0
    loose: list[Loose] = []
    with fresh_library(documents, embedder=None) as library:
        for draft in every_draft(library, topics=arguments.topics):
            count += 1
            loose += loose_facts(library, draft, shelf)
    shown = [f"{one.title}\t{one.kind}\t{one.printed}\t{one.line}" for one in loose]
    write(arguments.out, [*shown, f"{count} 份稿子，{len(loose)} 处在所引条款中找不到"])
    return int(bool(loose))


def follow_ups(arguments: argparse.Namespace) -> int:
    """Print where follow-up plans differ from the labels; 1 when they do."""
    documents = documents_of(arguments)
    with fresh_library(documents, embedder=None) as library:
        found = tuple(gaps(library, documents, arguments.gold))
    write(arguments.out, gap_report(found))
    return int(any(gap.expected != gap.found for gap in found))


def retrieval(arguments: argparse.Namespace) -> int:
    """Print how well clauses are found, by each leg, by plain fusion and by ours."""
    documents = parse_all([path for folder in arguments.documents for path in document_paths(folder)])
    sets = retrieval_sets(documents, arguments.questions, most=arguments.most)
    with embedder_of(arguments) as embedder:
        results = retrieval_quality(sets, embedder=embedder)
    write(arguments.out, retrieval_table(results, {one.name: one.queries for one in sets}))
    return 0
