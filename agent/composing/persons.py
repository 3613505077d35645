"""Who holds a post: only a name that stands beside the post in the text, else that it is not said."""

import re
from collections.abc import Iterator, Sequence

from agent.composing.markup import REFUSAL, place_of, quoted
from agent.question import Question
from agent.support import Support
from policy.sentences import split_sentences
from tools.evidence import FoundClause
from tools.reading import ClauseView

_POST = re.compile(
    r"(第一副|常务副|副)?(书记|主任|局长|区长|市长|县长|院长|会长|组长|召集人|秘书长|负责人|联系人|主编|成员)"
)
_WHO_IS = re.compile(
    r"(?:请问)?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:同志)?是(?:谁|什么人|干(?:什么|啥)的|哪位|什么(?:职务|身份))"
)
_GAP = r"[\s\u3000]*"
_MOST_NAMES = 6
_NAME_LINE = re.compile(
    r"\n[\s\u3000]*[\u4e00-\u9fff](?:[\s\u3000]*[\u4e00-\u9fff]){1,2}[\s\u3000]{1,4}[^\n：:]{3,30}(?=\n|$)"
)


def compose_person(
    question: Question, support: Support | None, views: Sequence[ClauseView] = (), *, searched: str
) -> str:
    """The line that names the person, with the lines of names below it; or a refusal."""
    match, named = _POST.search(question.text), _WHO_IS.match(question.text)
    beside = _held_by(named["name"]) if named else _beside(match.group()) if match else None
    for found in _clauses(support, views) if beside else ():
        clause = found.clause
        for start, end in split_sentences(clause.text, offset=clause.start):
            if beside and beside.search(clause.text[start - clause.start : end - clause.start]):
                return f"{place_of(found.card)}：{quoted(found, start, _names_end(found, end))}。"
    return f"{REFUSAL}所问人员的姓名（{searched}）。"


def _clauses(support: Support | None, views: Sequence[ClauseView]) -> Iterator[FoundClause]:
    yield from (found for view in views for found in view.clauses)
    yield from (each.found for each in (support.clauses if support else ()))


def _held_by(name: str) -> re.Pattern[str]:
    """A name with a post before or behind it: 和平区委书记陈绍旺同志."""
    return re.compile(rf"{_POST.pattern}{_GAP}{name}|{name}[\u4e00-\u9fff、，,]{{0,12}}{_POST.pattern}")


def _beside(post: str) -> re.Pattern[str]:
    """The post with a name: 主任张三同志, 主　任：张　三; 副主任 is no 主任."""
    spaced = _GAP.join(post)
    name = rf"[\u4e00-\u9fff](?:{_GAP}[\u4e00-\u9fff]){{1,2}}(?![\u4e00-\u9fff])"
    return re.compile(rf"(?<!副)(?:{spaced}[\u4e00-\u9fff]{{2,3}}同志|{spaced}{_GAP}[:：]\s*{name})")


def _names_end(found: FoundClause, end: int) -> int:
    """The end of the lines of names that follow without a post of their own."""
    rest = found.clause.text[end - found.clause.start :]
    for _ in range(_MOST_NAMES):
        line = _NAME_LINE.match(rest)
        if not line:
            break
        end, rest = end + line.end(), rest[line.end() :]
    return end
