from policy.divisions import all_regions, half_names, regions_by_name


def test_every_province_and_its_counties_are_known() -> None:
    provinces = [region for region in all_regions() if region.level == "province"]
    assert len(provinces) == 34 and len(all_regions()) > 3000


def test_a_county_knows_its_city_and_province() -> None:
    assert regions_by_name()["铁岭县"][0].parents == ("铁岭市", "辽宁省")


def test_a_higher_place_comes_before_its_namesakes() -> None:
    assert [region.name for region in regions_by_name()["吉林"]][:2] == ["吉林省", "吉林市"]


def test_an_autonomous_prefecture_has_its_everyday_name() -> None:
    assert half_names("延边朝鲜族自治州") == ("延边州",) and half_names("天津市") == ()
