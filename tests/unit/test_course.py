"""Progress in whole percent, and lessons put into another order around those that their author isn't shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.consumption import Consumption, completes, percent_of, share
from domain.course import Arrangement, CourseProgress, Numbers, Part, Placed, arrangement, part, placed
from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId
from tests import sample

IDS = [ContentId(f"cnt_{n}") for n in range(6)]


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 66), (3, 3, 100)])
def test_a_share_is_rounded_down(part: int, whole: int, percent: int) -> None:
    assert share(part, whole) == percent


@given(st.integers(0, 100), st.booleans())
def test_a_lesson_with_a_quiz_is_complete_by_nothing_else(percent: int, marked: bool) -> None:
    assert not completes(percent, marked, quiz=True)
    assert completes(percent, marked, quiz=False) == (marked or percent >= 90)


@pytest.mark.parametrize("percent", [-1, 101, 2**31 - 1])
def test_a_percentage_is_one(percent: int) -> None:
    with pytest.raises(InvalidInput, match="0 to 100"):
        percent_of(percent)


@pytest.mark.parametrize(
    ("opened", "completed", "shown"),
    [(0, 0, (0, 0)), (4, 0, (None, None)), (5, 0, (5, 0)), (9, 4, (9, None)), (10, 5, (10, 5)), (9, 5, (9, None)),
     (7, 7, (7, 7)), (4, 4, (None, None))],
)  # fmt: skip
def test_few_readers_arent_told_of(opened: int, completed: int, shown: tuple[int | None, int | None]) -> None:
    masked = Numbers(id=IDS[0], opened=opened, completed=completed).masked()
    assert (masked.opened, masked.completed) == shown


def test_what_was_opened_of_a_course_goes_by_what_is_sold_of_it() -> None:
    used = Consumption(content_id=IDS[0], first_at=sample.NOW, last_at=sample.NOW, percent=0, completed_at=None)
    assert used.opened_percent == 100
    course = used.model_copy(update={"course": True, "lessons": 3, "lessons_opened": 1})
    assert course.opened_percent == 33
    assert course.model_copy(update={"lessons": 0, "lessons_opened": 0}).opened_percent == 0


def test_a_course_goes_on_with_the_first_lesson_that_isnt_complete() -> None:
    at = CourseProgress(course_id=IDS[5], lesson_ids=tuple(IDS[:3]), completed_ids=(IDS[0], IDS[2]))
    assert (at.percent, at.next_id, at.finished) == (66, IDS[1], False)
    done = at.model_copy(update={"completed_ids": tuple(IDS[:3])})
    assert (done.percent, done.next_id, done.finished) == (100, None, True)
    empty = CourseProgress(course_id=IDS[5], lesson_ids=(), completed_ids=())
    assert (empty.percent, empty.finished) == (0, False)


def chapters(*lessons: list[ContentId]) -> tuple[Part, ...]:
    """New chapters of these lessons."""
    return tuple(part(None, f"No. {n}", ids, n) for n, ids in enumerate(lessons))


def test_what_an_author_isnt_shown_stays_behind_what_it_stood_behind() -> None:
    present = [Placed(id=id, chapter_id=None) for id in IDS]
    shown = [id for id in IDS if id != IDS[2]]
    one, two = chapters([IDS[5], IDS[1]], [IDS[0]])
    rows = placed(present, shown, Arrangement((one, two), (IDS[4], IDS[3])))
    assert [(row.id, row.chapter_id) for row in rows] == [
        (IDS[5], one.id),
        (IDS[1], one.id),
        (IDS[2], one.id),
        (IDS[0], two.id),
        (IDS[4], None),
        (IDS[3], None),
    ]


@given(st.permutations(IDS), st.sets(st.sampled_from(IDS)), st.integers(0, 6))
def test_no_lesson_is_lost(order: list[ContentId], hidden: set[ContentId], cut: int) -> None:
    present = [Placed(id=id, chapter_id=None) for id in IDS]
    wanted = [id for id in order if id not in hidden]
    rows = placed(present, sorted(wanted), Arrangement(chapters(wanted[:cut]), tuple(wanted[cut:])))
    assert sorted(row.id for row in rows) == IDS
    assert [row.id for row in rows if row.id not in hidden] == wanted


@pytest.mark.parametrize("wanted", [IDS[:5], [*IDS, IDS[0]], [*IDS[:5], ContentId("cnt_x")]])
def test_each_lesson_is_named_once(wanted: list[ContentId]) -> None:
    with pytest.raises(Conflict, match="each lesson"):
        placed([Placed(id=id, chapter_id=None) for id in IDS], IDS, Arrangement((), tuple(wanted)))


def test_no_chapter_is_there_twice() -> None:
    with pytest.raises(InvalidInput, match="each once"):
        arrangement(chapters([]) * 2, [])
