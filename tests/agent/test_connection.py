"""What a test of a model's connection finds, over real HTTP."""

import pytest

from agent.connection import ConnectionReport, try_connection
from agent.models import Abilities, Model, ModelSettings
from agent.presets import PRESETS
from evals.scripted_model import Call, Reply, Request, Script, fails, serving

COUNTED = "一、二、三、四、五、六、七、八、九、十"


def tried(script: Script) -> tuple[ConnectionReport, Model | None]:
    with serving(script) as server:
        return try_connection(ModelSettings(model="scripted", api_key="sk-test-1", base_url=server.url, timeout=60))


def able(request: Request) -> Reply:
    if request.get("tools"):
        return Reply(calls=(Call("look_up", {"city": "天津"}),))
    return Reply(text=COUNTED)


def test_model_that_can_everything_is_said_to() -> None:
    report, model = tried(able)
    assert report.answers
    assert report.abilities == Abilities(streams=True, calls_tools=True)
    assert report.sentence == "可以使用。"
    assert report.first_token_ms is not None
    assert report.total_ms is not None
    assert report.first_token_ms <= report.total_ms
    assert model is not None
    assert model.abilities.calls_tools


@pytest.mark.parametrize(
    "script",
    [
        lambda request: Reply(status=400) if request.get("tools") else Reply(text=COUNTED),
        lambda request: Reply(text=COUNTED),
        lambda request: Reply(calls=(Call("look_up", {"town": "?"}),)) if request.get("tools") else Reply(text=COUNTED),
    ],
    ids=["拒绝", "不理会", "参数不对"],
)
def test_model_without_tools_will_word_only(script: Script) -> None:
    report, model = tried(script)
    assert report.answers
    assert "不会调用工具" in report.sentence
    assert model is not None
    assert not model.abilities.calls_tools


def test_server_that_does_not_stream_is_asked_whole() -> None:
    report, model = tried(lambda request: able(request)._replace(whole=True))
    assert report.answers
    assert report.abilities == Abilities(streams=False, calls_tools=True)
    assert "逐字" in report.sentence
    assert model is not None
    assert model.chat.disable_streaming


@pytest.mark.parametrize(
    ("reply", "word"), [(Reply(status=401), "密钥"), (Reply(status=404), "404"), (Reply(html=True), "/v1")]
)
def test_model_that_does_not_answer_is_told_by_its_sentence(reply: Reply, word: str) -> None:
    report, model = tried(fails(reply))
    assert not report.answers
    assert word in report.sentence
    assert report.sentence.endswith("。")
    assert model is None


def test_address_that_is_none_is_told_without_a_call() -> None:
    report, model = try_connection(ModelSettings(model="m", api_key="k", base_url="localhost"))
    assert "不是网址" in report.sentence
    assert model is None


def test_presets_are_apart_and_have_addresses() -> None:
    assert len({preset.name for preset in PRESETS}) == len(PRESETS) == 8
    assert all(preset.base_url.startswith("http") and preset.model for preset in PRESETS)
    assert all(preset.base_url.startswith("https://") for preset in PRESETS if preset.needs_key)
