"""What was verified of an answer, as a line that opens to its list of sentences."""

from markupsafe import Markup

from agent.answers import CitedAnswer, SentenceCheck
from ui.rendering import join

VERDICT_NAMES = {"verified": "已核验", "no_claim": "无数字主张", "unsupported": "未找到依据"}


def verification_html(answer: CitedAnswer) -> Markup:
    """The verdict on the whole answer; opened, on each of its sentences."""
    if not answer.checks:
        return Markup('<span class="quiet">{}</span>').format("没有可核验的引文" if not answer.citations else "")
    return Markup('<details class="checks {}"><summary>{}</summary><ol>{}</ol></details>').format(
        "sound" if answer.verified else "unsound", _verdict(answer), join(_check(check) for check in answer.checks)
    )


def _verdict(answer: CitedAnswer) -> str:
    unsupported = sum(check.verdict == "unsupported" for check in answer.checks)
    if unsupported:
        return f"！ {unsupported} 句未找到依据，请核对原文"
    claims = sum(len(check.claims) for check in answer.checks)
    figures = f"、{claims} 项数字与名称" if claims else ""
    return f"✓ {len(answer.citations)} 处引文{figures}已逐一核验" if answer.citations else "✓ 未作出需要依据的陈述"


def _check(check: SentenceCheck) -> Markup:
    looked = "、".join(check.claims)
    missing = f"；未找到：{'、'.join(check.missing)}" if check.missing else ""
    detail = Markup('<span class="quiet">{}{}</span>').format(f"核对：{looked}" if looked else "", missing)
    return Markup('<li class="{}"><b>{}</b>{}{}</li>').format(
        check.verdict, VERDICT_NAMES[check.verdict], check.sentence, detail if looked or missing else ""
    )
