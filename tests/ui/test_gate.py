"""The gate: who comes in, who is shown the way to sign in, and who is turned away."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ui.accounts import Office, account_line, make_office
from ui.gate import MAY_CHANGE, PERSON, Gate
from ui.sign_ins import Refused, SignIns
from vectorstore.kept import Kept

ZHANG, LI = account_line("张三", "管理员", "对的口令"), account_line("李四", "读者", "另一个")
PROXIED = make_office(accounts=["张三:管理员"], header="X-Remote-User", proxies=("testclient",))


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Says who came."""
    told = f"{scope.get(PERSON, '')} {scope.get(MAY_CHANGE)}"
    await PlainTextResponse(told)(scope, receive, send)


class Time:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with Kept(tmp_path) as kept:
        yield kept


def visit(kept: Kept, office: Office, *, clock: Time | None = None, address: str = "testclient") -> TestClient:
    gate = Gate(page, office=office, sign_ins=SignIns(kept, office, clock=clock or Time()))
    return TestClient(gate, base_url="http://127.0.0.1:7860", follow_redirects=False, client=(address, 50000))


def sign_in(client: TestClient, password: str = "对的口令") -> int:
    return client.post("/login", data={"name": "张三", "password": password}).status_code


def test_without_accounts_everybody_at_this_machine_comes_in(kept: Kept) -> None:
    assert visit(kept, Office()).get("/").text == " None"


def test_a_stranger_is_shown_the_way_and_gets_nothing_else(kept: Kept) -> None:
    client = visit(kept, make_office(accounts=[ZHANG]))
    assert client.get("/").headers["location"] == "/login"
    assert "口令" in client.get("/login").text
    for path in ("/config", "/gradio_api/info", "/gradio_api/file=/etc/passwd", "/theme.css"):
        assert client.get(path).status_code == 401
    assert client.post("/gradio_api/queue/join").status_code == 401


def test_the_right_password_opens_and_tells_who_it_is(kept: Kept) -> None:
    client = visit(kept, make_office(accounts=[ZHANG, LI]))
    assert sign_in(client) == 303
    assert client.get("/").text == "张三 True"
    client.post("/login", data={"name": "李四", "password": "另一个"})
    assert client.get("/").text == "李四 False"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(kept: Kept) -> None:
    client = visit(kept, make_office(accounts=[ZHANG]))
    told = [client.post("/login", data={"name": name, "password": "错的"}) for name in ("张三", "王五")]
    assert [each.status_code for each in told] == [403, 403]
    assert all("姓名或口令不对" in each.text for each in told)


def test_a_hostile_name_stays_text(kept: Kept) -> None:
    told = visit(kept, make_office(accounts=[ZHANG])).post("/login", data={"name": '"><script>x', "password": "错的"})
    assert "<script>x" not in told.text


def test_after_five_wrong_tries_even_the_right_password_waits(kept: Kept) -> None:
    clock = Time()
    client = visit(kept, make_office(accounts=[ZHANG]), clock=clock)
    assert [sign_in(client, "错的") for _ in range(6)] == [403] * 5 + [429]
    assert sign_in(client) == 429
    clock.now += 2
    assert sign_in(client) == 303


def test_whoever_signed_in_is_still_in_after_a_restart(kept: Kept) -> None:
    office = make_office(accounts=[ZHANG])
    first = visit(kept, office)
    sign_in(first)
    second = visit(kept, office)
    second.cookies.update(first.cookies)
    assert second.get("/").text == "张三 True"


def test_signing_out_ends_the_token_and_not_only_the_cookie(kept: Kept) -> None:
    client = visit(kept, make_office(accounts=[ZHANG]))
    sign_in(client)
    cookies = dict(client.cookies)
    assert client.post("/logout").headers["location"] == "/login"
    client.cookies.update(cookies)
    assert client.get("/").status_code == 303


def test_an_account_that_is_taken_away_is_out_at_once(kept: Kept) -> None:
    client = visit(kept, make_office(accounts=[ZHANG]))
    sign_in(client)
    other = visit(kept, make_office(accounts=[LI]))
    other.cookies.update(client.cookies)
    assert other.get("/").status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(kept: Kept) -> None:
    answer = visit(kept, make_office(accounts=[ZHANG])).post("/login", data={"name": "张三", "password": "对的口令"})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_proxys_header_counts_from_the_proxy_alone(kept: Kept) -> None:
    header = {b"x-remote-user": "张三".encode()}
    assert visit(kept, PROXIED).get("/", headers=header).text == "张三 True"
    assert visit(kept, PROXIED, address="10.0.0.9").get("/", headers=header).status_code == 303


def test_an_account_without_a_digest_has_no_password(kept: Kept) -> None:
    client = visit(kept, PROXIED)
    assert sign_in(client, "") == 403


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1:7860", 200), ("localhost", 200), ("10.1.2.3", 200), ("[::1]:7860", 200), ("cewen.office", 200),
     ("evil.example", 421), ("", 421)],
)  # fmt: skip
def test_only_the_pages_own_names_are_answered(host: str, status: int, kept: Kept) -> None:
    client = visit(kept, make_office(host_names=("cewen.office",)))
    assert client.get("/", headers={"host": host}).status_code == status


def test_another_sites_request_is_turned_away(kept: Kept) -> None:
    client = visit(kept, Office())
    assert client.post("/gradio_api/queue/join", headers={"origin": "http://evil.example"}).status_code == 403
    assert client.post("/gradio_api/queue/join", headers={"origin": "http://127.0.0.1:7860"}).status_code == 200


def test_a_form_that_is_far_too_long_is_not_read(kept: Kept) -> None:
    assert sign_in(visit(kept, make_office(accounts=[ZHANG])), "长" * 5000) == 413


@pytest.mark.parametrize("headers", [{"host": "["}, {"host": "127.0.0.1:7860", "origin": "http://["}])
def test_what_is_no_address_is_turned_away(kept: Kept, headers: dict[str, str]) -> None:
    assert visit(kept, Office()).get("/", headers=headers).status_code in (421, 403)


def test_a_header_beside_the_proxys_own_names_nobody(kept: Kept) -> None:
    forged = [(b"X-Remote-User", "张三".encode()), (b"X-Remote-User", "李四".encode())]
    assert visit(kept, PROXIED).get("/config", headers=forged).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"name=%ED%A0%80&password=%FF", "application/x-www-form-urlencoded"),
     (b"&".join(b"f%d=x" % n for n in range(500)), "application/x-www-form-urlencoded"),
     (b"--x", "multipart/form-data; boundary=y"), (b"{}", "multipart/form-data")],
)  # fmt: skip
def test_a_form_that_is_none_is_a_wrong_password(kept: Kept, body: bytes, kind: str) -> None:
    client = visit(kept, make_office(accounts=[ZHANG]))
    assert client.post("/login", content=body, headers={"content-type": kind}).status_code == 403


def test_of_many_tries_at_once_no_more_are_looked_at_than_one_after_the_other(kept: Kept) -> None:
    looked_at = []
    sign_ins = SignIns(kept, make_office(accounts=[ZHANG]), clock=Time())

    def guess(number: int) -> None:
        told = sign_ins.begin("张三", f"猜{number}", address="10.0.0.9")
        looked_at.append(isinstance(told, Refused) and not told.wait)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(looked_at) == 5
