"""Decisions about ads in the API: asking for one, what is to be shown, and why that."""

from datetime import datetime

import strawberry

from domain import ad_decision as records
from domain.ad import Ad as AdRecord
from domain.ad_decision import DAYS_KEPT, MAX_BESIDES
from domain.scoring import ScorePart as ScorePartRecord
from resolvers import ad_request
from schema.ad import Ad
from schema.ad_place import AdPlaceInput
from schema.cost import cost
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.scoring import ScorePart
from schema.types import Info, Node, view_of
from schema.user_errors import Payload


@view_of(records.AdDecision, description=f"What was decided about a place for an ad. Kept for {DAYS_KEPT} days.")
class AdDecision(Node):
    ad: AdRecord | None = strawberry.field(
        description="What is to be shown; null when there is none.", graphql_type=Ad | None
    )
    view_url: str | None = strawberry.field(
        description="To be fetched once the ad is seen, as an image. Told with the answer of `requestAd` alone."
    )
    click_url: str | None = strawberry.field(
        description="Where a click on it goes; leads to the ad's landing page. Told as `viewUrl` is."
    )
    expires_at: datetime = strawberry.field(description="From when on a view doesn't count any more.")
    propensity: float | None = strawberry.field(
        description="Probability with which the policy picked this ad here, given what it had drawn of the rates."
    )
    policy: str | None = strawberry.field(description="Name and version of what picked it.")

    @strawberry.field(
        description="What the ad is worth here per thousand views, as a sum of parts: `weight` is what it was worth "
        "before the part, `value` the share by which the part changes it.",
        graphql_type=list[ScorePart],
        metadata=cost(assumed_size=6),
    )
    def why(self: records.AdDecision) -> list[ScorePartRecord]:
        return self.why

    @strawberry.field(description="Who pays for it, to be told beside it.")
    def paid_by(self: records.AdDecision) -> str | None:
        return self.sponsor_name

    @strawberry.field(
        description="What the flight asks for and is so here, to be told to its reader: `tag python`, `country DE`; "
        "empty when it is for everybody."
    )
    def matched(self: records.AdDecision) -> list[str]:
        return list(self.matched)

    @strawberry.field(description="Whether it was chosen by what is known of its reader, who consented to that.")
    def personalised(self: records.AdDecision) -> bool:
        return self.user_id is not None

    @strawberry.field(
        description="Why there is no ad: `NOT_READY`, `AD_FREE` reader, `NO_ADS_HERE`, `AD_LOAD` (the "
        "reader saw as many today as operators let them), `NO_MATCH`, `PACED` (all have spent what they were to spend "
        "by now), `CAPPED`."
    )
    def no_fill_reason(self: records.AdDecision) -> str | None:
        return self.no_fill


@strawberry.input(description="The client of a reader for whom a server asks, so that only they can click.")
class AdClientInput:
    address: str = strawberry.field(description="Its network address; only the network it is in is looked at.")
    user_agent: str = strawberry.field(description="What it sends as `User-Agent`.")


@strawberry.input(description="A place for an ad. What isn't known is left out: it matches nothing that is asked for.")
class RequestAdInput(MutationInput, AdPlaceInput):
    placement: str = strawberry.field(
        description="Where on the page, as in `sidebar`: 1 to 40 of a-z, 0-9, _ and -. What works is learned by place."
    )
    reader_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="The member who will see it, when a server asks for them. Nothing of them is used unless they "
        "consent to `AD_PERSONALISATION`.",
    )
    besides: list[strawberry.ID] = strawberry.field(
        default_factory=list,
        description=f"Ads that stand on the page already, at most {MAX_BESIDES}: no other of their flights.",
    )
    client: AdClientInput | None = strawberry.field(
        default=None, description="The reader's client, when a server asks; with a member's token it is who asks."
    )


@strawberry.type(description="What was decided.")
class RequestAdPayload(Payload):
    decision: records.AdDecision | None = strawberry.field(
        default=None, description="The decision; it has a reason where it has no ad.", graphql_type=AdDecision | None
    )


@strawberry.type
class AdDecisionMutation:
    @mutation(
        description="Decide which ad is shown in one place, to a member by their own token, or on a page that a server "
        "makes, which needs `ads:request`."
    )
    async def request_ad(self, info: Info, input: RequestAdInput) -> RequestAdPayload:
        client = input.client
        asked = ad_request.Asked(
            placement=input.placement,
            content_id=input.content_id,
            area=input.area,
            device=input.device,
            country=input.country,
            language=input.language,
            reader_id=input.reader_id,
            besides=input.besides,
            address=client.address if client else None,
            agent=client.user_agent if client else None,
        )
        return RequestAdPayload(decision=await ad_request.request(info.context, asked))
