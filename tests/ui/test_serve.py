"""A port is found, or its lack is told in a sentence."""

import socket

import pytest

from policy.errors import CeWenError
from ui.serve import free_port


def test_a_port_in_use_is_told_with_a_way_on() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CeWenError, match=f"端口 {port} 已被占用，请用 --port 另指定一个"):
            free_port(port)
