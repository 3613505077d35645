"""A document in short: why, its parts, its figures."""

from tools.gist import read_gist
from vectorstore.library import PolicyLibrary


def test_a_plan_is_told_by_its_reason_its_parts_and_its_figures(two_plans: PolicyLibrary) -> None:
    (gist,) = read_gist(two_plans, regions=["南开区"]).documents
    assert gist.why is not None and gist.why.text.startswith("根据《天津市招商引资若干措施》")
    assert [part.heading.text for part in gist.parts] == ["一、重点任务", "二、保障措施"]
    assert [point.text for point in gist.parts[0].points] == [
        "（一）加强精准招商",
        "（二）优化营商环境",
        "（三）强化统筹调度",
    ]
    assert any("20个" in figure.text for figure in gist.figures)


def test_no_figure_is_told_twice(samples_library: PolicyLibrary) -> None:
    for gist in read_gist(samples_library).documents:
        told = [figure.text for figure in gist.figures]
        assert len(told) == len(set(told))


def test_an_interview_is_told_by_its_questions(samples_library: PolicyLibrary) -> None:
    (gist,) = read_gist(samples_library, regions=["和平区"]).documents
    assert len(gist.parts) == 4
    assert all(part.point_count >= 3 for part in gist.parts)


def test_everything_told_is_verbatim(samples_library: PolicyLibrary) -> None:
    for ref in read_gist(samples_library).evidence():
        clause = samples_library.clause(ref.clause_id)
        assert clause.start <= ref.start < ref.end <= clause.end


def test_three_documents_at_most(samples_library: PolicyLibrary) -> None:
    gists = read_gist(samples_library)
    assert len(gists.documents) == 3
    assert gists.summary() == "概括 3 份文件"
