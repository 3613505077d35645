"""The doors of Gradio that are open, whose files and sessions are whose, and what every answer forbids."""

import gc
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from agent.desk import Desk
from tests.conftest import SAMPLES
from ui.accounts import account_line, make_office
from ui.doors import Doors
from ui.gate import PERSON
from ui.passing import Passing
from ui.protection import Protection
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

# In the main thread Gradio makes an event loop that nobody closes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# What Gradio 6.31 answers besides what the page uses; each was looked up in its source.
SHUT = (
    "/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/token", "/gradio_api/user", "/gradio_api/app_id",
    "/gradio_api/runs", "/gradio_api/queue/status", "/gradio_api/vibe-code", "/gradio_api/dev/reload",
    "/monitoring",
    "/gradio_api/proxy=http://127.0.0.1/", "/gradio_api/file//etc/passwd", "/gradio_api/deep_link",
    "/monitoring/summary",
    "/gradio_api/custom_component/x/y/z/w", "/gradio_api/stream/s/r/1/playlist.m3u8", "/gradio_api/call/x/y",
    "/pwa_icon",
)  # fmt: skip
SHUT_POSTS = (
    "/gradio_api/run/x", "/gradio_api/api/x", "/gradio_api/call/x", "/gradio_api/component_server",
    "/gradio_api/process_recording", "/gradio_api/vibe-edit", "/gradio_api/stream/x",
)  # fmt: skip


class Called:
    """The application behind the doors: says that it was reached, and with which body."""

    def __init__(self) -> None:
        self.paths: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.paths.append(scope["path"])
        if scope["path"] == "/gradio_api/upload":
            return await JSONResponse(["/tmp/c/0f3a/要点.txt"])(scope, receive, send)
        body = (await receive()).get("body", b"")
        await PlainTextResponse(body or "served")(scope, receive, send)


def behind(called: Called, doors: Doors, who: str = "") -> TestClient:
    async def known(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and who:
            scope[PERSON] = who
        await doors(scope, receive, send)

    return TestClient(Protection(known), base_url="http://127.0.0.1:7860")


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def doors(called: Called) -> Doors:
    return Doors(called, passing=Passing())


@pytest.mark.parametrize("path", SHUT)
def test_what_the_page_does_not_use_is_shut(path: str, called: Called, doors: Doors) -> None:
    assert behind(called, doors).get(path).status_code == 404
    assert called.paths == []


@pytest.mark.parametrize("path", SHUT_POSTS)
def test_functions_are_called_by_the_pages_own_way_alone(path: str, called: Called, doors: Doors) -> None:
    assert behind(called, doors).post(path, json={}).status_code == 404
    assert called.paths == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_getting_and_posting_is_answered(method: str, called: Called, doors: Doors) -> None:
    assert behind(called, doors).request(method, "/").status_code == 404


def test_a_file_is_served_to_whom_it_was_made_for(called: Called) -> None:
    passing = Passing()
    passing.note("0f3a", "张三")
    doors = Doors(called, passing=passing)
    assert behind(called, doors, "张三").get("/gradio_api/file=/tmp/c/0f3a/台账.xlsx").status_code == 200
    assert behind(called, doors, "李四").get("/gradio_api/file=/tmp/c/0f3a/台账.xlsx").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "etc/passwd", "/tmp/c/0f3a/../../../etc/passwd", "/tmp/c/..%2f0f3a/x", "https://example.com/0f3a/x",
     "/tmp/c/beef/x", "//tmp/c/0f3a", "", "/proc/self/environ", "file:///etc/passwd"],
)  # fmt: skip
def test_no_other_file_is_served(path: str, called: Called) -> None:
    passing = Passing()
    passing.note("0f3a", "")
    answer = behind(called, Doors(called, passing=passing)).get(f"/gradio_api/file={path}")
    assert answer.status_code in (403, 404)
    assert called.paths == []


def test_an_uploaded_file_is_its_uploaders_and_nobody_elses(called: Called, doors: Doors) -> None:
    said = {"session_hash": "s1", "data": [[{"path": "/tmp/c/0f3a/要点.txt", "meta": {}}]]}
    zhang, li = behind(called, doors, "张三"), behind(called, doors, "李四")
    assert zhang.post("/gradio_api/queue/join", json=said).status_code == 403
    zhang.post("/gradio_api/upload", content=b"x")
    assert json.loads(zhang.post("/gradio_api/queue/join", json=said).text) == said
    assert li.post("/gradio_api/queue/join", json={**said, "session_hash": "s2"}).status_code == 403


@pytest.mark.parametrize("path", ["/etc/passwd", "http://127.0.0.1:1/x", "https://example.com/x", "/tmp/c/0f3a/../x"])
def test_a_body_names_no_file_but_an_uploaded_one(path: str, called: Called, doors: Doors) -> None:
    client = behind(called, doors)
    client.post("/gradio_api/upload", content=b"x")
    said = {"session_hash": "s", "data": [{"deep": [{"path": path}]}]}
    assert client.post("/gradio_api/queue/join", json=said).status_code == 403


def test_a_session_belongs_to_whoever_came_with_it_first(called: Called, doors: Doors) -> None:
    zhang, li = behind(called, doors, "张三"), behind(called, doors, "李四")
    assert zhang.get("/gradio_api/heartbeat/abc").status_code == 200
    for path in ("/gradio_api/heartbeat/abc", "/gradio_api/queue/data?session_hash=abc"):
        assert li.get(path).status_code == 403
    for path in ("/gradio_api/queue/join", "/gradio_api/cancel"):
        assert li.post(path, json={"session_hash": "abc", "event_id": "e", "fn_index": 1}).status_code == 403
    assert zhang.get("/gradio_api/queue/data?session_hash=abc").status_code == 200


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/run/predict", "/gradio_api/cancel"])
@pytest.mark.parametrize(
    "named", [{}, {"session_hash": None}, {"session_hash": ""}, {"session_hash": ["s1"]}, {"session_hash": "s" * 65}]
)
def test_an_event_without_a_session_of_its_own_would_act_for_everybody(
    path: str, named: dict[str, Any], called: Called, doors: Doors
) -> None:
    """Without a name it would choose the model of the whole house."""
    assert behind(called, doors, "李四").post(path, json={"data": [0], "fn_index": 54, **named}).status_code == 403
    assert called.paths == []


def test_news_of_no_session_are_told_to_nobody(called: Called, doors: Doors) -> None:
    assert behind(called, doors).get("/gradio_api/queue/data?session_hash=").status_code == 403
    assert called.paths == []


def test_a_body_that_is_far_too_large_is_not_read(called: Called, doors: Doors) -> None:
    client = behind(called, doors)
    assert client.post("/gradio_api/queue/join", content=b"[" * (9 * 1024 * 1024)).status_code == 413
    assert client.post("/gradio_api/queue/join", content=iter([b"[" * 1024 * 1024] * 9)).status_code == 413
    assert client.post("/gradio_api/upload", headers={"content-length": str(3 * 2**30)}).status_code == 413
    assert client.post("/gradio_api/queue/join", content=b"[" * 100_000).status_code == 403
    assert called.paths == []


def test_every_answer_forbids_framing_guessing_and_passing_on(called: Called, doors: Doors) -> None:
    for path in ("/", "/gradio_api/info"):
        headers = behind(called, doors).get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"


class Shared(NamedTuple):
    """A running office of two people over the samples."""

    address: str
    desk: Desk


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    from ui.serve import start

    folder = tmp_path_factory.mktemp("office")
    own, demo = (PolicyLibrary(folder / name, embedder=None) for name in ("own", "demo"))
    with own, demo, Kept(folder) as kept:
        desk = Desk(own=own, demo=demo, kept=kept)
        desk.add_file(next(SAMPLES.glob("*.txt")))
        lines = [account_line(name, "管理员", f"{name}的长口令") for name in ("张三", "李四")]
        app, address = start(desk, office=make_office(accounts=lines))
        yield Shared(address, desk)
        app.close(verbose=False)
    gc.collect()


@contextmanager
def signed_in(office: Shared, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=office.address, trust_env=False) as client:
        assert client.post("/login", data={"name": name, "password": f"{name}的长口令"}).status_code == 303
        yield client


def test_the_running_page_runs_its_own_scripts_alone(office: Shared) -> None:
    with signed_in(office, "张三") as client:
        page = client.get("/")
    policy = page.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([\w-]{20,})'", policy)
    assert nonce is not None
    assert "script-src 'self' 'nonce-" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    scripts = re.findall(
        r"<script\b([^>]*)>(?=.*?</script>)", re.sub(r"(?s)(<script\b[^>]*>).*?</script>", r"\1</script>", page.text)
    )
    assert scripts
    assert all(nonce[1] in attributes for attributes in scripts)


def test_an_uploaded_file_stays_in_its_folder(office: Shared) -> None:
    with signed_in(office, "张三") as zhang, signed_in(office, "李四") as li:
        name = "../../../../逃.html"
        (path,) = zhang.post("/gradio_api/upload", files={"files": (name, b"<script>x</script>")}).json()
        assert Path(path).resolve().is_relative_to(Path(os.environ["GRADIO_TEMP_DIR"]).resolve())
        served = zhang.get(f"/gradio_api/file={path}")
        assert served.status_code == 200
        assert "attachment" in served.headers["content-disposition"]
        assert li.get(f"/gradio_api/file={path}").status_code == 403
        assert zhang.get("/gradio_api/file=/etc/passwd").status_code == 403


def test_a_path_of_this_machine_is_never_added(office: Shared, tmp_path: Path) -> None:
    shutil.copy(next(SAMPLES.glob("*.md")), tmp_path / "私有.md")
    before = len(office.desk.own.documents())
    with signed_in(office, "张三") as client:
        for fn_index in range(80):
            said = {
                "data": [[{"path": str(tmp_path / "私有.md"), "meta": {"_type": "gradio.FileData"}}]],
                "fn_index": fn_index, "session_hash": "angreifer",
            }  # fmt: skip
            assert client.post("/gradio_api/queue/join", json=said).status_code == 403
    assert len(office.desk.own.documents()) == before


def test_files_on_their_way_are_read_by_their_user_alone(office: Shared) -> None:
    folder: Any = Path(os.environ["GRADIO_TEMP_DIR"])
    assert folder.name.startswith("cewen-")
    assert folder.stat().st_mode & 0o077 == 0
