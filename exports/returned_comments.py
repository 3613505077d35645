"""What people wrote beside a draft in Word or Excel: comments, each told as a sentence with its author and place."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_PLACE = 30
_EXCEL_AUTHOR = "{}:"


def comments_in_word(document: Document) -> Iterator[str]:
    """The comments of a .docx, in the order of the text."""
    by_id = {str(comment.comment_id): comment for comment in document.comments}
    for paragraph in document.element.body.iter(qn("w:p")):
        place = "".join(str(text.text or "") for text in paragraph.iter(qn("w:t")))
        for mark in paragraph.iter(qn("w:commentReference")):
            if comment := by_id.pop(str(mark.get(qn("w:id"))), None):
                yield _told(comment.author, comment.text, place)


def comments_in_sheet(sheet: Worksheet) -> Iterator[str]:
    """The comments of a sheet, row by row."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                author = str(cell.comment.author or "")
                yield _told(author, cell.comment.text.removeprefix(_EXCEL_AUTHOR.format(author)), str(cell.value or ""))


def _told(author: str, text: str, place: str) -> str:
    place = " ".join(place.split())
    place = place if len(place) <= _LONGEST_PLACE else f"{place[:_LONGEST_PLACE]}……"
    by = f"{author.strip()}批注" if author.strip() else "批注"
    return f"{by}“{' '.join(text.split())}”，批在“{place}”处"
