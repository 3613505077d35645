"""策问: reads the settings, opens the libraries, hands them to one command. The only place where things are assembled.

Exit codes: 0 done, 1 could not be done, 2 wrong usage, 70 a fault of ours, 130 interrupted. A person sees one Chinese
sentence for each failure, and a traceback only with CEWEN_DEBUG=1.
"""

import argparse
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commands.documents import fill_demo
from commands.parser import Needs, parse
from policy.errors import CeWenError
from settings import Settings, read_settings

if TYPE_CHECKING:
    from agent.desk import Desk
    from agent.models import Model
    from vectorstore.embedders import Embedder
    from vectorstore.places import Servers

ROOT = Path(__file__).parent
SAMPLES = ROOT / "samples"

# Read by libraries when they are imported, so set before any of them is: nothing reports, traces, fetches or spins.
QUIET = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "HF_HUB_OFFLINE": "1",
    "OMP_WAIT_POLICY": "passive",
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; words None means those of this process."""
    try:
        return run(parse(list(sys.argv[1:] if words is None else words)))
    except CeWenError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (… | head); Python would complain once more while it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _confess(error)


def run(given: argparse.Namespace) -> int:
    """Open what the command needs and run it."""
    settings = read_settings(os.environ, env_file=ROOT / ".env")
    os.environ.update(QUIET, TIKTOKEN_CACHE_DIR=str(settings.home / "tiktoken"))
    code: int
    match given.needs:
        case "nothing":
            code = given.run(given)
        case "home":
            given.servers = _servers(settings)
            code = given.run(settings.home, given)
        case _:
            code = _run_at_desk(settings, given)
    return code


def _run_at_desk(settings: Settings, given: argparse.Namespace) -> int:
    given.key_hashes, given.host_names = settings.api_key_hashes, settings.host_names
    if given.command == "serve":
        given.port = given.port or settings.port
        given.browser = given.browser and _has_screen()
        given.shared = {
            "accounts": settings.accounts, "header": settings.auth_header, "proxies": settings.auth_proxies,
            "host": settings.host, "host_names": settings.host_names, "model_addresses": settings.model_addresses,
        }  # fmt: skip
    with open_desk(settings, needs=given.needs) as desk:
        desk.show_demo(given.demo)
        if desk.is_demo and given.command not in ("add", "remove"):
            fill_demo(desk.demo, SAMPLES)
        if given.needs == "answers":
            _say_mode(settings)
            _say_change(desk)
        code: int = given.run(desk, given)
        return code


@contextmanager
def open_desk(settings: Settings, *, needs: Needs) -> Iterator["Desk"]:
    """Both libraries and the agent over them, with vectors and model where they are needed."""
    from agent.desk import Desk
    from agent.journal import Journal
    from policy.reading_process import ReadingProcess
    from vectorstore.kept import Kept
    from vectorstore.library import PolicyLibrary

    embedder = _embedder(settings) if needs in ("search", "answers") else None
    model = _model(settings) if needs == "answers" else None
    servers = _servers(settings)
    with (
        PolicyLibrary(servers or settings.home / "library", embedder=embedder) as own,
        PolicyLibrary(settings.home / "demo", embedder=embedder) as demo,
        Kept(servers or settings.home) as kept,
        ReadingProcess() as reading,
    ):
        journal = Journal(_log if settings.logs else None)
        yield Desk(own=own, demo=demo, kept=kept, model=model, parse=reading.parse, journal=journal)


def _log(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _servers(settings: Settings) -> "Servers | None":
    if settings.database_url is None or settings.chroma_url is None:
        return None
    from vectorstore.places import Servers

    return Servers(database=settings.database_url, chroma=settings.chroma_url)


def _model(settings: Settings) -> "Model | None":
    if settings.model is None:
        return None
    from agent.models import NO_KEY, ModelSettings, connect
    from agent.usage import Prices

    prices = None
    if settings.price_in is not None and settings.price_out is not None:
        prices = Prices(into=settings.price_in, out=settings.price_out)
    made = ModelSettings(
        model=settings.model, api_key=settings.api_key or NO_KEY, base_url=settings.base_url, prices=prices
    )
    given = {"context": settings.context, "timeout": settings.timeout}
    return connect(made.model_copy(update={name: value for name, value in given.items() if value is not None}))


def _embedder(settings: Settings) -> "Embedder | None":
    from vectorstore.embedders import EndpointEmbedder, local_embedder

    if settings.embedding_model is None:
        return local_embedder()
    return EndpointEmbedder(
        model=settings.embedding_model, base_url=settings.embedding_base_url, api_key=settings.embedding_api_key
    )


def _say_mode(settings: Settings) -> None:
    if settings.has_unused_key:
        print("提示：设置了 OPENAI_API_KEY 或 OPENAI_BASE_URL，但没有 CEWEN_MODEL，仍按离线模式作答。", file=sys.stderr)


def _say_change(desk: "Desk") -> None:
    change = desk.library.vector_change()
    if change:
        print(f"提示：{change.sentence}（要现在算完，用 vectors 命令。）", file=sys.stderr)


def _has_screen() -> bool:
    """Without one, `webbrowser` may start a text browser in this very terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _confess(error: Exception) -> int:
    if os.environ.get("CEWEN_DEBUG") == "1":
        traceback.print_exception(error)
    else:
        kind = type(error).__name__
        print(
            f"程序内部出错（{kind}），已有的资料没有变化。请设 CEWEN_DEBUG=1 重试，并把输出发给维护者。",
            file=sys.stderr,
        )
    return 70


if __name__ == "__main__":
    sys.exit(main())
