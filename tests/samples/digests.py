"""The five sample digests and the seeds that they digest, as plain text.

Reads with the format libraries themselves and not with `policy.readers`, so that these tests judge the samples alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared"
PAGE_NUMBER = re.compile(r"^—\s*\d+\s*—$")
# A full line of the PDF holds 30 characters or more: a shorter one ends its paragraph, and a number begins one.
FULL_LINE = 30
NUMBERED = re.compile(r"^(?:[一二三四五六七八]、|（[一二三四五]）)")


@dataclass(frozen=True)
class Digest:
    """A sample; seed is the number that the name of its seed's file starts with."""

    seed: str
    name: str

    @property
    def path(self) -> Path:
        return ROOT / "samples" / self.name


DIGESTS = (
    Digest("000", "东丽区经济体制改革实施方案（摘编）.html"),
    Digest("001", "和平区高质量发展访谈（摘编）.md"),
    Digest("002", "铁岭市经济开发区高质量发展实施意见（摘编）.txt"),
    Digest("003", "滨海新区2020年重点任务具体措施（摘编）.docx"),
    Digest("004", "武清开发区工委2019年工作要点（摘编）.pdf"),
)
INTERVIEW, DRAFT, TABLE, WEB, PRINT = DIGESTS[1], DIGESTS[2], DIGESTS[3], DIGESTS[0], DIGESTS[4]


def bare(text: str) -> str:
    """The text as compared: NFKC, no white space, one kind of angle brackets."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("〈", "<").replace("〉", ">")


def paragraphs(digest: Digest) -> list[str]:
    """The paragraphs and table cells of the document, web chrome left out."""
    readers = {".html": _html, ".docx": _docx, ".pdf": _pdf}
    lines = readers.get(digest.path.suffix, _plain)(digest.path)
    return [line.strip() for line in lines if line.strip()]


def body(digest: Digest) -> list[str]:
    """The paragraphs alone."""
    return [p.text for p in Document(str(digest.path)).paragraphs] if digest == TABLE else paragraphs(digest)


def annex(digest: Digest) -> Table:
    """The document's only table."""
    (table,) = Document(str(digest.path)).tables
    return table


def seed_text(digest: Digest) -> str:
    """The seed as it stands; only where the folder of seeds is there."""
    (path,) = (SHARED / "seeds").glob(f"{digest.seed}_*.txt")
    return path.read_text(encoding="utf-8")


def _plain(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _html(path: Path) -> list[str]:
    article = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").find("article")
    assert article is not None
    return [str(part.get_text()) for part in article.find_all(["p", "h1", "h2"])]


def _docx(path: Path) -> list[str]:
    lines: list[str] = []
    for block in Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += [cell.text for row in block.rows for cell in row.cells]
    return lines


def _pdf(path: Path) -> list[str]:
    pages = pypdfium2.PdfDocument(path)
    printed = [line.strip() for page in pages for line in page.get_textpage().get_text_range().splitlines()]
    merged = [""]
    for line in printed:
        if PAGE_NUMBER.match(line):
            continue
        if NUMBERED.match(line):
            merged.append("")
        merged[-1] += line
        if len(line) < FULL_LINE:
            merged.append("")
    return merged
