"""From wording to a question: places, units, addresses, documents, the kind, what a follow-up leaves out."""

import pytest

from agent.drafting import read_draft
from agent.locations import find_locators
from agent.places import PlaceName, Places, read_places
from agent.question import Conditions, Question
from agent.titles import named_documents
from agent.understanding import plain_question, understand
from agent.unit_mentions import find_units, without_places
from policy.elements import Region
from tests.agent.conversation import history_of
from vectorstore.library import PolicyLibrary
from vectorstore.records import UnitName

PLACES = (
    Region(name="东丽区", level="district", parents=("天津市",)),
    Region(name="和平区", level="district", parents=("天津市",)),
    Region(name="滨海新区", level="district", parents=("天津市",)),
    Region(name="武清经济技术开发区", level="development_zone", parents=("武清区", "天津市")),
)
UNITS = tuple(
    UnitName(name=name, printed=(name,))
    for name in ("区市场监管局", "区科委", "区发展改革委", "区国资委", "各街镇", "市委编办", "区人力社保局")
)


def understood(library: PolicyLibrary, text: str, *said: str) -> Question:
    return understand(text, history=history_of(*said), library=library)


@pytest.mark.parametrize(
    ("text", "regions", "absent"),
    [
        ("东丽区怎么招商", ("东丽区",), ()),
        ("东丽怎么招商", ("东丽区",), ()),
        ("滨海的任务", ("滨海新区",), ()),
        ("武清开发区要干什么", ("武清经济技术开发区",), ()),
        ("武清经开区要干什么", ("武清经济技术开发区",), ()),
        ("武青开发区要干什么", ("武清经济技术开发区",), ()),
        ("滨海和东丽谁的指标多", ("滨海新区", "东丽区"), ()),
        ("天津市的文件", ("天津市",), ()),
        ("浦东的指标", (), ("浦东新区",)),
        ("东丽区和津南区比", ("东丽区",), ("津南区",)),
        ("沈阳市和平区怎么招商", (), ("沈阳市和平区",)),
        ("全国都在做什么", (), ()),
        ("优化营商环境", (), ()),
        ("科技型企业和平台的指标", (), ()),
        ("和平混改涉及哪两家集团", ("和平区",), ()),
        ("东丽和和平都提到什么", ("东丽区", "和平区"), ()),
    ],
)
def test_places_are_those_of_the_library_and_those_it_lacks(
    text: str, regions: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    places = read_places(text, PLACES)
    assert (places.regions, places.absent) == (regions, absent)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("区科委要参与哪些任务", ("区科委",)),
        ("市监局和区科委", ("市监局", "区科委")),
        ("区发改委负责什么", ("区发改委",)),
        ("各街镇要做什么", ("各街镇",)),
        ("区市场监菅局负责什么", ("区市场监管局",)),
        ("全部任务由谁主办", ()),
        ("社会保障怎么办", ()),
        ("开发区要干什么", ()),
        ("", ()),
    ],
)
def test_units_are_found_by_any_of_their_names(text: str, units: tuple[str, ...]) -> None:
    assert find_units(text, UNITS) == units


def test_place_is_no_part_of_the_units_name() -> None:
    assert without_places("东丽区科委和铁岭市委编办", ("东丽区", "铁岭")) == "区科委和市委编办"
    assert find_units("东丽区科委负责什么", UNITS, places=("东丽区",)) == ("区科委",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第二部分第七项讲什么", ("第二部分第七项",)),
        ("第二部分第(四)项是什么", ("第二部分第(四)项",)),
        ("第12条的下一条讲什么", ("第12条的下一条",)),
        ("二(七)归谁", ("二(七)",)),
        ("第12条和第十三条", ("第12条", "第十三条")),
        ("附件第5项谁负责", ("附件第5项",)),
        ("十项改革任务", ()),
        ("2019年的重点", ()),
        ("第一时间做什么", ()),
    ],
)
def test_addresses_stand_anywhere_in_a_sentence(text: str, found: tuple[str, ...]) -> None:
    assert find_locators(text) == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("东丽政发〔2017〕32号讲什么", "东丽区"),
        ("东丽政发[2017]32号讲什么", "东丽区"),
        ("《武清开发区工委2019年工作要点》里的招商", "武清经济技术开发区"),
        ("2019年工作要点里的招商", "武清经济技术开发区"),
    ],
)
def test_document_is_named_by_number_title_or_year(samples_library: PolicyLibrary, text: str, place: str) -> None:
    (doc_id,) = named_documents(samples_library, text, ())
    region = samples_library.document(doc_id).header.region
    assert region is not None
    assert region.name == place


def test_no_document_is_named_where_all_are_meant(samples_library: PolicyLibrary) -> None:
    assert named_documents(samples_library, "区科委要参与哪些任务", ()) == ()


def test_draft_is_taken_apart() -> None:
    places = Places(named=(PlaceName(printed="铁岭", name="铁岭市"), PlaceName(printed="武清区", name="武清区")))
    draft = read_draft("参照铁岭的实施意见,替武清区起草一份推进开发区高质量发展实施意见的提纲。", places)
    assert (draft.topic, draft.target, draft.model_regions) == ("推进开发区高质量发展", "武清区", ("铁岭市",))


def test_place_in_brackets_behind_our_district_is_the_target_of_a_draft() -> None:
    text = "写一份我区(河西区)关于推进开发区高质量发展的实施方案提纲,参考铁岭"
    tieling = Region(name="铁岭市", level="city", parents=("辽宁省",))
    draft = read_draft(text, read_places(text, (tieling,)))
    assert (draft.topic, draft.target, draft.model_regions) == ("推进开发区高质量发展", "河西区", ("铁岭市",))


def test_a_city_is_no_zone_of_its_province() -> None:
    jilin = Region(name="吉林省", level="province", parents=())
    binhai = Region(name="滨海新区", level="district", parents=("天津市",))
    assert read_places("滨海跟长春合作什么?", (binhai, jilin)).regions == ("滨海新区",)
    assert read_places("长春新区有哪些任务?", (binhai, jilin)).regions == ("吉林省",)


def test_cooperation_is_a_city_only_where_it_is_called_one() -> None:
    hezuo = Region(name="合作市", level="district", parents=("甘南藏族自治州", "甘肃省"))
    assert read_places("跟高校合作的项目有哪些?", (hezuo,)).regions == ()
    assert read_places("合作市的项目有哪些?", (hezuo,)).regions == ("合作市",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("众创空间目标数和责任单位", ["众创空间目标数", "责任单位"]),
        ("增速目标、占比目标各是多少?", ["增速目标", "占比目标各是多少"]),
        ("人才引进和培育由谁负责?", ["人才引进和培育由谁负责"]),
    ],
)
def test_what_is_joined_is_two_parts_where_both_ask(
    samples_library: PolicyLibrary, text: str, parts: list[str]
) -> None:
    assert [part.text.rstrip("?") for part in understand(text, history=(), library=samples_library).parts] == parts


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("哪些任务没有写责任单位", Conditions(assigned="none")),
        ("哪些任务未明确牵头部门", Conditions(assigned="none")),
        ("没写完成时限的任务有哪些", Conditions(deadline="none")),
        ("哪些任务没有量化指标", Conditions(indicator="none")),
    ],
)
def test_what_a_duty_does_not_say_is_a_condition(
    samples_library: PolicyLibrary, text: str, condition: Conditions
) -> None:
    found = understand(text, history=(), library=samples_library).conditions
    assert (found.assigned, found.deadline, found.indicator) == (
        condition.assigned, condition.deadline, condition.indicator,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("武清开发区要融资多少亿元？", "lookup"),
        ("东丽区国有企业改革要做什么？", "lookup"),
        ("区科委要参与哪些任务？", "tasks"),
        ("区科委背了几个活？", "tasks"),
        ("只有一个责任单位的是哪几项？", "tasks"),
        ("没有提出需市级部门协助的任务有多少项？", "tasks"),
        ("区科委的任务列成表格", "tasks"),
        ("武清有哪些量化指标？", "indicators"),
        ("武清今年要引进的各类项目数量都列出来", "indicators"),
        ("从严治党分了哪几项抓？", "listing"),
        ("东丽区和武清开发区在招商上有什么不同？", "compare"),
        ("给武清起草一份招商引资实施方案的提纲", "outline"),
        ("东丽方案二（七）讲什么？", "section"),
        ("二（七）归谁？", "who"),
        ("混合所有制改革由谁负责？", "who"),
        ("东丽区那份通知的文号是什么？", "facts"),
        ("索引号是多少？", "facts"),
        ("资料库里有哪些文件？", "documents"),
        ("优化营商环境有哪几个方面？", "listing"),
        ("哪些地方提到混合所有制？", "mentions"),
        ("多少任务写明了时限，多少没有？", "completeness"),
    ],
)
def test_kind_of_question_is_told_by_its_wording(samples_library: PolicyLibrary, text: str, kind: str) -> None:
    assert understood(samples_library, text).kind == kind


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("区国资委牵头哪些任务？", {"role": "lead"}),
        ("区国资委单独负责哪些任务？", {"role": "alone"}),
        ("市发改委要配合哪些任务？", {"role": "support"}),
        ("区科委哪些任务没有写时限？", {"deadline": "none"}),
        ("区科委有哪些任务有量化指标？", {"indicator": "has"}),
        ("区科委和区金融办一起负责哪些任务？", {"together_with": "区金融办"}),
        ("滨海第3到5项任务列成表", {"first": 3, "last": 5}),
    ],
)
def test_conditions_are_told_by_their_wording(
    samples_library: PolicyLibrary, text: str, conditions: dict[str, object]
) -> None:
    found = understood(samples_library, text).conditions.model_dump(exclude_defaults=True)
    assert conditions.items() <= found.items()


DUTY = ("东丽区国有企业混合所有制改革怎么推进？", "东丽区：二、（四）全面推进国有企业混合所有制改革。")


def test_the_end_of_a_word_is_no_mistyped_place() -> None:
    yancheng = Region(name="盐城市", level="city", parents=("江苏省",))
    assert read_places("申请试验区的城市要满足什么条件?", (yancheng,)).regions == ()
    assert read_places("盐成市要做什么?", (yancheng,)).regions == ("盐城市",)


def test_another_place_takes_the_place_of_the_first(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "那武清呢？", "东丽区怎么招商引资？", "……")
    assert "招商引资" in question.text
    assert "东丽" not in question.text
    assert len(question.regions) == 1
    assert "武清" in question.regions[0]


def test_another_unit_takes_the_place_of_the_first(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "那区金融办呢？", "区科委要参与哪些任务？", "……")
    assert (question.kind, question.units) == ("tasks", ("区金融办",))


def test_this_clause_is_the_one_talked_about(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "这条归谁？", *DUTY)
    assert question.kind == "who"
    assert [samples_library.clause(each).locator for each in question.clause_ids] == ["二、（四）"]


@pytest.mark.parametrize(("text", "locator"), [("上一条呢？", "二、（三）"), ("下一条呢？", "二、（五）")])
def test_neighbour_is_asked_about_in_the_same_manner(samples_library: PolicyLibrary, text: str, locator: str) -> None:
    question = understood(samples_library, text, *DUTY, "这条归谁？", "二、（四）——责任：区国资委")
    assert question.kind == "who"
    assert [samples_library.clause(each).locator for each in question.clause_ids] == [locator]


def test_among_them_narrows_the_set_before(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "其中有时限的呢？", "武清开发区有哪些任务？", "共 26 项……")
    assert question.kind == "tasks"
    assert question.regions == ("武清经济技术开发区",)
    assert question.conditions.deadline == "has"


def test_whole_question_does_not_lean_on_the_history(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "铁岭市的开发区怎么开展产业招商工作？", "东丽区怎么招商引资？", "……")
    assert question.regions == ("铁岭市",)
    assert question.clause_ids == ()


def test_typed_question_is_kept_beside_the_plain_one(samples_library: PolicyLibrary) -> None:
    question = understood(samples_library, "　東麗區２０１７年有幾項任務？ ")
    assert question.original == "　東麗區２０１７年有幾項任務？ "
    assert question.text == plain_question(question.original) == "东丽区2017年有几项任务?"


def test_what_was_recognised_is_said(samples_library: PolicyLibrary) -> None:
    described = understood(samples_library, "东丽区科委要参与哪些任务？").describe()
    assert described.startswith("识别：")
    assert "区县＝东丽区" in described
    assert "单位＝区科委" in described
