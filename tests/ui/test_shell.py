"""The document that Gradio starts in: Chinese, with our head first; everything else as it was."""

from starlette.types import Message

from ui.shell import rewritten


def response(kind: bytes, *pieces: bytes) -> list[Message]:
    headers = [(b"content-type", kind), (b"content-length", str(sum(map(len, pieces))).encode())]
    start: Message = {"type": "http.response.start", "status": 200, "headers": headers}
    return [start, *({"type": "http.response.body", "body": piece, "more_body": True} for piece in pieces)]


def test_a_document_gets_our_head_and_its_true_length() -> None:
    start, body = rewritten(
        response(b"text/html; charset=utf-8", b'<html lang="en"><he', b"ad></head>"), b"<style></style>"
    )
    assert body["body"] == b'<html lang="zh-CN"><head><style></style></head>'
    assert (b"content-length", str(len(body["body"])).encode()) in start["headers"]


def test_what_is_no_document_passes_as_it_is() -> None:
    messages = response(b"application/json", b'{"head": "<head>"}')
    assert rewritten(messages, b"<style></style>") == messages
