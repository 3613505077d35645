"""Who is at the page: a name where the house has accounts, '' where one person sits at their own machine."""

import gradio as gr


def person(request: gr.Request) -> str:
    """The key under which this person's own things are kept."""
    return request.username or ""
