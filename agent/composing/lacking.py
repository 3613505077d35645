"""What the sentences that were found lack of what is asked: the sum, the time, the figure for each of a kind.

A sentence about the matter is shown all the same, said to be no answer. Not covered: a figure of the right form that
is said of another thing in the same phrase.
"""

import re
from collections.abc import Sequence

from agent.composing.choices import Choice
from agent.composing.enumerations import COMPANIES, COMPANY
from agent.expected import SUM_ASKED, figure_expected
from agent.question import Question
from agent.wordings import ENUMERATION
from policy.folding import fold
from policy.sentences import split_phrases
from policy.synonyms import synonyms
from tools.needs import content_words
from tools.relevance import Need
from vectorstore.library import PolicyLibrary

_ASKS_AMOUNT = re.compile(r"多少|(?<![哪第那这])几(?!乎)|多大|百分之几")
# A code or account is asked for by its digits: 代码是哪几位数.
_CODE_ASKED = re.compile(r"(?:代码|编码|号码|账号|帐号|编号)(?:是|为|写)?(?:的是)?(?:哪|几|多少|什么)")
_CODE = re.compile(r"\d{4,}")
# What a figure is asked for each of: no total answers that.
_EACH_OF = re.compile(r"平均每[\u4e00-\u9fff]|[人户亩校]均|分(?:季度|月|年度)|每个?季度(?:的|分别|各)|逐[年月季]")
_TIME_ASKED = re.compile(
    r"什么时候|何时|几时|啥时候|哪一?[年天月日]|几月|几号|什么(?:时间|日期)|(?:截止|完成|施行|实施|开始|结束)(?:时间|日期)"
)
_TIME = re.compile(
    r"\d+[年月日号天]|[一二三四五六七八九十]+(?:年|个月|个工作日|[天日])|[年月季]底|年内|季度|[每次上下][年月周天日季]"
    r"|长期|工作日|定期|即日|之日|时间|节点|期间|日前|同时|当年"
)
# Which company does a thing, where the text names the thing and not the doing.
_DOER = re.compile(
    r"哪(?:个|家)(?:公司|企业|单位|集团|机构|设计院)(?:来|负责|在|给)?(?P<act>[\u4e00-\u9fff]{2})(?:的|$|[?？,，])"
)
_YEAR = re.compile(r"(?<!\d)20\d{2}(?=年)")
_NOUN = 3.0
_NEARLY, _TOUCHED = 0.9, 0.3
_FEWEST_NAMES, _FEWEST_COMPANIES, _FEWEST_NAMED = 4, 3, 2


def other_year(question: Question, chosen: Sequence[Choice]) -> str:
    """The one year that is asked about, where what was found is of a document of another: 2018年 of a plan for 2019.

    '' where the words found, their headings or the title print it, or where a report may look back on it.
    """
    years = list(dict.fromkeys(_YEAR.findall(question.text)))
    if len(years) != 1 or not chosen or not {"how_much", "when"} & set(question.asked):
        return ""
    return years[0] if all(_of_another_year(choice, years[0]) for choice in chosen) else ""


def _of_another_year(choice: Choice, year: str) -> bool:
    card, printed = choice.found.card, f"{choice.found.clause.text}{''.join(choice.found.heading_path)}"
    if card.year is None or year in printed or year in card.title:
        return False
    looks_back = card.genre == "report" and int(year) < card.year
    return card.year != int(year) and not looks_back


def unspoken(question: Question, need: Need, chosen: Sequence[Choice], library: PolicyLibrary) -> tuple[str, ...]:
    """The nouns of a yes-or-no question that no document found holds in any form: 要撤主任吗 where none is named."""
    if "yes_no" not in question.asked or not chosen:
        return ()
    texts = [fold(library.document(doc_id).text) for doc_id in {choice.found.card.doc_id for choice in chosen}]
    untold = (term for term in need.terms if term.weight >= _NOUN and not any(term.worth(text) for text in texts))
    return tuple(term.text for term in untold)


def lacking(question: Question, chosen: Sequence[Choice], need: Need) -> str:
    """What is asked for and stands in no sentence: 所问的具体数字, 所问的时间; '' where nothing is lacking."""
    if _lacks_amount(question, chosen, need):
        return "所问的具体数字"
    told = "".join(choice.text for choice in chosen)
    if _CODE_ASKED.search(question.text) and not _CODE.search(told):
        return "所问的号码"
    if (per := _EACH_OF.search(question.text)) and per.group()[:2] not in told:
        return f"“{per.group()}”的数字"
    several = len([part for part in question.parts if part.asked]) > 1
    if (doer := _DOER.search(question.text)) and _untold(doer["act"], told):
        return "所问的单位"
    timeless = _TIME_ASKED.search(question.text) and not several and not _TIME.search(told)
    return "所问的时间" if timeless else ""


def _untold(act: str, told: str) -> bool:
    """Whether a verb stands in no word of the text, nor another for it."""
    return act in content_words(act) and not any(word in told for word in (act, *synonyms(act)))


def unlisted(question: Question, chosen: Sequence[Choice]) -> bool:
    """Whether a list of names is asked for and the text has none, or only counts them."""
    companies = COMPANIES.search(question.text)
    if not (companies or ENUMERATION.search(question.text)):
        return False
    fewest = _FEWEST_COMPANIES if companies else _FEWEST_NAMES
    wanted = max((int(m.group()) for figure in question.figures if (m := re.match(r"\d+", figure))), default=fewest)
    named = {name for choice in chosen for name in COMPANY.findall(choice.text)} if companies else ()
    return len(named) < _FEWEST_NAMED and not any(choice.text.count("、") + 1 >= wanted for choice in chosen)


def _lacks_amount(question: Question, chosen: Sequence[Choice], need: Need) -> bool:
    """Whether an amount is asked for and no sentence has one, those aside that the question brings itself."""
    amount = figure_expected(question.text)
    sums = bool(SUM_ASKED.search(question.text))
    return bool(_ASKS_AMOUNT.search(question.text)) and not any(
        amount.search(_without_figures(_near_matter(choice, need) if sums else choice.text, question))
        for choice in chosen
    )


def _near_matter(choice: Choice, need: Need) -> str:
    """The phrases of a choice that speak of the matter, each with its neighbours: a sum further off is another's."""
    phrases = [choice.text[start:end] for start, end in split_phrases(choice.text)]
    met = [need.coverage(phrase) for phrase in phrases]
    best = max(met, default=0.0)
    near = {i + step for i, worth in enumerate(met) if worth >= _NEARLY * best for step in (-1, 0, 1)}
    return "".join(phrase for i, phrase in enumerate(phrases) if i in near or met[i] >= _TOUCHED)


def _without_figures(text: str, question: Question) -> str:
    for figure in question.figures:
        text = text.replace(figure, "")
    return text
