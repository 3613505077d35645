import random
from itertools import islice

from evals.perturbing import perturbed, shuffled
from tests.evals.papers import document


def test_copies_are_of_other_places_and_each_another_document() -> None:
    papers = [document()]
    copies = list(islice(perturbed(papers, protected=papers), 3))
    assert len({copy.doc_id for copy in copies}) == 3
    assert all("东丽" not in copy.text and len(copy.tasks) == len(papers[0].tasks) for copy in copies)


def test_years_stay_and_other_figures_change_but_not_in_length() -> None:
    text = shuffled("2025年培育科技型企业98765家", random.Random(0))
    assert text.startswith("2025年") and "98765" not in text and len(text) == len("2025年培育科技型企业98765家")


def test_papers_of_the_nation_are_no_other_district() -> None:
    papers = [
        document("国务院关于加强招商引资工作的意见\n\n一、加大力度\n到2025年新增企业120家。\n国务院\n2024年1月5日\n")
    ]
    assert list(islice(perturbed(papers, protected=[document()]), 2)) == []
