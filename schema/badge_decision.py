"""Badges given and taken by moderators, in the API."""

import strawberry

from domain import badge_award as records
from domain.moderation import MAX_REASON
from resolvers import badge_decision
from schema.badge import BadgeAward
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload

REASON = f"Why, 1 to {MAX_REASON} characters; the member reads it."


@strawberry.input(description="Which badge, to whom, and why.")
class AwardBadgeInput(MutationInput):
    user_id: strawberry.ID = strawberry.field(description="Id of the member.")
    slug: str = strawberry.field(description="The badge's name in addresses.")
    level: int = strawberry.field(default=1, description="1 to 3.")
    scope_id: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the tag or content it is for, where a member can have the badge several times."
    )
    reason: str = strawberry.field(description=REASON)


@strawberry.type(description="The award.")
class AwardBadgePayload(Payload):
    award: records.BadgeAward | None = strawberry.field(
        default=None, description="As it stands now.", graphql_type=BadgeAward | None
    )


@strawberry.input(description="Which award to take, and why.")
class RevokeBadgeInput(MutationInput):
    award_id: strawberry.ID = strawberry.field(description="Id of the award.")
    reason: str = strawberry.field(description=REASON)


@strawberry.type(description="The award that doesn't stand any more.")
class RevokeBadgePayload(AwardBadgePayload):
    pass


@strawberry.type
class BadgeMutation:
    @mutation(
        description="Give a member a badge, whatever the rules say, or give back one that a moderator took. The "
        "member hears of it, and it is audited. Needs `content:moderate`."
    )
    async def award_badge(self, info: Info, input: AwardBadgeInput) -> AwardBadgePayload:
        given = await badge_decision.give(
            info.context, input.user_id, input.slug, input.level, input.scope_id, input.reason
        )
        return AwardBadgePayload(award=given)

    @mutation(
        description="Take a badge from a member, whatever the rules say, until a moderator gives it back. It "
        "stays in the member's history with the reason, and is audited. Needs `content:moderate`."
    )
    async def revoke_badge(self, info: Info, input: RevokeBadgeInput) -> RevokeBadgePayload:
        return RevokeBadgePayload(award=await badge_decision.take(info.context, input.award_id, input.reason))
