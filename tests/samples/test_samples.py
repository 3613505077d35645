"""The samples hold the facts of their seeds in sentences of our own, and say that they are digests."""

import json
import re
import zipfile
from collections.abc import Iterator
from itertools import groupby

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docx import Document

from tests.samples.digests import (
    DIGESTS,
    INTERVIEW,
    PRINT,
    ROOT,
    SHARED,
    TABLE,
    WEB,
    Digest,
    annex,
    bare,
    body,
    paragraphs,
    seed_text,
)

each_digest = pytest.mark.parametrize("digest", DIGESTS, ids=lambda digest: digest.seed)
needs_seeds = pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="旁边没有 shared/seeds，无从对照原件")

FIGURE = re.compile(
    r"(?:不低于)?\d+(?:\.\d+)?(?:[-—至]\d+(?:\.\d+)?)?"
    r"(?:万元|亿元|万平米|万辆|大类|周年|号线|kV|[%年月日家个项亩栋名人场次倍强类条版亿G])(?:以上)?"
)
CITED = re.compile(r"《[^》]+》")
DOCUMENT_NUMBER = re.compile(r"[一-龥]{2,8}〔\d{4}〕\d+号")
SLOGAN = re.compile(r"“[^”]+”")
UNIT_BRACKET = re.compile(r"\(责任单位:.*\)")
SUPPORT_BRACKET = re.compile(r"(?<=[。导])\(((?:市|按)[^《]*?)\)(?=\d|$|[一-龥。])")
HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^。]*")
ORDINAL = re.compile(r"(?:^|:)(?:(\d{1,2}\.)(?!\d)|([一二三四五]是))")
DEADLINE_WORDS = re.compile(r"\d{4}年(?:\d+月\d+日前)?|每季度|每年|月调度|季汇报|十个工作日")
LONGEST_COPY = 24


def test_samples_folder_holds_the_five_documents_in_five_formats() -> None:
    suffixes = {digest.path.suffix for digest in DIGESTS}
    assert suffixes == {".html", ".md", ".txt", ".docx", ".pdf"}
    assert {p.name for p in (ROOT / "samples").iterdir() if p.suffix in suffixes} == {d.name for d in DIGESTS}


@each_digest
def test_first_line_says_that_it_is_a_digest(digest: Digest) -> None:
    first = paragraphs(digest)[0]
    assert "【摘编】" in first
    assert "非官方文本" in first


@each_digest
def test_no_mail_address_and_no_named_person(digest: Digest) -> None:
    text = "\n".join(paragraphs(digest))
    assert not re.search(r"[\w.]+@[\w.]+", text)
    assert not re.search(r"[一-龥]{2,3}同志(?!要)", text)


def test_speakers_of_the_interview_are_roles() -> None:
    speakers = re.findall(r"^\*\*(.+?)：\*\*", "\n".join(paragraphs(INTERVIEW)), flags=re.MULTILINE)
    assert [name for name, _ in groupby(speakers)] == ["记者", "和平区委书记"] * 4


def test_annex_is_a_word_table_of_thirty_four_rows() -> None:
    header, *rows = annex(TABLE).rows
    names = ["序号", "方面", "国家任务", "国家分工", "具体措施", "负责部门", "需市级部门协助的工作"]
    assert [cell.text for cell in header.cells] == names
    assert [row.cells[0].text for row in rows] == [str(n) for n in range(1, 35)]


def test_aspects_of_the_annex_are_merged_cells() -> None:
    cells = [row.cells[1] for row in annex(TABLE).rows[1:]]
    runs = [len(list(run)) for _, run in groupby(cells, key=lambda cell: cell._tc)]
    assert runs == [5, 4, 9, 5, 4, 7]


def test_web_page_has_the_chrome_of_a_government_site() -> None:
    page = BeautifulSoup(WEB.path.read_text(encoding="utf-8"), "lxml")
    assert page.find("nav") and page.find("footer") and page.find("table", class_="meta")
    assert all(word in page.get_text() for word in ("当前位置", "打印", "扫一扫", "文号"))


def test_files_tell_nothing_of_the_machine_that_made_them() -> None:
    properties = Document(str(TABLE.path)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert not pypdfium2.PdfDocument(PRINT.path).get_metadata_dict().get("Author")
    with zipfile.ZipFile(TABLE.path) as parts:
        content = b"".join(parts.read(name) for name in parts.namelist()) + PRINT.path.read_bytes()
    assert not re.search(rb"file:/|/tmp/|/home/|/root/", content)


@needs_seeds
@each_digest
@pytest.mark.parametrize("pattern", [FIGURE, CITED, SLOGAN], ids=["figures", "cited documents", "slogans"])
def test_every_fact_of_the_seed_is_in_its_digest(digest: Digest, pattern: re.Pattern[str]) -> None:
    text, seed = bare("".join(paragraphs(digest))), bare(seed_text(digest))
    if pattern is CITED:
        seed = seed.replace("(按照<", "(按照《")  # an opening mark that the seed has mistyped
    assert {fact for fact in pattern.findall(seed) if fact not in text} == set()


@needs_seeds
@each_digest
def test_every_document_number_of_the_seed_is_in_its_digest(digest: Digest) -> None:
    lines = [bare(line) for line in re.split(r"[\s(（]", seed_text(digest))]
    numbers = [number for line in lines for number in DOCUMENT_NUMBER.findall(line)]
    text = bare("".join(paragraphs(digest)))
    assert [number for number in numbers if number not in text] == []


@needs_seeds
@each_digest
def test_units_in_brackets_are_those_of_the_seed_in_their_order(digest: Digest) -> None:
    ours = [bracket for line in paragraphs(digest) for bracket in UNIT_BRACKET.findall(bare(line))]
    theirs = [bracket for line in seed_text(digest).splitlines() for bracket in UNIT_BRACKET.findall(bare(line))]
    assert ours == theirs


@needs_seeds
@each_digest
def test_clause_numbers_and_headings_are_those_of_the_seed(digest: Digest) -> None:
    theirs = seed_text(digest).split("分工方案\n序号")[0].splitlines()
    assert list(_outline(body(digest))) == list(_outline(theirs))


@needs_seeds
def test_annex_names_the_units_of_every_row_of_the_seed() -> None:
    seed_rows = _seed_rows()
    for row in annex(TABLE).rows[1:]:
        number, _, _, nation, _, units, support = (bare(cell.text) for cell in row.cells)
        seed = seed_rows[int(number) - 1]
        assert nation in seed
        before, found, after = seed.rpartition(units) if not support else seed.partition(units)
        assert found and before.endswith("。") and not after.startswith(("、", ",", ";")), number
        assert [b for b in SUPPORT_BRACKET.findall(seed) if b not in support and not b.startswith("按")] == [], number


@needs_seeds
@pytest.mark.parametrize("kind", ["tasks", "deadlines"])
def test_labelled_units_and_deadlines_are_in_the_digests(kind: str) -> None:
    texts = {digest.seed: bare("".join(paragraphs(digest))) for digest in DIGESTS}
    lines = (SHARED / f"eval/gold_dev/{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    for label in map(json.loads, lines):
        facts = label["responsible_units"] or [] if kind == "tasks" else DEADLINE_WORDS.findall(bare(label["text"]))
        assert facts or kind == "tasks", label["text"]
        assert [fact for fact in facts if bare(fact) not in texts[label["doc_id"]]] == []


@needs_seeds
@each_digest
def test_no_sentence_is_copied(digest: Digest) -> None:
    seed = bare(seed_text(digest))
    grams = {seed[i : i + LONGEST_COPY + 1] for i in range(len(seed) - LONGEST_COPY)}
    for sentence in _sentences(digest):
        runs = (sentence[i : i + LONGEST_COPY + 1] for i in range(len(sentence) - LONGEST_COPY))
        assert [run for run in runs if run in grams] == []


def _outline(lines: list[str]) -> Iterator[str]:
    for line in (bare(line).replace("**", "") for line in lines):
        if heading := HEADING.match(line):
            yield heading[0]
        elif ordinal := ORDINAL.search(line):
            yield ordinal[1] or ordinal[2]


def _seed_rows() -> list[str]:
    """The annex rows of the seed, each from its number to the next one's; some stand on several lines."""
    text = seed_text(TABLE).split("需市级部门协助开展的工作和分工")[-1].split("注:国家")[0]
    starts = [0]
    for number in range(1, 35):
        starts.append(re.compile(rf"^{number}(?!\d*年)", re.MULTILINE).search(text, starts[-1]).start())  # type: ignore[union-attr]
    return [bare(text[start:end]) for start, end in zip(starts[1:], [*starts[2:], len(text)], strict=True)]


def _sentences(digest: Digest) -> Iterator[str]:
    """Running sentences without names: titles, unit lists and contacts do not end in a full stop."""
    for line in paragraphs(digest):
        if "。" in line and not line.startswith("抄送"):
            plain = re.sub(r"（责任单位：.*）|《[^》]*》|“[^”]*”|（市[^）]*）", "。", line)
            yield from map(bare, re.split("[。；]", plain))
