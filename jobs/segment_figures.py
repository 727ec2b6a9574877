"""What the rules of value segments look at: figures of members, and of those they are compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain import segment as rules
from domain.ids import UserId
from domain.segment import Measure, Standing
from graph import activity, segment
from graph.database import Graph
from graph.segment import Due


@dataclass(frozen=True, slots=True)
class Others:
    """Whom members are compared with: activities, ascending, and the percentiles of who brought something."""

    activities: Sequence[float]
    revenue: Mapping[UserId, float]


async def others(graph: Graph, as_of: datetime) -> Others:
    """Everyone's figures: to be read once a run."""
    brought = await graph.read(segment.payers, as_of)
    return Others(await graph.read(segment.population), rules.revenue_percentiles(brought))


async def measures(graph: Graph, due: Sequence[Due], beside: Others, as_of: datetime) -> list[Measure]:
    """The figures of these members, in their order.

    Raises:
        NotFound: there is no active model of activity yet.
    """
    before = await graph.read(activity.values, [row.user_id for row in due], as_of - rules.TREND_SPAN)
    return [_measure(row, before[row.user_id], beside, as_of) for row in due]


def standing(row: Due) -> Standing | None:
    """Where a member stands; None when no run has looked at them."""
    return Standing(row.segment, row.pending) if row.segment else None


def _measure(row: Due, before: float, beside: Others, as_of: datetime) -> Measure:
    now = max(row.activity, 0.0)
    return Measure(
        events=row.events,
        activity=now,
        activity_before=before,
        activity_percentile=rules.percentile(now, beside.activities),
        member_for=as_of - row.joined_at,
        revenue_percentile=beside.revenue.get(row.user_id),
    )
