"""What a newcomer sees before the first question: an invitation, and questions made from these very documents."""

from collections import Counter
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from policy.documents import PolicyDocument
from ui.rendering import suggestions_html


def welcome_html(documents: Iterable[PolicyDocument], *, is_demo: bool) -> Markup:
    """The empty conversation: what can be asked here, or how to begin where there is no document."""
    questions = example_questions(documents)
    if not questions and not is_demo:
        lead = Markup(
            '先把政策文件放进<button type="button" class="link" data-view="library">资料库</button>，就可以提问了。'
        )
    elif is_demo:
        lead = Markup(
            "现在用的是演示资料（摘编，非正式文本）。在"
            '<button type="button" class="link" data-view="library">资料库</button>放入自己的文件后，只依据它们作答。'
        )
    else:
        lead = Markup("答案只取自资料库中的文件，每一句都可以点开原文核对；文件里没有的，会直说没有。")
    return Markup('<div class="welcome"><h1>就政策文件提问</h1><p>{}</p>{}</div>').format(
        lead, suggestions_html(questions)
    )


def example_questions(documents: Iterable[PolicyDocument], *, limit: int = 4) -> tuple[str, ...]:
    """A unit's duties, work by theme, two districts side by side, deadlines: what these documents have ground for.

    Deterministic: taken from the document with the most tasks, its most frequent unit and theme.
    """
    with_tasks = sorted((document for document in documents if document.tasks), key=lambda d: -len(d.tasks))
    return tuple(_questions(with_tasks))[:limit]


def _questions(documents: list[PolicyDocument]) -> Iterator[str]:
    for document in documents[:1]:
        unit = _commonest(unit.name for task in document.tasks for unit in task.units)
        if unit:
            yield f"{_place(document)}的{unit}要参与哪些任务？列个表"
        theme = _commonest(theme for task in document.tasks for theme in task.themes)
        if theme:
            yield f"{_place(document)}在{theme}方面要做什么？"
    places = list(dict.fromkeys(place for document in documents if (place := _place(document))))
    if len(places) > 1:
        yield f"{places[0]}和{places[1]}的重点任务有什么不同？"
    if any(task.deadlines for document in documents for task in document.tasks):
        yield "哪些任务写明了完成时限？"


def _place(document: PolicyDocument) -> str:
    return document.header.region.name if document.header.region else "这份文件中"


def _commonest(names: Iterable[str]) -> str | None:
    counted = Counter(names)
    return counted.most_common(1)[0][0] if counted else None
