"""How many ads members bear, in the API, for operators."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import ad_load as records
from domain import ad_return as returns
from domain import user as users
from domain.ad_load import MOST_PER_DAY
from domain.ad_return import MAX_SPAN, MIN_READER_DAYS
from resolvers import ad_load
from schema.cost import cost
from schema.effectiveness import EvidenceStatus
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.ratio import Ratio
from schema.types import Info, view_of
from schema.user import User
from schema.user_errors import Payload


@view_of(records.AdLoad, description="How many ads one known reader views in 24 hours at most.")
class AdLoad:
    per_day: int | None = strawberry.field(description="Wherever they stand; null for no cap.")
    per_placement: int | None = strawberry.field(description="In one placement; null for no cap.")


@view_of(
    returns.LoadBand,
    name="AdLoadBand",
    description="Reader-days on which so many ads were viewed: one known member on one day on which they were active.",
)
class AdLoadBand:
    least_views: int = strawberry.field(description="Ads viewed on the day, at least.")
    most_views: int | None = strawberry.field(description="At most; null without an end.")
    status: EvidenceStatus = strawberry.field(
        description=f"INSUFFICIENT_DATA with fewer than {MIN_READER_DAYS} reader-days: the share is null then."
    )
    returned: Ratio = strawberry.field(
        description="The share after which they were active again within seven days; `n` are the reader-days."
    )


@view_of(
    returns.LoadReport,
    name="AdLoadReport",
    description="Whether readers who see many ads come back less. It shows what goes together, not why.",
)
class AdLoadReport:
    bands: list[AdLoadBand] = strawberry.field(description="From no ads to many.", metadata=cost(assumed_size=6))
    counted_until: date = strawberry.field(
        description="The last day that can have been counted: of later ones it isn't known yet who comes back."
    )


From = Annotated[date, strawberry.argument(name="from", description="The first day, UTC.")]
To = Annotated[date, strawberry.argument(name="to", description=f"The last day, UTC; at most {MAX_SPAN} days in all.")]


@strawberry.type
class AdLoadQuery:
    @strawberry.field(
        description="How many readers came back after days with many ads or few. Needs `sponsor:manage` or "
        "`report:read`.",
        graphql_type=AdLoadReport | None,
    )
    async def ad_load_report(self, info: Info, since: From, until: To) -> returns.LoadReport:
        return await ad_load.returns(info.context, since, until)

    @strawberry.field(
        description="The cap on ads that holds. Needs `sponsor:manage` or `report:read`.", graphql_type=AdLoad | None
    )
    async def ad_load(self, info: Info) -> records.AdLoad:
        return await ad_load.current(info.context)


@strawberry.input(description="The cap on ads; all of it, so what isn't given is without a cap.")
class SetAdLoadInput(MutationInput):
    per_day: int | None = strawberry.field(
        default=None, description=f"Ads one known reader views in 24 hours at most, 0 to {MOST_PER_DAY:,}."
    )
    per_placement: int | None = strawberry.field(
        default=None, description=f"The same in one placement, 0 to {MOST_PER_DAY:,}."
    )


@strawberry.input(description="Who sees no ads, until when.")
class GrantAdFreeInput(MutationInput):
    user_id: strawberry.ID = strawberry.field(description="Which member.")
    until: datetime | None = strawberry.field(
        default=None,
        description="Until when, in the next ten years; null takes that back, and what else they hold counts.",
    )
    reason: str = strawberry.field(description="Why, 1 to 1,000 characters; kept in the audit log.")


@strawberry.type(description="What was set.")
class SetAdLoadPayload(Payload):
    ad_load: records.AdLoad | None = strawberry.field(
        default=None, description="The cap that holds now.", graphql_type=AdLoad | None
    )


@strawberry.type(description="What was granted.")
class GrantAdFreePayload(Payload):
    user: users.User | None = strawberry.field(default=None, description="The member.", graphql_type=User | None)


@strawberry.type
class AdLoadMutation:
    @mutation(description="Set the cap on how many ads one known reader views in 24 hours. Needs `sponsor:manage`.")
    async def set_ad_load(self, info: Info, input: SetAdLoadInput) -> SetAdLoadPayload:
        load = records.AdLoad(per_day=input.per_day, per_placement=input.per_placement)
        return SetAdLoadPayload(ad_load=await ad_load.put(info.context, load))

    @mutation(
        description="Let a member see no ads until a moment, by an operator's grant of it. Needs `sponsor:manage`."
    )
    async def grant_ad_free(self, info: Info, input: GrantAdFreeInput) -> GrantAdFreePayload:
        member = await ad_load.grant_ad_free(info.context, input.user_id, input.until, input.reason)
        return GrantAdFreePayload(user=member)
