"""Where ads are decided on: what a process knows of flights and delivery, and what becomes of each request."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from domain.ad_choice import Choice, NoFill, Option
from domain.ad_client import ClientKey
from domain.ad_context import AdContext
from domain.ad_decision import AdDecision
from domain.ad_load import AdLoad
from domain.ad_policy import POLICY
from domain.ad_token import AdTicket, AdTokenKey
from domain.ad_value import Factors
from domain.errors import Unavailable
from domain.ids import IdPrefix, first_id, new_id
from graph import ad_decision as graph
from graph.database import Graph
from resolvers.ad_answer import Request, matched_by, row_of, scene_of, ticket_of
from resolvers.ad_catalogue import AdCatalogue
from resolvers.ad_evidence import AdEvidence
from resolvers.ad_facts import AdFacts
from resolvers.ad_log import AdLog, Asked

DAY = timedelta(days=1)
AFTER = 5
"""Options of kinds that come into question only once caps leave nothing of an earlier one."""


@dataclass(frozen=True)
class AdDesk:
    """One for a process, shared by all requests."""

    catalogue: AdCatalogue
    evidence: AdEvidence
    log: AdLog
    tokens: AdTokenKey
    clients: ClientKey
    base_url: str = ""
    facts: AdFacts = field(default_factory=AdFacts)
    random: Random = field(default_factory=Random)

    async def decide(self, reach: Graph, scene: AdContext, asked: Request, closed: NoFill | None) -> AdDecision:
        """Decide on an ad for a page and its reader; `closed` is why none may stand there, whatever there is."""
        if closed is not None:
            return self._none(scene, closed)
        try:
            catalogue, appraiser = await self.catalogue.current(), await self.evidence.appraiser()
        except Unavailable:  # a page goes without ads then, and not without its answer
            return self._none(scene, NoFill.NOT_READY)
        candidates = asked.open_to(catalogue.eligible(scene))
        if scene.reader is None or not candidates:
            found = appraiser.choose(candidates, scene_of(scene), scene.at, self.random)
            return self._none(scene, found) if isinstance(found, NoFill) else self._chosen(scene, asked, found)
        kinds = list(appraiser.options(candidates, scene_of(scene), scene.at, self.random))
        options = [option for number, kind in enumerate(kinds) for option in kind[: AFTER if number else None]]
        if not options:
            return self._none(scene, NoFill.PACED)
        return await self._for_reader(reach, scene, asked, options, catalogue.load)

    async def _for_reader(
        self, reach: Graph, scene: AdContext, asked: Request, options: list[Option], load: AdLoad
    ) -> AdDecision:
        """Decide for a reader who is known, in one statement that counts what they saw."""
        assert scene.reader is not None
        day_ago = scene.at - DAY
        id = new_id(IdPrefix.DECISION)
        params = graph.DecideParams(
            id=id,
            user_id=scene.reader.user_id,
            now=scene.at,
            day_ago=day_ago,
            day_ago_id=first_id(IdPrefix.DECISION, day_ago),
            week_ago=scene.at - 7 * DAY,
            per_day=load.per_day,
            per_placement=load.per_placement,
            options=[row_of(option, scene, asked) for option in options],
            luck=self.random.random(),
            properties=ticket_of(id, scene, asked, Choice(options[0], 1.0), self.clients).decision(),
        )
        decided = await reach.write_alone(graph.DECIDE.one_or_none, params)
        if decided is None:  # since they were looked up they withdrew their consent, or came to see no ads
            now = await self.facts.anew(reach, scene.reader.user_id, scene.at)
            closed = NoFill.AD_FREE if now is not None and now.ad_free else None
            return await self.decide(reach, replace(scene, reader=None), asked, closed)
        if decided.outcome != "SHOWN":
            return self._none(scene, NoFill(decided.outcome))
        chosen = next(option for option in options if option.ad.id == decided.ad_id)
        factors = Factors(*decided.factors or ())
        choice = Choice(replace(chosen, factors=factors), decided.propensity or 0.0)
        ticket = ticket_of(id, scene, asked, choice, self.clients)
        self.log.add(Asked(scene.at, scene.placement, ticket))
        return self._answer(ticket, choice, matched_by(chosen, scene, asked))

    def _chosen(self, scene: AdContext, asked: Request, choice: Choice) -> AdDecision:
        """Answer at once, and have it written behind."""
        ticket = ticket_of(new_id(IdPrefix.DECISION), scene, asked, choice, self.clients)
        matched = matched_by(choice.option, scene, asked)
        kept = ticket.decision() | {"factors": list(choice.option.factors), "matched": matched}
        self.log.add(Asked(scene.at, scene.placement, ticket, kept))
        return self._answer(ticket, choice, matched)

    def _none(self, scene: AdContext, reason: NoFill) -> AdDecision:
        self.log.add(Asked(scene.at, scene.placement, no_fill=reason))
        return AdDecision(id=new_id(IdPrefix.DECISION), expires_at=scene.at, no_fill=reason)

    def _answer(self, ticket: AdTicket, choice: Choice, matched: list[str]) -> AdDecision:
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
