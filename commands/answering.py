"""Asking and searching from the command line."""

import argparse
from typing import TYPE_CHECKING

from commands.papers import hand_over
from commands.terminal import OUT, print_json, say_library, waiting

if TYPE_CHECKING:
    from agent.answers import CitedAnswer
    from agent.desk import Desk


def ask(desk: "Desk", given: argparse.Namespace) -> int:
    """Answer one question with its numbered citations."""
    question = " ".join(given.question)
    answer = _answer(desk, question, given)
    if given.json:
        print_json(answer)
    else:
        hand_over(desk, given, question, answer, typed=answer)
    return 0


def search(desk: "Desk", given: argparse.Namespace) -> int:
    """The best clauses, best first, each with where it stands."""
    from tools.search import search_clauses

    query = " ".join(given.query)
    with waiting("正在检索"):
        found = search_clauses(
            desk.library, query=query, regions=given.district, documents=given.document, limit=given.limit
        )
    if given.json:
        print_json(found)
        return 0
    say_library(desk)
    for ordinal, hit in enumerate(found.hits, start=1):
        text = " ".join(hit.clause.text.split())
        OUT.print(f"{ordinal}. 《{hit.card.title}》{hit.clause.locator}〔{hit.clause.clause_id}〕{text}")
    OUT.print(f"{found.summary()}。")
    return 0


def _answer(desk: "Desk", question: str, given: argparse.Namespace) -> "CitedAnswer":
    from agent.events import Answered
    from tools.scope import chosen_ids

    scope = chosen_ids(desk.library, documents=given.document, regions=given.district)
    with waiting("正在查找和作答"):
        (answer,) = [event.answer for event in desk.ask(question, scope=scope) if isinstance(event, Answered)]
    return answer
