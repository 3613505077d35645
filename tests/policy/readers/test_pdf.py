from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace

import pytest

from policy.readers import ocr, read_bytes
from policy.readers.source import SourceText
from tests.policy.readers.samples import pdf_bytes, png_bytes, scanned_pdf_bytes

FULL = 28  # characters of 16 points in a line that begins at 72
RULES = " ".join(
    [f"72 {y} m 372 {y} l S" for y in (600, 570, 540)] + [f"{x} 600 m {x} 540 l S" for x in (72, 172, 372)]
)


def prose(top: float, *lines: str, indent: float = 32) -> list[tuple[float, float, str]]:
    """A paragraph: the first line indented by two characters, the others at the margin, 28 points apart."""
    return [(72 + (indent if at == 0 else 0), top - 28 * at, line) for at, line in enumerate(lines)]


def read(*pages: Sequence[tuple[float, float, str]], ruling: str = "") -> SourceText:
    return read_bytes(pdf_bytes(*pages, ruling=ruling), name="a.pdf")


def full(text: str, *, first: bool = False) -> str:
    return (text * FULL)[: FULL - 2 if first else FULL]


def test_hard_wraps_are_joined() -> None:
    lines = (full("强化要素保障", first=True), full("推进项目建设"), "完成投资。")
    assert read(prose(700, *lines)).text == "".join(lines) + "\n"


def test_a_title_over_two_lines_is_one() -> None:
    body = [(72, 600 - 28 * at, full(f"{at}推进项目建设")) for at in range(6)]
    title = ("关于印发某某区优化服务", "工作要点的通知")
    page = [(72 + (FULL * 16 - 22 * len(line)) / 2, 760 - 32 * at, line) for at, line in enumerate(title)]
    source = read_bytes(pdf_bytes(body, large=page), name="a.pdf")
    assert source.text.splitlines()[0] == "".join(title)


def test_an_indented_line_begins_a_paragraph() -> None:
    first, second = (full("强化要素保障", first=True), full("推进建设")), (full("优化营商环境", first=True), "落实。")
    page = prose(700, *first) + prose(644, *second)
    assert read(page).text == f"{''.join(first)}\n{''.join(second)}\n"


def test_numbers_begin_a_paragraph_without_an_indent() -> None:
    page = prose(700, full("强化要素保障")[:-1] + "。", "（一）优化营商环境。", indent=0)
    assert read(page).text.splitlines()[1] == "（一）优化营商环境。"


def test_lines_are_read_from_the_left_whatever_their_order_in_the_file() -> None:
    assert read([(104, 700, "总体要求"), (72, 700, "一、")]).text == "一、总体要求\n"


def test_radicals_in_place_of_ideographs_are_set_right() -> None:
    assert read([(72, 700, "⼀、强化⻔户功能")]).text == "一、强化门户功能\n"


def test_page_numbers_and_running_heads_go() -> None:
    pages = [[(200, 800, "某某市人民政府文件"), (72, 700, "第一。" * n), (290, 40, f"— {n} —")] for n in (1, 2, 3)]
    assert read(*pages).text == "第一。\n第一。第一。\n第一。第一。第一。\n"


def test_a_paragraph_runs_on_over_a_page_and_pages_are_known() -> None:
    lines = (full("强化要素保障", first=True), full("推进项目建设"))
    source = read(prose(100, *lines), [(72, 780, "完成投资。"), (72, 700, "完")])
    assert source.text.splitlines()[0] == "".join(lines) + "完成投资。"
    assert [(page.number, source.text[page.start :][:2]) for page in source.pages] == [(1, lines[0][:2]), (2, "完成")]


def test_dotted_contents_are_chrome() -> None:
    source = read([(72, 700, "一、总体要求........3"), (72, 672, "二、重点任务........5"), (72, 600, "正文")])
    assert [source.text[span.start : span.end] for span in source.chrome] == [
        "一、总体要求........3",
        "二、重点任务........5",
    ]


def test_ruled_table_is_a_table() -> None:
    cells = [(80, 580, "序号"), (180, 580, "任务"), (80, 550, "1"), (180, 550, "推进改革")]
    source = read([(72, 700, "分工表"), *cells, (72, 500, "附注")], ruling=RULES)
    assert source.text == "分工表\n序号\t任务\n1\t推进改革\n附注\n"
    assert source.tables[0].header_rows == 1


def test_pages_are_in_order_of_the_text() -> None:
    source = read(*[[(72, 700, f"第{n}页正文。")] for n in range(1, 6)])
    assert all(a.start < b.start for a, b in pairwise(source.pages))


class Engine:
    """A stand-in for RapidOCR: two pieces on one height and one below."""

    def __call__(self, picture: object) -> SimpleNamespace:
        boxes = [[(10, 10), (90, 10), (90, 30), (10, 30)], [(100, 11), (150, 11), (150, 31), (100, 31)]]
        boxes.append([(60, 50), (110, 50), (110, 70), (60, 70)])
        return SimpleNamespace(boxes=boxes, txts=("一、总体要求", "（试行）", "完"), scores=(0.9, 0.8, 1.0))


@pytest.mark.parametrize(("name", "data"), [("a.png", png_bytes()), ("a.pdf", scanned_pdf_bytes())])
def test_recognised_text_says_so(name: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "_engine", Engine)
    source = read_bytes(data, name=name)
    assert source.text.splitlines() == ["一、总体要求 （试行）", "完"]
    assert source.recognised and source.confidence == pytest.approx(0.9)
