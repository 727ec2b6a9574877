"""What holds in an area: who may start something there, by which norms, and by what its HOT list is weighed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field

from domain.access import Role
from domain.area import Area
from domain.errors import InvalidInput, NotAllowed
from domain.hot import WEIGHTS
from domain.ids import AreaId, UserId
from domain.record import Moment, Record
from domain.rights import Standing, reaches, told
from domain.standing import MAX_POINTS, Level

MAX_NAME = 80
MAX_NORMS = 20_000
MAX_TENURE_DAYS = 3_650
MAX_WEIGHT = 100.0
MIN_HALF_LIFE, MAX_HALF_LIFE = 1.0, 8_760.0
"""Hours: up to a year."""

_RANK = {None: -1, Role.MEMBER: 0, Role.MODERATOR: 1, Role.OPERATOR: 2}


class PostingRule(Record):
    """Who may start something in an area; all of it must hold. Replies are open to whoever may read."""

    role: Role = Role.MEMBER
    tenure_days: int = 0
    """Days since the account was made."""
    members_only: bool = False
    agreement: bool = False
    """Whether they must have agreed to the norms as they are now."""
    points: int = 0
    """Points in the whole community."""
    level: Level = Level.NEW
    """The least level of standing, by the ladder that holds in the area."""

    @property
    def asks_for_standing(self) -> bool:
        """Whether points or a level count."""
        return self.points > 0 or self.level is not Level.NEW

    def check(self) -> None:
        """Go on only with a rule that somebody can meet.

        Raises:
            InvalidInput: nobody could, or not for ten years.
        """
        if not 0 <= self.tenure_days <= MAX_TENURE_DAYS:
            raise InvalidInput(f"Ask for 0 to {MAX_TENURE_DAYS:,} days.", ("input", "posting", "tenureDays"))
        if not 0 <= self.points <= MAX_POINTS:
            raise InvalidInput(f"Ask for 0 to {MAX_POINTS:,} points.", ("input", "posting", "points"))


Weights = Annotated[Mapping[str, float], BeforeValidator(dict)]
"""By act; a query gives pairs."""


class AreaRules(Record):
    """The rules of one area. `half_life_hours` and `weights` are its own, where it has any."""

    area_id: AreaId
    parent_id: AreaId | None
    norms_version: int
    """0 as long as there are no norms."""
    ads_allowed: bool
    posting: PostingRule
    half_life_hours: float | None
    weights: Weights = Field(default_factory=dict)


class Norms(Record):
    """One version of an area's norms."""

    version: int
    text: str
    at: Moment | None


class Membership(Record):
    """A user in an area: since when, and to which version of its norms they agreed."""

    area_id: AreaId
    user_id: UserId
    since: Moment
    agreed_version: int | None
    agreed_at: Moment | None


@dataclass(frozen=True, slots=True)
class Poster:
    """What of a person counts for the right to post: their role, their time here, their membership and standing there.

    `standing` and `points`, those in the community, may be left out where the rule doesn't ask for them.
    """

    role: Role | None
    joined_at: datetime
    membership: Membership | None = None
    standing: Standing | None = None
    points: int = 0


def may_post(area: Area, rules: AreaRules, who: Poster, now: datetime) -> None:
    """Go on only when that person may start something in the area. Operators always may.

    Raises:
        NotAllowed: they may not; the message says what is missing.
    """
    rule, path = rules.posting, ("input", "area")
    if who.role is Role.OPERATOR:
        return
    if _RANK[who.role] < _RANK[rule.role]:
        raise NotAllowed(f"In {area.name} only those with the role `{rule.role}` start something.", path)
    opens = who.joined_at + timedelta(days=rule.tenure_days)
    if now < opens:
        raise NotAllowed(f"In {area.name} you can start something from {opens:%Y-%m-%d %H:%M} UTC on.", path)
    _stands(area, rule, who, now, path)
    if rule.members_only and who.membership is None:
        raise NotAllowed(f"{area.name} is for its members: send `joinArea` first.", path)
    if (
        rule.agreement
        and rules.norms_version
        and (who.membership is None or who.membership.agreed_version != rules.norms_version)
    ):
        raise NotAllowed(
            f"{area.name} asks you to agree to version {rules.norms_version} of its norms: "
            "send `joinArea` and `agreeToNorms` first.",
            path,
        )


def _stands(area: Area, rule: PostingRule, who: Poster, now: datetime, path: tuple[str, ...]) -> None:
    if who.points < rule.points:
        raise NotAllowed(
            f"To start something in {area.name} takes {rule.points:,} points; you have {who.points:,}.", path
        )
    if rule.level is not Level.NEW and (who.standing is None or not reaches(rule.level, who.standing, now)):
        needs = told(who.standing, rule.level, now) if who.standing else f"takes the level {rule.level}."
        raise NotAllowed(f"To start something in {area.name} {needs}", path)


def check_weights(weights: Mapping[str, float], half_life_hours: float | None) -> None:
    """Go on only with weights by which a list can be put in order.

    Raises:
        InvalidInput: one is unknown or out of its range.
    """
    for act, weight in weights.items():
        if act not in WEIGHTS:
            raise InvalidInput(f"{act!r} isn't weighed; {', '.join(WEIGHTS)} are.", ("input", "weights"))
        if not 0 <= weight <= MAX_WEIGHT or (act == "publish" and weight == 0):
            raise InvalidInput(
                f"A weight lies between 0 and {MAX_WEIGHT:g}, that of publish above 0.", ("input", "weights")
            )
    if half_life_hours is not None and not MIN_HALF_LIFE <= half_life_hours <= MAX_HALF_LIFE:
        raise InvalidInput(
            f"A half-life lies between {MIN_HALF_LIFE:g} and {MAX_HALF_LIFE:g} hours.", ("input", "halfLifeHours")
        )


def check_parent(area_id: AreaId, parent: AreaRules, has_areas: bool) -> None:
    """Go on only when the area can stand within that one: areas have one level.

    Raises:
        InvalidInput: they would get a second.
    """
    if parent.area_id == area_id:
        raise InvalidInput("An area can't stand within itself.", ("input", "parent"))
    if parent.parent_id is not None or has_areas:
        raise InvalidInput("Areas have one level: what stands within another holds none itself.", ("input", "parent"))
