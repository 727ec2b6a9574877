"""Signing in by an OpenID provider: from an identity to the user it stands for, made on their first visit."""

from collections import OrderedDict
from datetime import datetime
from time import monotonic

from domain.access import SCOPES_OF_ROLE, Session, Viewer
from domain.erasure import ErasedThing
from domain.errors import Unauthenticated
from domain.identity import Identity, look_of
from domain.ids import IdPrefix, UserId, new_id
from graph import identity as graph
from graph import tombstone
from graph.database import Graph

REMEMBERED = 10.0
"""Seconds for which a worker doesn't ask again which user an identity stands for."""

MOST = 10_000


class SignIn:
    """Made once a process."""

    def __init__(self, sign_up: bool = True, by_external_id: bool = False) -> None:
        """Let newcomers in or not; as the imported user whose external id their subject is, if that is what it is."""
        self._open, self._by_external_id = sign_up, by_external_id
        self._known: OrderedDict[tuple[str, str], tuple[UserId, float]] = OrderedDict()

    async def session(self, db: Graph, identity: Identity, now: datetime) -> Session:
        """Whom an identity stands for, until its token ends.

        Raises:
            Unauthenticated: an erased member, or nobody of the community while newcomers aren't let in.
        """
        user_id = self._remembered(identity) or await self._ask(db, identity, now)
        viewer = Viewer(user_id=user_id, role=identity.role, scopes=SCOPES_OF_ROLE[identity.role])
        return Session(viewer, identity.expires_at)

    def _remembered(self, identity: Identity) -> UserId | None:
        user_id, asked_at = self._known.get((identity.issuer, identity.subject), (None, 0.0))
        return user_id if monotonic() - asked_at < REMEMBERED else None

    async def _ask(self, db: Graph, identity: Identity, now: datetime) -> UserId:
        asked_at = monotonic()
        params = graph.FindParams(issuer=identity.issuer, subject=identity.subject)
        found = await db.read(graph.FIND.one_or_none, params)
        if found is None:
            found = await self._sign_up(db, identity, now)
        self._known[identity.issuer, identity.subject] = (found.user_id, asked_at)
        self._known.move_to_end((identity.issuer, identity.subject))
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return found.user_id

    async def _sign_up(self, db: Graph, identity: Identity, now: datetime) -> graph.Found:
        if await db.read(tombstone.erased, ErasedThing.IDENTITY, [identity.name]):
            raise Unauthenticated("The member of this account was erased, so it opens nothing here any more.")
        if not self._open:
            raise Unauthenticated("You are not a member of this community; ask its operators to let you in.")
        id = UserId(new_id(IdPrefix.USER))
        longer = f"{identity.handle}-{id[-8:]}"
        params = graph.SignUpParams(
            issuer=identity.issuer,
            subject=identity.subject,
            external_id=identity.subject if self._by_external_id else None,
            id=id,
            handle=identity.handle,
            longer_handle=longer,
            look=look_of(identity.handle),
            longer_look=look_of(longer),
            display_name=identity.display_name,
            at=now,
        )
        return await db.write(graph.SIGN_UP.one, params)
