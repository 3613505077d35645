"""Who is at the page: a name where the house has accounts, '' where one person sits at their own machine."""

import gradio as gr

from ui.gate import MAY_CHANGE

READERS_ONLY = "您的账户是读者，只能查看和提问；要添加、更正、删除文件或切换资料库，请找管理员。"


def person(request: gr.Request) -> str:
    """The key under which this person's own things are kept."""
    return request.username or ""


def may_change(request: gr.Request) -> bool:
    """Whether this person may add, correct and remove documents: everybody where nobody signs in."""
    scope = request.request.scope if request.request else {}
    return bool(scope.get(MAY_CHANGE, not person(request)))
