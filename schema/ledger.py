"""The ledger in the API: statements of accounts, and whether the books are right."""

from datetime import datetime

import strawberry

from domain import ledger as records
from domain.ledger import LedgerEntryKind
from domain.money import Money as MoneyRecord
from resolvers import ledger
from schema.enums import describe_enum
from schema.money import Money
from schema.scalars import BigInt
from schema.types import Info, view_of

describe_enum(
    LedgerEntryKind,
    "Why money moved.",
    {
        "FUNDING": "A sponsor paid in.",
        "FUNDING_RETURNED": "A sponsor got back what it hadn't spent.",
        "AD_SPEND": "Ads were delivered.",
        "AD_CREDIT": "What was charged for ads turned out to be invalid.",
        "AD_RESERVED": "A flight went live, or got a larger budget: that is set aside for it.",
        "AD_RELEASED": "A flight ended, or got a smaller budget: what it won't spend came back.",
        "SALE": "An order was paid: tax, fee and everybody's share of it.",
        "SALE_REFUNDED": "An order was paid back, whole or in part, and with it the shares.",
        "DISPUTE": "A buyer had a payment taken back by their bank.",
        "DISPUTE_WON": "A payment that was taken back came again.",
        "PAYOUT": "A member was paid what they had earned.",
        "PAYOUT_RETURNED": "What was paid out came back.",
        "ESCROWED": "A service was paid, and isn't accepted yet.",
        "ESCROW_RELEASED": "A service was accepted: it is earned.",
        "ESCROW_RETURNED": "A service wasn't delivered: its buyer has their money back.",
    },
)


@view_of(records.Posted, name="Posting", description="What one movement of money did to an account.")
class Posting:
    entry_id: strawberry.ID = strawberry.field(description="Of the movement; its other side has the same.")
    kind: LedgerEntryKind = strawberry.field(description="Why money moved.")
    number: int = strawberry.field(description="Counts up from 1 in the account, without gaps.")
    at: datetime = strawberry.field(description="When it was entered.")
    memo: str | None = strawberry.field(description="What was written to it.")
    about: strawberry.ID | None = strawberry.field(description="The order, refund or payout that it is about.")

    @strawberry.field(description="What the account gained or, negative, gave.", graphql_type=Money)
    def amount(self: records.Posted) -> MoneyRecord:
        return MoneyRecord(amount_minor=self.amount_minor, currency=self.currency)

    @strawberry.field(description="What the account held afterwards.", graphql_type=Money)
    def balance(self: records.Posted) -> MoneyRecord:
        return MoneyRecord(amount_minor=self.balance_minor, currency=self.currency)


@view_of(records.Moved, name="OrderPosting", description="What one movement of money about an order did to an account.")
class OrderPosting:
    entry_id: strawberry.ID = strawberry.field(description="Of the movement; its other sides have the same.")
    kind: LedgerEntryKind = strawberry.field(description="Why money moved.")
    at: datetime = strawberry.field(description="When it was entered.")
    memo: str | None = strawberry.field(description="What was written to it.")
    about: strawberry.ID = strawberry.field(description="The order, or the refund of it.")
    account: str = strawberry.field(description="Whose: of the community, of a member's earnings, of a processor …")

    @strawberry.field(description="What the account gained or, negative, gave.", graphql_type=Money)
    def amount(self: records.Moved) -> MoneyRecord:
        return MoneyRecord(amount_minor=self.amount_minor, currency=self.currency)


@view_of(records.Books, description="All the postings of one currency, checked.")
class Books:
    currency: str = strawberry.field(description="Code by ISO 4217.")
    postings: BigInt = strawberry.field(description="How many there are.")
    sum_minor: BigInt = strawberry.field(description="Their sum, which is 0: money moves, and isn't made.")
    differing: BigInt = strawberry.field(description="Accounts whose balance isn't what their postings come to: 0.")
    uneven: BigInt = strawberry.field(description="Movements whose postings don't sum to 0: 0.")
    overdrawn: BigInt = strawberry.field(description="Accounts below zero that can't owe: 0.")
    balanced: bool = strawberry.field(description="Whether these four are 0.")


@strawberry.type
class LedgerQuery:
    @strawberry.field(
        description="Whether the books are right, currency by currency; it looks at every posting. Needs `audit:read`.",
        graphql_type=list[Books] | None,
    )
    async def books(self, info: Info) -> list[records.Books]:
        return await ledger.books(info.context)
