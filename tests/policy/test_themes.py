import pytest

from policy.themes import THEMES, classify_themes


@pytest.mark.parametrize(
    ("heading", "text", "first"),
    [
        ("大力推进科技金融体制改革创新", "设立产业引导基金，做大信贷。", "财税金融"),
        ("加快建立绿色低碳循环发展机制", "实施大气、水、土壤污染防治行动。", "生态环境"),
        ("提高土地集约利用水平", "盘活闲置土地。", "土地集约"),
        ("加强督查考核,狠抓落地见效", "督查部门要加强督促检查。", "保障/考核"),
        ("下放经济管理审批权限", "深化“放管服”改革。", "营商环境/放管服"),
        ("推进实施招才引智工作", "共建人才培养基地。", "人才"),
    ],
)
def test_the_weightiest_theme_comes_first(heading: str, text: str, first: str) -> None:
    assert classify_themes(heading, text)[0] == first


def test_no_more_than_the_limit_and_only_known_labels() -> None:
    themes = classify_themes("", "招商引资，科技创新，人才引进，土地盘活，生态环境，教育医疗，党的建设", limit=2)
    assert len(themes) == 2 and set(themes) <= set(THEMES)


def test_a_text_that_speaks_for_nothing_has_no_theme() -> None:
    assert classify_themes("", "其他事项") == ()


@pytest.mark.parametrize(
    ("heading", "text", "wrong"),
    [
        ("提升平台能力", "推进生态城开展数字平台建设。", "生态环境"),
        ("构建产业生态", "培育龙头企业，完善创新生态。", "生态环境"),
        ("开展学习教育", "落实党内组织生活制度，开展主题教育。", "民生社会"),
    ],
)
def test_a_borrowed_word_does_not_speak_for_its_theme(heading: str, text: str, wrong: str) -> None:
    assert wrong not in classify_themes(heading, text)
