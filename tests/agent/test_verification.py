"""Claims of a sentence looked up in what is cited for it."""

from collections.abc import Callable

import pytest

from agent.citations import resolve
from agent.claims import Claim, claims_of, searchable
from agent.verification import Evidence, check_answer
from policy.documents import Clause
from vectorstore.library import PolicyLibrary

Judge = Callable[..., list[str]]


@pytest.fixture(scope="module")
def clause(samples_library: PolicyLibrary) -> Clause:
    documents = [samples_library.document(summary.doc_id) for summary in samples_library.documents()]
    clauses = (clause for document in documents for clause in document.clauses)
    return next(clause for clause in clauses if "3000亿元" in clause.text)


@pytest.fixture
def judge(samples_library: PolicyLibrary, clause: Clause) -> Judge:
    """Verdicts of a text in which {c} marks the clause about 3000亿元."""

    def verdicts(
        text: str, *, counts: tuple[int, ...] = (), question: str = "", units: tuple[str, ...] = ()
    ) -> list[str]:
        marked = text.replace("{c}", f"[[{clause.clause_id}]]")
        resolved = resolve(marked, shown={clause.clause_id}, library=samples_library)
        evidence = Evidence(counts=frozenset(counts), question=question, units=units)
        checks = check_answer(resolved.text, resolved.citations, evidence=evidence, library=samples_library)
        return [check.verdict for check in checks]

    return verdicts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("规模力争2025年达到3000亿元{c}。", "verified"),
        ("规模力争2025年达到**3000亿元**{c}。", "verified"),
        ("规模力争２０２５年达到3,000亿元{c}。", "verified"),
        ("规模力争2025年达到5000亿元{c}。", "unsupported"),
        ("规模力争2025年达到300亿元{c}。", "unsupported"),
        ("规模力争2025年达到30000亿元{c}。", "unsupported"),
        ("规模力争2025年达到3000万元{c}。", "unsupported"),
        ("规模力争2025年达到五千亿元{c}。", "unsupported"),
        ("规模力争二〇二五年达到三千亿元{c}。", "verified"),
        ("规模力争2026年达到3000亿元{c}。", "unsupported"),
        ("规模力争2025年达到3000亿元。", "unsupported"),
        ("由区国资委负责{c}。", "unsupported"),
        ("由区科委负责{c}。", "verified"),
        ("原文写明“在月球建设科技园”{c}。", "unsupported"),
        ("按津政发〔2099〕99号办理{c}。", "unsupported"),
        ("要大力推进改革{c}。", "no_claim"),
        ("要大力推进改革。", "no_claim"),
    ],
)
def test_each_sentence_is_judged_by_its_citations(judge: Judge, text: str, verdict: str) -> None:
    assert judge(text, units=("区国资委", "区科委")) == [verdict]


def test_citation_of_one_sentence_does_not_support_another_line(judge: Judge) -> None:
    assert judge("规模3000亿元{c}。\n另有3000亿元。")[-1] == "unsupported"


def test_one_false_figure_among_true_ones_is_named(samples_library: PolicyLibrary, clause: Clause) -> None:
    text = f"2025年达到3000亿元、新增777家[[{clause.clause_id}]]。"
    resolved = resolve(text, shown={clause.clause_id}, library=samples_library)
    evidence = Evidence(counts=frozenset(), question="", units=())
    (check,) = check_answer(resolved.text, resolved.citations, evidence=evidence, library=samples_library)
    assert check.missing == ("777",)


@pytest.mark.parametrize(("counts", "verdict"), [((9,), "no_claim"), ((8,), "unsupported"), ((), "unsupported")])
def test_count_stands_only_where_a_tool_made_it(judge: Judge, counts: tuple[int, ...], verdict: str) -> None:
    assert judge("共 9 项，都已列出。", counts=counts) == [verdict]


def test_denial_may_repeat_the_questions_figure_but_no_other(judge: Judge) -> None:
    assert "unsupported" not in judge("原文不是“90%”。", question="是不是90%？")
    assert "unsupported" in judge("原文不是“91%”。", question="是不是90%？")
    assert "unsupported" in judge("原文就是“90%”。", question="是不是90%？")


def test_what_is_said_to_stand_nowhere_is_no_claim(judge: Judge) -> None:
    assert judge("资料中未见“三讲四有5条”的相关表述。") == ["no_claim"]
    assert judge("资料中未见“三讲”的相关表述，但另有9876亿元。") == ["unsupported"]


def test_line_that_leads_a_list_rests_on_the_list(judge: Judge) -> None:
    assert judge("2025年的目标：\n1. 达到3000亿元{c}。") == ["verified", "verified"]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("1. 力争达到3000亿元", ["3000亿元"]),
        ("达到1,234.5万元", ["1,234.5万元"]),
        ("津政发〔2017〕18号", ["津政发〔2017〕18号"]),
        ("成文日期：2017-12-31", ["2017", "12", "31"]),
        ("所谓“放管服”改革", ["放管服"]),
        ("大力推进改革", []),
    ],
)
def test_claims_of_a_sentence(sentence: str, printed: list[str]) -> None:
    assert [claim.printed for claim in claims_of(sentence)] == printed


def test_units_are_claims_where_the_tools_named_them() -> None:
    assert [claim.kind for claim in claims_of("由区科委负责", units=("区科委", "区国资委"))] == ["unit"]


@pytest.mark.parametrize(
    ("text", "number", "stands"),
    [
        ("引进300家", "30", False),
        ("引进30家", "30", True),
        ("约30.5%", "30", False),
        ("约0.30", "30", False),
        ("三十家企业", "30", True),
        ("3,000亿元", "3000", True),
        ("29\t32.编制空间规划", "32", True),
        ("29\t32.编制空间规划", "29", True),
        ("发布时间：2019-05-2416:15:28", "16", True),
        ("发布时间：2019-05-2416:15:28", "24", True),
    ],
)
def test_number_stands_by_itself(text: str, number: str, stands: bool) -> None:
    claim = Claim(kind="number", printed=number, folded=number)
    assert claim.stands_in([searchable(text)]) is stands


# Each passed for words without a figure once: a model that lies may write its figures as it likes.
@pytest.mark.parametrize(
    "lie",
    ["投资壹佰叁拾亿元", "投资叁佰亿元", "投资两亿元", "培训三百余人次", "建成九十公里", "到二○二九年底",
     "到二O二九年底", "三十天内办结", "有效期三年", "补贴三千元", "廿五家企业", "卅个项目", "建成Ⅻ家", "增长⑫%",
     "增长𝟙𝟗%", "9\u200b9个", "增长5%", "三分之二以上企业", "翻两番", "过半数企业", "增长九成"],
)  # fmt: skip
def test_a_lie_is_a_claim_in_whatever_numerals_it_is_written(lie: str) -> None:
    text = searchable("到二〇二七年底，投资壹佰贰拾亿元，培训一百人，增长1\u200b5%，有效期五年，二十所学校，每季度报送")
    claims = claims_of(lie)
    assert claims
    assert not all(claim.stands_in([text]) for claim in claims)


@pytest.mark.parametrize(
    "truth",
    ["到2027年底，投资120亿元", "到二○二七年底，投资一百二十亿元", "培训100人", "增长15%", "有效期5年",
     "有效期五年", "20所学校", "队伍年轻化，统一年度考核，进一步统一元数据"],
)  # fmt: skip
def test_the_truth_stands_in_whatever_numerals_it_is_written(truth: str) -> None:
    text = searchable("到二〇二七年底，投资壹佰贰拾亿元，培训一百人，增长1\u200b5%，有效期五年，二十所学校，每季度报送")
    assert all(claim.stands_in([text]) for claim in claims_of(truth))
