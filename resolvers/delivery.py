"""Views and clicks as they come in over HTTP, with nothing known of who sends them but what the request tells."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.ad_client import ClientKey
from domain.ad_token import AdTicket, AdTokenKey
from domain.ad_traffic import Screen, Visit
from domain.deadline import due_in
from domain.errors import InvalidInput, TooFast, TurnedAway, Unavailable
from domain.ids import IdPrefix, new_id
from domain.invalid import AdAct
from domain.landing_url import with_click
from domain.rate import REFUSED, network
from graph import ad_act
from graph.database import Graph
from resolvers.admission import Admission
from resolvers.meter import Meter

SECONDS = 5.0
"""How long an act may take; a reader who clicked waits no longer."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One for a process. Whatever becomes of an act, the visitor gets their pixel, or is led on."""

    graph: Callable[[], Graph]
    tokens: AdTokenKey
    clients: ClientKey
    screen: Screen
    meter: Meter
    admission: Admission
    """Shared with GraphQL: pixels can't take the database from everybody else."""

    async def view(self, token: str, visit: Visit) -> None:
        """Count a view, if it is one."""
        await self._act(AdAct.VIEW, token, visit)

    async def click(self, token: str, visit: Visit) -> str | None:
        """Count a click, if it is one; where it leads in any case, or None when the token wasn't made here."""
        ticket = await self._act(AdAct.CLICK, token, visit)
        return with_click(ticket.landing_url, ticket.id) if ticket else None

    async def _act(self, act: AdAct, token: str, visit: Visit) -> AdTicket | None:
        try:
            ticket = self.tokens.read(token)
        except InvalidInput:
            ticket = None
        try:
            with self.admission.admitted(f"address:{network(visit.address)}"), due_in(SECONDS):
                async with asyncio.timeout(SECONDS):
                    await (self._forged(act, visit) if ticket is None else self._take(act, ticket, visit))
        except (Unavailable, TimeoutError, TurnedAway) as error:
            log.warning("delivery.lost", act=act.value, reason=str(error) or "too slow")
        return ticket

    async def _take(self, act: AdAct, ticket: AdTicket, visit: Visit) -> None:
        client = self.clients.of(visit.address, visit.agent)
        named = ticket.user_id or ticket.client
        attempt = ad_act.Attempt(
            act=act,
            ticket=ticket,
            client=client,
            mark=ticket.mark if named else self.clients.mark(client),
            at=visit.at,
            known=self.screen.reason(visit),
            invalid_id=new_id(IdPrefix.INVALID_ACT),
        )
        await self.graph().write(ad_act.take, attempt)

    async def _forged(self, act: AdAct, visit: Visit) -> None:
        """Keep that somebody tried, as often as an address may have something refused."""
        lease = self.meter.lease(f"{REFUSED}:{network(visit.address)}")
        try:
            if lease is not None:
                await self.meter.take(lease, 1)
        except TooFast:
            return
        await self.graph().write(ad_act.FORGED.run, forged(act, visit.at))


def forged(act: AdAct, at: datetime) -> ad_act.ForgedParams:
    """What is kept of an act whose token wasn't made here."""
    return ad_act.ForgedParams(id=new_id(IdPrefix.INVALID_ACT), kind=act, at=at)
