"""An `/embeddings` address on this machine: what a handler answers with, and how one listens."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class EmbeddingsHandler(BaseHTTPRequestHandler):
    """Reads what is asked and writes an answer; a test's own handler says what stands in it."""

    status = 200

    def asked(self) -> dict[str, list[str]]:
        """The body of the request."""
        asked: dict[str, list[str]] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        return asked

    def answer(self, vectors: Sequence[object]) -> None:
        """Send what the handler made, or an error where its status is one."""
        told = {"object": "list", "model": "m", "data": vectors, "usage": {}}
        body = json.dumps(told if self.status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@contextmanager
def listening(handler: type[EmbeddingsHandler]) -> Iterator[str]:
    """The address at which the handler answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()
        thread.join()
