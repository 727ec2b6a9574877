"""Close the leaderboards of days, weeks and months that are over: their first hundred stay as they are then."""

from datetime import datetime, timedelta

from domain.points import day_in
from graph import leaderboard
from graph.database import Graph
from graph.points_store import zone
from jobs.job import Job, JobReport, Progress, silent

NAME = "close-leaderboards"


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Close what has ended by the day that it is in the community's time zone."""
    closed = await leaderboard.close(graph, day_in(await graph.read(zone), as_of))
    return JobReport({"boards closed": closed})


JOB = Job(NAME, "Close leaderboards of days, weeks and months that are over.", timedelta(minutes=5), run)
