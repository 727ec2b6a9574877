"""Closing: a question that takes no new answers, for a stated reason, until it is opened again.

Who asked and moderators close at once; members by votes, which count for a while. Of several reasons the one with the
most votes holds, and of equal ones that of the latest vote.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from domain.access import Scope, Viewer
from domain.content import ContentKind
from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.text import line_of_text

T = TypeVar("T")
MAX_NOTE = 500


class CloseReason(StrEnum):
    """Why a question is closed."""

    DUPLICATE = "DUPLICATE"
    OFF_TOPIC = "OFF_TOPIC"
    UNCLEAR = "UNCLEAR"
    TOO_BROAD = "TOO_BROAD"
    OPINION = "OPINION"
    OTHER = "OTHER"


class ClosingAct(StrEnum):
    """What a vote is for."""

    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


class ClosingState(StrEnum):
    """How far a closing has come."""

    VOTING = "VOTING"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"


@dataclass(frozen=True, slots=True)
class CloseRule:
    """How many votes of members close a question or open it, and for how long one counts."""

    votes: int = 3
    counts_for: timedelta = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants closed, and why; checked."""

    question_id: ContentId
    reason: CloseReason
    original_id: ContentId | None
    note: str | None


class ClosingTarget(Record):
    """A question as its state is about to change, with its latest closing, if it ever had one."""

    id: ContentId
    kind: ContentKind
    asker_id: UserId | None
    number: int | None
    state: ClosingState | None
    closer_ids: tuple[UserId, ...]

    @property
    def closed(self) -> bool:
        """Whether it takes no answers now."""
        return self.state is ClosingState.CLOSED

    @property
    def voted_on(self) -> int:
        """The number of the closing that votes are for: the latest, or a new one when that is over."""
        return (self.number or 0) + (self.state in (None, ClosingState.REOPENED))

    def at_once(self, viewer: Viewer, act: ClosingAct) -> bool:
        """Whether the viewer's word is enough; else it is one vote, if they have any.

        Raises:
            InvalidInput: this is no question.
            Conflict: it stands so already.
        """
        if self.kind is not ContentKind.QUESTION:
            raise InvalidInput("Only questions are closed.", ("input", "questionId"))
        if self.closed is (act is ClosingAct.CLOSE):
            raise Conflict("It is closed already." if self.closed else "It isn't closed.", ("input", "questionId"))
        asked = self.asker_id == viewer.user_id
        own = asked and (act is ClosingAct.CLOSE or self.closer_ids == (viewer.user_id,))
        return own or viewer.has(Scope.CONTENT_MODERATE)


class Original(Record):
    """What a question is said to repeat: where that leads in the end, and whether it comes back to the question."""

    kind: ContentKind
    final_id: ContentId
    circular: bool

    def check(self) -> None:
        """Go on only when a question may be closed as its duplicate.

        Raises:
            InvalidInput: it is no question.
            Conflict: it is, or leads to, the question itself.
        """
        if self.kind is not ContentKind.QUESTION:
            raise InvalidInput("A question repeats another question.", ("input", "duplicateOf"))
        if self.circular:
            raise Conflict("That one leads back to this one, or is the same.", ("input", "duplicateOf"))


class Vote(Record):
    """One member's word on a closing."""

    user_id: UserId
    reason: CloseReason | None
    original_id: ContentId | None
    at: Moment


class Closing(Record):
    """One closing of a question. `duplicate_of` is the original it leads to; `by_ids` are those whose words decided."""

    question_id: ContentId
    number: int
    reason: CloseReason
    note: str | None
    at: Moment
    by_ids: tuple[UserId, ...]
    duplicate_of: ContentId | None
    reopened_at: Moment | None
    reopened_by_ids: tuple[UserId, ...]


def checked_wish(question_id: ContentId, reason: CloseReason, original_id: ContentId | None, note: str | None) -> Wish:
    """What somebody wants closed.

    Raises:
        InvalidInput: the original is missing or too much, or the note is too long.
    """
    if (reason is CloseReason.DUPLICATE) != (original_id is not None):
        raise InvalidInput("`duplicateOf` goes with DUPLICATE: name the question it repeats.", ("input", "duplicateOf"))
    if note is not None and len(note) > MAX_NOTE:
        raise InvalidInput(f"A note has at most {MAX_NOTE} characters.", ("input", "note"))
    return Wish(question_id, reason, original_id, line_of_text(note, MAX_NOTE) or None if note else None)


def verdict(votes: Sequence[Vote]) -> tuple[CloseReason, ContentId | None]:
    """The reason that holds by these votes, of which there is one at least, and the original for a duplicate."""
    given = [(vote.reason, vote.original_id) for vote in sorted(votes, key=lambda vote: vote.at, reverse=True)]
    reason = _most(reason for reason, _ in given if reason is not None)
    originals = [original_id for of, original_id in given if of is reason and original_id is not None]
    return reason, _most(originals) if originals else None


def _most(values: Iterable[T]) -> T:
    """The most frequent of some values, and of equally frequent ones the first."""
    return Counter(values).most_common(1)[0][0]
