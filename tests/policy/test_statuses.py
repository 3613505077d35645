import pytest

from policy.elements import LabelledField, Status
from policy.head_lines import read_head
from policy.statuses import status_of


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("", "关于推进发展的实施意见(征求意见稿)", "draft_for_comment"),
        ("市工信局现将《实施意见（征求意见稿）》全文公布，征求社会各界意见。", "实施意见", "draft_for_comment"),
        ("本刊记者专访了区委书记。\n记者：如何推进？\n书记：我们将…", "勇于担当作为", "interview"),
        ("（根据讲话摘编）\n一、总体要求", "讲话", "digest"),
        ("", "管理办法（已废止）", "repealed"),
        ("各街道：\n现将方案印发给你们。", "实施方案", "unknown"),
        ("有关部门公开征求意见后制定了本规程，并组织专家论证，在此基础上修改完善。", "规程", "unknown"),
    ],
)
def test_a_status_is_what_the_document_says(text: str, title: str, status: Status) -> None:
    assert status_of(read_head(text), title=title, fields=()) == status


@pytest.mark.parametrize(("value", "status"), [("有效", "in_force"), ("现行有效", "in_force"), ("失效", "repealed")])
def test_the_field_of_validity_decides(value: str, status: Status) -> None:
    field = LabelledField(label="有效性", value=value, start=0, end=0)
    assert status_of((), title="具体措施", fields=(field,)) == status
