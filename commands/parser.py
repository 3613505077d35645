"""The whole command line: each command with its words, what it needs open, and the function that runs it.

`needs` is "nothing" (the function gets the words), "home" (also the folder of this user's data), or a desk: "library"
without vectors and model, "search" with vectors, "answers" with both. Commands that need less start sooner.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from commands import answering, documents, ledger, moving, papers, servers, shells, upkeep
from commands.saving import DRAFTS, FORMATS, WITH_DATES
from commands.usage import Parser

Needs = Literal["nothing", "home", "library", "search", "answers"]
PROGRAM = "cewen"
_API_PORT = 8765
_ROLES = ("any", "lead", "responsible", "support", "alone", "sole")
_ROLE_HELP = "该单位的角色：lead 牵头、responsible 责任、support 配合、alone 单独负责、sole 同级仅此一家、any 不限"

EXIT_CODES = """退出码：
  0    做完了（没有找到符合条件的内容也是 0）
  1    没有做成，或只做成一部分；原因已逐条说明，已有的资料没有变化
  2    命令写错了
  70   程序内部出错
  130  被 Ctrl+C 中断"""


class _Commands:
    """The sub-commands as they are added."""

    def __init__(self, whole: Parser) -> None:
        self.whole = whole
        self._chosen = whole.add_subparsers(
            dest="command", title="命令", metavar="命令 [选项] [参数]", required=True, parser_class=Parser
        )

    def add(self, name: str, run: Callable[..., int], text: str, *, needs: Needs, told: str = "") -> Parser:
        added: Parser = self._chosen.add_parser(name, help=text, description=f"{told or text}。")
        added.set_defaults(run=run, needs=needs, demo=False, json=False, footnotes=False)
        if needs in ("library", "search", "answers") and name not in ("serve", "add", "remove"):
            added.add_argument("--demo", action="store_true", help="用示范资料库，不用自己的")
        return added


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(
        prog=PROGRAM,
        description="策问：面向政策文件的问答、任务台账与区县对比，句句有出处。不写命令就是 serve。",
        epilog=f"{EXIT_CODES}\n\n模型、资料库位置等设置写在环境变量或 .env 里，见 README。",
    )
    commands = _Commands(whole)
    _add_servers(commands)
    _add_shelf(commands)
    _add_questions(commands)
    _add_ledger(commands)
    _add_papers(commands)
    _add_upkeep(commands)
    _add_shells(commands)
    return whole


def _add_servers(commands: _Commands) -> None:
    serve = commands.add(
        "serve", servers.serve, "打开网页（默认）", needs="answers", told="读入示范文件，在本机 127.0.0.1 上打开网页"
    )
    serve.add_argument("--docs", type=Path, metavar="文件夹", help="先加入这个文件夹里的文件")
    serve.add_argument("--port", type=int, metavar="端口", help="网页端口，默认从 7860 起找第一个空闲的")
    serve.add_argument("--no-browser", dest="browser", action="store_false", help="只打印地址，不打开浏览器")
    told = "不开网页，只提供接口：/v1（兼容 OpenAI）、/api（JSON）、/mcp"
    api = commands.add("api", servers.api, "只提供接口", needs="answers", told=told)
    mcp = commands.add(
        "mcp", servers.mcp, "MCP 服务", needs="search", told="MCP 服务：默认走标准输入输出；加 --http 则在 /mcp 上提供"
    )
    mcp.add_argument("--http", action="store_true", help="走 Streamable HTTP，地址是 http://127.0.0.1:端口/mcp")
    for command in (api, mcp):
        command.add_argument("--host", default="127.0.0.1", metavar="地址", help="默认只在本机；其他地址须先设密钥")
        command.add_argument("--port", type=int, default=_API_PORT, metavar="端口", help=f"默认 {_API_PORT}")
    told = "为调用接口的程序生成一个密钥；密钥只显示一次，摘要写进 CEWEN_API_KEYS"
    commands.add("new-key", servers.new_key, "生成接口密钥", needs="nothing", told=told)
    told = "为办公室共用的网页生成一个账户行，写进 CEWEN_AUTH；口令不落盘"
    account = commands.add("new-account", servers.new_account, "生成网页账户", needs="nothing", told=told)
    account.add_argument("name", metavar="姓名", help="登录时用的名字，不含空格和标点")
    account.add_argument(
        "--role", choices=("读者", "管理员"), default="读者", metavar="角色", help="读者（默认）或管理员"
    )


def _add_shelf(commands: _Commands) -> None:
    add = commands.add(
        "add", documents.add, "加入文件或文件夹", needs="library", told="把文件读入自己的资料库；同一文件加两次不会重复"
    )
    add.add_argument("paths", type=Path, nargs="+", metavar="路径", help="文件，或装有文件的文件夹")
    remove = commands.add(
        "remove", documents.remove, "移除文件", needs="library", told="从自己的资料库里移除文件；原来的文件不受影响"
    )
    remove.add_argument("documents", nargs="+", metavar="文件", help="标题、文号、文件名中的字词，或文件编号")
    remove.add_argument("--undo", action="store_true", help="放回最近移除的文件，写移除时打印的文件编号")
    remove.add_argument("--all", action="store_true", help="符合的不止一份时，全部移除")
    listing = commands.add("documents", documents.documents, "列出资料库里的文件", needs="library")
    listing.add_argument("--text", metavar="字词", help="标题或文件名中的字词")
    listing.add_argument("--year", type=int, metavar="年份", help="文件年份")
    _narrows(listing, documents=False)
    for each in (add, remove, listing):
        _typed(each)


def _add_questions(commands: _Commands) -> None:
    ask = commands.add("ask", answering.ask, "问一个问题", needs="answers", told="回答一个问题，列出编号的出处")
    ask.add_argument("question", nargs="+", metavar="问题", help="例如：区科委要参与哪些任务？")
    search = commands.add("search", answering.search, "检索条款原文", needs="search", told="按字词与意思查找条款原文")
    search.add_argument("query", nargs="+", metavar="内容", help="例如：国有企业混合所有制改革")
    search.add_argument("--limit", type=int, default=8, metavar="条数", help="最多几条，1 至 50，默认 8")
    for command in (ask, search):
        _narrows(command)
    _typed(ask, FORMATS)
    _footnoted(ask)
    _typed(search)


def _add_ledger(commands: _Commands) -> None:
    told = "列出全部符合条件的任务（完整集合），不写条件就是全部"
    tasks = commands.add("tasks", ledger.tasks, "列出任务台账", needs="library", told=told)
    tasks.add_argument("--due-before", metavar="日期", help="在这一天（含）前到期，例如 2020-12-31")
    table = commands.add(
        "table",
        ledger.table,
        "按自己的列名制表",
        needs="library",
        told="把符合条件的任务做成表格，列由你定，每行附出处",
    )
    table.add_argument("columns", nargs="*", metavar="列名", help="例如：序号 任务 牵头单位 时限 指标 出处")
    for command in (tasks, table):
        command.add_argument("--unit", metavar="单位", help="责任单位，简称也行，例如 区科委；几个以顿号隔开")
        command.add_argument("--role", choices=_ROLES, default="any", metavar="角色", help=_ROLE_HELP)
        command.add_argument("--theme", metavar="主题", help="例如 人才；几个以顿号隔开")
        command.add_argument("--keyword", metavar="字词", help="任务文字中须出现的字词")
        command.add_argument("--deadline", choices=("has", "none", "recurring", "ongoing"), metavar="时限",
                             help="has 写明时限、none 未写、recurring 定期、ongoing 长期")  # fmt: skip
        command.add_argument("--indicator", choices=("has", "none"), metavar="指标", help="has 有量化指标、none 没有")
        _narrows(command)
    _typed(tasks, WITH_DATES)
    _typed(table, FORMATS)
    _footnoted(table)


def _add_papers(commands: _Commands) -> None:
    compare = commands.add(
        "compare", papers.compare, "对比几个区县", needs="search", told="就一个主题逐个区县查找，列出异同与可比性"
    )
    compare.add_argument("topic", metavar="主题", help="例如：招商引资")
    compare.add_argument("districts", nargs="+", metavar="区县", help="两个或更多，例如：东丽区 武清区")
    compare.add_argument("--document", action="append", metavar="文件", help="只看这些文件，可写多次")
    draft = commands.add(
        "draft", papers.draft, "起草提纲", needs="search", told="起草提纲，逐点标明依据类别与出处；没有依据的标为建议"
    )
    draft.add_argument("topic", metavar="主题", help="例如：推进开发区高质量发展")
    draft.add_argument("--for", dest="target", required=True, metavar="区县", help="为哪里起草；几个地方用顿号隔开")
    draft.add_argument("--kind", metavar="文种", help="例如 实施方案、工作要点、汇报提纲、调研提纲")
    draft.add_argument("--like", action="append", metavar="文件", help="照着哪份文件的架子")
    told = "把没写清、要报送、未承接、口径不一的事项列成跟进清单，逐项附依据条款"
    follow_up = commands.add("follow-up", papers.follow_up, "列跟进计划", needs="search", told=told)
    follow_up.add_argument("--unit", metavar="单位", help="只列与这个单位有关的任务，例如 区科委")
    follow_up.add_argument("--theme", metavar="主题", help="只列这个主题的任务，例如 招商引资")
    _narrows(follow_up)
    told = "读回改过的 Word 或 Excel：说明改了哪些，接着保存；与网页“方案起草”里的稿子是同一份"
    back = commands.add("take-back", papers.take_back, "读回改过的稿子", needs="library", told=told)
    back.add_argument("path", type=Path, metavar="文件", help="由 draft、follow-up、compare 或网页导出、改过的文件")
    _typed(follow_up, WITH_DATES)
    for command in (compare, draft, back):
        _typed(command, DRAFTS if command is not back else WITH_DATES)
    for command in (compare, draft, follow_up, back):
        _footnoted(command)


def _add_upkeep(commands: _Commands) -> None:
    told = "核对资料库：文件、条款位置、关键词索引、向量；能修的修好，并说明做了什么"
    check = commands.add("check", upkeep.check, "核对并修复资料库", needs="home", told=told)
    check.add_argument("--only-look", action="store_true", help="只核对，不修复")
    told = "补齐条款的向量；换了向量模型就全部重算。随时可以中断，下次接着算"
    vectors = commands.add("vectors", upkeep.vectors, "计算向量", needs="search", told=told)
    vectors.add_argument("--only-look", action="store_true", help="只说明还差多少，不等它算完")
    backup = commands.add(
        "backup", upkeep.backup, "备份成一个文件", needs="home", told="把资料库、对话和草稿备份成一个文件，不必关闭网页"
    )
    backup.add_argument("path", type=Path, metavar="备份文件", help="例如 策问备份.zip")
    backup.add_argument("--overwrite", action="store_true", help="文件已经存在时覆盖")
    restore = commands.add(
        "restore", upkeep.restore, "从备份恢复", needs="home", told="从备份恢复；现有的资料移到一旁，不会删除"
    )
    restore.add_argument("path", type=Path, metavar="备份文件", help="backup 写出的文件")
    told = "把本机的资料库、对话和草稿搬到 CEWEN_DATABASE_URL 与 CEWEN_CHROMA_URL 所指的服务器；本机的不改动"
    migrate = commands.add("migrate", moving.migrate, "搬到服务器", needs="home", told=told)
    for command in (check, backup, restore, migrate):
        _typed(command)


def _add_shells(commands: _Commands) -> None:
    evals = commands.add("evals", shells.evals, "评测", needs="nothing", told="评测；后面的参数见 evals --help")
    evals.add_argument("words", nargs=argparse.REMAINDER, metavar="参数", help="例如：evals score --help")
    completion = commands.add(
        "completion", shells.completion, "打印命令补全脚本", needs="nothing",
        told=f'打印补全脚本；bash 下用 eval "$({PROGRAM} completion bash)" 启用',
    )  # fmt: skip
    completion.set_defaults(whole=commands.whole)
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="bash、zsh 或 tcsh")


def _narrows(command: Parser, *, documents: bool = True) -> None:
    command.add_argument("--district", action="append", metavar="区县", help="区县或城市，可写多次")
    if documents:
        command.add_argument("--document", action="append", metavar="文件", help="标题、文号或文件名中的字词，可写多次")


def _footnoted(command: Parser) -> None:
    command.add_argument("--footnotes", action="store_true", help="写 Word 时出处放在页脚，不附依据清单")


def _typed(command: Parser, formats: Sequence[str] = ()) -> None:
    """Every result can be had as JSON; what people hand on also as a file, in the formats that suit it."""
    command.add_argument("--json", action="store_true", help="输出 JSON，字段与代码中的类型一致")
    if formats:
        command.add_argument(
            "--format", choices=formats, metavar="格式", help=f"{'、'.join(formats)}；不写 --out 就输出到管道"
        )
        command.add_argument("--out", type=Path, metavar="文件", help="写成文件，格式看文件名的结尾；每行附出处和原文")


def parse(words: list[str]) -> argparse.Namespace:
    """The words of one command; `serve` is what is meant where no command is named."""
    if words[:1] == ["evals"]:  # its words are its own, --help included
        return argparse.Namespace(run=shells.evals, needs="nothing", words=words[1:])
    bare = not words or (words[0].startswith("-") and words[0] not in ("-h", "--help"))
    return parser().parse_args(["serve", *words] if bare else words)
