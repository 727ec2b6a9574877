"""Erase those who asked for it, person after person, a small batch at a time, by one process.

A run that is cut off is taken up by the next: a batch is one transaction, which counts what it did and may be repeated.
"""

from collections import Counter
from datetime import datetime, timedelta
from time import monotonic

from domain.data_request import DataRequestKind, ErasureMode
from domain.erasure import hash_of
from domain.outbox import EventType, OutboxEvent, outbox_event
from graph import data_request, erasure
from graph.data_request import KindParams, Open
from graph.database import Graph
from graph.lock import locked
from jobs.job import Job, JobReport, Progress, silent

NAME = "erase-persons"
TURN_SECONDS = 30.0
"""After so long the other jobs have their turn; the next run goes on."""

SETTLING = timedelta(minutes=1)
"""Whoever had the person in hand when they were cut off is done by then: requests, jobs, workers that give back what
they leased of a rate. All steps are gone through once more."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Go on with every erasure that was asked for, until all are done or the turn is over."""
    ends = monotonic() + TURN_SECONDS
    counts: Counter[str] = Counter({"persons erased": 0, "batches": 0})
    requests = await graph.read(data_request.OPEN.all, KindParams(kind=DataRequestKind.ERASURE))
    if not requests:
        return JobReport(counts)
    async with locked(graph, NAME):
        for number, request in enumerate(requests):
            if not await _erase(graph, request, as_of, ends, counts):
                break
            progress(number + 1, len(requests))
    return JobReport(counts)


async def _erase(graph: Graph, request: Open, as_of: datetime, ends: float, counts: Counter[str]) -> bool:
    """Go on with one erasure; whether there is time for the next. One waits while another account is still being merged
    into it."""
    if request.started_at is None:
        begun = await graph.write(erasure.begin, request, as_of)
        if begun is None:
            return True
        request = begun
    for step in erasure.steps(request.mode or ErasureMode.ANONYMISE):
        while await graph.write(erasure.batch, step, request):
            counts["batches"] += 1
            if monotonic() > ends:
                return False
    if request.started_at is not None and as_of >= request.started_at + SETTLING:
        counts["persons erased"] += await graph.write(erasure.finish, request, _told(request, as_of), as_of)
    return True


def _told(request: Open, now: datetime) -> OutboxEvent:
    """What partners hear: who holds the id of the account, or of one that was merged into it, finds whom to erase."""
    told = {"erasureId": request.id, "userIdHash": hash_of(request.user_id), "mode": request.mode}
    merged = {"mergedUserIdHashes": [hash_of(id) for id in request.merged_ids]} if request.merged_ids else {}
    return outbox_event(EventType.USER_ERASED, now, told | merged)


JOB = Job(NAME, "Erase members who asked for it; tells partners by user.erased.", timedelta(seconds=5), run)
