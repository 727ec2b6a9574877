"""Count what members read in trials of models: from the events, anew each time, until a trial and its days are over."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

from domain.interaction import NOT_READING
from domain.trial import LONGEST, WINDOW, ModelTrial, Reader, terms
from domain.trial_count import count
from graph import learning
from graph import trial as graph_trial
from graph.content import IdsParams
from graph.database import Graph
from graph.learning import Acts, SpanParams
from jobs.extent import batches
from jobs.job import Job, JobReport, Progress, silent

TRIALS = 100
"""So many of the latest are looked at; older ones are over."""

A_PAGE = 5_000


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Count every trial whose count isn't final yet."""
    trials = [trial for trial in await graph.read(graph_trial.latest, TRIALS) if _open(trial)]
    for done, trial in enumerate(trials, start=1):
        until = min(as_of, trial.ended_at or as_of, trial.started_at + LONGEST)
        readers = await _readers(graph, trial, until)
        counted = count(terms(trial, readers, until), trial.share_percent)
        await graph.write(graph_trial.count, trial.id, until, counted)
        progress(done, len(trials))
    return JobReport({"trials counted": len(trials)})


def _open(trial: ModelTrial) -> bool:
    end = min(trial.started_at + LONGEST, trial.ended_at or datetime.max.replace(tzinfo=UTC))
    return trial.counted.until is None or trial.counted.until < end


async def _readers(graph: Graph, trial: ModelTrial, until: datetime) -> list[Reader]:
    """Everybody who did anything since the trial began, as far as they consent to personalisation."""
    found: dict[str, Reader] = {}
    async for day in _days(graph, trial.started_at, until):
        for user, content, at in _acts(day):
            reader = found.get(user)
            if reader is None:
                reader = found[user] = Reader(user, at, set())
            if at < reader.entered_at + WINDOW:
                reader.contents.add(content)
    consenting: set[str] = set()
    for some in batches(sorted(found), A_PAGE):
        members = await graph.read(learning.MEMBERS.all, IdsParams(ids=some))
        consenting.update(member.id for member in members if member.personalised)
    return [reader for user, reader in found.items() if user in consenting]


async def _days(graph: Graph, since: datetime, until: datetime) -> AsyncIterator[Acts]:
    while since < until:
        end = min(until, since + timedelta(days=1))
        yield await graph.read(learning.ACTS.one, SpanParams(since=since, until=end))
        since = end


def _acts(day: Acts) -> Iterator[tuple[str, str, datetime]]:
    """Who had to do with what, by time."""
    rows = sorted(zip(day.at_ms, day.user_ids, day.content_ids, day.kinds, strict=True))
    for at, user, content, kind in rows:
        if kind not in NOT_READING:
            yield user, content, datetime.fromtimestamp(at / 1000, UTC)


JOB = Job("count-trials", "Count what members read in trials of models.", timedelta(days=1), run)
