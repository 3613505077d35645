"""Files on their way to a browser: a folder for each session, gone with it, and one unseen component that hands over.

Gradio serves the file that the component holds, under an address of its own; the folders themselves are not served.
Why a file could not be written stands above the tabs until the person has read it.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.processing_utils import hash_file
from markupsafe import Markup

from exports.files import safe_file_name
from policy.errors import CeWenError
from ui.passing import Passing
from ui.people import person
from ui.reports import not_saved_html

# A path for the browser, and the sentence that stands where there is none.
Written = tuple[str | None, Markup]
NOTHING: Written = (None, Markup(""))


class Downloads:
    """The folders, the component that the browser saves from, and the place of refusals, which the page renders."""

    def __init__(self, passing: Passing) -> None:
        self._passing = passing
        self._root = tempfile.TemporaryDirectory(prefix="cewen-")
        self._file = gr.DownloadButton(visible="hidden", elem_id="download")
        self.refused = gr.HTML(
            "", elem_id="not-saved", apply_default_css=False, render=False, js_on_load="cewen.notSaved(element, watch)"
        )

    def serves(
        self, asked: Callable[..., Any], make: Callable[..., Written], inputs: Any, *, shown_on: Any = None
    ) -> None:
        """When asked, make a file, and have the browser save it; NOTHING makes none and says nothing.

        shown_on is the component on which a long writing says how far it is; None: nothing is shown.
        """
        shown = {"show_progress": "full", "show_progress_on": shown_on} if shown_on else {"show_progress": "hidden"}
        asked(make, inputs, [self._file, self.refused], **shown, trigger_mode="once", api_visibility="private").success(
            None, self._file, None, js="cewen.save", show_progress="hidden", api_visibility="private"
        )

    def write(self, request: gr.Request, title: str, *, suffix: str, writer: Callable[[Path], None]) -> Written:
        """The written file, or the reason why it could not be written."""
        folder = self._folder(request)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / safe_file_name(title, suffix=suffix)
        try:
            writer(path)
        except CeWenError as error:
            return None, not_saved_html(str(error))
        self._passing.note(hash_file(path), person(request))  # the name of the folder that Gradio serves it from
        return str(path), Markup("")

    def forget(self, request: gr.Request) -> None:
        """Take away what a session has written."""
        shutil.rmtree(self._folder(request), ignore_errors=True)

    def _folder(self, request: gr.Request) -> Path:
        # A browser names its session itself: what it says is no path.
        return Path(self._root.name) / hashlib.sha256(str(request.session_hash).encode()).hexdigest()[:16]
