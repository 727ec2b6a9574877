"""What is deleted because its time is over, so much a transaction."""

from datetime import date, datetime

from domain.interaction import InteractionType
from domain.record import Day, Moment, Record
from graph.database import Graph
from graph.queries import NoParams, Params, Query

BATCH = 1_000
MEMBERS, DAYS_OF_EACH = 100, 20
COUNTERS = tuple(kind.counter for kind in InteractionType)
TIMES = ("first_at", "last_at", *(f"{counter}_{end}" for counter in COUNTERS for end in ("first", "last")))


class BeforeParams(Params):
    before: datetime
    limit: int


class ActsParams(Params):
    since: datetime
    before: datetime
    times: tuple[str, ...] = TIMES
    limit: int = BATCH


class LateParams(Params):
    since: datetime
    until: date


class SumsParams(Params):
    after_id: str
    before: date
    touched_before: datetime
    counters: tuple[str, ...] = (*COUNTERS, "dwell_seconds")
    members: int = MEMBERS
    limit: int = DAYS_OF_EACH


class Forgotten(Record):
    forgotten: int


class Acts(Forgotten):
    reached: Moment | None


class Sums(Forgotten):
    last_id: str | None


class Date(Record):
    date: Day


class HalfLife(Record):
    days: float | None


REQUESTS = Query("retention/requests", BeforeParams, Forgotten)
PROOFS = Query("retention/proofs", BeforeParams, Forgotten)
CASES = Query("retention/cases", BeforeParams, Forgotten)
AD_DECISIONS = Query("retention/ad_decisions", BeforeParams, Forgotten)
AD_HOURS = Query("retention/ad_hours", BeforeParams, Forgotten)
SEGMENT_PROPOSALS = Query("retention/segment_proposals", BeforeParams, Forgotten)
ACTS = Query("retention/acts", ActsParams, Acts)
LATE_DATES = Query("retention/late_dates", LateParams, Date)
SUMS = Query("retention/sums", SumsParams, Sums)
HALF_LIFE = Query("retention/half_life", NoParams, HalfLife)


async def forget(graph: Graph, query: Query[BeforeParams, Forgotten], before: datetime) -> int:
    """Delete all that is older than a moment; how many there were."""
    total = 0
    while gone := (await graph.write(query.one, BeforeParams(before=before, limit=BATCH))).forgotten:
        total += gone
    return total


async def forget_acts(graph: Graph, since: datetime, before: datetime) -> int:
    """Let what happened in a span of time name nobody; how many events there were."""
    total, reached = 0, since
    while (gone := await graph.write(ACTS.one, ActsParams(since=reached, before=before))).reached is not None:
        total, reached = total + gone.forgotten, gone.reached
    return total


async def forget_sums(graph: Graph, before: date, touched_before: datetime) -> int:
    """Fold the days before one that weren't touched lately into one, member by member; how many went."""
    total, after = 0, ""
    while True:
        params = SumsParams(after_id=after, before=before, touched_before=touched_before)
        gone = await graph.write(SUMS.one, params)
        total += gone.forgotten
        if gone.last_id is None:
            return total
        after = after if gone.forgotten else gone.last_id
