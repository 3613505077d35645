"""Paper and ink: one set of colours and type for Gradio's components and for what we render ourselves.

The colours are CSS variables of `assets/base.css`, light and dark; Gradio's own variables only point at them. Style and
script are put into the document by `ui.shell`.
"""

from pathlib import Path

import gradio as gr

_ASSETS = Path(__file__).parent / "assets"
_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "sans-serif")

_POINTERS = {
    "body_background_fill": "var(--paper)", "body_text_color": "var(--ink)", "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--card)", "background_fill_secondary": "var(--paper)",
    "border_color_primary": "var(--line)", "border_color_accent": "var(--red)", "color_accent_soft": "var(--shade)",
    "block_background_fill": "var(--card)", "block_border_color": "var(--line)",
    "block_label_text_color": "var(--soft)",
    "block_label_background_fill": "var(--card)", "block_title_text_color": "var(--soft)",
    "input_background_fill": "var(--card)", "input_border_color": "var(--line)",
    "input_border_color_focus": "var(--red)", "input_placeholder_color": "var(--soft)",
    "button_primary_background_fill": "var(--red-fill)", "button_primary_background_fill_hover": "var(--red-fill)",
    "button_primary_text_color": "#FFFFFF", "button_secondary_background_fill": "var(--card)",
    "button_secondary_background_fill_hover": "var(--shade)", "button_secondary_text_color": "var(--ink)",
    "button_secondary_border_color": "var(--line)", "loader_color": "var(--red)",
}  # fmt: skip


def theme() -> gr.themes.Base:
    """Gradio's plainest theme with every colour, in both modes, pointing at ours."""
    base = gr.themes.Base(font=list(_FONTS), font_mono=["monospace"])
    both = {f"{name}{mode}": value for name, value in _POINTERS.items() for mode in ("", "_dark")}
    return base.set(**both)


def head() -> str:
    """Style and script for the page's head: `base` first, then each tab's own."""
    return f"<style>{_assets('.css')}</style><script>{_assets('.js')}</script>"


def style(name: str) -> str:
    """One file of style by itself, for a page that is not the bench."""
    return (_ASSETS / f"{name}.css").read_text(encoding="utf-8")


def _assets(suffix: str) -> str:
    files = sorted(_ASSETS.glob(f"*{suffix}"), key=lambda path: (path.stem != "base", path.stem))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)
