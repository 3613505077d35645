"""From a folder of this machine to servers that many share."""

import argparse
from pathlib import Path

from commands.terminal import OUT, print_json, waiting
from policy.errors import CeWenError


def migrate(home: Path, given: argparse.Namespace) -> int:
    """One's own library and what is kept beside it, to the servers that the settings name."""
    from vectorstore.moving import move_library

    if given.servers is None:
        raise CeWenError("还没有写明搬到哪里：请设好 CEWEN_DATABASE_URL 与 CEWEN_CHROMA_URL，再执行一次。")
    with waiting("正在搬到服务器"):
        moved = move_library(home, given.servers)
    if given.json:
        print_json(moved)
        return 0
    OUT.print(
        f"已搬到服务器：{moved.documents} 份文件、{moved.clauses} 条条款、{moved.vectors} 个算好的向量，"
        f"以及 {moved.kept} 件对话、草稿和记录。本机的资料库没有改动，确认无误后可自行移走。"
    )
    return 0
