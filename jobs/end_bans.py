"""Give back to members what they had earned when their ban ends; that they may write again needs no job."""

from datetime import datetime, timedelta

from graph import sanction
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """See to every ban that has ended, ten a transaction."""
    ended = 0
    while done := await graph.write(sanction.settle, as_of):
        ended += done
        progress(ended, ended)
    return JobReport({"bans ended": ended})


JOB = Job("end-bans", "Give points back to members whose ban has ended.", timedelta(minutes=1), run)
