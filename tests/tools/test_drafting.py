"""Outlines: grounded point by point, nothing of another place taken over."""

import re

import pytest

from policy.errors import ToolError
from tools.drafting import draft_outline
from tools.outlines import Outline, OutlineSection
from vectorstore.library import PolicyLibrary


def headings(sections: tuple[OutlineSection, ...]) -> list[str]:
    return [
        heading
        for section in sections
        for heading in (f"{section.number}{section.heading}", *headings(section.sections))
    ]


def own_words(outline: Outline) -> str:
    """Title, headings and the text of the points: what would go into the target's plan."""
    return "\n".join([outline.title, *headings(outline.sections), *(bullet.text for bullet in outline.bullets())])


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


@pytest.mark.parametrize("foreign", ["20个", "50%", "2024年", "一网通办", "南开智谷", "津政发"])
def test_names_and_figures_of_the_model_are_not_taken_over(in_shape: Outline, foreign: str) -> None:
    assert foreign not in own_words(in_shape)


@pytest.mark.parametrize(
    ("target", "model"), [("东丽区", "铁岭市"), ("武清经济技术开发区", "滨海新区"), ("铁岭市", "东丽区")]
)
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


def test_only_suggestions_are_without_a_source_and_they_hold_no_figure(two_plans: PolicyLibrary) -> None:
    outline = draft_outline(two_plans, topic="招商引资", target="红桥区")
    bare = [bullet for bullet in outline.bullets() if not bullet.refs]
    assert bare
    assert all(bullet.bullet_class == "suggestion" and not re.search(r"\d", bullet.text) for bullet in bare)
    assert not any(bullet.bullet_class == "own" for bullet in outline.bullets())
    assert any("红桥区" in note.text for note in outline.notes)


def test_basis_is_what_the_targets_documents_cite(two_plans: PolicyLibrary) -> None:
    (basis,) = draft_outline(two_plans, topic="招商引资", target="南开区").basis
    assert basis.text.startswith("《天津市招商引资若干措施》（津政发〔2023〕9号")
    assert basis.refs


def test_model_that_is_not_there_is_an_error(two_plans: PolicyLibrary) -> None:
    with pytest.raises(ToolError):
        draft_outline(two_plans, topic="招商引资", target="河西区", reference_regions=["浦东新区"])


def test_every_source_lies_within_its_clause(samples_library: PolicyLibrary) -> None:
    outline = draft_outline(
        samples_library, topic="招商引资", target="武清经济技术开发区", reference_regions=["铁岭市"]
    )
    for ref in outline.evidence():
        clause = samples_library.clause(ref.clause_id)
        assert clause.start <= ref.start < ref.end <= clause.end
