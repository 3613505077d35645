"""What other places do, as points of an outline."""

from tools.drafting import draft_outline
from tools.outlines import OutlineBullet
from vectorstore.library import PolicyLibrary


def elsewhere(library: PolicyLibrary, **given: object) -> list[OutlineBullet]:
    outline = draft_outline(library, topic="招商引资", kind="实施方案", **given)  # type: ignore[arg-type]
    return [bullet for bullet in outline.bullets() if bullet.bullet_class == "elsewhere"]


def test_a_place_without_documents_gets_what_others_do_with_their_source(districts: PolicyLibrary) -> None:
    bullets = elsewhere(districts, target="河东区")
    assert bullets
    assert all(bullet.refs and "示例见" in bullet.note for bullet in bullets)


def test_names_and_figures_of_the_other_place_stay_behind(districts: PolicyLibrary) -> None:
    told = "".join(bullet.text for bullet in elsewhere(districts, target="河东区"))
    assert not any(char.isdigit() for char in told)
    assert "静心服务" not in told


def test_only_the_places_named_lend_and_the_own_duties_stay(districts: PolicyLibrary) -> None:
    bullets = elsewhere(districts, target="静海区", experience_regions=["宝坻区"])
    assert all("宝坻区" in bullet.note for bullet in bullets)
    outline = draft_outline(
        districts, topic="招商引资", target="静海区", kind="实施方案", experience_regions=["宝坻区"]
    )
    assert any(bullet.bullet_class == "own" for bullet in outline.bullets())
