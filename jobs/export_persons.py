"""Hand over what is known of those who asked for it: one JSON document each, made and kept part by part."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import orjson
import structlog

from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS
from domain.data_request import DataRequestKind, DataRequestState
from domain.errors import NotFound, Unavailable
from domain.export import KEPT, SECTIONS
from domain.ids import UserId
from graph import activity, data_request, export, recommendation
from graph.data_request import KindParams, Open
from graph.database import Graph
from graph.export import EndParams
from graph.lock import locked
from graph.recommendation import RankParams
from jobs.job import Job, JobReport, Progress, silent

NAME = "export-persons"
FORMAT = "stoa-export-1"
RECOMMENDED = 50

log = structlog.get_logger(__name__)


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Make every document that was asked for, the oldest request first. One that was cut off is begun again."""
    requests = await graph.read(data_request.OPEN.all, KindParams(kind=DataRequestKind.EXPORT))
    counts: Counter[str] = Counter({"documents": 0, "failed": 0})
    if not requests:
        return JobReport(counts)
    async with locked(graph, NAME):
        for number, request in enumerate(requests):
            counts[await _export(graph, request, as_of)] += 1
            progress(number + 1, len(requests))
    return JobReport(counts)


async def _export(graph: Graph, request: Open, as_of: datetime) -> str:
    try:
        await _keep(graph, request, as_of)
    except Unavailable:
        raise
    except Exception:  # a document that can't be made must not keep all others from being made
        log.exception("export.failed", request=request.id)
        problem = "It couldn't be made. Ask again, and tell an operator if that fails too."
        params = EndParams(id=request.id, state=DataRequestState.FAILED, problem=problem, now=as_of, expires_at=None)
        await graph.write(export.END.run, params)
        return "failed"
    return "documents"


async def _keep(graph: Graph, request: Open, as_of: datetime) -> None:
    if not await export.begin(graph, request.id, as_of):
        return
    number = 0
    async for text, counts in document(graph, request.user_id, request.sections or SECTIONS, as_of):
        if not await graph.write(export.add, request.id, number, text):
            return
        await graph.write(data_request.count, request.id, counts)
        number += 1
    expires_at = as_of + KEPT
    params = EndParams(id=request.id, state=DataRequestState.DONE, problem=None, now=as_of, expires_at=expires_at)
    await graph.write(export.END.run, params)


async def document(
    graph: Graph, user_id: UserId, sections: Sequence[str], as_of: datetime
) -> AsyncIterator[tuple[str, dict[str, int]]]:
    """The document in pieces of text that follow each other, each with how many rows of which section it holds."""
    yield f'{{"format":"{FORMAT}","as_of":{_json(as_of)}', {}
    for section in sections:
        if section in COMPUTED:
            yield f',"{section}":{_json(await COMPUTED[section](graph, user_id, as_of))}', {}
            continue
        yield f',"{section}":[', {}
        comma = ""
        async for rows in export.pages(graph, section, user_id):
            yield comma + ",".join(map(_json, rows)), {section: len(rows)}
            comma = ","
        yield "]", {}
    yield "}", {}


async def _activity(graph: Graph, user_id: UserId, as_of: datetime) -> Any:
    score = (await graph.read(activity.by_users, [user_id], as_of)).get(user_id)
    if score is None:
        return None
    return score.model_dump(mode="json", exclude={"parts"}) | {"parts": [part._asdict() for part in score.parts]}


async def _recommendations(graph: Graph, user_id: UserId, as_of: datetime) -> Any:
    params = RankParams(user_id=user_id, kinds=STANDALONE_KINDS, audience=SIGNED_IN, now=as_of, limit=RECOMMENDED)
    try:
        ranking = await graph.read(recommendation.rank, params)
    except NotFound:
        return None
    return {
        "model_id": ranking.model_id,
        "personalised": ranking.personalised,
        "items": [
            {
                "content_id": candidate.content_id,
                "score": candidate.score,
                "sources": candidate.sources,
                "parts": [part._asdict() for part in candidate.parts(ranking.features)],
            }
            for candidate in ranking.candidates
        ],
    }


COMPUTED = {"activity": _activity, "recommendations": _recommendations}


def _json(value: Any) -> str:
    return orjson.dumps(value, default=_plain).decode()


def _plain(value: Any) -> str:
    """A time of the database, which has its own types, as ISO 8601."""
    return str(value.iso_format())


JOB = Job(NAME, "Make the documents of members who asked what is known of them.", timedelta(seconds=5), run)
