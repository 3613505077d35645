"""Addresses of clauses inside a sentence: 「第二部分第七项讲什么」, 「二（七）归谁」, 「附件第5项」."""

import re

from policy.addresses import ANNEX_NAME, parse_locator

_N = r"(?:[零〇一二三四五六七八九十百]{1,5}|\d{1,3})"
_NAMED = rf"第(?:{_N}|[(（]{_N}[)）])(?:部分|大项|大条|大点|方面|小项|小点|[条章节项点款行问])"
_HAN = "[一二三四五六七八九十]{1,3}"
_PRINTED = rf"(?:{_HAN}、?)?[(（]{_HAN}[)）](?:\d{{1,2}}[.、]?)?"
_STEP = rf"(?:{_NAMED}|{_PRINTED})"
_RUN = re.compile(
    rf"(?:(?:附件|附表|{ANNEX_NAME})(?:里|中|的)*)?(?:问{_N})?{_STEP}(?:(?:的|里的?|中的?|之|,|，|、)?{_STEP})*(?:的?[上下前后]面?[一1](?:条|项|款|点|行|个?部分))?"
    rf"|问(?:\d{{1,2}}|[一二三四五六七八九十])(?![下声句问道答])|附件\d{{1,2}}[.、]"
)


def find_locators(text: str) -> tuple[str, ...]:
    """The addresses that the text names, as written, in order.

    >>> find_locators("东丽方案第二部分第七项讲什么?二(七)归谁?"), find_locators("十项改革任务")
    (('第二部分第七项', '二(七)'), ())
    """
    return tuple(match.group() for match in _RUN.finditer(text) if parse_locator(match.group()) is not None)
