"""Every guard that can be taken away inside one process: its place, what stands there without it, which tests miss it.

Not here: limits of the reading process, which act in a process of their own, and kills (`tests/evals/test_torture.py`
shows for both that their absence is noticed).
"""

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

from agent.answers import SentenceCheck
from agent.seats import Seats
from tools.drafts import Draft
from ui.gate import Gate
from vectorstore.kept import Kept


class Guard(NamedTuple):
    """place is module:attribute; without stands there instead; each of the tests fails then."""

    name: str
    place: str
    without: Any
    tests: tuple[str, ...]

    def target(self) -> tuple[Any, str]:
        """What holds the guard, and under which name. Raises AttributeError where there is none any more."""
        module, _, path = self.place.partition(":")
        *way, name = path.split(".")
        holder: Any = importlib.import_module(module)
        for step in way:
            holder = getattr(holder, step)
        getattr(holder, name)
        return holder, name


def says(value: Any) -> Any:
    """A function that always says the same."""
    return lambda *given, **named: value


async def _nobody_asked(*given: Any) -> None:
    return None


@contextmanager
def _unguarded_write(database: Any) -> Iterator[Any]:
    with database.engine.execution_options(writes=True).begin() as connection:
        yield connection


def _believed(returned: Any) -> Draft:
    return Draft.model_validate_json(returned.memory)


def _verified(sentence: str, *given: Any, **named: Any) -> SentenceCheck:
    return SentenceCheck(sentence=sentence, verdict="verified")


_kept_value = Kept.get


def _anybodys(kept: Kept, kind: str, key: str, shape: Any, *, person: str = "") -> Any:
    return _kept_value(kept, kind, key, shape, person="甲")


def _chosen_for_all(seats: Seats, session: str, model: Any) -> None:
    seats._chosen[session] = model


def _first_header(gate: Gate, request: Any) -> str | None:
    return str(request.headers["x-remote-user"])


_DOORS, _GATE, _GUARD = "tests/ui/test_doors.py", "tests/ui/test_gate.py", "tests/serving/test_guard.py"
_ONE = "tests/ui/test_one_person.py"
_VAST = 10**15

GUARDS = (
    Guard("other doors of Gradio are shut", "ui.doors:_is_open", says(True), (
        f"{_DOORS}::test_what_the_page_does_not_use_is_shut[/gradio_api/info]",
        f"{_DOORS}::test_functions_are_called_by_the_pages_own_way_alone[/gradio_api/run/x]",
        f"{_DOORS}::test_only_getting_and_posting_is_answered[PUT]",
    )),
    Guard("a file is its owner's", "ui.passing:Passing.is_of", says(True), (
        f"{_DOORS}::test_a_file_is_served_to_whom_it_was_made_for",
        f"{_DOORS}::test_no_other_file_is_served[/etc/passwd]",
        f"{_DOORS}::test_an_uploaded_file_is_its_uploaders_and_nobody_elses",
    )),
    Guard("a session is its owner's", "ui.doors:Doors._is_own", says(True), (
        f"{_DOORS}::test_a_session_belongs_to_whoever_came_with_it_first",
        f"{_DOORS}::test_news_of_no_session_are_told_to_nobody",
    )),
    Guard("a session has a name", "ui.doors:_SESSION", re.compile(".*", re.DOTALL), (
        f"{_DOORS}::test_news_of_no_session_are_told_to_nobody",
        f"{_DOORS}::test_an_event_without_a_session_of_its_own_would_act_for_everybody[named2-/gradio_api/run/predict]",
    )),
    Guard("nobody chooses a model for all", "agent.seats:Seats.choose", _chosen_for_all, (
        "tests/agent/test_seats.py::test_nobody_chooses_for_everybody",
    )),
    Guard("a body names uploaded files alone", "ui.doors:_files_in", says(()), (
        f"{_DOORS}::test_a_body_names_no_file_but_an_uploaded_one[/etc/passwd]",
    )),
    Guard("bodies have a limit", "ui.doors:_LARGEST_BODY", _VAST, (
        f"{_DOORS}::test_a_body_that_is_far_too_large_is_not_read",
    )),
    Guard("headers forbid framing and guessing", "ui.protection:_missing", says([]), (
        f"{_DOORS}::test_every_answer_forbids_framing_guessing_and_passing_on",
    )),
    Guard("the page's own names", "ui.gate:Gate._is_own_name", says(True), (
        f"{_GATE}::test_only_the_pages_own_names_are_answered[evil.example-421]",
    )),
    Guard("other sites' requests", "ui.gate:_is_from_another_site", says(False), (
        f"{_GATE}::test_another_sites_request_is_turned_away",
    )),
    Guard("who is unknown stays out", "ui.gate:Gate._known", _nobody_asked, (
        f"{_GATE}::test_a_stranger_is_shown_the_way_and_gets_nothing_else",
        f"{_GATE}::test_an_account_that_is_taken_away_is_out_at_once",
    )),
    Guard("passwords are looked at", "ui.sign_ins:is_password", says(True), (
        f"{_GATE}::test_a_wrong_password_and_an_unknown_name_are_told_alike",
        f"{_GATE}::test_an_account_without_a_digest_has_no_password",
    )),
    Guard("signing in is throttled", "ui.sign_ins:Throttle.wait", says(0.0), (
        f"{_GATE}::test_after_five_wrong_tries_even_the_right_password_waits",
    )),
    Guard("tries count before they are looked at", "ui.sign_ins:SignIns._admitted", says(0.0), (
        f"{_GATE}::test_of_many_tries_at_once_no_more_are_looked_at_than_one_after_the_other",
    )),
    Guard("a name comes from the proxy alone", "ui.gate:Gate._from_proxy", _first_header, (
        f"{_GATE}::test_a_header_beside_the_proxys_own_names_nobody",
    )),
    Guard("signing out ends the token", "ui.sign_ins:SignIns.end", says(None), (
        f"{_GATE}::test_signing_out_ends_the_token_and_not_only_the_cookie",
    )),
    Guard("forms have a limit", "ui.gate:_LARGEST_FORM", _VAST, (
        f"{_GATE}::test_a_form_that_is_far_too_long_is_not_read",
    )),
    Guard("programs have a key", "serving.guard:Guard._knows", says(True), (
        f"{_GUARD}::test_without_a_key_nothing_of_the_library_is_told",
    )),
    Guard("interfaces refuse", "serving.guard:Guard._refusal", says(None), (
        f"{_GUARD}::test_a_name_that_is_not_ours_is_refused[evil.example]",
        f"{_GUARD}::test_another_page_gets_nothing_and_no_leave_to_ask[null]",
    )),
    Guard("bodies of programs have a limit", "serving.guard:_LARGEST_BODY", _VAST, (
        f"{_GUARD}::test_a_body_without_end_is_refused",
    )),
    Guard("models are at listed addresses", "agent.endpoints:Endpoints._listed", lambda self, address: address, (
        "tests/ui/test_settings.py::test_on_a_shared_page_no_address_is_called_that_is_not_listed[http://127.0.0.1:{port}/v1]",
    )),
    Guard("questions have a limit", "agent.crowd:Crowd.admitted", lambda self, events, *, online: events, (
        "tests/agent/test_crowd.py::test_beyond_the_most_a_question_is_refused_with_a_sentence",
        "tests/serving/test_api.py::test_too_many_questions_are_told_so_and_everything_else_is_answered",
    )),
    Guard("one person has not all places", "ui.chat:_MOST_OF_ONE", _VAST, (
        f"{_ONE}::test_nobody_takes_all_places_of_those_who_ask",
    )),
    Guard("questions are kept in part alone", "ui.chat:_LONGEST", _VAST, (
        f"{_ONE}::test_a_question_of_megabytes_is_not_kept",
    )),
    Guard("a flood of arguments is refused", "ui.compare:flood_in", says(""), (
        f"{_ONE}::test_a_comparison_of_a_flood_is_refused_at_once",
    )),
    Guard("a flood of draft is refused", "tools.draft_making:flood_in", says(""), (
        f"{_ONE}::test_a_draft_of_a_flood_is_refused_at_once[words]",
    )),
    Guard("slow readers hold nobody up", "agent.crowd:Crowd._in_turns", lambda self, events: iter(list(events)[:1]), (
        "tests/agent/test_crowd.py::test_whoever_reads_slowly_holds_nobody_up",
    )),
    Guard("words of strangers are escaped", "markupsafe:Markup.escape", classmethod(lambda cls, words: cls(words)), (
        "tests/ui/test_rendering.py::test_a_question_is_escaped",
        "tests/ui/test_settings.py::test_a_failure_is_its_sentence_escaped",
    )),
    Guard("Markdown has no HTML and no links", "ui.markdown:_MARKDOWN", MarkdownIt(), (
        "tests/ui/test_markdown.py::test_nothing_fetches_or_runs[<http://example.com>]",
        "tests/ui/test_markdown.py::test_nothing_fetches_or_runs[`<script>alert(1)</script>`]",
    )),
    Guard("cells of workbooks are no formulas", "exports.workbook:runnable", says(False), (
        "tests/exports/test_workbook.py::test_no_text_of_a_document_runs[=1+1]",
    )),
    Guard("cells of CSV are no formulas", "exports.text:guarded", lambda text: text, (
        "tests/exports/test_text.py::test_no_cell_of_a_csv_runs[=1+1]",
    )),
    Guard("control characters are dropped", "exports.workbook:plain", lambda text: text, (
        "tests/exports/test_workbook.py::test_characters_that_no_workbook_holds_are_dropped",
    )),
    Guard("names of files are one level", "exports.files:plain", lambda text: text.replace("", "/"), (
        "tests/exports/test_files.py::test_a_hostile_title_becomes_one_harmless_name[../../etc/passwd-etc passwd.docx]",
    )),
    Guard("returned drafts have a limit", "exports.returned:_LARGEST", _VAST, (
        "tests/tools/test_hostile_returns.py::test_a_file_that_unpacks_to_far_more_is_refused_unpacked",
    )),
    Guard("a returned memory is its own draft's", "tools.draft_returns:_memory", _believed, (
        "tests/tools/test_hostile_returns.py::test_a_memory_of_another_draft_is_not_believed",
    )),
    Guard("every sentence is verified", "agent.verification:_check", _verified, (
        "tests/agent/test_verification.py::test_one_false_figure_among_true_ones_is_named",
        "tests/agent/test_verification.py::test_citation_of_one_sentence_does_not_support_another_line",
    )),
    Guard("figures of every script are claims", "agent.claims:_plain_numerals", lambda text: text, (
        r"tests/agent/test_verification.py::test_a_lie_is_a_claim_in_whatever_numerals_it_is_written[\u6295\u8d44\u53c1\u4f70\u4ebf\u5143]",
    )),
    Guard("unseen characters part no figure", "agent.claims:UNSEEN", re.compile("(?!)"), (
        r"tests/agent/test_verification.py::test_a_lie_is_a_claim_in_whatever_numerals_it_is_written[\u589e\u957f5%]",
    )),
    Guard("a model's faults are found", "agent.online:faults_of", says(()), (
        r"tests/agent/test_injection.py::test_model_that_obeys_the_poison_is_not_shown[\u547d\u4ee41]",
        "tests/test_nothing_invented.py::test_no_lie_of_a_model_reaches_a_file[0]",
    )),
    Guard("marks of documents are no keys", "agent.packing:_WIDE", {}, (
        "tests/agent/test_packing.py::test_marks_of_a_document_reach_no_model[<tool_call>]",
    )),
    Guard("what is kept is one person's", "vectorstore.kept:Kept.get", _anybodys, (
        "tests/vectorstore/test_kept.py::test_one_person_does_not_see_anothers",
    )),
    Guard("newer files are left alone", "vectorstore.kept:KEPT_VERSION", 1000, (
        "tests/vectorstore/test_kept.py::test_a_file_of_a_newer_version_is_refused_and_left_as_it_is",
    )),
    Guard("newer libraries are left alone", "vectorstore.embedded:SCHEMA_VERSION", 1000, (
        "tests/vectorstore/test_library.py::test_a_library_of_a_newer_version_is_refused",
    )),
    Guard("a full disk is a sentence", "vectorstore.database:Database.write", _unguarded_write, (
        "tests/vectorstore/test_kept.py::test_a_full_disk_is_a_sentence_and_costs_nothing_that_was_kept",
    )),
)  # fmt: skip
