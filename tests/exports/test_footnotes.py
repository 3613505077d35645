"""Sources as footnotes: the part that Word wants, one note a group of marks, and nothing of the annex."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from exports.returned import read_returned
from exports.tables import Source
from exports.word import Paper, write_docx
from exports.word_papers import write_paper
from tests.exports.test_word_papers import PAPER, TABLE

SOURCES = (
    Source(reference="《甲区方案》（甲政发〔2017〕32号）二、（一）", quote="建成30个\n众创空间。"),
    Source(reference="《乙区要点》三、", quote="引进总部10家。"),
)
TEXT = "建成30个[1][2]，引进10家[2]，照原样[7]。\n\n|任务|单位|\n|---|---|\n|放管服[1]|区审批局|"


@pytest.fixture
def document(tmp_path: Path) -> Any:
    write_docx(Paper(title="问答", text=TEXT, sources=SOURCES), tmp_path / "甲.docx", footnotes=True)
    return Document(str(tmp_path / "甲.docx"))


def notes(document: Any) -> list[list[str]]:
    """The paragraphs of every numbered note."""
    root = ElementTree.fromstring(document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES).blob)
    numbered = [note for note in root if note.get(qn("w:type")) is None]
    return [["".join(p.itertext()).strip() for p in note.iter(qn("w:p"))] for note in numbered]


def references(document: Any) -> list[int]:
    return [int(each.get(qn("w:id"))) for each in document.element.body.iter(qn("w:footnoteReference"))]


def test_marks_side_by_side_are_one_note_and_a_source_tells_its_words_once(document: Any) -> None:
    first, second = (source.reference for source in SOURCES)
    told = [f"{first}：“建成30个 众创空间。”", f"{second}：“引进总部10家。”"]
    assert notes(document) == [told, [second], [first]]
    assert references(document) == [1, 2, 3]


def test_a_mark_that_points_to_nothing_stays_and_the_others_are_gone(document: Any) -> None:
    assert document.paragraphs[2].text == "建成30个，引进10家，照原样[7]。"
    assert document.tables[0].cell(1, 0).text == "放管服"


def test_there_is_no_annex_and_none_is_announced(document: Any) -> None:
    assert not [p.text for p in document.paragraphs if "附件" in p.text or "依据清单" in p.text]
    assert len(document.tables) == 1


def test_notes_are_numbered_in_circles_page_by_page(document: Any) -> None:
    for numbering in (document.settings.element, *(section._sectPr for section in document.sections)):
        found = numbering.find(qn("w:footnotePr"))
        assert found.find(qn("w:numFmt")).get(qn("w:val")) == "decimalEnclosedCircleChinese"
        assert found.find(qn("w:numRestart")).get(qn("w:val")) == "eachPage"


def test_the_two_lines_above_notes_are_there_and_named_in_the_settings(document: Any) -> None:
    root = ElementTree.fromstring(document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES).blob)
    kinds = {note.get(qn("w:id")): note.get(qn("w:type")) for note in root}
    assert (kinds["-1"], kinds["0"], kinds["1"]) == ("separator", "continuationSeparator", None)
    told = document.settings.element.find(qn("w:footnotePr"))
    assert [each.get(qn("w:id")) for each in told.iter(qn("w:footnote"))] == ["-1", "0"]


def test_notes_are_set_small_in_songti(document: Any) -> None:
    """The standard knows no footnotes: 小五号宋体, as reports have them."""
    style = document.styles["footnote text"]
    assert (style.font.size.pt, style.element.rPr.rFonts.get(qn("w:eastAsia"))) == (9, "宋体")
    assert document.styles["footnote reference"].font.superscript


def test_a_draft_with_footnotes_comes_back_as_it_was(tmp_path: Path) -> None:
    write_paper(PAPER, tmp_path / "稿.docx", footnotes=True)
    returned = read_returned(tmp_path / "稿.docx")
    assert [(p.piece_id, p.cells) for p in returned.pieces] == [(p.piece_id, p.cells) for p in PAPER.pieces]
    assert (returned.requoted, returned.memory) == ((), PAPER.memory)


def test_a_table_without_marks_keeps_its_list_of_documents(tmp_path: Path) -> None:
    write_paper(TABLE, tmp_path / "表.docx", footnotes=True)
    assert "附件：依据清单" in [p.text for p in Document(str(tmp_path / "表.docx")).paragraphs]


def test_a_paper_without_sources_has_no_part_of_notes(tmp_path: Path) -> None:
    write_docx(Paper(title="甲", text="乙[1]"), tmp_path / "甲.docx", footnotes=True)
    document = Document(str(tmp_path / "甲.docx"))
    assert not [r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
