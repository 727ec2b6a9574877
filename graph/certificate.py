"""Certificates in the graph: issued with the last lesson, revoked by operators and when the access to a course ends."""

from collections.abc import Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.certificate import Certificate, ShownCertificate, code_of
from domain.ids import ContentId, IdPrefix, UserId, stable_id
from domain.notification import NotificationKind, concerning
from domain.outbox import EventType, OutboxEvent
from domain.record import Record
from graph import audit, outbox
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class IssueParams(Params):
    id: str
    code: str
    user_id: UserId
    course_id: ContentId
    at: datetime


class CodeParams(Params):
    code: str


class RevokeParams(CodeParams):
    at: datetime
    reason: str


class RevokeForParams(IdsParams):
    user_id: UserId
    at: datetime
    reason: str


class OfCoursesParams(IdsParams):
    user_id: UserId


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class LostParams(Params):
    user_id: UserId
    benefit_ids: Sequence[str]
    at: datetime


class Course(Record):
    id: ContentId


ISSUE = Query("certificate/issue", IssueParams, Certificate)
BY_CODE = Query("certificate/by_code", CodeParams, Certificate)
OF_COURSES = Query("certificate/of_courses", OfCoursesParams, Certificate)
OF_USER = Query("certificate/of_user", OfUserParams, Certificate)
SHOWN = Query("certificate/shown", CodeParams, ShownCertificate)
REVOKE = Query("certificate/revoke", RevokeParams, Certificate)
LOST = Query("certificate/lost", LostParams, Course)
REVOKE_FOR = Query("certificate/revoke_for", RevokeForParams, Certificate)


async def issue(tx: Transaction, new: IssueParams) -> Certificate | None:
    """Certify that a member finished a course, and tell of it; None when they had been certified, or wrote it."""
    issued = await ISSUE.one_or_none(tx, new)
    if issued is not None:
        await outbox.append(tx, [_concern(issued, new.at), _event(EventType.CERTIFICATE_ISSUED, issued, new.at)])
    return issued


async def of_courses(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, Certificate]:
    """A member's certificates by the ids of the courses; not those that a refund took."""
    rows = await OF_COURSES.all(tx, OfCoursesParams(ids=ids, user_id=user_id))
    return {row.course_id: row for row in rows}


async def shown(tx: Transaction, code: str) -> ShownCertificate | None:
    """What the certificate of a code says; None when there is none, or its member is gone."""
    return await SHOWN.one_or_none(tx, CodeParams(code=code_of(code)))


async def revoke(tx: Transaction, params: RevokeParams, entry: AuditEntry) -> Certificate | None:
    """Revoke a certificate by an operator, for good; None when there is none of that code that holds."""
    revoked = await REVOKE.one_or_none(tx, params)
    if revoked is not None:
        after = revoked.told() | {"reason": params.reason}
        await audit.append(tx, entry.model_copy(update={"target_id": revoked.id, "after": after}))
        await outbox.append(tx, [_event(EventType.CERTIFICATE_REVOKED, revoked, params.at)])
    return revoked


async def revoke_for(
    tx: Transaction, user_id: UserId, content_ids: Sequence[str], at: datetime, reason: str
) -> list[Certificate]:
    """Revoke a member's certificates of courses to which, or to lessons of which, their access ended; those revoked.

    Whoever comes to have access again and is still through with every lesson can be certified anew, under another code.
    """
    revoked = await REVOKE_FOR.all(tx, RevokeForParams(user_id=user_id, ids=content_ids, at=at, reason=reason))
    if revoked:
        await outbox.append(tx, [_event(EventType.CERTIFICATE_REVOKED, each, at) for each in revoked])
    return revoked


async def revoke_lost(
    tx: Transaction, user_id: UserId, benefit_ids: Sequence[str], at: datetime, reason: str
) -> list[Certificate]:
    """Revoke a member's certificates of courses that benefits unlocked which ended, where no other grant does."""
    lost = await LOST.all(tx, LostParams(user_id=user_id, benefit_ids=benefit_ids, at=at))
    return await revoke_for(tx, user_id, [row.id for row in lost], at, reason) if lost else []


def _concern(certificate: Certificate, at: datetime) -> OutboxEvent:
    event = _event(EventType.MEMBER_CONCERNED, certificate, at)
    kind = NotificationKind.CERTIFICATE_ISSUED
    return concerning(event, kind, certificate.user_id, None, certificate.course_id)


def _event(type: EventType, certificate: Certificate, at: datetime) -> OutboxEvent:
    """The event's id follows from the certificate, to which each happens but once."""
    id = stable_id(IdPrefix.OUTBOX_EVENT, at, type, certificate.id)
    return OutboxEvent(id=id, type=type, occurred_at=at, payload=certificate.told())
