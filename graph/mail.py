"""Mails in the graph: what waits for whom, and one mail a member at a time, remembered until it is sent."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import SIGNED_IN
from domain.ids import UserId
from domain.mail import LEASE, LONGEST_WAIT, MOST_ITEMS, Digest, Mailing, MailItem, pause_after
from domain.record import Record
from graph.content import AudienceParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class WaitingParams(Params):
    after: str
    limit: int


class Waiting(Record):
    user_id: UserId


class UserParams(Params):
    user_id: UserId


class BeginParams(Params):
    user_id: UserId
    mail_id: str
    begun: Sequence[str]
    until: datetime
    limit: int = MOST_ITEMS


class Begun(Record):
    mail_ids: tuple[str, ...]


class ItemsParams(AudienceParams):
    user_id: UserId
    ids: Sequence[str]


class EndParams(Params):
    """`mailed_at` is None for a mail that is given up."""

    user_id: UserId
    mail_id: str
    begun_at: datetime
    mailed_at: datetime | None


class PutOffParams(Params):
    user_id: UserId
    mail_id: str
    next_try_at: datetime
    failures: int


WAITING = Query("mail/waiting", WaitingParams, Waiting)
STATE = Query("mail/state", UserParams, Mailing)
BEGIN = Query("mail/begin", BeginParams, Begun)
ITEMS = Query("mail/items", ItemsParams, MailItem)
END = Query("mail/end", EndParams, NoRow)
PUT_OFF = Query("mail/put_off", PutOffParams, NoRow)
FORGET = Query("mail/forget", UserParams, NoRow)


async def begin(tx: Transaction, user_id: UserId, new_id: str, now: datetime) -> Digest | None:
    """The mail that is to be sent to a member now, held for this process for a while; None when there is none.

    Consent, address, quiet hours and what the member may find are those of this moment. One that was begun and isn't
    known to have been sent comes again under its id.
    """
    mailing = await STATE.one_or_none(tx, UserParams(user_id=user_id))
    if mailing is None:
        return None
    if mailing.unwanted():
        await FORGET.run(tx, UserParams(user_id=user_id))
        return None
    if not mailing.due(now):
        return None
    id = mailing.mail_id or new_id
    begun = await BEGIN.one(tx, BeginParams(user_id=user_id, mail_id=id, begun=mailing.mail_ids, until=now + LEASE))
    params = ItemsParams(user_id=user_id, ids=begun.mail_ids, audience=SIGNED_IN, now=now)
    items = [item for item in await ITEMS.all(tx, params) if not item.gone and item.at > now - LONGEST_WAIT]
    if items:
        return Digest(id=id, mailing=mailing, items=items)
    await END.run(tx, EndParams(user_id=user_id, mail_id=id, begun_at=now, mailed_at=None))
    return None


async def put_off(tx: Transaction, digest: Digest, now: datetime, failures: int) -> None:
    """Note that a mail couldn't be sent to be tried again later, `failures` having been its own, not the server's."""
    pause = pause_after(failures)
    if pause is None:
        params = EndParams(user_id=digest.mailing.user_id, mail_id=digest.id, begun_at=now, mailed_at=None)
        await END.run(tx, params)
    else:
        await PUT_OFF.run(
            tx,
            PutOffParams(user_id=digest.mailing.user_id, mail_id=digest.id, next_try_at=now + pause, failures=failures),
        )
