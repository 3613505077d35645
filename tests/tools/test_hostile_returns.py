"""A file that comes back as a draft may be anybody's work: it costs neither memory nor time, nor another draft."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports.returned import read_returned
from policy.errors import ExportError, ToolError
from tests.tools.test_drafts import drafted, sent
from tools.draft_returns import take_back
from vectorstore.library import PolicyLibrary


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The same package, one part in place of what it had."""
    with zipfile.ZipFile(path) as package:
        parts = {each: package.read(each) for each in package.namelist()} | {name: content}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for each, data in parts.items():
            package.writestr(each, data)
    path.write_bytes(made.getvalue())
    return path


@pytest.fixture
def word(districts: PolicyLibrary, tmp_path: Path) -> Path:
    return sent(districts, drafted(districts, "outline"), tmp_path / "稿.docx")


@pytest.fixture
def sheet(districts: PolicyLibrary, tmp_path: Path) -> Path:
    return sent(districts, drafted(districts, "follow_up"), tmp_path / "计划.xlsx")


def test_a_file_that_unpacks_to_far_more_is_refused_unpacked(word: Path) -> None:
    with_part(word, "word/media/image1.png", bytes(150_000_000))
    assert word.stat().st_size < 1_000_000
    with pytest.raises(ExportError, match="展开后太大"):
        read_returned(word)


def test_a_lone_cell_in_the_last_corner_is_refused(sheet: Path) -> None:
    book = load_workbook(sheet)
    book.worksheets[0]["XFD1048576"] = "角"
    book.save(sheet)
    with pytest.raises(ExportError, match="展开后太大"):
        read_returned(sheet)


@pytest.mark.parametrize("broken", [b"<a>" * 9, b"\x00", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_a_part_that_is_damaged_is_a_sentence(sheet: Path, broken: bytes) -> None:
    with pytest.raises(ExportError, match=r"打不开|认不出"):
        read_returned(with_part(sheet, "xl/worksheets/sheet1.xml", broken))


def test_a_memory_of_another_draft_is_not_believed(districts: PolicyLibrary, word: Path) -> None:
    returned = read_returned(word)
    foreign = returned.model_copy(update={"memory": returned.memory.replace('"ab12"', '"cd34"', 1)})
    assert take_back(returned, None).draft_id == "ab12"
    with pytest.raises(ToolError, match="无法对照"):
        take_back(foreign, None)
