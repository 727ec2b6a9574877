"""Where ads are decided on: what a process knows of flights and delivery, and what becomes of each request."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from domain.ad_catalogue import Catalogue
from domain.ad_choice import Appraiser, Choice, NoFill
from domain.ad_client import ClientKey
from domain.ad_context import AdContext
from domain.ad_decision import AdDecision
from domain.ad_draw import Draw
from domain.ad_history import AdHistory, Shown
from domain.ad_load import AdLoad
from domain.ad_policy import POLICY
from domain.ad_token import AdTicket, AdTokenKey
from domain.errors import Unavailable
from domain.ids import IdPrefix, UserId, new_id
from graph import ad_decision as graph
from graph.database import Graph
from resolvers.ad_answer import Request, matched_by, scene_of, ticket_of
from resolvers.ad_catalogue import AdCatalogue
from resolvers.ad_evidence import AdEvidence
from resolvers.ad_facts import AdFacts
from resolvers.ad_log import AdLog, Asked


@dataclass(frozen=True)
class AdDesk:
    """One for a process, shared by all requests."""

    catalogue: AdCatalogue
    evidence: AdEvidence
    log: AdLog
    facts: AdFacts
    tokens: AdTokenKey
    clients: ClientKey
    base_url: str = ""
    random: Random = field(default_factory=Random)

    async def saved_ids(self) -> Sequence[str]:
        """The saved segments that live flights speak of: only of those it need be known whether a reader is in them."""
        try:
            return (await self.catalogue.current()).saved_ids
        except Unavailable:
            return ()

    async def decide(
        self,
        reach: Graph,
        scene: AdContext,
        asked: Request,
        closed: NoFill | None,
        shown: Sequence[Shown] = (),
    ) -> AdDecision:
        """Decide on an ad for a page and its reader; `closed` is why none may stand there, whatever there is.

        `shown` is what a reader who consents was shown.
        """
        if closed is not None:
            return self._none(scene, closed)
        try:
            catalogue, appraiser = await self.catalogue.current(), await self.evidence.appraiser()
        except Unavailable:  # a page goes without ads then, and not without its answer
            return self._none(scene, NoFill.NOT_READY)
        if scene.reader is not None:
            return await self._for_reader(reach, scene, asked, catalogue, appraiser, shown)
        candidates = asked.open_to(catalogue.eligible(scene))
        found = appraiser.choose(candidates, scene_of(scene), scene.at, self.random)
        return self._none(scene, found) if isinstance(found, NoFill) else self._chosen(scene, asked, found)

    async def _for_reader(
        self,
        reach: Graph,
        scene: AdContext,
        asked: Request,
        catalogue: Catalogue,
        appraiser: Appraiser,
        shown: Sequence[Shown],
    ) -> AdDecision:
        """Decide for a reader who is known."""
        assert scene.reader is not None
        candidates = asked.open_to(catalogue.eligible(scene))
        draw = Draw(appraiser, candidates, scene_of(scene), scene.at, self.random)
        history = AdHistory((*shown, *self.log.unwritten(scene.reader.user_id)), scene.at)
        found = await self._drawn(reach, scene, asked, draw, history, catalogue.load)
        if found is None:
            return await self._refused(reach, scene, asked, scene.reader.user_id)
        return self._none(scene, found) if isinstance(found, NoFill) else found

    async def _drawn(
        self, reach: Graph, scene: AdContext, asked: Request, draw: Draw, history: AdHistory, load: AdLoad
    ) -> AdDecision | NoFill | None:
        """The decision on an ad that is drawn; None when the reader must not be decided for any more.

        What nothing caps is answered at once and written behind; what is capped is written first, behind a lock.
        """
        limited = load.per_day is not None or load.per_placement is not None
        while not isinstance(choice := draw.pick(history), NoFill):
            if history.borne(load, scene.placement):
                return NoFill.AD_LOAD
            targeting = choice.option.candidate.flight.targeting
            if not limited and not targeting.is_capped:
                return self._chosen(scene, asked, choice)
            ticket, kept = self._kept(scene, asked, choice)
            params = graph.ReserveParams.of(ticket, kept, targeting, load)
            outcome = await reach.write_alone(graph.reserve, params)
            if outcome == "SHOWN":
                self.log.add(Asked(scene.at, scene.placement, ticket))
                return self._answer(ticket, choice, kept["matched"])
            if outcome != "CAPPED":
                return NoFill.AD_LOAD if outcome == "AD_LOAD" else None
            draw.leave_out(choice.option.candidate.flight.id)
        return choice

    async def _refused(self, reach: Graph, scene: AdContext, asked: Request, reader_id: UserId) -> AdDecision:
        """Decide by the page: since they were looked up they withdrew their consent, or came to see no ads."""
        self.facts.forget(reader_id)
        reader = (await self.facts.find(None, None, reader_id, scene.at)).reader
        closed = NoFill.AD_FREE if reader is not None and reader.ad_free else None
        return await self.decide(reach, replace(scene, reader=None), asked, closed)

    def _kept(self, scene: AdContext, asked: Request, choice: Choice) -> tuple[AdTicket, dict[str, Any]]:
        """The ticket of a choice, and the properties of its decision."""
        ticket = ticket_of(new_id(IdPrefix.DECISION), scene, asked, choice, self.clients)
        matched = matched_by(choice.option, scene, asked)
        return ticket, ticket.decision() | {"factors": list(choice.option.factors), "matched": matched}

    def _chosen(self, scene: AdContext, asked: Request, choice: Choice) -> AdDecision:
        """Answer at once, and have it written behind."""
        ticket, kept = self._kept(scene, asked, choice)
        self.log.add(Asked(scene.at, scene.placement, ticket, kept))
        return self._answer(ticket, choice, kept["matched"])

    def _none(self, scene: AdContext, reason: NoFill) -> AdDecision:
        self.log.add(Asked(scene.at, scene.placement, no_fill=reason))
        return AdDecision(id=new_id(IdPrefix.DECISION), expires_at=scene.at, no_fill=reason)

    def _answer(self, ticket: AdTicket, choice: Choice, matched: list[str]) -> AdDecision:
        self.facts.note(ticket)
        token = self.tokens.sign(ticket)
        return AdDecision(
            id=ticket.id,
            user_id=ticket.user_id,
            sponsor_id=ticket.sponsor_id,
            sponsor_name=choice.option.candidate.sponsor_name,
            expires_at=ticket.expires_at,
            propensity=choice.propensity,
            policy=POLICY,
            factors=tuple(choice.option.factors),
            matched=tuple(matched),
            ad=choice.option.ad,
            view_url=f"{self.base_url}/a/v/{token}",
            click_url=f"{self.base_url}/a/c/{token}",
        )
