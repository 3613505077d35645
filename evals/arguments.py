"""What the arguments of `python -m evals` stand for: documents, questions, answers, vectors, and where lines go."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evals.answering import Reply, answer_all, read_replies
from evals.gold import Question, read_questions
from evals.shelf import document_paths, fresh_library, parse_all
from evals.vector_cache import CachedEmbedder
from policy.documents import PolicyDocument
from vectorstore.embedders import Embedder, local_embedder


def documents_of(arguments: argparse.Namespace) -> tuple[PolicyDocument, ...]:
    """The files of --documents, as read; those of --only where it is given."""
    return parse_all(document_paths(arguments.documents, only=arguments.only))


def questions_of(arguments: argparse.Namespace) -> tuple[Question, ...]:
    """The questions of --questions, or the half of them that --half names."""
    return read_questions(arguments.questions, half=getattr(arguments, "half", None))


def replies_of(arguments: argparse.Namespace, documents: Sequence[PolicyDocument]) -> Iterator[Reply]:
    """The answers of --answers; without them, every question is asked of a library made for it."""
    if given := getattr(arguments, "answers", None):
        yield from read_replies(given)
        return
    with embedder_of(arguments) as embedder, fresh_library(documents, embedder=embedder) as library:
        yield from answer_all(library, questions_of(arguments))


@contextmanager
def embedder_of(arguments: argparse.Namespace) -> Iterator[Embedder | None]:
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


def write(out: Path | None, lines: Iterable[str]) -> None:
    """The lines to the file, or to stdout where none is named."""
    text = "".join(f"{line}\n" for line in lines)
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
