"""Revenue in the API: numbers with their definitions, month by month, and the rows behind each of them."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import revenue as records
from domain import subscriber as subscribers
from domain.ledger import LedgerEntryKind
from domain.page import Connection as Rows
from domain.page import Edge
from domain.revenue import RevenueMeasure
from domain.revenue_report import MOST_MONTHS
from resolvers import revenue
from resolvers.revenue import Asked
from schema.cost import cost
from schema.enums import describe_enum
from schema.money import Money
from schema.page import Connection
from schema.scalars import BigInt
from schema.types import After, First, Info, page, view_of

describe_enum(
    RevenueMeasure,
    "A number of revenue; `definition` beside each says how it is made.",
    {measure.value: records.DEFINITIONS[measure] for measure in RevenueMeasure},
)


@view_of(records.RevenueNumber, description="A number of revenue, with what it means and what it rests on.")
class RevenueNumber:
    measure: RevenueMeasure = strawberry.field(
        description="Which; `revenueEntries` has the rows behind it by this name."
    )
    definition: str = strawberry.field(description="How it is made.")
    value: float | None = strawberry.field(
        description="Minor units of an amount, a count, or a part from 0 to 1; null where it isn't defined."
    )
    amount: Money | None = strawberry.field(description="The amount, of what is one, to the nearest minor unit.")
    n: BigInt = strawberry.field(description="How many postings it is the sum of, or subscribers it rests on.")


NUMBER = {measure.value.lower(): records.DEFINITIONS[measure] for measure in RevenueMeasure}


@view_of(
    records.Revenue,
    description="What selling brought in a time. To the minor unit, sales − refunds − disputes = tax + fees + shares + "
    "net + escrow.",
)
class Revenue:
    first: date = strawberry.field(description="Its first day, of UTC.")
    last: date = strawberry.field(description="Its last day.")
    sales: RevenueNumber = strawberry.field(description=NUMBER["sales"])
    refunds: RevenueNumber = strawberry.field(description=NUMBER["refunds"])
    disputes: RevenueNumber = strawberry.field(description=NUMBER["disputes"])
    tax: RevenueNumber = strawberry.field(description=NUMBER["tax"])
    fees: RevenueNumber = strawberry.field(description=NUMBER["fees"])
    shares: RevenueNumber = strawberry.field(description=NUMBER["shares"])
    net: RevenueNumber = strawberry.field(description=NUMBER["net"])
    escrow: RevenueNumber = strawberry.field(description=NUMBER["escrow"])
    payouts: RevenueNumber = strawberry.field(description=NUMBER["payouts"])
    mrr: RevenueNumber = strawberry.field(description=NUMBER["mrr"])
    subscribers: RevenueNumber = strawberry.field(description=NUMBER["subscribers"])
    arpu: RevenueNumber = strawberry.field(description=NUMBER["arpu"])
    churn: RevenueNumber = strawberry.field(description=NUMBER["churn"])
    ltv: RevenueNumber = strawberry.field(description=NUMBER["ltv"])


@view_of(records.RevenueReport, description="What selling brought, in one currency.")
class RevenueReport:
    currency: str = strawberry.field(description="Code by ISO 4217.")
    as_of: datetime = strawberry.field(description="When it was made; what happened up to then counts.")
    total: Revenue = strawberry.field(
        description="All of it; subscribers as they are at the end, and churn as Σ lost by Σ there of its months."
    )
    months: list[Revenue] = strawberry.field(description="Month by month.", metadata=cost(assumed_size=12))


@view_of(records.RevenueEntry, description="A movement of money behind a number.")
class RevenueEntry:
    id: strawberry.ID = strawberry.field(description="Of the movement in the ledger.")
    kind: LedgerEntryKind = strawberry.field(description="Why money moved.")
    at: datetime = strawberry.field(description="When it was entered.")
    memo: str | None = strawberry.field(description="What was written to it.")
    about: strawberry.ID | None = strawberry.field(description="The order, refund or payout that it is about.")
    amount: Money = strawberry.field(description="What it adds to the number.")
    postings: int = strawberry.field(description="Of how many postings.")


@view_of(subscribers.Span, description="For how long a subscription was paid for at one worth.")
class SubscriberSpan:
    subscription_id: strawberry.ID = strawberry.field(
        description="Of the subscription; `node` shows it to who may see it."
    )
    tier_id: strawberry.ID = strawberry.field(description="Of the tier that is paid for.")
    since: datetime = strawberry.field(description="When it began.")
    ended_at: datetime | None = strawberry.field(description="When it ended; null while it goes on.")
    yearly: Money = strawberry.field(description="What it is worth a year; MRR has a twelfth of it.")


From = Annotated[date, strawberry.argument(name="from", description="A day of the first month.")]
To = Annotated[date, strawberry.argument(description=f"A day of the last month; at most {MOST_MONTHS} months in all.")]
Currency = Annotated[str, strawberry.argument(description="Code by ISO 4217.")]
Measure = Annotated[RevenueMeasure, strawberry.argument(description="Of which number.")]


@strawberry.type
class RevenueQuery:
    @strawberry.field(
        description="What selling brought in whole months of UTC, number by number. Needs `revenue:read`.",
        graphql_type=RevenueReport | None,
    )
    async def revenue(self, info: Info, from_: From, to: To, currency: Currency) -> records.RevenueReport:
        return await revenue.report(info.context, from_, to, currency)

    @strawberry.field(
        description="The movements of money that a number of the ledger is the sum of, the latest first: the amounts "
        "of all of them come to it. Needs `revenue:read`.",
        graphql_type=Connection[RevenueEntry] | None,
    )
    async def revenue_entries(
        self,
        info: Info,
        measure: Measure,
        from_: From,
        to: To,
        currency: Currency,
        first: First = 20,
        after: After = None,
    ) -> Rows[Edge[records.RevenueEntry]]:
        return await revenue.entries(info.context, Asked(measure, from_, to, currency), page(first, after))

    @strawberry.field(
        description="The subscriptions that a number rests on: of `CHURN` and `LTV` those that were lost in the time, "
        "of the others those that were paid for at its end. Needs `revenue:read`.",
        graphql_type=Connection[SubscriberSpan] | None,
    )
    async def revenue_subscriptions(
        self,
        info: Info,
        measure: Measure,
        from_: From,
        to: To,
        currency: Currency,
        first: First = 20,
        after: After = None,
    ) -> Rows[Edge[subscribers.Span]]:
        return await revenue.subscriptions(info.context, Asked(measure, from_, to, currency), page(first, after))
