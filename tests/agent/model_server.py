"""A model on loopback that plays a script: the OpenAI protocol over real HTTP, streamed or whole.

A script is a function from the request to a reply; each request is kept in `requests` for the tests to read. Covered:
/v1/chat/completions with tool calls in deltas, a usage chunk, error statuses, a cut stream, HTML in place of JSON.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = re.compile(r"\[\[[0-9a-f]{10}-\d+\]\]")
_PIECE = 7

Request = dict[str, Any]


class Call(NamedTuple):
    """A tool that the model wants called."""

    name: str
    arguments: dict[str, Any]


class Reply(NamedTuple):
    """What the model says: text, tool calls, or a failure of the transport."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    status: int = 200
    html: bool = False
    cut: bool = False
    arguments: str | None = None


Script = Callable[[Request], Reply]


class ModelServer:
    """The running server: its address, and what was asked of it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.url = ""


@contextmanager
def serving(script: Script) -> Iterator[ModelServer]:
    """The script behind http://127.0.0.1:port/v1 until the block ends."""
    model = ModelServer(script)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(model))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def tool_texts(request: Request) -> list[str]:
    """What the tools have returned since the person's last message."""
    messages: Sequence[Request] = request["messages"]
    asked = max(index for index, message in enumerate(messages) if message["role"] == "user")
    return [str(message["content"]) for message in messages[asked:] if message["role"] == "tool"]


def ideal(call: Call) -> Script:
    """Calls one tool, then copies its lines, each with its key."""

    def play(request: Request) -> Reply:
        returned = tool_texts(request)
        return Reply(text=copied(returned[0])) if returned else Reply(calls=(call,))

    return play


def copied(returned: str) -> str:
    """The lines of a tool's result that have a key, the key after the words."""
    lines = [line for line in returned.splitlines() if KEY.match(line)]
    return "\n".join(f"- {KEY.sub('', line).strip()}{KEY.match(line).group()}" for line in lines)  # type: ignore[union-attr]


def says(text: str, *, after: Call | None = None) -> Script:
    """Always the same text, after one tool call where one is given; {key} is the first key that the tool showed."""

    def play(request: Request) -> Reply:
        returned = tool_texts(request)
        if after and not returned:
            return Reply(calls=(after,))
        found = KEY.search("\n".join(returned))
        return Reply(text=text.replace("{key}", found.group() if found else ""))

    return play


def endless(call: Call) -> Script:
    """Never stops calling the tool."""
    return lambda request: Reply(calls=(call,))


def fails(reply: Reply) -> Script:
    """The same failure every time."""
    return lambda request: reply


def _handler(model: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the screen."""

        def do_POST(self) -> None:
            request: Request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.requests.append(request)
            reply = model.script(request) if self.path == "/v1/chat/completions" else Reply(status=404)
            if reply.html or reply.status != 200:
                self._whole(reply.status, *_failure(reply))
            elif request.get("stream"):
                self._stream(reply)
            else:
                self._whole(200, "application/json", json.dumps(_completion(reply)))

        def _whole(self, status: int, kind: str, body: str) -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(data)

        def _stream(self, reply: Reply) -> None:
            """Chunked by closing; a cut stream announces more than it sends."""
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            if reply.cut:
                self.send_header("Content-Length", "1000000")
            self.send_header("Connection", "close")
            self.end_headers()
            for chunk in _chunks(reply):
                self.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
            if not reply.cut:
                self.wfile.write(b"data: [DONE]\n\n")
            self.wfile.flush()
            self.close_connection = True

    return Handler


def _failure(reply: Reply) -> tuple[str, str]:
    if reply.html:
        return "text/html; charset=utf-8", "<html><body>请先登录</body></html>"
    return "application/json", json.dumps({"error": {"message": f"status {reply.status}", "type": "error"}})


def _calls(reply: Reply) -> list[dict[str, Any]]:
    return [
        {
            "index": index,
            "id": f"call_{index}",
            "type": "function",
            "function": {
                "name": call.name,
                "arguments": reply.arguments or json.dumps(call.arguments, ensure_ascii=False),
            },
        }
        for index, call in enumerate(reply.calls)
    ]


def _completion(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": reply.text, "tool_calls": _calls(reply) or None}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
    }


def _chunks(reply: Reply) -> Iterator[dict[str, Any]]:
    """The deltas: text in pieces, each call's name and then its arguments in two halves, the end, the usage."""
    yield _chunk({"role": "assistant", "content": ""})
    for start in range(0, len(reply.text), _PIECE):
        yield _chunk({"content": reply.text[start : start + _PIECE]})
    if reply.cut:
        return
    for call in _calls(reply):
        arguments = call["function"]["arguments"]
        half = len(arguments) // 2
        yield _chunk({"tool_calls": [{**call, "function": {"name": call["function"]["name"], "arguments": ""}}]})
        for piece in (arguments[:half], arguments[half:]):
            yield _chunk({"tool_calls": [{"index": call["index"], "function": {"arguments": piece}}]})
    yield _chunk({}, finish="tool_calls" if reply.calls else "stop")
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    yield {**_chunk({}), "choices": [], "usage": usage}


def _chunk(delta: dict[str, Any], *, finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [choice],
    }
