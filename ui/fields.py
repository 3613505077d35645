"""Fields of the tabs' own forms: labelled, native to the browser, so that keyboard and phone know them. All pure."""

from collections.abc import Iterable

from markupsafe import Markup

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


def input_html(name: str, label: str, value: str, *, hint: str = "", choices: Iterable[Option] = ()) -> Markup:
    """A labelled line of text, with suggestions where there are choices."""
    listed = join(Markup('<option value="{}">{}</option>').format(*choice) for choice in choices)
    listing = Markup('<datalist id="list-{}">{}</datalist>').format(name, listed) if listed else ""
    return Markup(
        '<label class="field"><span>{}</span><input name="{}" value="{}" data-value="{}" placeholder="{}"{} '
        'autocomplete="off">{}</label>'
    ).format(label, name, value, value, hint, Markup(' list="list-{}"').format(name) if listed else "", listing)


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
