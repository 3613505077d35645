"""A PostgreSQL and a Chroma server of one's own: in a temporary folder, on free ports of this machine, until closed.

PostgreSQL refuses to run as root, so there it runs as the user that its package made.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vectorstore.places import Servers

_USER = "postgres"
_START_SECONDS, _STOP_SECONDS = 60, 20


def postgres_program(name: str) -> Path | None:
    """Debian keeps PostgreSQL's programs off the path, newest version last."""
    found = shutil.which(name)
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return Path(found) if found else (kept[-1] if kept else None)


class Engine:
    """A server as a child of this process."""

    def __init__(
        self, words: Sequence[str], *, port: int, log: Path, is_ready: Callable[[], bool], **options: Any
    ) -> None:
        self.port = port
        self._is_ready = is_ready
        self._words, self._log, self._options = words, log, options
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self._child.wait(_STOP_SECONDS)
            self.kill()

    def start(self) -> None:
        """Start it, and again where its predecessor was killed a moment ago; return when it answers."""
        _until(self._try, f"没有启动：{self._words[0]}，见 {self._log}")

    def kill(self) -> None:
        """As if the power had gone."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child = None

    def _try(self) -> bool:
        if self._child is None or self._child.poll() is not None:
            with self._log.open("ab") as log:
                self._child = subprocess.Popen(self._words, stdout=log, stderr=log, **self._options)
        return self._is_ready()


def postgres(folder: Path, *, settings: Sequence[str] = ()) -> Engine:
    """A PostgreSQL whose data lie in the folder, made where it is empty."""
    initdb, server = postgres_program("initdb"), postgres_program("postgres")
    assert initdb and server, "没有安装 PostgreSQL"
    other_user: dict[str, Any] = {"user": _USER, "group": _USER, "extra_groups": []} if os.getuid() == 0 else {}
    other_user |= {"cwd": "/"}
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    if not data.exists():
        if other_user.get("user"):
            _hand_over(folder)
        made = [str(initdb), "--auth=trust", f"--username={_USER}", "--encoding=UTF8", "--locale=C", "-D", str(data)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL, **other_user)
    port = _free_port()
    options = ("listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *settings)
    words = [str(server), "-D", str(data), *(part for option in options for part in ("-c", option))]
    asked = [str(postgres_program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(port)]
    ready = partial(_succeeds, asked)
    return Engine(words, port=port, log=folder.parent / "postgres.log", is_ready=ready, **other_user)


def chroma(folder: Path) -> Engine:
    """A Chroma server whose data lie in the folder."""
    port = _free_port()
    program = Path(sys.executable).with_name("chroma")
    words = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    return Engine(words, port=port, log=folder.parent / "chroma.log", is_ready=partial(_listens, port))


def addresses(database: Engine, vectors: Engine, *, name: str = "cewen") -> Servers:
    """Where a library of both lives."""
    return Servers(
        database=f"postgresql://{_USER}@127.0.0.1:{database.port}/{_USER}",
        chroma=f"http://127.0.0.1:{vectors.port}",
        name=name,
    )


def _hand_over(folder: Path) -> None:
    """The folder to PostgreSQL's user, who must also be let through those above, which pytest keeps to itself."""
    shutil.chown(folder, _USER, _USER)
    for above in folder.parents:
        if above.stat().st_uid == os.getuid() and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _succeeds(words: Sequence[str]) -> bool:
    return subprocess.run(words, check=False).returncode == 0


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _until(done: Callable[[], bool], told: str) -> None:
    last = time.monotonic() + _START_SECONDS
    while not done():
        assert time.monotonic() < last, told
        time.sleep(0.1)
