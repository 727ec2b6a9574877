"""Applying to sponsor the community, in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import application as records
from domain.application import MAX_TEXT, MAX_WAITING
from domain.content import ContentKind
from domain.segment import ValueSegment
from domain.sponsor import MAX_NAME
from domain.sponsor_rules import MAX_NAMED
from domain.user import User as Member
from resolvers import application, user
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.sponsor_state import SponsorState, SponsorTier
from schema.types import Info, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.user import User


@view_of(records.Application, name="SponsorApplication", description="A member's application to sponsor the community.")
class SponsorApplication:
    sponsor_id: strawberry.ID = strawberry.field(description="Of the sponsor that it is or may become.")
    text: str = strawberry.field(description="What they want to support and why, in their words.")
    at: datetime = strawberry.field(description="When they applied.")
    name: str = strawberry.field(description="Name of the sponsor.")
    website: str | None = strawberry.field(description="Its address, beginning with https://.")
    tier: SponsorTier = strawberry.field(description="What its contract is to be called, or is.")
    currency: str = strawberry.field(description="Of its account, by ISO 4217.")
    state: SponsorState = strawberry.field(description="How it was decided.")
    state_reason: str | None = strawberry.field(description="Why, in the operator's words.")

    @strawberry.field(description="Who applied.", graphql_type=Annotated["User", strawberry.lazy("schema.user")] | None)
    async def by(self: records.Application, info: Info) -> Member | None:
        return await user.by_id(info.context, self.user_id)


@strawberry.input(description="An application to sponsor the community.")
class ApplyForSponsorshipInput(MutationInput):
    name: str = strawberry.field(description=f"Name of the sponsor as shown, 1 to {MAX_NAME} characters.")
    currency: str = strawberry.field(description="Of its account, by ISO 4217, such as EUR. It can't be changed.")
    text: str = strawberry.field(
        description=f"What you want to support and why, for operators to read: 1 to {MAX_TEXT:,} characters."
    )
    website: str | None = strawberry.field(default=None, description="Its address, beginning with https://.")
    tier: SponsorTier | None = strawberry.field(default=None, description="What its contract is to be called.")
    tags: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags that the offer is about, at most {MAX_NAMED}."
    )
    areas: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of areas that it suits, at most {MAX_NAMED}."
    )
    kinds: list[ContentKind] = strawberry.field(default_factory=list, description="Kinds of content that it suits.")
    segments: list[ValueSegment] = strawberry.field(
        default_factory=list, description="Segments of members that it is for."
    )


@strawberry.type(description="What was handed in.")
class ApplyForSponsorshipPayload(Payload):
    application: records.Application | None = strawberry.field(
        default=None, description="The application, waiting.", graphql_type=SponsorApplication | None
    )


@strawberry.type
class ApplicationMutation:
    @mutation(
        description="Apply to sponsor the community; operators decide by `decideSponsor`. Members only, and at most "
        f"{MAX_WAITING} of theirs wait."
    )
    async def apply_for_sponsorship(self, info: Info, input: ApplyForSponsorshipInput) -> ApplyForSponsorshipPayload:
        given = {"name": input.name, "website": input.website, "tier": input.tier}
        offer = {name: getattr(input, name) for name in ("tags", "areas", "kinds", "segments")}
        made = await application.apply(info.context, input.currency, input.text, given, offer)
        return ApplyForSponsorshipPayload(application=made)
