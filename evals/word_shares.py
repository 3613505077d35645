"""The table behind `policy.word_shares`: in which share of clauses each word of a folder of documents stands.

    python -m evals.word_shares FOLDER > policy/data/word_shares.txt

A clause counts once, however many documents repeat it; headings above it count with it, as in the keyword index.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.shelf import document_paths, parse_all
from policy.documents import PolicyDocument
from vectorstore.words import words

_LEAST, _LEAST_DOCUMENTS = 0.001, 3
_HEAD = "# 词语在公开政策文件条款中的占比（万分之几），由 python -m evals.word_shares 统计；不足千分之一的不列"


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a folder of documents")
    documents = parse_all(document_paths(parser.parse_args(argv).folder))
    sys.stdout.writelines(f"{line}\n" for line in table_lines(documents))


def table_lines(documents: Iterable[PolicyDocument]) -> Iterator[str]:
    """The lines of the table, the commonest words first; words of one or two documents are names of theirs."""
    held = [_clauses(document) for document in documents]
    clauses = {text: found for each in held for text, found in each.items()}
    counts = Counter(word for found in clauses.values() for word in found)
    holders = Counter(word for each in held for word in frozenset().union(*each.values()))
    by_share = defaultdict[int, list[str]](list)
    for word, count in sorted(counts.items()):
        if count >= _LEAST * len(clauses) and holders[word] >= _LEAST_DOCUMENTS and _tells(word):
            by_share[_rounded(10_000 * count / len(clauses))].append(word)
    yield _HEAD
    yield from (f"{share} {' '.join(by_share[share])}" for share in sorted(by_share, reverse=True))


def _clauses(document: PolicyDocument) -> dict[str, frozenset[str]]:
    """The words of each clause, by its text."""
    return {
        clause.text: frozenset(words(" ".join((*document.heading_path(clause), clause.text))))
        for clause in document.clauses
    }


def _tells(word: str) -> bool:
    return len(word) > 1 and not any(map(str.isdigit, word))


def _rounded(share: float) -> int:
    """Two digits will do: a word's weight is the logarithm of its share."""
    return int(float(f"{share:.2g}"))


if __name__ == "__main__":
    main()
