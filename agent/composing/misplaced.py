"""What a question says of a place or of a person's post, where the clauses say it of another."""

import re
from collections.abc import Iterator, Sequence

from agent.composing.markup import flat
from agent.question import Question
from agent.support import Support
from agent.wordings import POST
from policy.documents import Clause
from policy.folding import fold
from policy.regions import RegionMention, find_regions, short_name
from policy.sentences import split_phrases
from policy.word_shares import word_share
from tools.evidence import SourceRef
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_BEHIND = re.compile(r"[省市区县]?(?:的|是|也|将|会|在|要)*(?:要|会)?(?:建设?|打造)?(?P<matter>[\u4e00-\u9fff]{4,})")
_NAMED_BEFORE = re.compile(POST.pattern)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,3}")
_FEWEST = 4
_JOINT = re.compile(r"[、,，;；。]|和|与|以及")
_HELD = re.compile(
    rf"(?P<post>{POST.pattern})(?P<name>[\u4e00-\u9fff]{{2,3}}?)"
    r"(?=同志|先生|在|是|任|说|讲|提|谈|表示|要|[,，。?？]|$)"
)


def misplaced(question: Question, clauses: Sequence[Clause], library: PolicyLibrary) -> list[str]:
    """A line for each place and post that is mistaken, with what the text says; [] when all stand."""
    lines = [line for mention in _matters(question) for line in _elsewhere(mention, question.text, clauses)]
    posts = [*_other_posts(question.text, clauses, library), *_other_holders(question.text, clauses, library)]
    return lines[:1] + posts[:1]


def without_mistaken_places(question: Question, support: Support) -> Support:
    """The support of the question without the places that it takes for others: what is asked is then found."""
    clauses = [each.found.clause for each in support.near_best]
    wrong = {short_name(m.region.name) for m in _matters(question) if any(_elsewhere(m, question.text, clauses))}
    kept = tuple(term for term in support.need.terms if term.text not in wrong)
    return support.model_copy(update={"need": Need(terms=kept)}) if wrong and kept else support


def _matters(question: Question) -> list[RegionMention]:
    """The places that are no scope of the question."""
    scopes = {short_name(name) for name in question.regions}
    return [mention for mention in find_regions(question.text) if short_name(mention.region.name) not in scopes]


def _elsewhere(mention: RegionMention, text: str, clauses: Sequence[Clause]) -> Iterator[str]:
    """The phrase that says of another place what the question says of this one, unless one says it of this one."""
    match = _BEHIND.match(text, mention.end)
    asked, found = short_name(mention.region.name), []
    for clause in clauses if match else ():
        for start, end in split_phrases(clause.text):
            before = _before(clause.text[start:end], match["matter"] if match else "")
            found += [(clause, start, end, {short_name(each.region.name) for each in find_regions(before)})]
    told = [each for each in found if each[3]]
    if told and not any(asked in places for *_, places in told):
        clause, start, end, _ = told[0]
        ref = SourceRef(clause_id=clause.clause_id, start=clause.start + start, end=clause.start + end)
        yield f"与原文不符，并非{asked}：{flat(clause.text[start:end]).rstrip('，,。；;')}{ref.mark}。"


def _before(phrase: str, matter: str) -> str:
    """What stands before the matter in its own joint of the phrase; '' where the phrase does not name it."""
    lengths = range(len(matter), _FEWEST - 1, -1)
    at = next((at for length in lengths if (at := phrase.find(matter[:length])) >= 0), -1)
    return _JOINT.split(phrase[:at])[-1] if at >= 0 else ""


def _other_holders(text: str, clauses: Sequence[Clause], library: PolicyLibrary) -> Iterator[str]:
    """The phrase that names the holder of a post, where the question gives it to another whom the document names."""
    for match in _NAMED_BEFORE.finditer(text):
        names = (text[at : match.start()] for at in (match.start() - 3, match.start() - 2) if at >= 0)
        for document in (library.document(each) for each in dict.fromkeys(clause.doc_id for clause in clauses)):
            name = next((each for each in names if _is_name(each) and each in document.text), "")
            holder = re.search(rf"{match.group()}(?P<name>[\u4e00-\u9fff]{{2,3}})(?:同志|先生)", document.text)
            clause = document.clause_at(holder.start()) if holder and name and holder["name"] != name else None
            if holder and clause and not re.search(rf"(?:{POST.pattern}){name}", document.text):
                said = _phrase_at(clause, holder.start())
                yield f"与原文不符，{match.group()}不是{name}，是{holder['name']}：{said}。"


def _is_name(word: str) -> bool:
    """Whether two or three letters may be a person's name: no word of policy language is."""
    return bool(_HAN.fullmatch(word)) and not word_share(word) and not POST.search(word)


def _phrase_at(clause: Clause, at: int) -> str:
    """The phrase of a clause around an offset of its document, with its mark."""
    start, end = next((a, b) for a, b in split_phrases(clause.text, offset=clause.start) if a <= at < b)
    said = flat(clause.text[start - clause.start : end - clause.start]).rstrip("，,。；;")
    return f"{said}{SourceRef(clause_id=clause.clause_id, start=start, end=end).mark}"


def _other_posts(text: str, clauses: Sequence[Clause], library: PolicyLibrary) -> Iterator[str]:
    """The sentence that names the person with another post than the question does."""
    for match in _HELD.finditer(text):
        for doc_id in dict.fromkeys(clause.doc_id for clause in clauses):
            document = library.document(doc_id)
            beside = re.compile(rf"(?P<post>{POST.pattern}){match['name']}")
            printed = beside.search(document.text)
            clause = document.clause_at(printed.start()) if printed else None
            if printed and clause and fold(printed["post"]) != fold(match["post"]):
                said = _phrase_at(clause, printed.start())
                yield f"与原文不符，{match['name']}不是{match['post']}：{said}。"
