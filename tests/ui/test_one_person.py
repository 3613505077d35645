"""What one person of an office can cost the others: a running page, and requests that no browser of ours would send."""

import gc
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from agent.desk import Desk
from agent.events import Event, Turn
from tests.conftest import SAMPLES
from ui.accounts import account_line, make_office
from ui.past import Transcript
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

pytestmark = [
    pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WHO, PASSWORD = "李四", "读者的长口令"


class SlowDesk(Desk):
    """A desk whose questions hang while it is told to; the real one otherwise."""

    hanging = False

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.go_on = threading.Event()

    def ask(
        self, question: str, history: Sequence[Turn] = (), *, session: str = "", scope: Sequence[str] = ()
    ) -> Iterator[Event]:
        if self.hanging:
            self.go_on.wait(60)
        return super().ask(question, history, session=session, scope=scope)


class Visitor:
    """A reader who knows how Gradio speaks."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, trust_env=False, timeout=60)
        assert self._client.post("/login", data={"name": WHO, "password": PASSWORD}).status_code == 303
        config = self._client.get("/config").json()
        names = {each["id"]: each["props"].get("elem_id") for each in config["components"]}
        self._functions = {
            (names.get(target[0]), target[1]): each for each in config["dependencies"] for target in each["targets"]
        }

    def joins(self, name: str, event: str, data: list[Any], *, session: str, said: Any = None) -> None:
        """Call what happens on an event, in a session of this name."""
        function = self._functions[name, event]
        data = data or [None] * len(function["inputs"])
        body = {"data": data, "fn_index": function["id"], "session_hash": session, "event_data": said}
        assert self._client.post("/gradio_api/queue/join", json=body).status_code == 200

    def hears(self, session: str) -> list[Any]:
        """Everything that the session is told until its events are over."""
        with self._client.stream("GET", f"/gradio_api/queue/data?session_hash={session}") as stream:
            return [json.loads(line[5:]) for line in stream.iter_lines() if line.startswith("data:")]

    def close(self) -> None:
        self._client.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SlowDesk, str]]:
    from ui.serve import start

    folder: Path = tmp_path_factory.mktemp("office")
    own, demo = (PolicyLibrary(folder / name, embedder=None) for name in ("own", "demo"))
    with own, demo, Kept(folder) as kept:
        desk = SlowDesk(own=own, demo=demo, kept=kept)
        desk.add_file(next(SAMPLES.glob("*.txt")))
        app, address = start(desk, office=make_office(accounts=[account_line(WHO, "读者", PASSWORD)]))
        yield desk, address
        app.close(verbose=False)
    gc.collect()


@pytest.fixture
def visitor(office: tuple[SlowDesk, str]) -> Iterator[Visitor]:
    with closing(Visitor(office[1])) as visitor:
        yield visitor


def kept_questions(desk: Desk) -> list[str]:
    kept = desk.kept.all("conversation", Transcript, person=WHO)
    return [exchange.question for entry in kept for exchange in entry.value.exchanges]


def test_a_question_of_megabytes_is_not_kept(office: tuple[SlowDesk, str], visitor: Visitor) -> None:
    visitor.joins("question", "submit", ["区" * 1_000_000, None, None], session="long")
    assert "问题太长" in json.dumps(visitor.hears("long"), ensure_ascii=False)
    assert max(map(len, kept_questions(office[0]))) == 20_000


def test_nobody_takes_all_places_of_those_who_ask(office: tuple[SlowDesk, str], visitor: Visitor) -> None:
    desk, _ = office
    desk.hanging = True
    try:
        for number in range(9):
            visitor.joins("question", "submit", [f"第{number}问", None, None], session=f"s{number}")
        told = _told_while_others_hang(visitor, desk)
    finally:
        desk.hanging = False
        desk.go_on.set()
    assert sum("您有 8 个问题还在答" in each for each in told) == 1


def _told_while_others_hang(visitor: Visitor, desk: SlowDesk) -> list[str]:
    """What each of nine sessions hears; the ninth question is answered while eight hang, and lets them go on."""
    told: list[str] = []
    heard = threading.Lock()

    def listen(session: str) -> None:
        news = json.dumps(visitor.hears(session), ensure_ascii=False)
        with heard:
            told.append(news)
            desk.go_on.set()

    threads = [threading.Thread(target=listen, args=(f"s{number}",)) for number in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_a_choice_of_documents_holds_documents_alone(office: tuple[SlowDesk, str], visitor: Visitor) -> None:
    visitor.joins("shelf", "submit", [], session="c", said={"do": "choose", "doc": "d" * 100_000, "checked": True})
    visitor.hears("c")
    assert not office[0].kept.all("scope", Transcript, person=WHO)


@pytest.mark.parametrize(
    ("kind", "targets", "topic"),
    [("outline", ["东丽区"], "招商" * 2000), ("follow_up", ["东丽区"] * 300, "")],
    ids=["words", "places"],
)
def test_a_draft_of_a_flood_is_refused_at_once(kind: str, targets: list[str], topic: str, visitor: Visitor) -> None:
    session = f"d-{kind}"
    visitor.joins("make-draft", "click", [kind, targets, topic, "", []], session=session)
    assert "请减少后再试" in json.dumps(visitor.hears(session), ensure_ascii=False)


def test_a_comparison_of_a_flood_is_refused_at_once(visitor: Visitor) -> None:
    said = {"region": ["东丽区", "和平区"], "theme": ["人才" * 2000]}
    visitor.joins("compare-choice", "submit", [], session="v", said=said)
    assert "请减少后再试" in json.dumps(visitor.hears("v"), ensure_ascii=False)
