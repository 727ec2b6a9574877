"""Tiers of membership: how much of a member somebody is, and how long they may try it."""

from domain.errors import InvalidInput
from domain.record import Moment, Record

MAX_RANK = 1_000
MAX_TRIAL_DAYS = 365


class Tier(Record):
    """One tier. It is sold as the product of that id, whose benefits and prices are its own.

    A higher `rank` is more. `trial_days` is how long who has never had it may try it; 0 where they may not.
    """

    id: str
    slug: str
    name: str
    description: str | None
    rank: int
    trial_days: int
    product_id: str
    created_at: Moment
    archived_at: Moment | None
    ad_free: bool


def check_rank(rank: int) -> int:
    """The rank itself.

    Raises:
        InvalidInput: it is out of range.
    """
    if not 1 <= rank <= MAX_RANK:
        raise InvalidInput(f"A rank is 1 to {MAX_RANK:,}; a higher one is more.", ("input", "rank"))
    return rank


def check_trial(days: int) -> int:
    """The days of a trial themselves.

    Raises:
        InvalidInput: they are out of range.
    """
    if not 0 <= days <= MAX_TRIAL_DAYS:
        raise InvalidInput(f"A trial takes 0 to {MAX_TRIAL_DAYS} days.", ("input", "trialDays"))
    return days
