from datetime import date
from pathlib import Path

import pytest

from policy.chrome import find_chrome
from policy.elements import DocumentHeader
from policy.header import read_header
from policy.readers.source import SourceText

NOTICE = """索引号: 87-6344-2020-00035
发布机构: 区政府
文  号: 津滨政发〔2020〕20号
主题分类: 国民经济
成文日期: 2020-06-30
有效性: 有效

天津市滨海新区人民政府关于印发滨海新区

2020年重点任务的具体措施的通知

各开发区管委会,各委局、各单位:

现将《滨海新区2020年重点任务的具体措施》印发给你们,望遵照执行。

天津市滨海新区人民政府

2020年6月30日

(此件主动公开)

滨海新区2020年重点任务的具体措施

为落实《关于新区改革的通知》(发改办地区〔2020〕237号),结合我区实际,提出如下措施:

一、统筹推进

附件:分工表
"""


def header_of(text: str, name: str = "文件.txt") -> DocumentHeader:
    source = SourceText(text=text)
    return read_header(source, find_chrome(source), source_name=name)


def test_a_notice_is_read_whole() -> None:
    header = header_of(NOTICE)
    assert header.title == "天津市滨海新区人民政府关于印发滨海新区2020年重点任务的具体措施的通知"
    assert header.inner_title == "滨海新区2020年重点任务的具体措施"
    assert str(header.document_number) == "津滨政发〔2020〕20号"
    assert header.issuing_agencies == ("天津市滨海新区人民政府",)
    assert header.recipients == ("各开发区管委会", "各委局", "各单位")
    assert (header.signing_date, header.genre, header.status) == (date(2020, 6, 30), "measures", "in_force")
    assert header.region is not None and header.region.name == "滨海新区"
    assert (header.index_code, header.subject_category, header.year) == ("87-6344-2020-00035", "国民经济", 2020)
    assert header.annexes == ("分工表",)
    assert [c.title for c in header.cited_documents] == ["关于新区改革的通知"]


def test_every_field_of_the_header_knows_its_place() -> None:
    header = header_of(NOTICE)
    number, issuers = header.span_of("document_number"), header.span_of("issuing_agencies")
    assert number is not None and NOTICE[number.start : number.end] == "津滨政发〔2020〕20号"
    assert issuers is not None and NOTICE[issuers.start : issuers.end] == "天津市滨海新区人民政府"


def test_a_text_without_a_title_goes_by_its_files_name() -> None:
    header = header_of("各位代表：\n现在，我代表市人民政府，向大会报告工作。", "2024六安.txt")
    assert (header.title, header.genre, header.span_of("title")) == ("2024六安", "report", None)


def test_silence_is_not_in_force() -> None:
    assert header_of("实施方案\n一、总体要求").status == "unknown"


@pytest.mark.parametrize("text", ["", "\n\n", "《" * 50, "：" * 200, "2018年2月30日"])
def test_a_header_of_nothing_is_empty(text: str) -> None:
    header = header_of(text, "空.txt")
    assert (header.document_number, header.signing_date, header.cited_documents) == (None, None, ())


def test_every_document_at_hand_has_a_header_whose_spans_fit() -> None:
    folder = Path(__file__).parents[2] / "../shared"
    if not folder.exists():
        pytest.skip("没有 shared 文件夹，跳过真实文件")
    for path in sorted((*folder.glob("seeds/*.txt"), *folder.glob("policies/*.txt"))):
        text = path.read_text(encoding="utf-8")
        header = header_of(text, path.name)
        assert header.title and all(0 <= span.start < span.end <= len(text) for _, span in header.spans)
        assert all(text[f.start : f.end].split() == f.value.split() for f in header.fields if f.end)
