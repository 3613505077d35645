"""The page on which one says who one is: a form, nothing else, and nothing of Gradio's."""

from markupsafe import Markup

from ui.theme import style

_THEME = """
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = dark ? "dark" : "light";
"""


def sign_in_html(*, name: str = "", told: str = "") -> Markup:
    """The form; told is why the last try did not succeed, name what was typed then."""
    return Markup(
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>登录 · 策问</title><link rel="icon" href="data:,">'
        "<style>{}{}</style><script>{}</script></head><body><main><h1>策问</h1><p>政策文件智能体</p>{}"
        '<form method="post" action="/login">'
        '<label>姓名<input name="name" autocomplete="username" required value="{}"></label>'
        '<label>口令<input name="password" type="password" autocomplete="current-password" required></label>'
        "<button>登录</button></form></main></body></html>"
    ).format(
        Markup(style("base")),
        Markup(style("alone/sign_in")),
        Markup(_THEME),
        Markup('<p role="alert">{}</p>').format(told) if told else "",
        name,
    )
