"""The commands that measure time and memory: of a large library, a large table, a passage's vector."""

import argparse
from itertools import islice

from evals.answering import answer_all
from evals.arguments import documents_of, embedder_of, questions_of, write
from evals.bench import measure
from evals.bench_report import curve, table
from evals.exporting import export_costs
from evals.many import change_report, changes, time_line
from evals.passage_speed import passage_speeds, passages_of, speed_table
from evals.perturbing import perturbed
from evals.shelf import add_all, document_paths, fresh_library, parse_all


def exporting(arguments: argparse.Namespace) -> int:
    """Print what a large table costs in each format."""
    lines = (
        f"{cost.suffix}\t{cost.seconds:.1f} 秒\t{cost.megabytes} MB\t文件 {cost.kilobytes} KB"
        for cost in export_costs(arguments.rows)
    )
    write(arguments.out, lines)
    return 0


def many(arguments: argparse.Namespace) -> int:
    """Print what a large library costs, and which answers it changes."""
    documents, questions = documents_of(arguments), questions_of(arguments)
    pool = parse_all(document_paths(arguments.pool)) if arguments.pool else documents
    with embedder_of(arguments) as embedder:
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
    write(arguments.out, lines)
    return 0


def bench(arguments: argparse.Namespace) -> int:
    """Print what a library costs at each size; --svg draws it."""
    costs = tuple(measure(arguments.documents, arguments.sizes, keywords=arguments.keywords, keep=arguments.keep))
    write(arguments.out, table(costs))
    if arguments.svg:
        arguments.svg.write_text(curve(costs), encoding="utf-8")
    return 0


def passages(arguments: argparse.Namespace) -> int:
    """Print what embedding a passage costs by threads and batch."""
    texts = passages_of(documents_of(arguments), most=arguments.most)
    speeds = tuple(passage_speeds(texts, threads=arguments.threads, together=arguments.together))
    write(arguments.out, speed_table(speeds, passages=len(texts)))
    return 0
