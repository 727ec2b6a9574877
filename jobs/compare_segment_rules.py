"""Work out whom proposed rules of segments would move, and change nothing: the dry run before they are put in use."""

from datetime import UTC, datetime, timedelta

from domain.record import day_of
from domain.segment_diff import Comparison, SegmentRulesDiff
from domain.segment_rules import SegmentRules
from graph import segment, segment_rules, user
from graph.database import Graph
from graph.segment import DueParams
from jobs.job import Job, JobReport, Progress, silent
from jobs.segment_figures import measures, others, standing

NAME = "compare-segment-rules"
BATCH = 1_000
AGAIN_AFTER = timedelta(days=1)
EVERYBODY = datetime(9999, 1, 1, tzinfo=UTC)


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at everyone for all proposals of the last days that weren't compared today; at nobody when there are none.

    Raises:
        NotFound: there is no active model of activity yet.
    """
    used = await graph.read(segment_rules.in_use)
    proposed = [
        rules
        for rules in await graph.read(segment_rules.open_ones, as_of)
        if _is_due(await graph.read(segment_rules.diff, rules.version), used, as_of)
    ]
    if not proposed:
        return JobReport({"proposals": 0})
    users, active, found = await _compared(graph, used, proposed, as_of, progress)
    for comparison in found:
        diff = comparison.diff(as_of, users, active)
        await graph.write(segment_rules.keep_diff, diff, list(comparison.shown()))
    return JobReport({"proposals": len(proposed), "users looked at": users})


def _is_due(diff: SegmentRulesDiff | None, used: SegmentRules, as_of: datetime) -> bool:
    return diff is None or diff.compared_version != used.version or as_of - diff.as_of >= AGAIN_AFTER


async def _compared(
    graph: Graph, used: SegmentRules, proposed: list[SegmentRules], as_of: datetime, progress: Progress
) -> tuple[int, int, list[Comparison]]:
    """How many were looked at, how many of them are active, and what each proposal would change."""
    beside = await others(graph, as_of)
    active = len(beside.activities)
    found = [Comparison(used.at(active), rules.at(active)) for rules in proposed]
    total, users, after = await graph.read(user.count, None), 0, ""
    while due := await graph.read(segment.DUE.all, _page(after, as_of)):
        for row, measure in zip(due, await measures(graph, due, beside, as_of), strict=True):
            for comparison in found:
                comparison.add(row.user_id, standing(row), measure)
        users, after = users + len(due), due[-1].user_id
        progress(users, total)
    return users, active, found


def _page(after: str, as_of: datetime) -> DueParams:
    return DueParams(after_id=after, checked_before=EVERYBODY, day=day_of(as_of), limit=BATCH)


JOB = Job(NAME, "Work out whom proposed rules of segments would move.", timedelta(minutes=5), run)
