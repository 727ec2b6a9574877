"""Consumption: what a member has used of what they may read. Progress goes by it, and so does what a refund returns."""

from domain.errors import InvalidInput
from domain.ids import ContentId
from domain.record import Moment, Record

COMPLETE_AT = 90
"""So much of a lesson, in percent, is all of it: who reads on screens seldom reaches the last line."""


class Consumption(Record):
    """What one member has used of one content; there is none of what they never opened.

    Of a course, `lessons` and `lessons_opened` count what is sold: its lessons that can be read, without free
    previews; of all others they are 0. `percent` is from 0 to 100 and never falls, but of a course, whose lessons may
    become more.
    """

    content_id: ContentId
    course: bool = False
    first_at: Moment
    last_at: Moment
    percent: int
    completed_at: Moment | None
    lessons: int = 0
    lessons_opened: int = 0

    @property
    def opened_percent(self) -> int:
        """How much of what was sold was opened, from 0 to 100, rounded down; all of what is no course."""
        if self.course:
            return share(self.lessons_opened, self.lessons)
        return 100


class LessonProgress(Record):
    """How far a member is with one lesson. `percent` never falls, and `completed_at` stays as it was first."""

    content_id: ContentId
    percent: int
    completed_at: Moment | None


def share(part: int, whole: int) -> int:
    """So much a part is of the whole, in whole percent rounded down, so that 100 is all of it; 0 of nothing."""
    return 100 * part // whole if whole else 0


def percent_of(given: int) -> int:
    """How much of a lesson was read, as a client says.

    Raises:
        InvalidInput: it isn't from 0 to 100.
    """
    if not 0 <= given <= 100:
        raise InvalidInput("Give a percentage from 0 to 100.", ("input", "percent"))
    return given


def completes(percent: int, marked: bool, quiz: bool) -> bool:
    """Whether a lesson is complete by that: marked so or read to `COMPLETE_AT`, unless it has a quiz to pass."""
    return not quiz and (marked or percent >= COMPLETE_AT)
