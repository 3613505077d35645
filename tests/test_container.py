"""Dockerfile and compose file by reading: they are not built here."""

import re
import shlex

import yaml  # type: ignore[import-untyped]

from commands.parser import parse
from tests.conftest import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
SERVICE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["cewen"]


SERVERS = yaml.safe_load((ROOT / "compose.servers.yaml").read_text(encoding="utf-8"))["services"]


def words_of(step: str) -> list[str]:
    """The last step of that name as words; the exec form is a JSON list."""
    found = [rest for name, rest in STEPS if name == step][-1]
    words: list[str] = yaml.safe_load(found) if found.startswith("[") else shlex.split(found)
    return words


def test_it_starts_with_a_command_that_we_have() -> None:
    python, program, *words = words_of("CMD")
    given = parse(words)
    assert (python, program, given.command, given.port) == ("python", "app.py", "api", int(words_of("EXPOSE")[0]))


def test_it_stands_on_a_supported_python_and_the_lock() -> None:
    assert re.fullmatch(r"python:3\.1[123]-slim", words_of("FROM")[0])
    order = [f"{name} {rest}" for name, rest in STEPS]
    lock, install, rest = (next(i for i, step in enumerate(order) if step.startswith(start)) for start in (
        "COPY requirements-servers.lock", "RUN pip install -r requirements-servers.lock", "COPY --chown"))  # fmt: skip
    assert lock < install < rest


def test_it_runs_as_an_ordinary_user_over_a_volume() -> None:
    assert [name for name, _ in STEPS].index("USER") < [name for name, _ in STEPS].index("CMD")
    assert words_of("USER") == ["cewen"]
    assert "CEWEN_HOME=/data" in words_of("ENV")
    assert any(volume.endswith(":/data") for volume in SERVICE["volumes"])


def test_the_service_is_reached_from_this_machine_alone_and_only_with_keys() -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICE["ports"])
    assert ":?" in SERVICE["environment"]["CEWEN_API_KEYS"]
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]


def test_the_servers_are_those_that_the_addresses_name_and_are_closed_to_the_outside() -> None:
    addresses = SERVERS["cewen"]["environment"]
    assert "@postgres:5432/" in addresses["CEWEN_DATABASE_URL"]
    assert addresses["CEWEN_CHROMA_URL"] == "http://chroma:8000"
    assert {"postgres", "chroma"} == SERVERS.keys() - {"cewen"} == set(SERVERS["cewen"]["depends_on"])
    assert not any("ports" in service for service in SERVERS.values())
    pinned = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert f"chromadb=={SERVERS['chroma']['image'].partition(':')[2]}" in pinned


def test_nothing_private_is_copied_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".env", ".git", ".venv"} <= set(ignored)
