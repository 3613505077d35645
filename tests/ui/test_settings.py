"""模型与设置: what it says, and the way to a model in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.connection import ConnectionReport
from agent.endpoints import ANYWHERE, Endpoints
from agent.models import Abilities
from evals.scripted_model import Call, ModelServer, Reply, Request, serving
from tests.ui.browser import chromium
from tests.ui.fake_desk import FakeDesk
from ui.accounts import make_office
from ui.settings import presets_at, tried
from ui.settings_html import about_html, report_html, statistics_html
from vectorstore.reembedding import VectorChange

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
SECRET = "sk-page-0123456789"


def test_a_report_tells_latency_streaming_and_tools() -> None:
    abilities = Abilities(streams=True, calls_tools=False)
    report = ConnectionReport(
        answers=True, abilities=abilities, sentence="可以使用。", first_token_ms=12.0, total_ms=1500.0
    )
    told = report_html(report).striptags()
    assert told == "首字12 毫秒全部1.5 秒逐字返回可以调用工具不可以可以使用。"


def test_a_failure_is_its_sentence_escaped() -> None:
    assert "&lt;b&gt;" in report_html(ConnectionReport.failed("<b>坏了。"))


def test_a_form_without_a_model_is_not_tried() -> None:
    report, model = tried("http://127.0.0.1:9/v1", " ", "k", None, endpoints=ANYWHERE)
    assert (report.sentence, model) == ("请先填模型名称。", None)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:{port}/v1", "http://localhost:{port}/v1", "http://[::1]:{port}/v1", "http://169.254.169.254/v1",
     "{listed}?x=", "{listed}/../admin", "http://allowed@127.0.0.1:{port}/v1", "{listed}#", "", "file:///etc/passwd"],
)  # fmt: skip
def test_on_a_shared_page_no_address_is_called_that_is_not_listed(address: str) -> None:
    with serving(counts_and_calls) as server:
        port, listed = server.url.split(":")[2].partition("/")[0], "http://gpu.example/v1"
        named = address.format(port=port, listed=listed)
        report, model = tried(named, "m", SECRET, None, endpoints=Endpoints(addresses=(listed,)))
        assert (model, server.requests) == (None, [])
    assert "CEWEN_MODEL_ADDRESSES" in report.sentence


def test_a_listed_address_is_called_as_it_is_listed() -> None:
    with serving(counts_and_calls) as server:
        report, model = tried(f" {server.url.upper()}/ ", "m", "", None, endpoints=Endpoints(addresses=(server.url,)))
    assert report.answers
    assert model is not None
    assert model.settings.base_url == server.url


def test_alone_at_the_machine_a_model_on_it_is_a_matter_of_its_address() -> None:
    with serving(counts_and_calls) as server:
        assert tried(server.url, "m", "", None, endpoints=ANYWHERE)[0].answers


def test_an_office_names_its_addresses_and_one_person_need_not() -> None:
    alone = make_office(model_addresses=("http://gpu/v1",))
    office = make_office(accounts=["张三:读者"], model_addresses=("http://127.0.0.1:11434/v1",))
    assert (alone.endpoints, presets_at(office.endpoints)) == (ANYWHERE, ["Ollama"])
    assert presets_at(make_office(accounts=["张三:管理员"]).endpoints) == []


def test_everything_stored_is_named() -> None:
    told = about_html().striptags()
    assert all(word in told for word in ("密钥", "对话", "发给模型的内容", "两分钟上手"))


def test_a_change_of_vector_model_is_told_beside_the_figures() -> None:
    change = VectorChange(before="甲", now="<b>乙", dimension=None, done=5, total=205)
    told = statistics_html([], clauses=205, embedded=(5, 205), change=change)
    assert "205 条条款要重新计算，已完成 5 条" in told
    assert "&lt;b&gt;乙" in told
    assert "重新计算" not in statistics_html([], clauses=205, embedded=(205, 205))


def counts_and_calls(request: Request) -> Reply:
    if request.get("tools"):
        return Reply(calls=(Call("look_up", {"city": "天津"}),))
    return Reply(text="一、二、三、四、五、六、七、八、九、十")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[tuple[Any, FakeDesk, ModelServer]]:
    from ui.serve import start

    with chromium() as browser, serving(counts_and_calls) as server:
        desk = FakeDesk(tmp_path)
        app, address = start(desk)
        opened = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
        opened.goto(address)
        opened.wait_for_selector("#talk .welcome")
        opened.click("#rail [data-view=settings]")
        opened.wait_for_selector("#view-settings h1", state="visible")
        yield opened, desk, server
        opened.close()
        desk.close()
        app.close(verbose=False)


def test_a_session_tries_takes_and_leaves_a_model(page: tuple[Any, FakeDesk, ModelServer]) -> None:
    shown, desk, server = page
    shown.get_by_label("服务", exact=True).click()
    shown.click("[role=option] >> text=Ollama")
    shown.wait_for_selector("#model-report >> text=不需要密钥")
    shown.get_by_label("服务地址").fill(server.url)
    shown.get_by_label("密钥（自己的服务可不填）").fill(SECRET)
    shown.click("text=测试连接")
    shown.wait_for_selector("#model-report >> text=可以使用。")
    assert shown.locator("#model-report .facts li").count() == 4
    shown.click("text=使用这个模型")
    shown.wait_for_selector("#settings-mode >> text=在线模式：qwen2.5:7b")
    shown.wait_for_selector("#status >> text=在线模式：qwen2.5:7b", state="attached")
    assert shown.get_by_label("密钥（自己的服务可不填）").input_value() == ""
    assert SECRET not in shown.content()
    assert desk.mode_of("") == "离线模式"
    shown.click("text=只用离线模式")
    shown.wait_for_selector("#settings-mode >> text=不联网")
    words = shown.evaluate("document.querySelector('#view-settings').innerText.match(/[A-Za-z]{3,}/g) || []")
    assert set(words) <= {"Ollama", "num", "ctx", "qwen", "SQLite", "kept", "Word", "PDF", "Excel"}
