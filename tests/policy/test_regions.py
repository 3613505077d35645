import pytest

from policy.elements import Region
from policy.regions import find_regions, parents_of, same_place, short_name


@pytest.mark.parametrize(
    ("text", "name", "parents"),
    [
        ("天津市东丽区人民政府", "东丽区", ("天津市",)),
        ("那武清呢？", "武清区", ("天津市",)),
        ("滨海的“一企一证”", "滨海新区", ("天津市",)),
        ("滨海区住建委都有啥任务", "滨海新区", ("天津市",)),
        ("铁岭那份稿子", "铁岭市", ("辽宁省",)),
        ("阿坝州人民政府办公室", "阿坝藏族羌族自治州", ("四川省",)),
        ("沈阳市和平区", "和平区", ("沈阳市", "辽宁省")),
        ("辽宁铁岭县", "铁岭县", ("铁岭市", "辽宁省")),
        ("中共天津武清经济技术开发区工作委员会", "武清经济技术开发区", ("武清区", "天津市")),
        ("铁岭凡河新区金沙江路26号", "铁岭凡河新区", ("铁岭市", "辽宁省")),
        ("天津经济技术开发区管委会", "天津经济技术开发区", ("天津市",)),
        ("上海浦东新区", "浦东新区", ("上海市",)),
        ("雄安新区总体规划", "雄安新区", ("河北省",)),
        ("内蒙古的做法", "内蒙古自治区", ()),
    ],
)
def test_a_place_is_found_by_any_of_its_names(text: str, name: str, parents: tuple[str, ...]) -> None:
    (mention,) = find_regions(text)
    assert (mention.region.name, mention.region.parents) == (name, parents)


@pytest.mark.parametrize("text", ["和平发展", "大兴调查研究", "培育新兴产业", "朝阳产业", "加强城区管理"])
def test_a_name_that_is_an_ordinary_word_is_only_a_weak_mention(text: str) -> None:
    assert [mention.short for mention in find_regions(text)] in ([True], [])


@pytest.mark.parametrize(
    "text", ["政策创新和资金支持", "新增城镇就业", "搭建新平台", "中华人民共和国", "面向南亚东南亚", "融资中的作用"]
)
def test_the_end_of_one_word_and_the_beginning_of_the_next_are_no_place(text: str) -> None:
    assert find_regions(text) == ()


def test_a_short_name_of_several_places_keeps_them_all() -> None:
    (mention,) = find_regions("和平")
    assert {region.parents[0] for region in mention.candidates if region.level == "district"} >= {"天津市", "沈阳市"}


def test_another_place_of_the_text_tells_namesakes_apart() -> None:
    assert find_regions("沈阳各区中，和平区的做法")[-1].region.parents == ("沈阳市", "辽宁省")


def test_a_street_or_a_university_is_no_place() -> None:
    assert find_regions("北京大学") == () == find_regions("南开大学") and find_regions("长春路") == ()


def test_a_zone_has_one_identity_under_its_long_and_short_names() -> None:
    long, short = (find_regions(text)[0].region for text in ("天津武清经济技术开发区", "武清开发区"))
    assert same_place(long, short)
    assert not same_place(long, Region(name="武清区", level="district", parents=("天津市",)))


def test_parents_go_up_to_the_nation() -> None:
    assert parents_of(find_regions("辽宁铁岭县")[0].region) == ("铁岭市", "辽宁省", "全国")


@pytest.mark.parametrize(("name", "short"), [("滨海新区", "滨海"), ("新疆维吾尔自治区", "新疆"), ("赵县", "赵县")])
def test_a_short_name_drops_the_kind_but_never_leaves_one_character(name: str, short: str) -> None:
    assert short_name(name) == short
