"""What a decision about an ad is made into: its ticket, and what is matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.ad_choice import Choice, Option, Scene
from domain.ad_client import ClientKey
from domain.ad_context import AdContext
from domain.ad_matched import matched
from domain.ad_policy import POLICY
from domain.ad_token import AdTicket, price_of_act
from domain.ad_worth import Candidate
from domain.invalid import InvalidReason


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request isn't about page and reader."""

    address: str | None = None
    agent: str = ""
    """Of the reader's client."""
    sponsor_id: str | None = None
    """Whose flights alone may answer."""
    besides: Sequence[str] = ()
    """Ads that stand on the page already."""
    void: InvalidReason | None = None
    """Why nothing that becomes of it will count."""
    slugs: Mapping[str, str] = field(default_factory=dict)
    """Of the tags and areas that may be told of."""

    def open_to(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """Those of the flights that may answer it."""
        if self.sponsor_id is None and not self.besides:
            return candidates
        return [
            one
            for one in candidates
            if self.sponsor_id in (None, one.sponsor_id) and not any(ad.id in self.besides for ad in one.ads)
        ]


def ticket_of(id: str, scene: AdContext, asked: Request, choice: Choice, clients: ClientKey) -> AdTicket:
    """The ticket of a choice."""
    flight, ad, reader = choice.option.candidate.flight, choice.option.ad, scene.reader
    client = clients.of(asked.address, asked.agent)
    user_id = reader.user_id if reader else None
    return AdTicket(
        id=id,
        flight_id=flight.id,
        ad_id=ad.id,
        campaign_id=flight.campaign_id,
        sponsor_id=flight.sponsor_id,
        placement=scene.placement,
        device=scene.device,
        country=scene.country,
        segment=reader.segment if reader else None,
        area_id=scene.area_id,
        tag_ids=tuple(sorted(scene.tag_ids)),
        user_id=user_id,
        content_id=scene.content_id,
        kind=scene.kind,
        language=scene.language,
        decided_at=scene.at,
        pricing=flight.pricing,
        price_micro=price_of_act(flight.pricing, flight.price_minor),
        currency=flight.currency,
        time_zone=flight.time_zone,
        propensity=choice.propensity,
        policy=POLICY,
        client=client,
        mark=clients.mark(user_id or client),
        landing_url=ad.landing_url,
        void=asked.void,
    )


def matched_by(option: Option, scene: AdContext, asked: Request) -> list[str]:
    """What the option's flight asks for and is so here."""
    return matched(option.candidate.flight.targeting, scene, asked.slugs)


def scene_of(scene: AdContext) -> Scene:
    """What of it changes what an ad is worth."""
    interests = scene.reader.tag_ids if scene.reader else ()
    return Scene(scene.placement, scene.tag_ids, scene.area_id, interests)
