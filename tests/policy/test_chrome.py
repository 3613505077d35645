import pytest

from policy.chrome import find_chrome, is_widget
from policy.readers.source import SourceText
from policy.values import Span


def chrome_of(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_chrome(SourceText(text=text))]


BODY = "关于开展试点工作的通知\n各街道：\n一、总体要求。推进改革。\n"


@pytest.mark.parametrize(
    "line",
    [
        "首 页 区县招商 产业园区 企业选址 优惠政策 新闻中心",
        "当前位置:首页> 政务公开> 最新文件",
        "【打印】【关闭】 字号：大 中 小",
        "★",
        "来源:\n正文 text",
        "下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】",
        "您的位置:\n首页\n>\n云南要闻\n云南要闻",
        "<!-- INFO END -->",
    ],
)
def test_what_a_page_puts_before_the_title_is_chrome(line: str) -> None:
    assert chrome_of(f"{line}\n{BODY}") == [line]


@pytest.mark.parametrize(
    "footer",
    [
        "解读 unscramble",
        "扫一扫在手机打开当前页\n全国各省市政府网站\n重点链接",
        "打印关闭分享到：\n备案号：湘ICP备05002141号",
        "相关报道：",
        "链接：相关政策解读",
    ],
)
def test_what_a_page_puts_after_the_end_is_chrome(footer: str) -> None:
    assert chrome_of(BODY + footer) == [footer]


@pytest.mark.parametrize(
    "line",
    [
        "索引号: 87-6344-2020-00035",
        "邮   箱:a@b.cn",
        "来源:武清开发区\n发布时间:2019-05-24 16:15:28",
        "铁岭市工信局现将《实施意见（征求意见稿）》全文公布，征求社会各界意见。",
        "深化改革开放 勇于担当作为 坚定不移推进高质量发展",
    ],
)
def test_what_says_something_of_the_document_is_kept(line: str) -> None:
    assert chrome_of(f"{line}\n{BODY}") == [] and chrome_of(BODY + line) == []


def test_a_button_word_in_the_body_is_kept() -> None:
    assert chrome_of(BODY + "二、服务\n打印\n三、保障措施。加强领导。\n") == []


def test_what_the_reader_knew_is_chrome_too() -> None:
    source = SourceText(text="第1页\n" + BODY, chrome=(Span(start=0, end=3),))
    assert find_chrome(source) == source.chrome


def test_a_source_with_a_name_is_no_widget() -> None:
    assert is_widget("来源：") and not is_widget("来源：天津日报")
