"""A model on loopback that plays a script: the OpenAI protocol over real HTTP, streamed or whole.

A script is a function from the request to a reply; each request is kept in `requests` for the tests to read. Covered:
/v1/chat/completions with tool calls in deltas, a usage chunk, error statuses, a cut stream, HTML in place of JSON, a
stream without choices, one that stalls, one that never ends.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

KEY = re.compile(r"\[\[[0-9a-f]{10}-\d+\]\]")
_PIECE = 7  # characters in a delta

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
    headers: tuple[tuple[str, str], ...] = ()
    no_choices: bool = False
    whole: bool = False
    hold: threading.Event | None = None


Script = Callable[[Request], Reply]


class ModelServer:
    """The running server: its address, and what was asked of it."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.authorizations: list[str] = []
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


def points(request: Request) -> str:
    """What the prompt says an answer must keep."""
    asked = next(str(m["content"]) for m in reversed(request["messages"]) if " 要点：" in str(m["content"]))
    return asked.partition(" 要点：")[2].partition("\n")[2].rpartition("\n〔")[0]


def can_call(request: Request) -> bool:
    """Whether tools were offered."""
    return bool(request.get("tools"))


def ideal(*calls: Call) -> Script:
    """Calls the tools at once where it may, then words the points in order, each line with its keys."""

    def play(request: Request) -> Reply:
        if calls and can_call(request) and not tool_texts(request):
            return Reply(calls=calls)
        return Reply(text=points(request))

    return play


def says(text: str, *, after: Call | None = None) -> Script:
    """Always the same text, after one tool call where one is given; {key} is the first key that the tool showed."""

    def play(request: Request) -> Reply:
        returned = tool_texts(request)
        if after and can_call(request) and not returned:
            return Reply(calls=(after,))
        found = KEY.search("\n".join((*returned, points(request))))
        return Reply(text=text.replace("{key}", found.group() if found else ""))

    return play


def endless(call: Call) -> Script:
    """Never stops calling the tool."""
    return lambda request: Reply(calls=(call,)) if can_call(request) else Reply(text="我要调用工具。")


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
            model.authorizations.append(self.headers.get("Authorization", ""))
            reply = model.script(request) if self.path == "/v1/chat/completions" else Reply(status=404)
            if reply.html or reply.status != 200:
                self._whole(reply.status, *_failure(reply), headers=reply.headers)
            elif request.get("stream") and not reply.whole:
                self._stream(reply)
            else:
                self._whole(200, "application/json", json.dumps(_completion(reply)))

        def _whole(self, status: int, kind: str, body: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
            data = body.encode()
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
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
            for number, chunk in enumerate(_chunks(reply)):
                if reply.hold and number == 2:
                    self.wfile.flush()
                    reply.hold.wait(timeout=30)
                try:
                    self.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
                except OSError:
                    return  # the other side has left
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
    if reply.no_choices:
        yield {**_chunk({}), "choices": []}
        return
    yield _chunk({"role": "assistant", "content": ""})
    piece = max(_PIECE, len(reply.text) // 2000)
    for start in range(0, len(reply.text), piece):
        yield _chunk({"content": reply.text[start : start + piece]})
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
