"""Files on their way into the library, one after the other, each telling how far it is. No HTML here.

A file that fails costs none of the others; when the reader of these values goes away, the file at hand is finished and
the rest are left out.
"""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Literal, NamedTuple

from policy.errors import CeWenError
from policy.parsing import Stage
from ui.desk import Added, Desk

_LOG = logging.getLogger(__name__)
State = Literal["waiting", "reading", "ledger", "index", "done", "failed"]


class Upload(NamedTuple):
    """One file: how far it is, and what became of it once it is done; failure is a sentence for the person."""

    name: str
    state: State = "waiting"
    added: Added | None = None
    failure: str = ""


def add_all(desk: Desk, files: Sequence[tuple[Path, str]]) -> Iterator[tuple[Upload, ...]]:
    """All files with their names, told anew whenever one of them is a step further."""
    uploads = [Upload(name) for _, name in files]
    with ThreadPoolExecutor(1, thread_name_prefix="cewen-add") as pool:
        for at, (path, name) in enumerate(files):
            stages: SimpleQueue[Stage | None] = SimpleQueue()
            adding = pool.submit(_add, desk, path, name, stages)
            while (stage := stages.get()) is not None:
                uploads[at] = Upload(name, stage)
                yield tuple(uploads)
            uploads[at] = adding.result()
            yield tuple(uploads)


def _add(desk: Desk, path: Path, name: str, stages: "SimpleQueue[Stage | None]") -> Upload:
    try:
        return Upload(name, "done", desk.add_file(path, name=name, told=stages.put))
    except CeWenError as error:
        return Upload(name, "failed", failure=str(error))
    except Exception:
        _LOG.exception("添加文件时出错：%s", name)
        sentence = f"没有加入“{name}”：读取时程序内部出错，资料库没有变化；请换一种格式另存后再试。"
        return Upload(name, "failed", failure=sentence)
    finally:
        stages.put(None)
