"""Managing tiers in the API, for operators."""

from typing import Any

import strawberry

from domain import tier as records
from domain.tier import MAX_RANK, MAX_TRIAL_DAYS
from resolvers import tier
from schema.catalogue_inputs import NamedInput, PriceInput, RenamedInput
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.tier import Tier
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A new tier.")
class CreateTierInput(NamedInput):
    slug: str = strawberry.field(description="Its name in addresses: lower-case letters, digits and hyphens.")
    rank: int = strawberry.field(description=f"1 to {MAX_RANK:,}; a higher one is more.")
    trial_days: int = strawberry.field(
        default=0, description=f"How long who never had it may try it, 0 to {MAX_TRIAL_DAYS} days."
    )
    benefits: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="What who has it is granted, at most 50 benefits."
    )
    prices: list[PriceInput] = strawberry.field(
        default_factory=list, description="What it costs: one price of each currency and interval."
    )

    def given(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return self.named() | {"rank": self.rank, "trial_days": self.trial_days}


@strawberry.input(description="Changes of a tier; what isn't given stays.")
class EditTierInput(RenamedInput):
    rank: int | None = strawberry.field(default=None, description=f"1 to {MAX_RANK:,}; a higher one is more.")
    trial_days: int | None = strawberry.field(default=None, description=f"0 to {MAX_TRIAL_DAYS} days.")
    benefits: list[strawberry.ID] | None = strawberry.field(
        default=None, description="All it includes; who holds it keeps what they were granted until they pay again."
    )

    def given(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return self.named() | {"rank": self.rank, "trial_days": self.trial_days}


@strawberry.input(description="A tier that isn't sold any more, or is again.")
class ArchiveTierInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which tier.")
    archived: bool = strawberry.field(default=True, description="False to sell it again.")


@strawberry.type
class TierPayload(Payload):
    """What every one of these mutations answers with."""

    tier: records.Tier | None = strawberry.field(
        default=None, description="The tier as it is now.", graphql_type=Tier | None
    )


@strawberry.type(description="What was made.")
class CreateTierPayload(TierPayload):
    pass


@strawberry.type(description="What was changed.")
class EditTierPayload(TierPayload):
    pass


@strawberry.type(description="What was archived.")
class ArchiveTierPayload(TierPayload):
    pass


@strawberry.type
class TierMutation:
    @mutation(description="Make a tier. Needs `catalogue:manage`.")
    async def create_tier(self, info: Info, input: CreateTierInput) -> CreateTierPayload:
        prices = [each.price() for each in input.prices]
        return CreateTierPayload(
            tier=await tier.create(info.context, input.slug, input.given(), input.benefits, prices)
        )

    @mutation(description="Change a tier; its prices are set by `setPrice`. Needs `catalogue:manage`.")
    async def edit_tier(self, info: Info, input: EditTierInput) -> EditTierPayload:
        return EditTierPayload(tier=await tier.edit(info.context, input.id, input.given(), input.benefits))

    @mutation(
        description="Sell a tier no more, or again; who holds it keeps it and pays what they paid. Needs "
        "`catalogue:manage`."
    )
    async def archive_tier(self, info: Info, input: ArchiveTierInput) -> ArchiveTierPayload:
        return ArchiveTierPayload(tier=await tier.archive(info.context, input.id, input.archived))
