"""Awards of badges: one a member, badge and scope, with what it stands on, and why it doesn't stand any more.

An award stands while a rule or an import says so, or a moderator; a moderator's word comes before the rule's, and a ban
before both. What doesn't stand is kept, and is given again when what it stood on is back.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from domain.badge_fold import Earned
from domain.event import EARLIEST
from domain.ids import AwardId, BadgeId, ContentId, IdPrefix, UserId, stable_id
from domain.record import Moment, Record


class Word(StrEnum):
    """What a moderator decided about an award, whatever the rules say."""

    GIVEN = "GIVEN"
    WITHHELD = "WITHHELD"


class RevocationCause(StrEnum):
    """Why an award doesn't stand any more."""

    UNDONE = "UNDONE"
    BANNED = "BANNED"
    MODERATOR = "MODERATOR"


class BadgeAward(Record):
    """One award. `earned` by a rule of version `rule_version`, or without one at the community it was imported from."""

    user_id: UserId
    badge_id: BadgeId
    scope: str
    """The tag or content it is for; empty where there is one a member."""
    awarded_at: Moment
    evidence: tuple[ContentId, ...] = ()
    earned: bool
    rule_version: int | None = None
    word: Word | None = None
    reason: str | None = None
    """A moderator's, for their word."""
    revoked_at: Moment | None = None
    cause: RevocationCause | None = None
    recorded_at: Moment

    @property
    def id(self) -> AwardId:
        """The same for the same member, badge and scope, so that it is given once."""
        return AwardId(stable_id(IdPrefix.BADGE_AWARD, EARLIEST, self.user_id, self.badge_id, self.scope))

    @property
    def place(self) -> str:
        """Where it stands in lists: by when it was awarded."""
        return f"{self.awarded_at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}|{self.id}"

    @property
    def stands(self) -> bool:
        """Whether the member has it now."""
        return self.revoked_at is None

    def weighed(self, barred: bool, now: datetime) -> "BadgeAward":
        """As it is by what is known of it: it stands, or not and since when and why. `barred` is who is banned."""
        if barred:
            cause = RevocationCause.BANNED
        elif self.word is Word.WITHHELD:
            cause = RevocationCause.MODERATOR
        elif self.earned or self.word is Word.GIVEN:
            return self.model_copy(update={"revoked_at": None, "cause": None})
        else:
            cause = RevocationCause.UNDONE
        return self.model_copy(update={"revoked_at": self.revoked_at or now, "cause": cause})


def changed(
    user_id: UserId,
    held: Mapping[tuple[BadgeId, str], BadgeAward],
    found: Iterable[Earned],
    version: int,
    barred: bool,
    now: datetime,
) -> Iterator[BadgeAward]:
    """The awards of a member that aren't as they are held, given all that the rules find now."""
    fresh = {(each.badge_id, each.scope): each for each in found}
    for key in sorted(held.keys() | fresh.keys()):
        before = held.get(key)
        after = _by_rule(user_id, before, fresh.get(key), version, now).weighed(barred, now)
        if after != before:
            yield after


def _by_rule(
    user_id: UserId, award: BadgeAward | None, found: Earned | None, version: int, now: datetime
) -> BadgeAward:
    """The award with what the rules say of it now; what came by import or by hand is none of theirs."""
    if found is not None:
        said = {"awarded_at": found.awarded_at, "evidence": found.evidence, "earned": True, "rule_version": version}
        if award is not None:
            return award.model_copy(update=said)
        named = {"user_id": user_id, "badge_id": found.badge_id, "scope": found.scope, "recorded_at": now}
        return BadgeAward.model_validate(said | named)
    if award is None:
        raise ValueError("neither held nor found")
    return award if award.rule_version is None else award.model_copy(update={"earned": False})
