"""Each session its own model."""

from pathlib import Path

import pytest

from agent.desk import Desk
from agent.models import ModelSettings, connect
from evals.scripted_model import Reply, fails, ideal, serving
from tests.agent.conversation import answered
from tests.agent.test_online import settings_of
from tests.conftest import SAMPLES
from vectorstore.kept import Kept
from vectorstore.library import PolicyLibrary

QUESTION = "东丽区的区科委要参与哪些任务？"


def desk_in(folder: Path) -> Desk:
    """A desk with one sample of its own and no model for everybody."""
    own, demo = (PolicyLibrary(folder / name, embedder=None) for name in ("own", "demo"))
    desk = Desk(own=own, demo=demo, kept=Kept(folder))
    desk.add_file(next(SAMPLES.glob("东丽区*")))
    return desk


def test_one_sessions_model_answers_that_session_alone(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    with serving(ideal()) as server:
        desk.seats.choose("甲", connect(settings_of(server)))
        assert answered(list(desk.ask(QUESTION, session="甲"))).mode == "online"
        assert answered(list(desk.ask(QUESTION, session="乙"))).mode == "offline"
        assert (desk.mode_of("甲"), desk.mode_of("乙")) == ("在线模式：scripted", "离线模式")
        desk.seats.forget("甲")
        assert answered(list(desk.ask(QUESTION, session="甲"))).mode == "offline"
        assert len(server.requests) == 1
    desk.close()


def test_nobody_chooses_for_everybody(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    model = connect(ModelSettings(model="m", api_key="k", base_url="http://127.0.0.1:9/v1"))
    desk.seats.choose("", model)
    assert desk.mode_of("") == "离线模式"
    desk.close()


@pytest.mark.embedded
def test_key_of_a_session_is_written_nowhere(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    secret = "sk-page-0123456789"
    with serving(fails(Reply(status=401))) as server:
        desk.seats.choose("甲", connect(ModelSettings(model="m", api_key=secret, base_url=server.url)))
        list(desk.ask(QUESTION, session="甲"))
    desk.close()
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if secret.encode() in path.read_bytes()]
