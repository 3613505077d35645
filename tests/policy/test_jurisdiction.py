from policy.jurisdiction import find_jurisdiction


def place(text: str = "", *, agencies: tuple[str, ...] = (), titles: tuple[str, ...] = (), name: str = "a.txt") -> str:
    region = find_jurisdiction(text, agencies=agencies, titles=titles, source_name=name)
    return region.name if region else ""


def test_the_issuer_says_the_place() -> None:
    assert place(agencies=("中共天津武清经济技术开发区工作委员会",)) == "武清经济技术开发区"


def test_a_text_that_says_our_district_takes_the_place_of_its_title() -> None:
    assert (
        place("加快我区发展", agencies=("区政府",), titles=("天津市滨海新区人民政府关于印发措施的通知",)) == "滨海新区"
    )


def test_a_central_organ_is_of_the_nation_whatever_place_it_writes_about() -> None:
    assert place(agencies=("国务院",), titles=("国务院关于河北雄安新区总体规划的批复",)) == "全国"


def test_an_interview_is_of_the_place_of_the_person() -> None:
    assert (
        place("天津市和平区努力打造示范区。本刊记者专访了和平区委书记。我市部署。", titles=("勇于担当作为",))
        == "和平区"
    )


def test_a_report_without_a_title_is_of_the_level_it_speaks_for() -> None:
    assert place("现在，我代表区人民政府报告工作。", name="report_黄山.txt") == "黄山区"


def test_a_body_alone_is_of_the_place_it_names_most() -> None:
    assert place("我市推进。支持济南发展，建设济南国家中心。全市落实。") == "济南市"


def test_a_text_of_no_place_has_none() -> None:
    assert place("标准体系框架如下。") == ""


def test_a_department_of_a_district_is_not_central() -> None:
    assert place("我区", agencies=("区委组织部",), titles=("东丽区人才工作方案",)) == "东丽区"


def test_a_district_of_two_cities_is_told_by_the_text() -> None:
    region = find_jurisdiction("沈阳市和平区位于中部。", agencies=("和平区人民政府",), titles=(), source_name="a.txt")
    assert region is not None and region.parents == ("沈阳市", "辽宁省")
