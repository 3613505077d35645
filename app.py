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
from typing import TYPE_CHECKING, NoReturn

import commands
from policy.errors import CeWenError
from settings import Settings, read_settings

if TYPE_CHECKING:
    from agent.desk import Desk
    from agent.models import Model
    from vectorstore.embedders import Embedder

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
        return run(parser().parse_args(_with_command(sys.argv[1:] if words is None else words)))
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
    with open_desk(settings, answering=given.command in ("serve", "ask")) as desk:
        desk.show_demo(getattr(given, "demo", False))
        if desk.is_demo and given.command != "add":
            commands.fill_demo(desk.demo, SAMPLES)
        match given.command:
            case "add":
                return commands.add(desk, given.paths)
            case "ask":
                _say_mode(settings)
                return commands.ask(desk, " ".join(given.question), as_json=given.json)
            case "documents":
                return commands.documents(desk, as_json=given.json)
            case "ledger":
                return commands.ledger(
                    desk, unit=given.unit, districts=given.district, named=given.document, theme=given.theme,
                    keyword=given.keyword, due_before=given.due_before, as_json=given.json, out=given.out,
                )  # fmt: skip
            case _:
                _say_mode(settings)
                port = given.port or settings.port
                return commands.serve(desk, docs=given.docs, port=port, open_browser=given.browser and _has_screen())


@contextmanager
def open_desk(settings: Settings, *, answering: bool) -> Iterator["Desk"]:
    """Both libraries and the agent over them; answering: with vectors and model, which other commands do without."""
    from agent.desk import Desk
    from vectorstore.kept import Kept
    from vectorstore.library import PolicyLibrary

    embedder = _embedder(settings) if answering else None
    model = _model(settings) if answering else None
    with (
        PolicyLibrary(settings.home / "library", embedder=embedder) as own,
        PolicyLibrary(settings.home / "demo", embedder=embedder) as demo,
        Kept(settings.home) as kept,
    ):
        yield Desk(own=own, demo=demo, kept=kept, model=model)


def _model(settings: Settings) -> "Model | None":
    if settings.model is None:
        return None
    from agent.models import ModelSettings, connect

    # A server of one's own wants no key, but its client insists on one.
    key = settings.api_key or "none"
    return connect(ModelSettings(model=settings.model, api_key=key, base_url=settings.base_url))


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


def _with_command(words: Sequence[str]) -> list[str]:
    """`serve` is what is meant where no command is named."""
    return (
        ["serve", *words] if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")) else [*words]
    )


class Usage(argparse.HelpFormatter):
    """The usage line in Chinese."""

    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        """See `HelpFormatter`."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese."""

    def __init__(self, **options: str) -> None:
        super().__init__(add_help=False, formatter_class=Usage, allow_abbrev=False, **options)  # type: ignore[arg-type]
        self._optionals.title, self._positionals.title = "选项", "参数"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """One sentence and exit code 2."""
        self.exit(2, f"命令没有看懂：{_in_chinese(message)}。请用“{self.prog} --help”查看用法。\n")


_REASONS = {
    "the following arguments are required: ": "缺少 ",
    "unrecognized arguments: ": "多出了 ",
    ": expected one argument": " 后面要跟一个值",
    ": expected at least one argument": " 后面至少要跟一个值",
    ": invalid int value: ": " 应是整数，现在写的是 ",
    ": invalid choice: ": " 没有这一项：",
    "argument ": "",
}


def _in_chinese(message: str) -> str:
    for english, chinese in _REASONS.items():
        message = message.replace(english, chinese)
    return message.partition(" (choose from")[0]


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(
        prog="python app.py",
        description="策问：面向政策文件的问答、任务台账与区县对比，句句有出处。不写命令就是 serve。",
        epilog="模型、资料库位置等设置写在环境变量或 .env 里，见 README。",
    )
    chosen = whole.add_subparsers(
        dest="command", title="命令", metavar="命令 [选项] [参数]", required=True, parser_class=Parser
    )

    serve = chosen.add_parser(
        "serve", help="打开网页（默认）", description="读入示范文件，在本机 127.0.0.1 上打开网页。"
    )
    serve.add_argument("--docs", type=Path, metavar="文件夹", help="先加入这个文件夹里的文件")
    serve.add_argument("--port", type=int, metavar="端口", help="网页端口，默认从 7860 起找第一个空闲的")
    serve.add_argument("--no-browser", dest="browser", action="store_false", help="只打印地址，不打开浏览器")

    add = chosen.add_parser(
        "add", help="加入文件或文件夹", description="把文件读入自己的资料库；同一文件加两次不会重复。"
    )
    add.add_argument("paths", type=Path, nargs="+", metavar="路径", help="文件，或装有文件的文件夹")

    ask = chosen.add_parser("ask", help="问一个问题", description="回答一个问题，列出编号的出处。")
    ask.add_argument("question", nargs="+", metavar="问题", help="例如：区科委要参与哪些任务？")

    documents = chosen.add_parser("documents", help="列出资料库里的文件", description="列出资料库里的文件。")
    ledger = chosen.add_parser("ledger", help="列出任务台账", description="列出全部符合条件的任务，不写条件就是全部。")
    ledger.add_argument("--unit", metavar="单位", help="责任单位，简称也行，例如 区科委")
    ledger.add_argument("--district", action="append", metavar="区县", help="区县或城市，可写多次")
    ledger.add_argument("--document", action="append", metavar="文件", help="标题、文号或文件名中的字词，可写多次")
    ledger.add_argument("--theme", metavar="主题", help="例如 人才")
    ledger.add_argument("--keyword", metavar="字词", help="任务文字中须出现的字词")
    ledger.add_argument("--due-before", metavar="日期", help="在这一天（含）前到期，例如 2020-12-31")
    ledger.add_argument("--out", type=Path, metavar="文件", help="写成文件：.xlsx、.csv 或 .md，每行附出处和原文")
    for command in (ask, documents, ledger):
        command.add_argument("--demo", action="store_true", help="用示范资料库，不用自己的")
        command.add_argument("--json", action="store_true", help="输出 JSON，字段与代码中的类型一致")
    return whole


if __name__ == "__main__":
    sys.exit(main())
