"""A draft as HTML by pure functions: words to be edited, beside them their class and the clauses they rest on."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from agent.polished import Polished
from tools.draft_exports import FORMAT_NAMES, FORMATS
from tools.drafts import DRAFT_KIND_NAMES, SUGGESTION, Draft, DraftPiece
from tools.evidence import SourceRef
from ui.kept_drafts import KeptDraft
from ui.rendering import join

_SHOWN = 300  # rows at once: more make a browser slow; files hold them all
_CHIPS = 6
_EDITED = Markup(
    '<{tag} class="words" contenteditable="plaintext-only" role="textbox" aria-label="{name}">{text}</{tag}>'
)
_POLISH = Markup(
    '<button type="button" data-polish title="逐条改写，逐条核验，没有通过的保留原文字">用模型润色</button>'
)
_FOOTNOTES = Markup(
    '<button type="button" data-save=".docx" data-sources="footnotes" title="出处放在页脚，不附依据清单">'
    "Word（脚注）</button>"
)
_BUTTON = Markup('<button type="button" class="link" data-do="{}">{}</button>')


def shelf_html(drafts: Sequence[KeptDraft], chosen: str) -> Markup:
    """The person's drafts, one line each, the open one marked."""
    line = Markup(
        '<li{}><button type="button" class="title" data-draft="{}">{}</button><span class="quiet">{} · {}</span>'
        '<button type="button" class="link" data-forget="{}" aria-label="删除《{}》">删除</button></li>'
    )
    lines = (
        line.format(
            Markup(' class="on"') if each.draft.draft_id == chosen else "", each.draft.draft_id, each.draft.title,
            DRAFT_KIND_NAMES[each.draft.kind], each.changed, each.draft.draft_id, each.draft.title,
        )
        for each in drafts
    )  # fmt: skip
    return (
        Markup('<h2 class="quiet">我的稿子</h2><ul class="drafts">{}</ul>').format(join(lines)) if drafts else Markup()
    )


def draft_html(draft: Draft) -> Markup:
    """The toolbar, the sheet, and what the writer is to know."""
    buttons = join(_exports(draft))
    notes = join(Markup("<li>{}</li>").format(note) for note in draft.notes)
    return Markup(
        '<div class="bar tools">{}<span class="quiet">导出</span>{}<span class="quiet told">{}</span></div>'
        '<article class="sheet">{}</article>{}'
    ).format(
        _POLISH if draft.kind == "outline" else "",
        buttons,
        draft.told(),
        _body(draft),
        Markup('<ul class="notes">{}</ul>').format(notes) if notes else "",
    )


def _exports(draft: Draft) -> Iterator[Markup]:
    """A button a format; in Word the sources stand in the annex, or, where the text has marks, at the foot of pages."""
    for suffix in FORMATS[draft.kind]:
        yield Markup('<button type="button" data-save="{}">{}</button>').format(suffix, FORMAT_NAMES[suffix])
        if suffix == ".docx" and draft.kind != "division":
            yield _FOOTNOTES


def polishing_html(event: Polished) -> Markup:
    """How far a model is with the wording, its last line, and the way to stop it."""
    piece = event.piece
    said = Markup("<br>{}").format(piece.cells[0] if piece.plain else piece.wording) if piece else ""
    return Markup(
        '<ul class="report" role="status"><li class="busy">正在润色 {}/{} 条<progress max="{}" value="{}"></progress>'
        '<button type="button" class="link" data-do="stop">停止</button>{}</li></ul>'
    ).format(event.done, event.total, max(event.total, 1), event.done, said)


def polished_sentence(event: Polished, *, stopped: bool = False) -> str:
    """What became of the lines, all told.

    >>> polished_sentence(Polished(total=5, done=4, kept=1))
    '共 5 条：3 条用了模型的文字或无须改，1 条没有通过核验、保留原文字，1 条模型没有写'
    """
    left = event.total - event.done
    parts = ((event.done - event.kept, "用了模型的文字或无须改"), (event.kept, "没有通过核验、保留原文字"),
             (left, "已停下，没有改" if stopped else "模型没有写"))  # fmt: skip
    return f"共 {event.total} 条：{'，'.join(f'{count} 条{said}' for count, said in parts if count)}"


def invitation_html() -> Markup:
    """What can be done here, where nothing is open."""
    return Markup(
        '<p class="empty">选好要写什么、为哪个区县写，点“起草”：每一条都标明依据类别，点编号看原文。'
        "改过的字句自动保存；导出的 Word、Excel 改完可以再传回来，接着写。</p>"
    )


def _body(draft: Draft) -> Markup:
    return join(_blocks(draft))


def _blocks(draft: Draft) -> Iterator[Markup]:
    """Paragraphs, and tables of a head with its rows."""
    table: list[DraftPiece] = []
    for piece in draft.pieces:
        if piece.kind in ("head", "row"):
            table.append(piece)
            continue
        if table:
            yield _table(table)
            table = []
        yield _paragraph(piece)
    if table:
        yield _table(table)


def _paragraph(piece: DraftPiece) -> Markup:
    words = _EDITED.format(tag="p", name="内容", text=piece.cells[0])
    return Markup('<section class="piece {}{}" data-piece="{}">{}{}</section>').format(
        piece.kind, _state(piece), piece.piece_id, words, _margin(piece)
    )


def _table(pieces: Sequence[DraftPiece]) -> Markup:
    head, *rows = pieces
    columns = join(Markup("<th>{}</th>").format(cell) for cell in (*head.cells, "依据"))
    shown = join(_row(row, head.cells) for row in rows[:_SHOWN])
    rest = len(rows) - _SHOWN
    more = (
        Markup('<p class="quiet">先列前 {} 行，其余 {} 行在导出的文件里。</p>').format(_SHOWN, rest) if rest > 0 else ""
    )
    return Markup(
        '<div class="table"><table class="wide"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>{}'
    ).format(columns, shown, more)


def _row(piece: DraftPiece, names: Sequence[str]) -> Markup:
    cells = join(
        Markup('<td data-label="{}">{}</td>').format(name, _EDITED.format(tag="div", name=name, text=cell))
        for name, cell in zip(names, piece.cells, strict=False)
    )
    return Markup('<tr class="piece{}" data-piece="{}">{}<td data-label="依据">{}</td></tr>').format(
        _state(piece), piece.piece_id, cells, _margin(piece)
    )


def _state(piece: DraftPiece) -> str:
    theirs = " struck" if piece.struck else " theirs" if piece.is_theirs else ""
    return f"{theirs} polished" if piece.plain else theirs


def _margin(piece: DraftPiece) -> Markup:
    """Beside the words: whose they are, their class, their sources, the note, and what can be done."""
    return Markup('<aside>{}{}{}{}<span class="deeds">{}</span></aside>').format(
        _whose(piece), _class(piece), _chips(piece.refs),
        join(Markup('<span class="quiet">{}</span>').format(each) for each in (piece.note, piece.wording) if each),
        _deeds(piece),
    )  # fmt: skip


def _whose(piece: DraftPiece) -> Markup:
    told = "本人删去" if piece.struck else "本人新增" if piece.drafted == () else "本人改写"
    return Markup('<span class="badge mine">{}</span>').format(told)


def _class(piece: DraftPiece) -> Markup:
    if not piece.label:
        return Markup()
    loose = Markup(" loose") if piece.label == SUGGESTION else ""
    return Markup('<span class="badge{}">{}</span>').format(loose, piece.label)


def _chips(refs: Sequence[SourceRef]) -> Markup:
    chip = Markup('<button type="button" class="cite" data-clause="{}" data-start="{}" data-end="{}">{}</button>')
    return join(
        chip.format(ref.clause_id, ref.start, ref.end, number) for number, ref in enumerate(refs[:_CHIPS], start=1)
    )


def _deeds(piece: DraftPiece) -> Markup:
    if piece.kind == "head":
        return Markup()
    deeds = (("add", "加一条"), ("strike", "删去"), ("restore", "还原"))
    return join(_BUTTON.format(*deed) for deed in deeds)
