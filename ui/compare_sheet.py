"""区县对比 as HTML: the choice of places and topics, the cited matrix, charts with their figures. All pure."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from exports.charts import BarChart
from policy.themes import THEMES
from tools.listing import Choice
from ui.charts import chart_svg, legend_html
from ui.comparing import Asked, Compared
from ui.fields import input_html
from ui.markdown import answer_html
from ui.rendering import join

_NOTHING = Markup("")
_MOST_PLACES = 60  # places to tick; the others are written


def choice_html(places: Sequence[Choice], asked: Asked, *, scope: Markup = _NOTHING) -> Markup:
    """Which places, and on what: words of one's own, themes, or both; scope says to which documents it is narrowed."""
    listed = [place.value for place in places[:_MOST_PLACES]]
    ticked = _ticks("region", [(p.value, f"{p.label}（{p.count} 份）") for p in places[:_MOST_PLACES]], asked.regions)
    written = "、".join(region for region in asked.regions if region not in listed)
    more = input_html("more", "其他区县", written, hint="以顿号隔开") if len(places) > _MOST_PLACES or written else ""
    return Markup(
        '<form class="compare-form" data-do="compare">'
        '<fieldset class="ticks"><legend>区县（两个或更多）</legend>{}</fieldset>{}'
        '<fieldset class="ticks"><legend>主题</legend>{}</fieldset>{}'
        '<p class="bar tight"><button type="submit">开始对比</button>{}</p></form>'
    ).format(
        ticked if places else Markup('<span class="quiet">资料库里还没有注明区县的文件。</span>'),
        more,
        _ticks("theme", [(theme, theme) for theme in THEMES], asked.themes),
        input_html("topic", "自拟主题", "、".join(asked.topics), hint="例如：国企混改；多个以顿号隔开"),
        scope,
    )


def _ticks(name: str, options: Iterable[tuple[str, str]], chosen: Sequence[str]) -> Markup:
    return join(
        Markup('<label><input type="checkbox" name="{}" value="{}"{}>{}</label>').format(
            name, value, Markup(" checked") if value in chosen else "", label
        )
        for value, label in options
    )


def waiting_html(asked: Asked, done: int) -> Markup:
    """How far a comparison is, and the way to stop it."""
    topics = (*asked.topics, *asked.themes)
    now = topics[done] if done < len(topics) else "任务数与同名指标"
    return Markup(
        '<p class="bar busy-line" role="status">正在对比（{}/{}）：{}<progress max="{}" value="{}"></progress>'
        '<button type="button" class="link" data-do="stop">停止</button></p>'
    ).format(min(done + 1, len(topics) + 1), len(topics) + 1, now, len(topics) + 1, done)


def again_html(asked: Asked) -> Markup:
    """A comparison that was made before, to be made again on the documents of now."""
    return Markup(
        '<p class="bar"><span class="quiet">上次：{}</span>'
        '<button type="button" class="link" data-do="again">按现在的资料再对比一次</button></p>'
    ).format(asked.title)


def invitation_html() -> Markup:
    """What a comparison brings, where none has been made."""
    return Markup(
        '<p class="empty">选两个以上区县和一个主题，点“开始对比”：逐格列出各区县的举措、指标和单位，点编号看原文；'
        "没写的照实说没写。另有各主题任务数和同名指标的图表，都可导出 Word、Excel。</p>"
    )


def compared_html(compared: Compared) -> Markup:
    """The matrices, and below them the charts, each with its figures under it."""
    *texts, counted, matched = compared.parts
    citations = compared.answer.citations
    body = join(Markup('<section class="written">{}</section>').format(answer_html(text, citations)) for text in texts)
    if compared.counts is None:
        return body
    return Markup('{}{}<section class="written">{}{}</section><section class="written">{}{}</section>').format(
        _SAVES,
        body,
        join(map(_chart, compared.theme_charts)),
        answer_html(counted, citations),
        join(map(_chart, compared.target_charts)),
        answer_html(matched, citations),
    )


_SAVES = Markup(
    '<p class="bar saves"><span class="actions"><span class="quiet">导出对比</span>'
    '<button type="button" class="link" data-export="docx">Word</button>'
    '<button type="button" class="link" data-export="xlsx">Excel</button></span></p>'
)


def _chart(chart: BarChart) -> Markup:
    keys = legend_html([series.name for series in chart.series]) if len(chart.series) > 1 else ""
    return Markup("<figure><figcaption>{}</figcaption>{}{}</figure>").format(chart.title, keys, chart_svg(chart))
