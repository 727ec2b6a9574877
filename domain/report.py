"""Reports by members: how much each weighs, when they hide something together, and how many one may make."""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.errors import Conflict, InvalidInput, LimitReached, NotAllowed
from domain.ids import CaseId, UserId
from domain.norm import Norm
from domain.record import Moment, Record
from domain.standing import Level
from domain.text import line_of_text

PRIOR = 2
"""A reporter begins as if so many reports of theirs had been upheld, and as many dismissed."""

NEWCOMER = timedelta(days=7)
"""Who joined less than so long ago is new, as is who stands on NEW: their reports weigh half, and may be fewer."""

HIDING_WEIGHT = 3.0
"""Once open reports on a content weigh so much together, it is hidden until a moderator has looked at it."""

DAILY, DAILY_OF_NEWCOMERS = 30, 5
"""Reports one may make in 24 hours."""

MAX_NOTE = 1_000


class ReportState(StrEnum):
    """What became of a report."""

    OPEN = "OPEN"
    UPHELD = "UPHELD"
    DISMISSED = "DISMISSED"


class Reporter(Record):
    """What is known of somebody who reports something, and of what they report. `owner_id` is its author, or it."""

    joined_at: Moment
    upheld: int
    dismissed: int
    today: int
    exists: bool
    owner_id: UserId | None
    area_id: str | None

    def weight(self, level: Level, now: datetime) -> float:
        """How much a report of theirs weighs, 0 to 2: twice the smoothed share of theirs that was upheld.

        2 (upheld + 2) / (upheld + dismissed + 4): 1 for somebody unknown, half of that for who is new.
        """
        share = (self.upheld + PRIOR) / (self.upheld + self.dismissed + 2 * PRIOR)
        return 2 * share * (0.5 if self.is_new(level, now) else 1.0)

    def is_new(self, level: Level, now: datetime) -> bool:
        """Whether they joined less than a week ago, or stand on the level NEW still."""
        return level is Level.NEW or now - self.joined_at < NEWCOMER

    def check(self, reporter_id: str, level: Level, now: datetime) -> None:
        """Go on only if they may report this now.

        Raises:
            NotAllowed: it is their own.
            LimitReached: they have reported enough for a day.
        """
        if self.owner_id == reporter_id:
            raise NotAllowed("This is your own: withdraw or edit it instead.", ("input", "targetId"))
        most = DAILY_OF_NEWCOMERS if self.is_new(level, now) else DAILY
        if self.today >= most:
            raise LimitReached(f"You have made {self.today} reports in 24 hours, which is as many as you may.")


class NewReport(Record):
    """A report about to be made, checked. `case_id` is for the case it may open."""

    id: str
    case_id: CaseId
    target_id: str
    reporter_id: UserId
    norm: Norm
    note: str | None
    weight: float
    area_id: str | None
    owner_id: UserId | None
    at: Moment


class Report(Record):
    """A report as moderators see it."""

    id: str
    reporter_id: UserId
    norm: Norm
    note: str | None
    weight: float
    state: ReportState
    at: Moment


def check_note(note: str | None) -> str | None:
    """The note on one line; None for an empty one.

    Raises:
        InvalidInput: it is too long.
    """
    if note is not None and len(note) > MAX_NOTE:
        raise InvalidInput(f"Write at most {MAX_NOTE} characters.", ("input", "note"))
    return line_of_text(note, MAX_NOTE) or None if note else None


def reported_before() -> Conflict:
    """What somebody is told who reports the same again while their report is open."""
    return Conflict("You have reported this, and a moderator will look at it.", ("input", "targetId"))
