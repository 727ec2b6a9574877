"""Saved segments: members put together by conditions that operators choose; each names a field, never a query.

A member is in it who meets every condition that is given, and of a list of values any. Of whom a figure isn't known, no
condition on it is met. Who is in it is worked out by a job and kept, so that lists cost what a page costs.
"""

import re
from typing import Any

from pydantic import field_validator
from pydantic.alias_generators import to_camel

from domain.churn import ChurnState
from domain.errors import InvalidInput
from domain.record import Moment, Record
from domain.segment import ValueSegment

MOST = 50
"""Saved segments there can be: a run looks at everyone for all of them at once."""

MOST_NAMED = 20
MAX_NAME = 80
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")


class Conditions(Record):
    """What a member must be like; what isn't given doesn't matter."""

    segments: tuple[ValueSegment, ...] = ()
    churn: tuple[ChurnState, ...] = ()
    activity_percentile_from: float | None = None
    activity_percentile_to: float | None = None
    revenue_percentile_from: float | None = None
    joined_from: Moment | None = None
    joined_to: Moment | None = None
    tags: tuple[str, ...] = ()
    """Slugs; they are drawn to one of them."""
    areas: tuple[str, ...] = ()
    """Slugs; they follow one of them."""
    tiers: tuple[str, ...] = ()
    """Slugs; they are subscribed to one of them."""


class SavedSegment(Conditions):
    """A saved segment, and how many were in it when it was last worked out."""

    id: str
    slug: str
    name: str
    created_at: Moment
    changed_at: Moment
    members: int | None
    refreshed_at: Moment | None
    users: int | None
    """How many were looked at then."""
    average_activity: float | None
    by_segment: tuple[int, ...] = ()
    by_churn: tuple[int, ...] = ()
    """Members of each, in the order of `ValueSegment` and `ChurnState`."""

    @field_validator("by_segment", "by_churn", mode="before")
    @classmethod
    def _counted(cls, found: Any) -> Any:
        """None before a run has counted."""
        return () if found is None else found


class Facts(Record):
    """What conditions are about, of one member."""

    user_id: str
    segment: ValueSegment | None
    churn: ChurnState | None
    activity_percentile: float | None
    revenue_percentile: float | None
    joined_at: Moment
    tags: frozenset[str]
    areas: frozenset[str]
    tier: str | None
    activity: float
    """A(u), 0 to 100."""


def fits(wanted: Conditions, member: Facts) -> bool:
    """Whether a member meets all conditions."""
    return (
        (not wanted.segments or member.segment in wanted.segments)
        and (not wanted.churn or member.churn in wanted.churn)
        and _within(member.activity_percentile, wanted.activity_percentile_from, wanted.activity_percentile_to)
        and _within(member.revenue_percentile, wanted.revenue_percentile_from, None)
        and (wanted.joined_from is None or member.joined_at >= wanted.joined_from)
        and (wanted.joined_to is None or member.joined_at < wanted.joined_to)
        and (not wanted.tags or not member.tags.isdisjoint(wanted.tags))
        and (not wanted.areas or not member.areas.isdisjoint(wanted.areas))
        and (not wanted.tiers or member.tier in wanted.tiers)
    )


def _within(figure: float | None, least: float | None, most: float | None) -> bool:
    if least is None and most is None:
        return True
    return figure is not None and (least is None or figure >= least) and (most is None or figure <= most)


def check(slug: str, name: str, wanted: Conditions) -> None:
    """Go on only with a name, a slug, and conditions of which one at least is given and none is out of range.

    Raises:
        InvalidInput: the message says which isn't.
    """
    if not SLUG.fullmatch(slug):
        raise InvalidInput("`slug` takes 1 to 50 of a-z, 0-9 and -, and doesn't begin with -.", ("input", "slug"))
    if not name.strip() or len(name) > MAX_NAME:
        raise InvalidInput(f"`name` takes 1 to {MAX_NAME} characters.", ("input", "name"))
    if wanted == Conditions():
        raise InvalidInput("Give one condition at least: without any it is everybody.", ("input", "conditions"))
    for condition, value in wanted:
        field = to_camel(condition)
        path = ("input", "conditions", field)
        if isinstance(value, float) and not 0 <= value <= 1:
            raise InvalidInput(f"`{field}` is a share, 0 to 1, not {value}.", path)
        if isinstance(value, tuple) and len(value) > MOST_NAMED:
            raise InvalidInput(f"`{field}` takes at most {MOST_NAMED}.", path)
    least, most = wanted.activity_percentile_from, wanted.activity_percentile_to
    if least is not None and most is not None and least > most:
        raise InvalidInput("The activity percentile ends below where it begins.", ("input", "conditions"))
    if wanted.joined_from and wanted.joined_to and wanted.joined_from >= wanted.joined_to:
        raise InvalidInput("The time of joining ends before it begins.", ("input", "conditions"))
