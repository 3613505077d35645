"""/healthz and /metrics: counts that a monitor reads, behind the same guard, and a name for every request."""

import json

from fastapi.testclient import TestClient

from agent.desk import Desk
from agent.journal import Journal
from serving.guard import Rules
from serving.keys import new_key
from serving.web import PREFIXES, web
from tests.serving.conftest import ADDRESS

ASKED = {"question": "东丽区国有企业改革要做什么？"}


def test_health_says_what_the_library_holds(client: TestClient) -> None:
    said = client.get("/healthz")
    assert said.status_code == 200
    told = said.json()
    assert told["library"]["documents"] == 5
    assert not told["is_complete"]  # the samples of these tests have no vectors
    assert "只按关键词检索" in told["library"]["notice"]


def test_metrics_count_questions_and_time_their_stages(client: TestClient) -> None:
    client.post("/api/ask", json=ASKED)
    said = client.get("/metrics")
    assert said.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert said.text.isascii()
    samples = dict(line.rsplit(" ", 1) for line in said.text.splitlines() if not line.startswith("#"))
    assert samples["cewen_documents"] == "5"
    assert int(samples['cewen_questions_total{mode="offline",outcome="answered"}']) >= 1
    assert float(samples['cewen_stage_seconds_sum{stage="understanding"}']) > 0
    assert int(samples['cewen_question_seconds_bucket{le="+Inf"}']) == int(samples["cewen_question_seconds_count"])
    kinds = [line.split()[2] for line in said.text.splitlines() if line.startswith("#")]
    assert len(kinds) == len(set(kinds))


def test_a_monitor_needs_a_key_where_others_do(desk: Desk) -> None:
    key = new_key()
    with TestClient(web(desk, rules=Rules(needs_key=True, key_hashes=(key.printed,))), base_url=ADDRESS) as closed:
        for path in ("/healthz", "/metrics"):
            assert path in PREFIXES
            assert closed.get(path).status_code == 401
            assert closed.get(path, headers={"Authorization": f"Bearer {key.key}"}).status_code == 200


def test_a_request_and_its_question_bear_the_same_name(desk: Desk) -> None:
    lines: list[str] = []
    before, desk.journal = desk.journal, Journal(lines.append)
    try:
        with TestClient(web(desk, rules=Rules()), base_url=ADDRESS) as client:
            ours = client.post("/api/ask", json=ASKED)
            theirs = client.post("/api/ask", json=ASKED, headers={"X-Request-Id": "proxy-7"})
            odd = client.post("/api/ask", json=ASKED, headers={"X-Request-Id": "x" * 65})
            streamed = client.post(
                "/v1/chat/completions", headers={"X-Request-Id": "stream-1"},
                json={"model": "cewen", "stream": True, "messages": [{"role": "user", "content": ASKED["question"]}]},
            )  # fmt: skip
    finally:
        desk.journal = before
    told = [json.loads(line)["request"] for line in lines]
    assert told == [said.headers["X-Request-Id"] for said in (ours, theirs, odd, streamed)]
    assert told[1::2] == ["proxy-7", "stream-1"]
    assert len(told[2]) == 12
