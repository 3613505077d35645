"""What a row of an annex goes on to ask after its first sentence."""

from tools.duty_points import duty_points
from tools.tasks import filter_tasks
from vectorstore.library import PolicyLibrary


def test_a_row_of_several_sentences_tells_how_each_begins(samples_library: PolicyLibrary) -> None:
    rows = filter_tasks(samples_library, regions=["滨海新区"]).rows
    told = {row.clause.locator: duty_points(row) for row in rows}
    several = next(points for points in told.values() if points)
    assert all(point and point[-1] not in "。；，" for point in several)


def test_every_beginning_stands_in_the_duty(samples_library: PolicyLibrary) -> None:
    for row in filter_tasks(samples_library).rows:
        said = " ".join(row.task.quote.split())
        assert all(point in said for point in duty_points(row))
