"""Fields of the tabs' own forms: labelled, native to the browser, so that keyboard and phone know them. All pure.

A choice of several is a button with the browser's own popover: boxes to tick, and a line for a name that is not listed.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from tools.facets import Choice, Facet
from ui.rendering import join

Option = tuple[str, str]  # value, label


def select_html(name: str, label: str, options: Iterable[Option], *, chosen: str, everything: str = "全部") -> Markup:
    """A labelled choice of one; the first option asks nothing.

    >>> select_html("group", "分组", [("place", "区县")], chosen="", everything="不分组").count("<option")
    2
    """
    listed = [("", everything), *options] if everything else list(options)
    if chosen not in [value for value, _ in listed]:
        listed.append((chosen, chosen))
    told = join(
        Markup('<option value="{}"{}>{}</option>').format(value, Markup(" selected") if value == chosen else "", text)
        for value, text in listed
    )
    return Markup('<label class="field"><span>{}</span><select name="{}" data-value="{}">{}</select></label>').format(
        label, name, chosen, told
    )


def picks_html(facet: Facet, choices: Sequence[Choice], *, hint: str) -> Markup:
    """A labelled choice of any number, told on its button; hint: of the line in which a name may be written, '' for
    none.
    """
    boxes = join(_box(facet.key, choice, is_on=choice.value in facet.chosen) for choice in choices)
    line = Markup('<input data-typed="{0}" aria-label="{1}" placeholder="{1}" autocomplete="off">')
    return Markup(
        '<div class="field"><span id="of-{0}">{1}</span>'
        '<button type="button" class="pick{2}" popovertarget="picks-{0}" aria-labelledby="of-{0} told-{0}">'
        '<span id="told-{0}">{3}</span></button>'
        '<div class="choices" id="picks-{0}" popover role="group" aria-labelledby="of-{0}">{4}<div>{5}</div>{6}</div>'
        "</div>"
    ).format(
        facet.key, facet.name, " on" if facet.chosen else "", facet.called or "全部",
        line.format(facet.key, hint) if hint else "", boxes, _NONE if facet.chosen else "",
    )  # fmt: skip


_NONE = Markup('<button type="button" class="link" data-none>不限</button>')


def _box(name: str, choice: Choice, *, is_on: bool) -> Markup:
    return Markup(
        '<label><input type="checkbox" name="{}" value="{}" data-checked="{}"><span>{}</span><i>{}</i></label>'
    ).format(name, choice.value, "1" if is_on else "", choice.label, choice.count)


def input_html(name: str, label: str, value: str, *, hint: str = "") -> Markup:
    """A labelled line of text."""
    return Markup(
        '<label class="field"><span>{}</span><input name="{}" value="{}" data-value="{}" placeholder="{}" '
        'autocomplete="off"></label>'
    ).format(label, name, value, value, hint)


def pager_html(page: int, pages: int) -> Markup:
    """The way through pages; nothing where there is one.

    >>> pager_html(1, 1)
    Markup('')
    """
    if pages < 2:
        return Markup("")
    step = Markup('<button type="button" data-do="page" data-page="{}"{}>{}</button>')
    back = step.format(page - 1, Markup(" disabled") if page == 1 else "", "‹ 上一页")
    on = step.format(page + 1, Markup(" disabled") if page == pages else "", "下一页 ›")
    return Markup('<nav class="pager" aria-label="翻页">{}<span>第 {} 页，共 {} 页</span>{}</nav>').format(
        back, page, pages, on
    )
