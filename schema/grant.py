"""Grants in the API: what members hold, and what operators give and end."""

from datetime import datetime

import strawberry

from domain import badges
from domain import benefit as benefits
from domain import grant as records
from domain.moderation import MAX_REASON
from resolvers import grant
from schema.badge import Badge
from schema.benefit import Benefit
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

REASON = f"Why, 1 to {MAX_REASON} characters; kept in the audit log."


@view_of(records.Grant, description="A benefit that a member holds, or held, from one source.")
class Grant:
    id: strawberry.ID = strawberry.field(description="Our id.")
    source_id: str = strawberry.field(
        description="The order, subscription or badge it comes from; of an operator's its own id."
    )
    granted_at: datetime = strawberry.field(description="Since when.")
    expires_at: datetime | None = strawberry.field(description="Until when; null for ever.")
    ended_at: datetime | None = strawberry.field(description="When it was ended before its time; null if it wasn't.")
    end_reason: str | None = strawberry.field(description="Why.")

    @strawberry.field(description="What they hold.", graphql_type=Benefit)
    async def benefit(self: records.Grant, info: Info) -> benefits.Benefit:
        return await grant.held(info.context, self)

    @strawberry.field(description="ORDER, SUBSCRIPTION, TRIAL, GIFT, BADGE or OPERATOR.")
    def source(self: records.Grant) -> str:
        return self.source_kind

    @strawberry.field(description="Whether they hold it now by this grant.")
    def live(self: records.Grant, info: Info) -> bool:
        return self.live_at(info.context.now)


@strawberry.input(description="What to give to whom.")
class GrantBenefitInput(MutationInput):
    user_id: strawberry.ID = strawberry.field(description="Which member.")
    benefit_id: strawberry.ID = strawberry.field(description="Which benefit.")
    until: datetime | None = strawberry.field(
        default=None, description="Until when, in the next ten years; null for ever."
    )
    reason: str = strawberry.field(description=REASON)


@strawberry.input(description="Which grant to end.")
class EndGrantInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The grant, whatever it comes from.")
    reason: str = strawberry.field(description=REASON)


@strawberry.type(description="The grant.")
class GrantBenefitPayload(Payload):
    grant: records.Grant | None = strawberry.field(default=None, description="As it is now.", graphql_type=Grant | None)


@strawberry.type(description="The grant that is over.")
class EndGrantPayload(GrantBenefitPayload):
    pass


@strawberry.input(description="What a badge gives its holders; all of it.")
class SetBadgeBenefitsInput(MutationInput):
    slug: str = strawberry.field(description="The badge's name in addresses.")
    level: int = strawberry.field(default=1, description="1 to 3.")
    benefit_ids: list[strawberry.ID] = strawberry.field(description="At most 20 benefits; none for nothing.")


@strawberry.type(description="What was set.")
class SetBadgeBenefitsPayload(Payload):
    badge: badges.Badge | None = strawberry.field(default=None, description="The badge.", graphql_type=Badge | None)


@strawberry.type
class GrantMutation:
    @mutation(
        description="Let a member hold a benefit. What an operator gave them of it already takes the new end, so that "
        "doing it again changes nothing. It is audited. Needs `orders:manage`."
    )
    async def grant_benefit(self, info: Info, input: GrantBenefitInput) -> GrantBenefitPayload:
        given = await grant.give(info.context, input.user_id, input.benefit_id, input.until, input.reason)
        return GrantBenefitPayload(grant=given)

    @mutation(
        description="End a grant, whatever it comes from; what else the member holds goes on. One that is over stays "
        "as it is. It is audited. Needs `orders:manage`."
    )
    async def end_grant(self, info: Info, input: EndGrantInput) -> EndGrantPayload:
        return EndGrantPayload(grant=await grant.end(info.context, input.id, input.reason))

    @mutation(
        description="Let a badge give its holders some benefits for as long as they have it. A job gives and ends "
        "what that changes within a minute. It is audited. Needs `catalogue:manage`."
    )
    async def set_badge_benefits(self, info: Info, input: SetBadgeBenefitsInput) -> SetBadgeBenefitsPayload:
        ids = [str(id) for id in input.benefit_ids]
        return SetBadgeBenefitsPayload(badge=await grant.let_badge_give(info.context, input.slug, input.level, ids))
