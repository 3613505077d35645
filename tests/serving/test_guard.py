"""Who is turned away: other names, other pages, programs without a key, bodies without end; and who is let in."""

import argparse
from collections.abc import Iterator

import anyio
import httpx2
import pytest
from fastapi.testclient import TestClient
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from agent.desk import Desk
from commands.servers import api
from policy.errors import CeWenError
from serving.guard import Rules
from serving.keys import new_key
from serving.standalone import _bound, serve_http
from serving.web import web
from tests.serving.conftest import ADDRESS, running
from tools.toolbox import TOOLS

KEY = new_key()


@pytest.fixture
def closed(desk: Desk) -> Iterator[TestClient]:
    """Interfaces that want a key."""
    rules = Rules(needs_key=True, key_hashes=(KEY.printed,), host_names=("cewen.example.gov.cn",))
    with TestClient(web(desk, rules=rules), base_url=ADDRESS) as client:
        yield client


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:7860", "", "[::1", "localhost.evil"])
def test_a_name_that_is_not_ours_is_refused(host: str, client: TestClient) -> None:
    assert client.get("/v1/models", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:7860", "localhost", "[::1]:7860"])
def test_this_machine_may_be_called_by_its_names(host: str, client: TestClient) -> None:
    assert client.get("/v1/models", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
def test_another_page_gets_nothing_and_no_leave_to_ask(origin: str, client: TestClient) -> None:
    said = client.post("/api/tasks", json={}, headers={"Origin": origin})
    assert said.status_code == 403
    preflight = client.options("/api/tasks", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 403
    assert not any(name.startswith("access-control") for name in (*said.headers, *preflight.headers))


def test_without_a_key_nothing_of_the_library_is_told(closed: TestClient) -> None:
    for path in ("/api/tasks", "/api/ask", "/v1/chat/completions", "/mcp"):
        said = closed.post(path, json={})
        assert said.status_code == 401, path
        assert "Bearer" in said.headers["www-authenticate"]
    assert closed.post("/api/tasks", json={}, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert closed.post("/api/tasks", json={}, headers={"Authorization": f"Bearer {KEY.printed}"}).status_code == 401
    assert closed.get("/api").status_code == 200


def test_with_its_key_a_program_is_let_in_under_the_proxys_name(closed: TestClient) -> None:
    headers = {"Authorization": f"Bearer {KEY.key}", "Host": "cewen.example.gov.cn"}
    assert closed.post("/api/tasks", json={"unit": "区科委"}, headers=headers).status_code == 200


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": "改" * 3_000_000}).status_code == 413
    streamed = client.post(
        "/api/ask", content=(b" " * 100_000 for _ in range(30)), headers={"Content-Type": "application/json"}
    )
    assert streamed.status_code == 400


def test_nothing_is_offered_beyond_this_machine_without_keys(desk: Desk) -> None:
    given = argparse.Namespace(host="0.0.0.0", port=0, key_hashes=(), host_names=())
    with pytest.raises(CeWenError, match="没有设密钥时只在本机"):
        api(desk, given)


def test_a_taken_port_is_a_sentence(desk: Desk, address: str) -> None:
    taken = int(address.rpartition(":")[2])
    with pytest.raises(CeWenError, match=f"不能在 127.0.0.1:{taken} 上提供接口"):
        serve_http(web(desk, rules=Rules()), host="127.0.0.1", port=taken)


def test_a_port_is_taken_from_the_moment_it_is_chosen() -> None:
    with _bound("127.0.0.1", 0) as first, pytest.raises(CeWenError, match="请换一个 --port"):
        _bound("127.0.0.1", first.getsockname()[1])


def test_mcp_over_http_takes_the_key(desk: Desk) -> None:
    async def tools_at(url: str, headers: dict[str, str]) -> int:
        async with httpx2.AsyncClient(headers=headers) as http:
            async with Client(streamable_http_client(url, http_client=http)) as client:
                return len((await client.list_tools()).tools)

    with running(web(desk, rules=Rules(needs_key=True, key_hashes=(KEY.printed,)))) as at:
        assert anyio.run(tools_at, f"{at}/mcp", {"Authorization": f"Bearer {KEY.key}"}) == len(TOOLS)
