"""Who holds a post: only a name that stands beside the post in the text, else that it is not said."""

import re

from agent.composing.markup import REFUSAL, place_of, quoted
from agent.question import Question
from agent.support import Support
from policy.sentences import split_sentences

_POST = re.compile(r"(书记|主任|局长|区长|市长|县长|负责人|联系人|主编)")


def compose_person(question: Question, support: Support | None, *, searched: str) -> str:
    """The sentence that names the person, or a refusal."""
    match = _POST.search(question.text)
    post = match.group() if match else ""
    beside = re.compile(rf"{post}[\u4e00-\u9fff]{{2,3}}同志|{post}[:：]\s*[\u4e00-\u9fff]{{2,3}}(?![\u4e00-\u9fff])")
    for each in support.clauses if support and post else ():
        clause = each.found.clause
        for start, end in split_sentences(clause.text, offset=clause.start):
            if beside.search(clause.text[start - clause.start : end - clause.start]):
                return f"{place_of(each.found.card)}：{quoted(each.found, start, end)}。"
    return f"{REFUSAL}所问人员的姓名（{searched}）。"
