"""What each command of `python -m evals` does: it prints to stdout or writes to --out, and returns the exit code."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evals.answering import Reply, answer_all, read_replies, to_line
from evals.gold import Question, read_questions
from evals.groundedness import Bookshelf, ungrounded
from evals.ledger import ledger_of
from evals.reports import misses, report
from evals.scoring import score_replies
from evals.shelf import document_paths, fresh_library, parse_all
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
