"""/api: typed JSON over HTTP, and whatever anybody sends: never a fault of ours."""

import re
from collections import Counter
from typing import Any

import pytest
import schemathesis
from anyio.to_thread import current_default_thread_limiter
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings, strategies
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agent.answers import CitedAnswer
from agent.crowd import BUSY, MOST
from agent.desk import Desk
from policy.values import Frozen
from serving.api import TOOL_PATHS
from serving.guard import Rules
from serving.web import THREADS, web
from tests.serving.test_mcp import CALLS
from tools.evidence import FoundClause
from tools.toolbox import TOOLS, result_of

EXAMPLES = 5
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_every_tool_has_its_address() -> None:
    assert set(TOOL_PATHS.values()) == set(TOOLS)


@pytest.mark.parametrize("path", TOOL_PATHS)
def test_each_tool_answers_in_its_type(path: str, client: TestClient) -> None:
    tool = TOOL_PATHS[path]
    said = client.post(f"/api/{path}", json=CALLS[tool.__name__])
    assert said.status_code == 200, said.text
    assert isinstance(result_of(tool).model_validate_json(said.content), Frozen)


def test_a_question_gets_the_whole_cited_answer(client: TestClient) -> None:
    said = client.post("/api/ask", json={"question": "东丽区国有企业改革要做什么？"})
    answer = CitedAnswer.model_validate_json(said.content)
    assert answer.citations
    found = FoundClause.model_validate_json(client.get(f"/api/clauses/{answer.citations[0].clause_id}").content)
    assert answer.citations[0].quote in found.clause.text


def test_a_question_may_be_narrowed_to_documents(client: TestClient) -> None:
    asked = {"question": "国有企业改革要做什么？", "regions": ["和平区"]}
    answer = CitedAnswer.model_validate_json(client.post("/api/ask", json=asked).content)
    assert {citation.title for citation in answer.citations} == {"和平区高质量发展访谈（摘编）"}
    nowhere = client.post("/api/ask", json={**asked, "regions": ["三亚市"]})
    assert (nowhere.status_code, "没有符合条件的文件" in nowhere.text) == (400, True)


def test_a_document_comes_whole(client: TestClient) -> None:
    (card, *_) = client.post("/api/documents", json={"regions": ["东丽区"]}).json()["documents"]
    document = client.get(f"/api/documents/{card['doc_id']}").json()
    clause = document["clauses"][2]
    assert document["text"][clause["start"] : clause["end"]] == clause["text"]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "told"),
    [
        ("post", "/api/tasks", {"due_before": "入秋"}, 400, "看不懂日期“入秋”"),
        ("post", "/api/tasks", {"units": "区科委"}, 422, "没有“units”这一项"),
        ("post", "/api/search", {}, 422, "缺少“query”"),
        ("get", "/api/clauses/0000000000-1", None, 404, "没有编号为“0000000000-1”的条款"),
        ("get", "/api/nothing", None, 404, "没有这个地址"),
        ("get", "/api/ask", None, 405, "不接受这种请求方法"),
    ],
)
def test_a_mistake_is_one_sentence(
    method: str, path: str, body: dict[str, Any] | None, status: int, told: str, client: TestClient
) -> None:
    said = client.request(method, path, json=body)
    assert said.status_code == status
    assert told in said.json()["error"]["message"]


def test_a_fault_of_ours_tells_its_kind_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "ask", lambda *_, **__: 1 / 0)
    said = client.post("/api/ask", json={"question": "甲"})
    assert said.status_code == 500
    assert "ZeroDivisionError" in said.json()["error"]["message"]
    assert "Traceback" not in said.text


def test_the_page_of_the_interface_names_every_address_and_loads_nothing(client: TestClient) -> None:
    page = client.get("/api")
    paths = client.get("/api/openapi.json").json()["paths"]
    assert page.headers["content-type"].startswith("text/html")
    assert all(f"<code>{path}</code>" in page.text for path in paths)
    assert "任务筛选" in page.text
    assert not re.search(r"<script|<link|<img|https?://(?!127\.0\.0\.1)", page.text)
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_generated_request_is_a_fault_of_ours(mode: GenerationMode, desk: Desk) -> None:
    app = web(desk, rules=Rules(host_names=("localhost", "testserver")))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    operations = [result.ok() for result in schema.get_all_operations()]
    # What takes no body cannot be asked wrongly: any text is a name.
    asked = [each for each in operations if mode is GenerationMode.POSITIVE or each.body]
    statuses: Counter[int] = Counter()

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck]
    )
    @given(data=strategies.data())
    def never_breaks(data: strategies.DataObject) -> None:
        for operation in asked:
            case = data.draw(operation.as_strategy(generation_mode=mode))
            response = case.call()
            case.validate_response(response, checks=CHECKS)
            statuses[response.status_code] += 1

    never_breaks()
    assert statuses.total() >= EXAMPLES * len(TOOL_PATHS)
    print(f"{statuses.total()} 个请求，无 5xx：{dict(statuses)}")


def test_too_many_questions_are_told_so_and_everything_else_is_answered(client: TestClient, desk: Desk) -> None:
    begun = [desk.ask("东丽区国有企业改革要做什么？") for _ in range(MOST)]
    for each in begun:
        next(each)
    refused = client.post("/api/ask", json={"question": "东丽区国有企业改革要做什么？"})
    assert (refused.status_code, refused.json()["error"]["message"]) == (503, BUSY)
    assert refused.headers["Retry-After"] == "5"
    assert client.get("/healthz").status_code == 200
    assert client.post("/api/documents", json={}).status_code == 200


def test_there_are_threads_for_more_than_the_questions_under_way(client: TestClient) -> None:
    assert client.portal is not None
    tokens = client.portal.call(lambda: current_default_thread_limiter().total_tokens)
    assert tokens == THREADS > MOST


@pytest.mark.parametrize(
    ("path", "body"),
    [("tables", {"columns": ["任务"] * 20_000}), ("tasks", {"unit": "区" * 500_000}),
     ("comparisons", {"topic": "招商", "regions": ["东丽区", "和平区"] * 20_000}),
     ("ask", {"question": "东丽区", "regions": ["和平区"] * 20_000})],
)  # fmt: skip
def test_a_flood_of_arguments_is_refused_before_it_costs_anything(
    path: str, body: dict[str, Any], client: TestClient
) -> None:
    said = client.post(f"/api/{path}", json=body)
    assert (said.status_code, len(said.content) < 1000) == (422, True)
    assert said.json()["error"]["message"].endswith("。")
