"""Names that every system takes."""

import pytest

from exports.files import safe_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("区科委要参与哪些任务？列个表", "区科委要参与哪些任务？列个表.docx"),
        ("../../etc/passwd", "etc passwd.docx"),
        ("C:\\Windows\\con", "C Windows con.docx"),
        ("NUL", "NUL_.docx"),
        ("aux.tar", "aux.tar_.docx"),
        ("\u202e甲\x00区\n方案.", "甲区 方案.docx"),
        ("...", "未命名.docx"),
        ("", "未命名.docx"),
        ("~$甲区", "$甲区.docx"),
        ("100%完成#1", "100 完成 1.docx"),
    ],
)
def test_a_hostile_title_becomes_one_harmless_name(title: str, name: str) -> None:
    assert safe_file_name(title, suffix=".docx") == name


def test_a_long_title_fits_into_what_file_systems_take() -> None:
    name = safe_file_name("𠀀" * 500, suffix=".docx")
    assert len(name.encode()) <= 255
    assert name.endswith(".docx")
