"""`python -m evals COMMAND`: what the product answers and extracts, and how good that is. Results are not committed."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from evals import commands, costs

# The handed material beside the checkout, where there is any.
SHARED = Path(__file__).parents[2] / "shared"
_QUESTIONS = Path(__file__).parent / "questions"
_SAMPLES = Path(__file__).parents[1] / "samples"

Command = Callable[[argparse.Namespace], int]
Chosen: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 1 where a check found exceptions, 2 where a file could not be read."""
    arguments = _parser().parse_args(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except OSError as error:
        print(f"读写“{error.filename}”失败（{error.strerror}），请检查路径后再试。", file=sys.stderr)
    except ValidationError as error:
        print(f"题目或答案文件的格式不对，请对照 evals/gold.py 检查：{error.errors()[0]['loc']}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="评测：作答、台账、打分、核验与对照。")
    parser.set_defaults(answers=None, half=None)
    chosen = parser.add_subparsers(required=True, metavar="命令", title="命令")
    _add_answers(chosen)
    _add_contrasts(chosen)
    _add_sets(chosen)
    _add_costs(chosen)
    _add_retrieval(
        _add(chosen, "retrieval", commands.retrieval, "检索质量：关键词、向量、普通 RRF 与策问在同一批题上的对照")
    )
    return parser


def _add_answers(chosen: Chosen) -> None:
    _add_asking(_add_reading(chosen, "answers", commands.answers, "逐题作答，每行一个 JSON 对象"))
    _add_reading(chosen, "ledger", commands.ledger, "把文件中提取的任务、时限、指标写成 JSON")
    scoring = _add_asking(_add_reading(chosen, "score", commands.score, "作答并打分"))
    scoring.add_argument("--misses", action="store_true", help="列出答错的题（留出的一半不列）")
    told = "核验答案中的数字、日期、文号、单位，有例外时退出码为 1"
    checking = _add_asking(_add_reading(chosen, "check", commands.check, told))
    for command in (scoring, checking):
        command.add_argument("--answers", type=Path, metavar="文件", help="用 answers 命令写好的答案，不再作答")


def _add_contrasts(chosen: Chosen) -> None:
    told = "与普通 RAG 在同一批文件、同一向量模型上对照"
    _add_asking(_add_reading(chosen, "side-by-side", commands.side_by_side, told))
    told = "重测公布的对照表，写进 evals/published.json 和 README；不指定就用检出旁边的 shared/"
    publishing = _add_reading(chosen, "published", commands.published, told, documents=SHARED / "seeds")
    _add_asking(publishing, questions=SHARED / "eval/gold_dev/qa_dev.jsonl")
    told = "由按剧本作答的模型（理想的、说谎的、静默的）逐题作答，低于离线时退出码为 1"
    _add_asking(_add_reading(chosen, "online", commands.online, told))


def _add_sets(chosen: Chosen) -> None:
    told = "逐个单位核对任务筛选是否完整，有出入时退出码为 1"
    filtering = _add_reading(chosen, "filters", commands.filters, told)
    filtering.add_argument("--gold", type=Path, metavar="文件夹", help="标注（tasks.jsonl、unit_aliases.json）")
    told = "逐条核对各类稿子中的数字、日期、文号、单位，有例外时退出码为 1"
    drafting = _add_reading(chosen, "drafts", commands.drafts, told)
    drafting.add_argument("--topics", nargs="*", default=[""], metavar="主题", help="提纲与对比的主题，可写多个")
    told = "跟进计划与人工标注的缺口对照，有出入时退出码为 1"
    following = _add_reading(chosen, "follow-ups", commands.follow_ups, told)
    following.add_argument("--gold", type=Path, required=True, metavar="文件夹", help="标注所在的文件夹")


def _add_costs(chosen: Chosen) -> None:
    costing = _add_reading(chosen, "bench", costs.bench, "资料库各种规模下的用时与内存，旁边是普通 RAG")
    costing.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000], metavar="条款数")
    costing.add_argument("--keywords", action="store_true", help="不建向量")
    costing.add_argument("--svg", type=Path, metavar="文件", help="把曲线画到这个文件")
    told = "本机计算向量的用时，按线程数和一批几条"
    embedding = _add_reading(chosen, "passages", costs.passages, told, documents=_SAMPLES)
    embedding.add_argument("--threads", type=int, nargs="+", default=[1, 2], metavar="线程数")
    embedding.add_argument("--together", type=int, nargs="+", default=[1, 4, 8, 16], metavar="一批几条")
    embedding.add_argument("--most", type=int, default=64, metavar="条数", help="最多用几条，默认 64")
    growing = _add_asking(_add_reading(chosen, "many", costs.many, "资料库增至数千份文件后的用时与答案变化"))
    growing.add_argument("--count", type=int, default=3000, metavar="份数", help="资料库共有多少份文件，默认 3000")
    growing.add_argument("--pool", type=Path, metavar="文件夹", help="由这里的文件改名、改数得到其余文件，默认同上")
    told = "资料库建在这个文件夹里并留下，下次不再重建；不写则用后即删"
    for command in (costing, growing):
        command.add_argument("--keep", type=Path, metavar="文件夹", help=told)
    exporting = _add(chosen, "exporting", costs.exporting, "大表导出的用时与内存")
    exporting.add_argument("--rows", type=int, default=10_000, metavar="行数", help="表有多少行，默认 10000")


def _add(chosen: Chosen, name: str, command: Command, text: str) -> argparse.ArgumentParser:
    added = chosen.add_parser(name, help=text, description=f"{text}。")
    added.set_defaults(command=command)
    added.add_argument("--out", type=Path, metavar="文件", help="结果写到这个文件，不写则打印")
    return added


def _add_reading(
    chosen: Chosen, name: str, command: Command, text: str, documents: Path | None = None
) -> argparse.ArgumentParser:
    """A command over one folder of documents, which must be named where there is none by default."""
    added = _add(chosen, name, command, text)
    added.add_argument(
        "--documents",
        type=Path,
        required=documents is None,
        default=documents,
        metavar="文件夹",
        help="文件所在的文件夹",
    )
    added.add_argument("--only", type=Path, metavar="清单", help="只读清单中列出的文件，每行一个文件名")
    return added


def _add_retrieval(parser: argparse.ArgumentParser) -> None:
    where = "文件所在的文件夹，可写几个；不写则用示范文件"
    parser.add_argument("--documents", default=[_SAMPLES], type=Path, nargs="+", metavar="文件夹", help=where)
    questions = sorted(_QUESTIONS.glob("*.jsonl"))
    parser.add_argument("--questions", default=questions, type=Path, nargs="*", metavar="题目", help="有标注的题目文件")
    parser.add_argument("--most", type=int, default=250, metavar="题数", help="每个题集最多几题，默认 250")
    parser.add_argument("--keywords", action="store_true", help="不用向量模型")
    parser.add_argument("--vector-cache", type=Path, metavar="文件", help="条款向量存在这个 .npz 文件，下次不再计算")


def _add_asking(parser: argparse.ArgumentParser, questions: Path | None = None) -> argparse.ArgumentParser:
    told = "题目文件，每行一个 JSON 对象"
    parser.add_argument(
        "--questions", type=Path, required=questions is None, default=questions, metavar="题目", help=told
    )
    parser.add_argument("--half", choices=("tune", "held"), help="只用一半题目：tune 调试用，held 留出")
    parser.add_argument("--keywords", action="store_true", help="只按关键词检索；不写则等向量全部算完再作答")
    parser.add_argument("--vector-cache", type=Path, metavar="文件", help="条款向量存在这个 .npz 文件，下次不再计算")
    return parser


if __name__ == "__main__":
    sys.exit(main())
