"""What each command of `python -m evals` does: it prints to stdout or writes to --out, and returns the exit code."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from evals.answering import Reply, answer_all, read_replies, to_line
from evals.bench import measure
from evals.bench_report import curve, table
from evals.drafts import Loose, every_draft, loose_facts
from evals.exporting import export_costs
from evals.gaps import gap_report, gaps
from evals.gold import Question, read_questions
from evals.groundedness import Bookshelf, ungrounded
from evals.ledger import ledger_of
from evals.many import change_report, changes, time_line
from evals.online import falls_below, first_words, online_report, online_scores
from evals.passage_speed import passage_speeds, passages_of, speed_table
from evals.perturbing import perturbed
from evals.plain_rag import PlainRag
from evals.publishing import Figures, Published, code_hash, figures_of, publish
from evals.reports import misses, report
from evals.retrieval import retrieval_quality, retrieval_table
from evals.retrieval_sets import retrieval_sets
from evals.scoring import Score, score_replies
from evals.shelf import add_all, document_paths, fresh_library, parse_all
from evals.side_by_side import comparison
from evals.unit_sets import set_report, unit_sets
from evals.vector_cache import CachedEmbedder
from policy.documents import PolicyDocument
from vectorstore.embedders import Embedder, local_embedder


def answers(arguments: argparse.Namespace) -> int:
    """Ask every question and write a line for each."""
    _write(arguments.out, (to_line(reply) for reply in _replies(arguments, _documents(arguments))))
    return 0


def ledger(arguments: argparse.Namespace) -> int:
    """Write what was extracted."""
    _write(arguments.out, [ledger_of(_documents(arguments)).model_dump_json(indent=1)])
    return 0


def score(arguments: argparse.Namespace) -> int:
    """Print how good the answers are."""
    documents = _documents(arguments)
    texts = {document.source_name: document.text for document in documents}
    scores = score_replies(_questions(arguments), _replies(arguments, documents), texts)
    _write(arguments.out, [*(misses(scores) if arguments.misses else ()), *report(scores)])
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Print every statement that the cited clauses do not hold; 1 when there is any."""
    documents = _documents(arguments)
    replies = {reply.id: reply for reply in _replies(arguments, documents)}
    shelf = Bookshelf(documents)
    asked = [question for question in _questions(arguments) if question.id in replies]
    found = [(question, one) for question in asked for one in ungrounded(question, replies[question.id], shelf)]
    shown = [f"{q.id}\t{one.kind}\t{one.printed}\t{one.sentence.strip()[:80]}" for q, one in found if q.half == "tune"]
    _write(arguments.out, [*shown, f"{len(asked)} 个答案，{len(found)} 处在所引条款中找不到"])
    return 1 if found else 0


def side_by_side(arguments: argparse.Namespace) -> int:
    """Print the product beside plain retrieval."""
    measured = _side_by_side(arguments, _documents(arguments))
    if measured is None:
        return 2
    _write(arguments.out, _table(*measured))
    return 0


def published(arguments: argparse.Namespace) -> int:
    """Measure the published table anew, print it, and write it into the record and both READMEs."""
    if not (arguments.documents.is_dir() and arguments.questions.is_file()):
        print("没有评测用的文件或题目，无法重测；请用 --documents 和 --questions 指定。", file=sys.stderr)
        return 2
    documents = _documents(arguments)
    measured = _side_by_side(arguments, documents)
    if measured is None:
        return 2
    ours, plain = measured
    record = Published(
        measured=datetime.now(UTC).date(), code=code_hash(),
        ours=figures_of(ours), plain=figures_of(plain), probe=probe(documents, _questions(arguments)),
    )  # fmt: skip
    publish(record)
    _write(arguments.out, _table(ours, plain))
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
    questions = _questions(arguments)
    texts = {document.source_name: document.text for document in documents}
    with _embedder(arguments) as embedder:
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
    documents, questions = _documents(arguments), _questions(arguments)
    texts = {document.source_name: document.text for document in documents}
    with _embedder(arguments) as embedder, fresh_library(documents, embedder=embedder) as library:
        runs = tuple(online_scores(library, questions, texts))
        words = first_words(library, questions)
    _write(arguments.out, online_report(runs, words))
    return int(bool(falls_below(runs)))


def filters(arguments: argparse.Namespace) -> int:
    """Print how complete the tasks of each unit are; 1 when a set differs."""
    documents = _documents(arguments)
    with fresh_library(documents, embedder=None) as library:
        sets = tuple(unit_sets(library, documents, gold=arguments.gold))
    _write(arguments.out, set_report(sets))
    return int(any(one.expected != one.found for one in sets))


def drafts(arguments: argparse.Namespace) -> int:
    """Print what the lines of drafts say beyond their sources; 1 when there is anything."""
    documents = _documents(arguments)
    shelf, count = Bookshelf(documents), 0
    loose: list[Loose] = []
    with fresh_library(documents, embedder=None) as library:
        for draft in every_draft(library, topics=arguments.topics):
            count += 1
            loose += loose_facts(library, draft, shelf)
    shown = [f"{one.title}\t{one.kind}\t{one.printed}\t{one.line}" for one in loose]
    _write(arguments.out, [*shown, f"{count} 份稿子，{len(loose)} 处在所引条款中找不到"])
    return int(bool(loose))


def follow_ups(arguments: argparse.Namespace) -> int:
    """Print where follow-up plans differ from the labels; 1 when they do."""
    documents = _documents(arguments)
    with fresh_library(documents, embedder=None) as library:
        found = tuple(gaps(library, documents, arguments.gold))
    _write(arguments.out, gap_report(found))
    return int(any(gap.expected != gap.found for gap in found))


def exporting(arguments: argparse.Namespace) -> int:
    """Print what a large table costs in each format."""
    lines = (
        f"{cost.suffix}\t{cost.seconds:.1f} 秒\t{cost.megabytes} MB\t文件 {cost.kilobytes} KB"
        for cost in export_costs(arguments.rows)
    )
    _write(arguments.out, lines)
    return 0


def many(arguments: argparse.Namespace) -> int:
    """Print what a large library costs, and which answers it changes."""
    documents, questions = _documents(arguments), _questions(arguments)
    pool = parse_all(document_paths(arguments.pool)) if arguments.pool else documents
    with _embedder(arguments) as embedder:
        with fresh_library(documents, embedder=embedder) as library:
            small = tuple(answer_all(library, questions))
        with fresh_library(documents, embedder=embedder, folder=arguments.keep) as library:
            if len(library.documents()) < arguments.count:
                others = islice(perturbed(pool, protected=documents), arguments.count - len(documents))
                add_all(library, others)
            large = tuple(answer_all(library, questions))
            count = len(library.documents())
    found = tuple(changes(questions, small, large))
    lines = [time_line(len(documents), small), time_line(count, large), *change_report(found, questions)]
    _write(arguments.out, lines)
    return 0


def bench(arguments: argparse.Namespace) -> int:
    """Print what a library costs at each size; --svg draws it."""
    costs = tuple(measure(arguments.documents, arguments.sizes, keywords=arguments.keywords, keep=arguments.keep))
    _write(arguments.out, table(costs))
    if arguments.svg:
        arguments.svg.write_text(curve(costs), encoding="utf-8")
    return 0


def passages(arguments: argparse.Namespace) -> int:
    """Print what embedding a passage costs by threads and batch."""
    texts = passages_of(_documents(arguments), most=arguments.most)
    speeds = tuple(passage_speeds(texts, threads=arguments.threads, together=arguments.together))
    _write(arguments.out, speed_table(speeds, passages=len(texts)))
    return 0


def retrieval(arguments: argparse.Namespace) -> int:
    """Print how well clauses are found, by each leg, by plain fusion and by ours."""
    documents = parse_all([path for folder in arguments.documents for path in document_paths(folder)])
    sets = retrieval_sets(documents, arguments.questions, most=arguments.most)
    with _embedder(arguments) as embedder:
        results = retrieval_quality(sets, embedder=embedder)
    _write(arguments.out, retrieval_table(results, {one.name: one.queries for one in sets}))
    return 0


def _documents(arguments: argparse.Namespace) -> tuple[PolicyDocument, ...]:
    return parse_all(document_paths(arguments.documents, only=arguments.only))


def _questions(arguments: argparse.Namespace) -> tuple[Question, ...]:
    return read_questions(arguments.questions, half=getattr(arguments, "half", None))


def _replies(arguments: argparse.Namespace, documents: Sequence[PolicyDocument]) -> Iterator[Reply]:
    if given := getattr(arguments, "answers", None):
        yield from read_replies(given)
        return
    with _embedder(arguments) as embedder, fresh_library(documents, embedder=embedder) as library:
        yield from answer_all(library, _questions(arguments))


@contextmanager
def _embedder(arguments: argparse.Namespace) -> Iterator[Embedder | None]:
    """The local model, with its cache where one is given; None with --keywords or where it does not install."""
    local = None if arguments.keywords else local_embedder()
    if local is None or arguments.vector_cache is None:
        yield local
        return
    cached = CachedEmbedder(local, arguments.vector_cache)
    try:
        yield cached
    finally:
        cached.save()


def _write(out: Path | None, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
