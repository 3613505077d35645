"""A browser's session: the name by which a person's own model is found, from the page's opening to its end."""

from collections.abc import Callable

import gradio as gr

from ui.desk import Desk


def session_of(request: gr.Request) -> str:
    """The name of the session that asks; '' outside of one."""
    return str(request.session_hash or "")


def seat_leaver(desk: Desk) -> Callable[[gr.Request], None]:
    """What is done when a session ends: its model, and the key with it, is forgotten."""

    def leave(request: gr.Request) -> None:
        desk.seats.forget(session_of(request))

    return leave
