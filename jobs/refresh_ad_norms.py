"""Keep what all ads came to in each slice of delivery: what one ad's effectiveness is measured by.

A run adds up the whole window, some days at a time, so that what was found invalid later counts as such.
Slices in which fewer than MIN_SPONSORS sponsors advertised aren't kept, nor is the whole community: there, a norm would
be somebody's own figures, or tell one of two what the other has. The same holds for what was paid in a currency.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from domain.effectiveness import MIN_SPONSORS, RECENT, WINDOW
from graph import effectiveness
from graph.database import Graph
from graph.effectiveness import DropParams, KeepParams, NormsParams, Slice
from jobs.extent import batches
from jobs.job import Job, JobReport, Progress, silent

ROWS = 1_000
"""Slices a transaction writes."""

SPAN = timedelta(days=7)
"""What one statement adds up."""

AHEAD = timedelta(days=1)
"""Where the sun rises first it is tomorrow already."""

PAID = ("paid_clicks", "paid_conversions", "spend_micro")
COUNTS = ("decisions", "views", "clicks", "conversions", "invalid", *PAID)
At = tuple[str, str, str]
"""Scope, value and currency."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Bring the norms up to `as_of`."""
    today = as_of.date()
    first, end = today - WINDOW + AHEAD, today + AHEAD
    sums: dict[At, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    sponsors: dict[tuple[str, ...], set[str]] = defaultdict(set)
    day = first
    while day <= end:
        last = min(day + SPAN - AHEAD, end)
        params = NormsParams(first=day, last=last, recent_since=today - RECENT)
        for row in await graph.read(effectiveness.NORMS.all, params):
            sponsors[row.scope, row.value].update(row.sponsor_ids)
            sponsors[row.scope, row.value, row.currency].update(row.paid_sponsor_ids)
            _add(sums[row.scope, row.value, row.currency], row)
        day = last + AHEAD
        progress((day - first).days, (end - first).days + 1)
    kept = [_norm(at, counts, sponsors, as_of) for at, counts in sorted(sums.items()) if _many(sponsors[at[:2]])]
    for some in batches(kept, ROWS):
        await graph.write(effectiveness.KEEP_NORMS.run, KeepParams(rows=some))
    await graph.write(effectiveness.DROP_NORMS.run, DropParams(before=as_of))
    return JobReport({"slices": len(kept)})


def _add(counts: dict[str, int], row: Slice) -> None:
    for name in COUNTS:
        counts[name] += getattr(row, name)


def _many(sponsors: set[str]) -> bool:
    return len(sponsors) >= MIN_SPONSORS


def _norm(
    at: At, counts: Mapping[str, int], sponsors: Mapping[tuple[str, ...], set[str]], as_of: datetime
) -> dict[str, Any]:
    scope, value, currency = at
    known = counts if _many(sponsors[at]) else {**counts, **dict.fromkeys(PAID, 0)}
    return {"key": "|".join(at), "scope": scope, "value": value, "currency": currency, "as_of": as_of, **known}


JOB = Job("refresh-ad-norms", "Add up what all ads came to.", timedelta(hours=1), run)
