"""Reviews in the graph: what checks have something against is hidden in the transaction that publishes it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.ids import CaseId, ContentId, UserId
from domain.publish import Draft
from domain.record import Record
from domain.report import HIDING_WEIGHT
from domain.review import Author, Submission
from graph import cross_post, report
from graph.database import Transaction
from graph.queries import Params, Query
from graph.report import Hiding

T = TypeVar("T")


class AuthorParams(Params):
    user_id: UserId
    content_id: ContentId


class OpenParams(Params):
    case_id: CaseId
    target_id: str
    findings: tuple[str, ...]
    weight: float
    at: datetime


class Opened(Record):
    case_id: CaseId


AUTHOR = Query("review/author", AuthorParams, Author)
OPEN = Query("review/open", OpenParams, Opened)


@dataclass(frozen=True, slots=True)
class Finding:
    """What checks have against a content, and what is written when it is hidden for it."""

    case_id: CaseId
    findings: tuple[str, ...]
    hiding: Hiding


async def submission(tx: Transaction, id: ContentId, author_id: UserId, draft: Draft, at: datetime) -> Submission:
    """What checks look at of a content, with what says the same as one that stands by itself."""
    same = await cross_post.same_as(tx, id, draft.body, draft.canonical_url) if draft.kind.standalone else []
    return Submission(id, author_id, draft.title, draft.body.html, at, same, draft.cross_post)


async def reviewed(tx: Transaction, publish: Callable[[Transaction], Awaitable[T]], finding: Finding | None) -> T:
    """Publish, and hide at once what checks have something against. False says that nothing was published."""
    published = await publish(tx)
    if finding is not None and published is not False:
        await _hide(tx, finding)
    return published


async def _hide(tx: Transaction, finding: Finding) -> None:
    action = finding.hiding.action
    params = OpenParams(
        case_id=finding.case_id,
        target_id=action.target_id,
        findings=finding.findings,
        weight=HIDING_WEIGHT * len(finding.findings),
        at=action.at,
    )
    opened = await OPEN.one(tx, params)
    await report.hide(tx, opened.case_id, finding.hiding)
