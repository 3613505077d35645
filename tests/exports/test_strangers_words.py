"""Words of strangers in an export: they run nothing, link nowhere and compute nothing."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.tables import ExportTable, Source
from exports.word import Paper, write_docx
from exports.workbook import write_xlsx

HOSTILE = (
    "=HYPERLINK(\"http://example.com\")", "+cmd|' /C calc'!A0", "@SUM(1)", "http://example.com/甲", "[点我](http://example.com)",
    "<script>1</script>", "{{7*7}}", 'INCLUDETEXT "c:\\\\x"',
)  # fmt: skip
ACTIVE = ("vbaProject", "oleObject", "externalLink", "attachedTemplate", "activeX", "embeddings")


def word(path: Path) -> None:
    rows = "".join(f"|{index}|{words.replace('|', '丨')}[1]|\n" for index, words in enumerate(HOSTILE))
    text = "\n\n".join((*HOSTILE, f"|序号|任务|\n|---|---|\n{rows}"))
    write_docx(Paper(title=HOSTILE[0], text=text, sources=(Source(reference=HOSTILE[3], quote=HOSTILE[4]),)), path)


def workbook(path: Path) -> None:
    write_xlsx([ExportTable(title="任务", columns=("任务", HOSTILE[0]), rows=tuple((w, w) for w in HOSTILE))], path)


@pytest.mark.parametrize("write", [word, workbook])
def test_nothing_in_the_package_is_active_or_leads_outside(write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path / "表")
    with zipfile.ZipFile(tmp_path / "表") as package:
        parts = {name: package.read(name).decode("utf-8", "ignore") for name in package.namelist()}
    assert [name for name in parts if any(kind in name for kind in ACTIVE)] == []
    assert [name for name, text in parts.items() if 'TargetMode="External"' in text] == []
    assert [
        name for name, text in parts.items() if "<f>" in text or ("<w:instrText" in text and "example" in text)
    ] == []
