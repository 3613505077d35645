"""Tasks by theme and district: the figures behind a chart, each the size of a set that the ledger can list."""

from collections import Counter
from collections.abc import Sequence

from policy.themes import THEMES
from policy.values import Frozen
from tools.scope import resolve_scope
from tools.task_rows import rows_of, without_mirrors
from vectorstore.library import PolicyLibrary


class ThemeCounts(Frozen):
    """counts[i][j]: tasks of themes[i] in regions[j]; totals[j]: all its tasks, each counted once though it may have
    several themes; documents[j]: how many documents were looked through.
    """

    regions: tuple[str, ...]
    themes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    totals: tuple[int, ...]
    documents: tuple[int, ...]


def count_themes(library: PolicyLibrary, *, regions: Sequence[str], themes: Sequence[str] = ()) -> ThemeCounts:
    """各主题任务数：按主题统计每个区县的任务各有几项。

    Args:
        regions: 区县或城市。
        themes: 只统计这些主题；不填则统计任务中出现的全部主题。
    """
    scopes = [resolve_scope(library, regions=[region]) for region in regions]
    rows = [without_mirrors(rows_of(library, scope)) for scope in scopes]
    counted = [Counter(theme for row in each for theme in row.task.themes) for each in rows]
    shown = tuple(theme for theme in THEMES if (theme in themes if themes else any(c[theme] for c in counted)))
    return ThemeCounts(
        regions=tuple(regions),
        themes=shown,
        counts=tuple(tuple(each[theme] for each in counted) for theme in shown),
        totals=tuple(len(each) for each in rows),
        documents=tuple(len(scope.cards) for scope in scopes),
    )
