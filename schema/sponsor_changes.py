"""Making, deciding on and funding sponsors in the API, for operators."""

from datetime import datetime
from typing import Any

import strawberry

from domain import sponsor as records
from domain.sponsor import MAX_NAME
from resolvers import sponsor
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.sponsor import Sponsor
from schema.sponsor_state import SponsorState, SponsorTier
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input
class ContractInput(MutationInput):
    """What both mutations take; null leaves a thing as it is."""

    website: str | None = strawberry.field(
        default=None, description="Its address, beginning with https://; the empty text for none."
    )
    tier: SponsorTier | None = strawberry.field(default=None, description="What its contract is called.")
    starts_at: datetime | None = strawberry.field(default=None, description="When the contract begins.")
    ends_at: datetime | None = strawberry.field(default=None, description="When it ends; later than it begins.")

    def contract(self) -> dict[str, Any]:
        """What is given, as the resolvers take it."""
        return {name: getattr(self, name) for name in ("website", "tier", "starts_at", "ends_at")}


@strawberry.input(description="A new sponsor.")
class CreateSponsorInput(ContractInput):
    name: str = strawberry.field(description=f"As shown, 1 to {MAX_NAME} characters.")
    currency: str = strawberry.field(description="Of its account, by ISO 4217, such as EUR. It can't be changed.")


@strawberry.input(description="Changes of a sponsor; what isn't given stays.")
class EditSponsorInput(ContractInput):
    id: strawberry.ID = strawberry.field(description="Which sponsor.")
    name: str | None = strawberry.field(default=None, description=f"As shown, 1 to {MAX_NAME} characters.")


@strawberry.input(description="A decision on a sponsor.")
class DecideSponsorInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which sponsor.")
    state: SponsorState = strawberry.field(description="What it becomes.")
    reason: str = strawberry.field(description="Why, for the sponsor to read: 1 to 1,000 characters.")


@strawberry.input(description="Which sponsor was entered by mistake.")
class DeleteSponsorInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Its id.")


@strawberry.input(description="What a sponsor paid, or got back.")
class FundSponsorInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which sponsor.")
    amount: MoneyInput = strawberry.field(description="How much, in the currency of its account.")
    reference: str = strawberry.field(
        description="Of the transfer, 1 to 100 characters: under one reference it is entered once."
    )
    memo: str | None = strawberry.field(default=None, description="What the statement says of it.")


@strawberry.input(description="What a sponsor got back.")
class ReturnFundsInput(FundSponsorInput):
    pass


@strawberry.type
class SponsorPayload(Payload):
    """What every one of these mutations answers with."""

    sponsor: records.Sponsor | None = strawberry.field(
        default=None, description="The sponsor as it is now.", graphql_type=Sponsor | None
    )


@strawberry.type(description="What was made.")
class CreateSponsorPayload(SponsorPayload):
    pass


@strawberry.type(description="What was changed.")
class EditSponsorPayload(SponsorPayload):
    pass


@strawberry.type(description="What was decided.")
class DecideSponsorPayload(SponsorPayload):
    pass


@strawberry.type(description="What was deleted.")
class DeleteSponsorPayload(Payload):
    sponsor_id: str | None = strawberry.field(
        default=None, description="The id it had.", graphql_type=strawberry.ID | None
    )


@strawberry.type(description="Whose account grew.")
class FundSponsorPayload(SponsorPayload):
    pass


@strawberry.type(description="Whose account shrank.")
class ReturnFundsPayload(SponsorPayload):
    pass


@strawberry.type
class SponsorMutation:
    @mutation(description="Enter a sponsor, approved at once. Needs `sponsor:manage`.")
    async def create_sponsor(self, info: Info, input: CreateSponsorInput) -> CreateSponsorPayload:
        given = {"name": input.name, **input.contract()}
        return CreateSponsorPayload(sponsor=await sponsor.create(info.context, input.currency, given))

    @mutation(description="Change a sponsor. Needs `sponsor:manage`.")
    async def edit_sponsor(self, info: Info, input: EditSponsorInput) -> EditSponsorPayload:
        given = {"name": input.name, **input.contract()}
        return EditSponsorPayload(sponsor=await sponsor.edit(info.context, input.id, given))

    @mutation(
        description="Approve, reject, suspend or end a sponsor. One with money of its own doesn't end. "
        "Needs `sponsor:manage`."
    )
    async def decide_sponsor(self, info: Info, input: DecideSponsorInput) -> DecideSponsorPayload:
        return DecideSponsorPayload(sponsor=await sponsor.decide(info.context, input.id, input.state, input.reason))

    @mutation(
        description="Delete a sponsor that was entered by mistake: one that never had money and has no campaigns. "
        "Needs `sponsor:manage`."
    )
    async def delete_sponsor(self, info: Info, input: DeleteSponsorInput) -> DeleteSponsorPayload:
        return DeleteSponsorPayload(sponsor_id=await sponsor.delete(info.context, input.id))

    @mutation(description="Enter what an approved sponsor paid in. Needs `sponsor:manage`.")
    async def fund_sponsor(self, info: Info, input: FundSponsorInput) -> FundSponsorPayload:
        amount = input.amount.money()
        funded = await sponsor.fund(info.context, input.id, amount, input.reference, input.memo)
        return FundSponsorPayload(sponsor=funded)

    @mutation(description="Enter what a sponsor got back of what it hadn't spent. Needs `sponsor:manage`.")
    async def return_funds(self, info: Info, input: ReturnFundsInput) -> ReturnFundsPayload:
        amount = input.amount.money()
        returned = await sponsor.give_back(info.context, input.id, amount, input.reference, input.memo)
        return ReturnFundsPayload(sponsor=returned)
