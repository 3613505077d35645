"""What became of what a person did in the library: a sentence for each file, and the way back. All pure."""

from collections.abc import Iterable, Sequence
from time import monotonic_ns

from markupsafe import Markup

from ui.desk import Added
from ui.rendering import join
from ui.uploads import Upload

_STAGES = (("reading", "读取"), ("ledger", "任务"), ("index", "索引"))
_SHOWN = 12  # files in the list at once; those that are done fold away behind a line


def report_html(lines: Iterable[Markup]) -> Markup:
    """One sentence each."""
    return Markup('<ul class="report" role="status">{}</ul>').format(join(lines))


def not_saved_html(reason: str) -> Markup:
    """Why a file was not written; it stands until the person closes it. No two are equal: what does not
    change is not shown anew.
    """
    return Markup(
        '<p class="report-line" role="alert" data-at="{}">没有导出：{}'
        '<button type="button" class="link" data-dismiss>知道了</button></p>'
    ).format(monotonic_ns(), reason)


def uploads_html(uploads: Sequence[Upload], *, stopped: bool = False) -> Markup:
    """How far the files are: failures first, then the one at hand, then those that are done."""
    done = [upload for upload in uploads if upload.state == "done"]
    failed = [upload for upload in uploads if upload.state == "failed"]
    busy = [upload for upload in uploads if upload.state not in ("done", "failed", "waiting")]
    waiting = len(uploads) - len(done) - len(failed) - len(busy)
    running = bool(busy or waiting) and not stopped
    lines = [*([_whole(len(done) + len(failed), len(uploads))] if running else []), *map(_line, failed + busy)]
    lines += [_line(upload) for upload in done[-_SHOWN:]]
    if len(done) > _SHOWN:
        lines.append(Markup('<li class="done">另有 {} 份已加入。</li>').format(len(done) - _SHOWN))
    if stopped and (waiting or busy):
        lines.insert(0, Markup('<li class="failed">已停止：其余 {} 份没有读，已读的都在。</li>').format(waiting))
    return report_html(lines)


def _whole(at: int, of: int) -> Markup:
    return Markup(
        '<li class="busy">已读 {}/{} 份<progress max="{}" value="{}"></progress>'
        '<button type="button" class="link" data-do="stop">停止其余</button></li>'
    ).format(at, of, of, at)


def _line(upload: Upload) -> Markup:
    if upload.state == "failed":
        return failed_html(upload.failure)
    if upload.added:
        return added_html(upload.added)
    at = next((number for number, (stage, _) in enumerate(_STAGES) if stage == upload.state), 0)
    steps = join(
        Markup('<span class="{}">{}</span>').format("past" if n < at else "now" if n == at else "", name)
        for n, (_, name) in enumerate(_STAGES)
    )
    return Markup('<li class="busy">{}<span class="steps-of" aria-label="进度">{}</span></li>').format(
        upload.name, steps
    )


def added_html(added: Added) -> Markup:
    """A file that is in the library now, or was there before."""
    told = f"已加入《{added.title}》，找到 {added.task_count} 项任务，现在就可以提问。"
    known = f"《{added.title}》已在资料库中，内容没有变化。"
    return Markup('<li class="done">{}{}</li>').format(told if added.was_new else known, "".join(added.warnings))


def removed_html(title: str, doc_id: str) -> Markup:
    """What was deleted, and the way back."""
    return Markup(
        '<li class="done">已删除《{}》，任务与索引一并移出。'
        '<button type="button" class="link" data-do="restore" data-doc="{}">撤销删除</button></li>'
    ).format(title, doc_id)


def done_html(sentence: str) -> Markup:
    """What was done."""
    return Markup('<li class="done">{}</li>').format(sentence)


def failed_html(sentence: str) -> Markup:
    """Why something could not be done."""
    return Markup('<li class="failed" role="alert">{}</li>').format(sentence)
