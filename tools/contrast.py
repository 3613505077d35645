"""What districts say alike and what only one of them says, within the sentences that stand in their comparison."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from policy.folding import fold, simplified_aligned
from policy.values import Frozen
from tools.evidence import SourceRef, TableValue
from tools.findings import Findings
from tools.phrases import shared_phrases
from vectorstore.library import PolicyLibrary

_QUOTED = re.compile(r"[“《][^“”《》\n]{2,20}[”》]")
_MOST_NAMES, _MOST_PHRASES = 4, 6


class SharedWording(Frozen):
    """Phrases that stand in the quoted sentences of all these districts, and of no others; a source in each."""

    regions: tuple[str, ...]
    phrases: tuple[TableValue, ...]


def shared_wording(all_findings: Sequence[Findings]) -> tuple[SharedWording, ...]:
    """Phrases by the districts that share them, most districts first."""
    found = {phrase: None for pair in combinations(all_findings, 2) for phrase in _shared(*pair)}
    groups: defaultdict[tuple[str, ...], list[TableValue]] = defaultdict(list)
    for phrase in found:
        places = {findings.region: ref for findings in all_findings if (ref := _where(findings, phrase))}
        if len(places) > 1:
            groups[tuple(places)].append(TableValue(text=phrase, refs=tuple(places.values())))
    ordered = sorted(groups.items(), key=lambda group: -len(group[0]))
    return tuple(SharedWording(regions=regions, phrases=tuple(said[:_MOST_PHRASES])) for regions, said in ordered)


def _shared(one: Findings, other: Findings) -> list[str]:
    """Names in quotation marks first, then other wording that is no part of them."""
    theirs = "\n".join(_texts(other))
    names = [name[1:-1] for text in _texts(one) for name in _QUOTED.findall(text) if name[1:-1] in theirs]
    names += [name[1:-1] for name in _QUOTED.findall(theirs) if any(name[1:-1] in text for text in _texts(one))]
    phrases = shared_phrases(_texts(one), _texts(other))
    return [*names, *(phrase for phrase in phrases if not any(phrase in name for name in names))]


def _texts(findings: Findings) -> tuple[str, ...]:
    return tuple(simplified_aligned(excerpt.text) for excerpt in findings.excerpts)


def own_names(library: PolicyLibrary, all_findings: Sequence[Findings]) -> tuple[TableValue, ...]:
    """Names in quotation marks that stand in no document the others are quoted from, a line a district."""
    if sum(bool(findings.excerpts) for findings in all_findings) < 2:
        return ()
    lines = []
    for findings in all_findings:
        others = [_documents(library, each) for each in all_findings if each is not findings]
        names = dict.fromkeys(name for name in _names(findings) if not any(fold(name[1:-1]) in text for text in others))
        if names:
            lines.append(_own(findings, tuple(names)[:_MOST_NAMES]))
    return tuple(lines)


def _own(findings: Findings, names: Sequence[str]) -> TableValue:
    refs = dict.fromkeys(ref for name in names if (ref := _where(findings, simplified_aligned(name))))
    return TableValue(text=f"{findings.region}：{'、'.join(names)}", refs=tuple(refs))


def _names(findings: Findings) -> Iterator[str]:
    return (name for excerpt in findings.excerpts for name in _QUOTED.findall(excerpt.text))


def _documents(library: PolicyLibrary, findings: Findings) -> str:
    doc_ids = dict.fromkeys(found.card.doc_id for found in findings.clauses)
    return "".join(fold(clause.text) for doc_id in doc_ids for clause in library.document(doc_id).clauses)


def _where(findings: Findings, phrase: str) -> SourceRef | None:
    return next((e.ref for e in findings.excerpts if phrase in simplified_aligned(e.text)), None)
