"""Courses: their chapters, the order of their lessons, and how far somebody is in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NewType

from domain.consumption import share
from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId, IdPrefix, new_id
from domain.record import Moment, Record
from domain.series import kept_behind
from domain.text import required_line

ChapterId = NewType("ChapterId", str)

MAX_CHAPTERS = 100
"""Chapters of one course."""
MAX_NAME = 200
FEWEST = 5
"""Of fewer readers of a course its author learns no number: they could tell who it was."""


class Chapter(Record):
    """A named part of a course; `place` counts up from 1. Its lessons are looked up apart."""

    id: ChapterId
    course_id: ContentId
    name: str
    place: int


class CourseProgress(Record):
    """How far a member is in a course: its lessons that they can find, in order, and which of these are complete."""

    course_id: ContentId
    lesson_ids: tuple[ContentId, ...]
    completed_ids: tuple[ContentId, ...]
    begun_at: Moment | None = None
    last_at: Moment | None = None

    @property
    def percent(self) -> int:
        """Completed lessons of all there are now, in whole percent rounded down."""
        return share(len(self.completed_ids), len(self.lesson_ids))

    @property
    def finished(self) -> bool:
        """Whether every lesson is complete, and there is one."""
        return self.percent == 100

    @property
    def next_id(self) -> ContentId | None:
        """The first lesson that isn't complete."""
        return next((id for id in self.lesson_ids if id not in self.completed_ids), None)


class Numbers(Record):
    """How many members opened and completed a course or a lesson, as far as its author may know."""

    id: ContentId
    opened: int | None
    completed: int | None

    def masked(self) -> "Numbers":
        """The same without numbers that tell of so few that they could be known: by themselves, or as all others."""
        opened = self.opened or 0
        completed = self.completed or 0
        few = 0 < completed < FEWEST or 0 < opened - completed < FEWEST
        return Numbers(
            id=self.id,
            opened=None if 0 < opened < FEWEST else opened,
            completed=None if few else completed,
        )


class CourseNumbers(Record):
    """The numbers of a course, and those of its lessons in order."""

    course: Numbers
    lessons: tuple[Numbers, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter as its author wants it: an old one by its id, or a new one."""

    id: ChapterId
    new: bool
    name: str
    lesson_ids: tuple[ContentId, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A course as its author wants it: its chapters in order, and behind them the lessons that are in none."""

    parts: tuple[Part, ...]
    loose_ids: tuple[ContentId, ...] = ()

    @property
    def lesson_ids(self) -> list[ContentId]:
        """All lessons that it names, in order."""
        return [*(id for part in self.parts for id in part.lesson_ids), *self.loose_ids]


class Placed(Record):
    """Where a lesson is put: its chapter, None for the end behind all of them."""

    id: ContentId
    chapter_id: ChapterId | None


def part(id: str | None, name: str, lesson_ids: Sequence[ContentId], number: int) -> Part:
    """One chapter of an arrangement, the `number`th counted from 0. Make it outside the transaction.

    Raises:
        InvalidInput: its name is empty, or too long.
    """
    path = ("input", "chapters", str(number), "name")
    line = required_line(name, MAX_NAME, f"A chapter's name has 1 to {MAX_NAME} characters.", path)
    chapter_id = ChapterId(id if id is not None else new_id(IdPrefix.CHAPTER))
    return Part(chapter_id, id is None, line, tuple(lesson_ids))


def arrangement(parts: Sequence[Part], loose_ids: Sequence[ContentId]) -> Arrangement:
    """What an author wants.

    Raises:
        InvalidInput: there are too many chapters, or one is there twice.
    """
    if len(parts) > MAX_CHAPTERS or len({part.id for part in parts}) < len(parts):
        raise InvalidInput(f"Name at most {MAX_CHAPTERS} chapters, each once.", ("input", "chapters"))
    return Arrangement(tuple(parts), tuple(loose_ids))


def check_chapters(wanted: Arrangement, present: Collection[ChapterId]) -> None:
    """Go on only when the old chapters that are named are this course's.

    Raises:
        Conflict: one isn't, or isn't any more.
    """
    for number, each in enumerate(wanted.parts):
        if not each.new and each.id not in present:
            raise Conflict(
                "This is no chapter of the course. Read it again: it may have changed.",
                ("input", "chapters", str(number), "id"),
            )


def placed(present: Sequence[Placed], shown: Sequence[ContentId], wanted: Arrangement) -> list[Placed]:
    """Every lesson of a course in its new place. Of all that are `present`, in order, the author names those `shown`.

    What they aren't shown, for it was taken from its readers, stays behind what it stood behind, in the same chapter.

    Raises:
        Conflict: they don't name those, each once.
    """
    if sorted(wanted.lesson_ids) != sorted(shown):
        raise Conflict(
            "Name each lesson of the course once. Read it again: it may have changed.", ("input", "chapters")
        )
    chapters: dict[ContentId, ChapterId | None] = {id: part.id for part in wanted.parts for id in part.lesson_ids}
    order = kept_behind([each.id for each in present], shown, wanted.lesson_ids)
    chapter = wanted.parts[0].id if wanted.parts else None
    rows = []
    for id in order:
        chapter = chapters.get(id) if id in shown else chapter
        rows.append(Placed(id=id, chapter_id=chapter))
    return rows
