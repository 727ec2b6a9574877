"""Setting what holds of sponsors in the API."""

import strawberry

from domain import area as areas
from domain.content import ContentKind
from domain.segment import ValueSegment
from domain.sponsor_rules import MAX_NAMED, MAX_WORDS
from resolvers import sponsor_rules
from schema.area import Area
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.sponsor_changes import SponsorPayload
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input
class NamingInput(MutationInput):
    """What these mutations take of a sponsor: each sets the whole, so an empty list takes all away."""

    id: strawberry.ID = strawberry.field(description="Which sponsor.")
    tags: list[str] = strawberry.field(default_factory=list, description=f"Slugs of tags, at most {MAX_NAMED}.")
    areas: list[str] = strawberry.field(default_factory=list, description=f"Slugs of areas, at most {MAX_NAMED}.")


@strawberry.input(description="Where a sponsor alone stands; all of it, as what isn't named is no longer its alone.")
class SetSponsorExclusivityInput(NamingInput):
    pass


@strawberry.input(description="Beside what a sponsor doesn't want to stand; all of it.")
class SetBrandSafetyInput(NamingInput):
    kinds: list[ContentKind] = strawberry.field(default_factory=list, description="Kinds of content.")
    words: list[str] = strawberry.field(
        default_factory=list, description=f"Single words of pages, at most {MAX_WORDS}; case doesn't matter."
    )


@strawberry.input(description="What a sponsor's offer is about, and for whom; all of it.")
class SetSponsorOfferInput(NamingInput):
    kinds: list[ContentKind] = strawberry.field(default_factory=list, description="Kinds of content that it suits.")
    segments: list[ValueSegment] = strawberry.field(
        default_factory=list, description="Segments of members that it is for."
    )


@strawberry.input(description="An area and a sponsor that it refuses, or no longer does.")
class VetoSponsorInput(MutationInput):
    area: str = strawberry.field(description="Slug of the area.")
    sponsor_id: strawberry.ID = strawberry.field(description="Which sponsor.")
    refused: bool = strawberry.field(default=True, description="Whether its ads are kept out of the area.")
    reason: str = strawberry.field(description="Why, 1 to 1,000 characters; kept in the audit log.")


@strawberry.type(description="What was set.")
class SetSponsorExclusivityPayload(SponsorPayload):
    pass


@strawberry.type(description="What was set.")
class SetBrandSafetyPayload(SponsorPayload):
    pass


@strawberry.type(description="What was set.")
class SetSponsorOfferPayload(SponsorPayload):
    pass


@strawberry.type(description="What was decided.")
class VetoSponsorPayload(Payload):
    area: areas.Area | None = strawberry.field(default=None, description="The area.", graphql_type=Area | None)


@strawberry.type
class SponsorRulesMutation:
    @mutation(
        description="Let a sponsor alone stand with tags and in areas, while it is live. Refused while another holds "
        "one of them in a term that overlaps. Needs `sponsor:manage`."
    )
    async def set_sponsor_exclusivity(
        self, info: Info, input: SetSponsorExclusivityInput
    ) -> SetSponsorExclusivityPayload:
        changed = await sponsor_rules.set_exclusivity(info.context, input.id, input.tags, input.areas)
        return SetSponsorExclusivityPayload(sponsor=changed)

    @mutation(
        description="Set beside what a sponsor doesn't want to stand. Needs `sponsor:manage`; a key that is bound to "
        "the sponsor will do."
    )
    async def set_brand_safety(self, info: Info, input: SetBrandSafetyInput) -> SetBrandSafetyPayload:
        changed = await sponsor_rules.set_brand_safety(
            info.context, input.id, input.tags, input.areas, input.kinds, input.words
        )
        return SetBrandSafetyPayload(sponsor=changed)

    @mutation(
        description="Set what a sponsor's offer is about and for whom: `Sponsor.fit` compares it with what is read. "
        "Needs `sponsor:manage`; a key that is bound to the sponsor will do."
    )
    async def set_sponsor_offer(self, info: Info, input: SetSponsorOfferInput) -> SetSponsorOfferPayload:
        changed = await sponsor_rules.set_offer(
            info.context, input.id, input.tags, input.areas, input.kinds, input.segments
        )
        return SetSponsorOfferPayload(sponsor=changed)

    @mutation(
        description="Keep a sponsor's ads out of an area, or let them in again. Needs `content:moderate` or "
        "`areas:manage`."
    )
    async def veto_sponsor(self, info: Info, input: VetoSponsorInput) -> VetoSponsorPayload:
        place = await sponsor_rules.veto(info.context, input.area, input.sponsor_id, input.refused, input.reason)
        return VetoSponsorPayload(area=place)
