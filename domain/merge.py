"""Two accounts of one person become one: the one leads to the other, and all that was theirs is the survivor's."""

from enum import StrEnum
from typing import Any, NewType

from domain.consent import ConsentPurpose
from domain.data_request import Counted
from domain.errors import Conflict, InvalidInput, NotAllowed
from domain.event import interest
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.record import Moment, Record

MergeId = NewType("MergeId", str)
MAX_REASON = 2_000


class MergeState(StrEnum):
    """How far a merge is."""

    RUNNING = "RUNNING"
    DONE = "DONE"


class AccountMerge(Record):
    """One account that was merged into another."""

    id: MergeId
    from_id: UserId
    from_handle: str
    into_id: UserId
    reason: str
    state: MergeState
    started_at: Moment
    finished_at: Moment | None
    counts: tuple[Counted, ...]


class Standing(Record):
    """Two accounts before they become one."""

    handle: str
    into_handle: str
    points: int
    into_points: int
    consents: tuple[ConsentPurpose, ...]
    into_consents: tuple[ConsentPurpose, ...]
    erasing: bool
    merging: bool

    def check(self) -> None:
        """Go on only if nothing else is under way with either of them.

        Raises:
            Conflict: one of them is being erased, or others are being merged into one of them.
        """
        if self.erasing:
            raise Conflict("One of them is to be erased: there is nothing to keep.", ("input",))
        if self.merging:
            raise Conflict("Another account is being merged into one of them; try again in some minutes.", ("input",))

    @property
    def withheld(self) -> list[ConsentPurpose]:
        """What only one of the two consented to: it doesn't hold any more."""
        return sorted(set(self.consents) ^ set(self.into_consents))

    def before(self, from_id: UserId, into_id: UserId) -> dict[str, Any]:
        """What the audit log says of how it was: ids and figures, no names, for it outlives an erasure."""
        return {
            "fromId": from_id,
            "intoId": into_id,
            "points": [self.points, self.into_points],
            "consents": [sorted(self.consents), sorted(self.into_consents)],
        }

    def after(self, into_id: UserId) -> dict[str, Any]:
        """What it says of how it is; points may change yet, as what one person wouldn't have earned is taken back."""
        held = sorted(set(self.consents) & set(self.into_consents))
        return {"userId": into_id, "points": self.points + self.into_points, "consents": held}


class ObservedAct(Record):
    """An act that Stoa observed once a person and thing, by the id of its event."""

    event_id: str
    type: InteractionType
    content_id: ContentId | None
    author_id: UserId | None
    at: Moment


def check_pair(from_id: UserId, into_id: UserId, operator_id: UserId | None) -> None:
    """Go on only with two accounts that aren't the operator's own.

    Raises:
        InvalidInput: it is one account.
        NotAllowed: it is about the operator.
    """
    if from_id == into_id:
        raise InvalidInput("An account can't be merged with itself; name another to merge it into.", ("input", "into"))
    if operator_id in (from_id, into_id):
        raise NotAllowed("This is about yourself: leave it to another operator.", ("input",))


OF_OTHERS = frozenset({InteractionType.VOTE_UP, InteractionType.VOTE_DOWN, InteractionType.LIKE})
"""Acts that nobody does on what they wrote themselves."""


def self_dealing(act: ObservedAct, from_id: UserId, into_id: UserId) -> bool:
    """Whether an act of either account was on the other, or on what is their own by now."""
    if act.type is InteractionType.FOLLOW and act.content_id is None:
        return act.event_id.endswith((from_id, into_id))
    return act.type in OF_OTHERS and act.author_id == into_id


def retraction(act: ObservedAct, by: UserId, into_id: UserId, same: ObservedAct | None = None) -> dict[str, Any]:
    """What is taken back of an act that was observed of the account `by`: all of it, or, where the survivor was
    observed in the `same` act, the later of the two. The survivor's event stays then, from the earlier moment on."""
    late, by = (same, into_id) if same is not None and same.at > act.at else (act, by)
    return {
        "event_id": act.event_id,
        "same_id": same.event_id if same else None,
        "kept_at": min(act.at, same.at) if same else None,
        "user_id": by,
        "day": late.at.date(),
        "kind": late.type.counter,
        "content_id": late.content_id,
        "key": f"{into_id}|{late.content_id}",
        "interest": interest(late.type, late.at),
    }
