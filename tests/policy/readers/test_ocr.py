"""Recognition itself, where the OCR extra is installed; its models come in its package."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from policy.readers import ocr, read_bytes
from policy.readers.layout import Line

needs_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="the OCR extra is not installed")
SAMPLE = Path(__file__).parents[3] / "../shared/policies/no1doc2026.pdf"


def picture() -> ocr.Picture:
    if not SAMPLE.exists():
        pytest.skip("the folder shared/ beside the checkout is absent")
    page: Image.Image = pypdfium2.PdfDocument(SAMPLE)[1].render(scale=2).to_pil()
    return page.convert("RGB")


@needs_ocr
@pytest.mark.parametrize("suffix", ["png", "pdf"])
def test_a_scanned_page_is_read_as_recognised_text(suffix: str) -> None:
    scan = io.BytesIO()
    picture().save(scan, format=suffix)
    source = read_bytes(scan.getvalue(), name=f"扫描件.{suffix}")
    assert source.recognised and source.confidence is not None and source.confidence > 0.9
    assert "稳定发展粮油生产" in source.text and source.text.count("\n") < 12


def test_lines_of_about_the_usual_size_are_of_one_size() -> None:
    sizes = [24.4, 22.4, 27.2, 24.4, 40.0]
    lines = [Line(text="字", left=0, right=9, baseline=60 * n, size=size) for n, size in enumerate(sizes)]
    assert [line.size for line in ocr._evened(lines)] == [24.4, 24.4, 24.4, 24.4, 40.0]
