from tests.vectorstore.conftest import make_document
from vectorstore.health import library_health, metrics_text
from vectorstore.library import PolicyLibrary


def test_health_counts_and_tells_nothing_of_the_text(hybrid: PolicyLibrary) -> None:
    hybrid.add(make_document())
    assert hybrid.wait_for_vectors()
    health = library_health(hybrid)
    assert health.documents == 1
    assert health.is_complete
    assert f"cewen_clauses_with_vector {health.clauses}" in metrics_text(health)
    assert metrics_text(health).isascii()


def test_without_a_model_health_says_why_vectors_stand_still(library: PolicyLibrary) -> None:
    health = library_health(library)
    assert "只按关键词检索" in str(health.notice)
    assert "cewen_vectors_standing_still 1" in metrics_text(health)
