import pytest

from policy.agencies import find_issuing_agencies
from policy.head_lines import read_head, read_tail
from policy.labelled_fields import find_fields
from policy.readers.source import SourceText
from policy.titles import find_title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("天津市东丽区人民政府文件\n东丽政发〔2017〕32号\n关于深化改革的通知", ("天津市东丽区人民政府",)),
        ("关于开展工作的通知\n各部门：\n国家发展改革委\n国家数据局\n2024年5月14日", ("国家发展改革委", "国家数据局")),
        ("关于问题的公告\n国家税务总局     2013年9月13日", ("国家税务总局",)),
        ("发文机关：国务院办公厅\n关于加强考核工作的意见\n各省：", ("国务院办公厅",)),
        ("中共中央 国务院关于扎实推进乡村全面振兴的意见\n一、", ("中共中央", "国务院")),
        (
            "中共滨海新区委员会文件\n中共滨海新区委员会 滨海新区人民政府关于规划的通知",
            ("中共滨海新区委员会", "滨海新区人民政府"),
        ),
        ("实施意见\n铁岭市工信局现将《实施意见（征求意见稿）》全文公布。", ("铁岭市工信局",)),
        ("烟花爆竹规定\n2020年11月23日 淄博市人民代表大会常务委员会第四次会议通过", ("淄博市人民代表大会常务委员会",)),
        ("关于工作的函\n财 政 部\n2020年1月1日", ("财政部",)),
        ("关于工作的函\n推进工作领导小组（发展改革委代章）\n2020年1月1日", ("推进工作领导小组",)),
        ("关于工作的函\n推进工作领导小组\n（发展改革委代章）\n2020年1月1日", ("推进工作领导小组",)),
        ("关于工作的函\n区人民政府办公室（代章）\n2020年1月1日", ("区人民政府办公室",)),
        ("关于工作的函\n（国家粮食局办公室代章）\n2020年1月1日", ("国家粮食局办公室",)),
    ],
)
def test_the_issuer_is_found_where_it_stands(text: str, names: tuple[str, ...]) -> None:
    head, fields = read_head(text), find_fields(SourceText(text=text))
    found = find_issuing_agencies(head, read_tail(text), fields=fields, title=find_title(head, fields))
    assert found is not None and found.names == names


def test_a_report_that_names_no_issuer_has_none() -> None:
    head = read_head("各位代表：\n现在，我代表市人民政府报告工作。")
    assert find_issuing_agencies(head, head, fields=(), title=None) is None
