"""Outlines: grounded point by point, nothing of another place taken over."""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

import pytest

from policy.errors import ToolError
from policy.folding import fold
from tools.drafting import draft_outline
from tools.evidence import SourceRef
from tools.outlines import BLANK, TO_DO, Outline, OutlineSection
from vectorstore.library import PolicyLibrary

PLACES = ("东丽区", "和平区", "滨海新区", "铁岭市", "武清经济技术开发区")
_NAMED = re.compile(r"[“《]([^”》]{2,60})[”》]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:%|[亿万]?元|[个家项名亩次])?")


def headings(sections: tuple[OutlineSection, ...]) -> list[str]:
    return [
        heading
        for section in sections
        for heading in (f"{section.number}{section.heading}", *headings(section.sections))
    ]


def own_words(outline: Outline) -> str:
    """Title, headings and the text of the points: what would go into the target's plan."""
    return "\n".join([outline.title, *headings(outline.sections), *(bullet.text for bullet in outline.bullets())])


def lines(outline: Outline) -> Iterator[tuple[str, Sequence[SourceRef]]]:
    """Every line of the outline with the sources that stand behind it."""
    yield outline.title, ()
    for value in (*outline.basis, *outline.notes):
        yield value.text, value.refs
    for section in outline.all_sections():
        yield section.heading, section.refs
        for bullet in section.bullets:
            yield f"{bullet.text} {bullet.units} {bullet.note}", bullet.refs


def behind(refs: Sequence[SourceRef], library: PolicyLibrary) -> str:
    """What the sources of a line hold: their clauses, the headings above, the titles and years of their documents."""
    held = ""
    for ref in refs:
        clause = library.clause(ref.clause_id)
        document = library.document(clause.doc_id)
        held += "".join((clause.text, clause.locator, document.header.title, *document.heading_path(clause)))
        held += str(document.header.year or "")
    return fold(held)


def loose(outline: Outline, library: PolicyLibrary, units: Sequence[str]) -> list[str]:
    """Every figure, quoted name and unit that does not stand in what its own line cites."""
    found = []
    for text, refs in lines(outline):
        said = [*_FIGURE.findall(text), *_NAMED.findall(text), *(unit for unit in units if unit in text)]
        held = behind(refs, library) if said else ""
        found += [f"{each}：{text}" for each in said if fold(each) not in held]
    return found


@pytest.fixture(scope="module")
def units(samples_library: PolicyLibrary) -> tuple[str, ...]:
    """Every unit that a ledger prints, but those whose names are ordinary words of a title."""
    printed = {name for unit in samples_library.vocabulary().units for name in unit.printed}
    return tuple(name for name in printed if not any(name in place for place in PLACES))


@pytest.fixture(scope="module")
def in_shape(two_plans: PolicyLibrary) -> Outline:
    return draft_outline(two_plans, topic="招商引资", target="河西区", reference_regions=["南开区"])


def test_shape_is_the_models(in_shape: Outline) -> None:
    numbers = [re.match(r"[一二三、（）]+", heading) for heading in headings(in_shape.sections)]
    assert [match.group() for match in numbers if match] == ["一、", "（一）", "（二）", "（三）", "二、", "（一）"]


def test_title_names_the_target_and_the_topic(in_shape: Outline) -> None:
    assert "河西区" in in_shape.title
    assert "招商引资" in in_shape.title
    assert in_shape.title.endswith("（提纲）")


@pytest.mark.parametrize(
    ("topic", "kind", "title"),
    [
        ("优化营商环境", "实施方案", "河西区关于优化营商环境的实施方案（提纲）"),
        ("楼宇经济", "实施意见", "河西区关于推进楼宇经济的实施意见（提纲）"),
        ("", "工作要点", "河西区工作要点（提纲）"),
        ("招商引资", "调研提纲", "河西区招商引资调研提纲"),
        ("禁止燃放烟花爆竹", "规定", "河西区禁止燃放烟花爆竹规定（提纲）"),
    ],
)
def test_titles_are_worded_as_their_kind_is(two_plans: PolicyLibrary, topic: str, kind: str, title: str) -> None:
    assert draft_outline(two_plans, topic=topic, target="河西区", kind=kind).title == title


@pytest.mark.parametrize("foreign", ["20个", "50%", "2024年", "一网通办", "南开智谷", "津政发"])
def test_names_and_figures_of_the_model_are_not_taken_over(in_shape: Outline, foreign: str) -> None:
    assert foreign not in own_words(in_shape)


def test_heading_is_met_by_theme_where_no_word_is_shared(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="", target="南开区", reference_regions=["河西区"])
    assert any(bullet.bullet_class == "own" for bullet in outline.bullets())
    assert not any("没有相应内容" in bullet.text for bullet in outline.bullets())


@pytest.mark.parametrize(("target", "model"), list(permutations(PLACES, 2)))
def test_nothing_in_an_outline_stands_outside_its_sources(
    samples_library: PolicyLibrary, units: tuple[str, ...], target: str, model: str
) -> None:
    outline = draft_outline(samples_library, topic="推进高质量发展", target=target, reference_regions=[model])
    assert loose(outline, samples_library, units) == []


@pytest.mark.parametrize("kind", ["实施方案", "汇报提纲", "调研提纲", "采访提纲", "对比研究报告"])
@pytest.mark.parametrize("topic", ["招商引资", "人才引进", "绿色低碳", "海洋牧场", ""])
def test_every_kind_stands_on_its_sources(
    samples_library: PolicyLibrary, units: tuple[str, ...], kind: str, topic: str
) -> None:
    outline = draft_outline(samples_library, topic=topic, target="滨海新区、铁岭市", kind=kind)
    assert loose(outline, samples_library, units) == []


@pytest.mark.parametrize(("target", "model"), list(permutations(PLACES, 2)))
def test_every_figure_of_an_outline_is_the_targets_own(samples_library: PolicyLibrary, target: str, model: str) -> None:
    outline = draft_outline(samples_library, topic="推进开发区高质量发展", target=target, reference_regions=[model])
    own = next(
        samples_library.document(summary.doc_id).text
        for summary in samples_library.documents()
        if summary.header.region and summary.header.region.name == target
    )
    own = "".join(own.split())
    for bullet in outline.bullets():
        for figure in re.findall(r"\d+(?:\.\d+)?(?:%|亿元|万元|[个家项])", bullet.text):
            assert figure in own, bullet.text


def test_own_points_rest_on_own_clauses(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="河西区")
    own = [bullet for bullet in outline.bullets() if bullet.bullet_class == "own"]
    assert own
    for bullet in own:
        assert bullet.refs
        for ref in bullet.refs:
            region = two_plans.document(ref.clause_id.rsplit("-", 1)[0]).header.region
            assert region is not None
            assert region.name == "河西区"


def test_only_suggestions_are_without_a_source_and_they_are_left_open(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="红桥区")
    bare = [bullet for bullet in outline.bullets() if not bullet.refs]
    assert bare
    assert all(bullet.bullet_class == "suggestion" and TO_DO in bullet.text for bullet in bare)
    assert not any(bullet.bullet_class == "own" for bullet in outline.bullets())
    assert any("红桥区" in note.text for note in outline.notes)


def test_example_of_another_place_is_named_and_cited(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="红桥区", reference_regions=["南开区"])
    elsewhere = [bullet for bullet in outline.bullets() if bullet.bullet_class == "elsewhere"]
    assert elsewhere
    assert all("示例见南开区" in bullet.note and bullet.refs for bullet in elsewhere)
    assert len({bullet.text for bullet in elsewhere}) == len(elsewhere)


def test_basis_is_what_the_targets_documents_cite(two_plans: PolicyLibrary) -> None:
    (basis,) = draft_outline(two_plans, topic="招商引资", target="南开区").basis
    assert basis.text == "《天津市招商引资若干措施》（津政发〔2023〕9号，上级文件）"
    assert basis.refs


def test_superior_papers_that_the_model_cites_are_the_targets_basis_too(in_shape: Outline) -> None:
    assert [value.text for value in in_shape.basis] == ["《天津市招商引资若干措施》（津政发〔2023〕9号，上级文件）"]


def test_model_that_is_not_there_is_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError):
        draft_outline(two_plans, topic="招商引资", target="河西区", reference_regions=["浦东新区"])


def test_outline_for_nobody_is_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError):
        draft_outline(two_plans, topic="招商引资", target="")


def test_every_source_lies_within_its_clause(samples_library: PolicyLibrary) -> None:
    outline = draft_outline(
        samples_library, topic="招商引资", target="武清经济技术开发区", reference_regions=["铁岭市"]
    )
    for ref in outline.evidence():
        clause = samples_library.clause(ref.clause_id)
        assert clause.start <= ref.start < ref.end <= clause.end


def test_blanks_are_said_of_the_model_in_a_note(in_shape: Outline) -> None:
    assert any(BLANK in note.text and note.refs for note in in_shape.notes)
