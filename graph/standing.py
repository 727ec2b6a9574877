"""Standing in the graph: what a member's level in a place follows from, for what takes a level or is limited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.access import Viewer
from domain.errors import NotFound
from domain.ids import UserId
from domain.leaderboard import COMMUNITY
from domain.newcomer import CommunityDay, Deed, Today, admit
from domain.record import Moment, Record
from domain.rights import Rules, Standing, holding
from domain.standing import Career, Level
from graph.database import Transaction
from graph.queries import Params, Query


class OfMembersParams(Params):
    ids: Sequence[str]
    area_id: str | None = None
    content_id: str | None = None


class Sum(Record):
    """What is kept of a member in one scope."""

    points: int = 0
    moments: tuple[Moment, ...] | None = None
    rungs: tuple[int, ...] | None = None


class Ground(Record):
    """What the standing of a member in a place follows from, as it is stored."""

    user_id: UserId
    joined_at: Moment
    imported: bool
    members: int
    time_zone: str
    area_id: str | None
    place: str | None
    in_place: Sum | None
    in_all: Sum | None
    common: dict[str, Any] | None
    own: dict[str, Any] | None

    def here(self, viewer: Viewer | None = None) -> Standing:
        """Their standing in the place; with what their role gives them, where it is the viewer's own."""
        return self._standing(self.in_place, holding(self.area_id or COMMUNITY, self.common, self.own), viewer)

    def everywhere(self, viewer: Viewer | None = None) -> Standing:
        """The same in the community."""
        return self._standing(self.in_all, holding(COMMUNITY, self.common, None), viewer)

    def _standing(self, kept: Sum | None, rules: Rules, viewer: Viewer | None) -> Standing:
        found, place = kept or Sum(), None if rules.scope == COMMUNITY else self.place
        career = Career(
            ladder=rules.ladder,
            joined_at=self.joined_at,
            points=found.points,
            moments=found.moments or (),
            rungs=found.rungs or (),
            known=self.imported or self.members < rules.young_below,
        )
        return Standing(career, rules, viewer.role if viewer else None, place)


class HoldParams(Params):
    user_id: UserId
    since: datetime


OF_MEMBERS = Query("standing/of_members", OfMembersParams, Ground)
HOLD = Query("standing/hold", HoldParams, Today)


async def of_members(tx: Transaction, ids: Sequence[str], area_id: str | None = None) -> dict[str, Ground]:
    """What members' standing in an area, or in the community, follows from, by their ids."""
    rows = await OF_MEMBERS.all(tx, OfMembersParams(ids=ids, area_id=area_id))
    return {row.user_id: row for row in rows}


async def ground(tx: Transaction, viewer: Viewer, content_id: str | None = None) -> Ground:
    """What the viewer's standing follows from, in the area that a content stands in or in the community.

    Raises:
        NotFound: their account is gone.
    """
    found = await OF_MEMBERS.one_or_none(tx, OfMembersParams(ids=[viewer.require_user()], content_id=content_id))
    if found is None:
        raise NotFound("Your account is gone.")
    return found


async def hold(tx: Transaction, viewer: Viewer, ground: Ground, deed: Deed, now: datetime) -> None:
    """Lock the viewer if they are new, until the transaction ends, and go on only with what they may still do today.

    Raises:
        LimitReached: they are new, and it is too much; the message says from when on it isn't.
    """
    held = ground.everywhere(viewer)
    if held.staff or held.level(now) is not Level.NEW:
        return
    day = CommunityDay.at(now, ZoneInfo(ground.time_zone))
    today = await HOLD.one(tx, HoldParams(user_id=ground.user_id, since=day.begins_at))
    admit(deed, today, held.rules.limits, day)
