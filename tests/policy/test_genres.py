import pytest

from policy.elements import Genre
from policy.genres import ends_like_document, genre_of, genre_of_document
from policy.head_lines import read_head


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("国务院办公厅关于2019年部分节假日安排的通知", "notice"),
        ("关于推进开发区高质量发展的实施意见(征求意见稿)", "opinion"),
        ("智能传感器产业发展行动计划（2021-2023年）", "plan"),
        ("中共武清开发区工委2019年工作要点", "work_points"),
        ("企业所得税税前扣除凭证管理办法", "measures"),
        ("中华人民共和国网络安全法", "regulation"),
        ("专利代理条例", "regulation"),
        ("2026年政府工作报告", "report"),
        ("关于居民身份认定问题的公告", "announcement"),
        ("关于修改《税务登记管理办法》的决定", "decision"),
        ("关于同意申办运动会的复函", "letter"),
        ("国土空间规划城市体检评估规程（试行）", "standard"),
        ("深化改革开放 勇于担当作为", "other"),
    ],
)
def test_the_last_word_of_a_title_says_its_genre(title: str, genre: Genre) -> None:
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("为加快推进数字山东建设，制定本行动方案。", "plan"),
        ("助力构建舒适的无障碍环境，\n制定本方\n案。", "plan"),
        ("根据有关规定，提出以下意见。", "opinion"),
        ("结合我市实际，制定若干政策措施如下。", "measures"),
        ("各位代表：\n现在，我代表市人民政府，向大会报告工作。", "report"),
        ("为贯彻落实要求，现就有关事项通知如下：", "notice"),
    ],
)
def test_a_text_without_a_title_says_by_itself_what_it_is(text: str, genre: Genre) -> None:
    assert genre_of_document(read_head(text), titles=("sd006",), is_interview=False) == genre


def test_a_newspaper_is_no_document() -> None:
    assert not ends_like_document("天津日报")
