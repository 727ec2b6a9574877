"""Earnings in the API: what sales brought a member, what of it can be paid out, and the account posting by posting."""

import strawberry

from domain import ledger as postings
from domain import payout as records
from domain.money import Money as MoneyRecord
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import payout
from schema.ledger import Posting
from schema.money import Money
from schema.page import Connection
from schema.types import After, First, Info, page, view_of


@view_of(records.Earnings, description="What sales brought a member in one currency: as author, by a coupon, or both.")
class Earnings:
    currency: str = strawberry.field(description="Code by ISO 4217.")

    @strawberry.field(
        description="What they earned and wasn't paid out; below zero when more went back than was left, which what "
        "they earn next makes up first.",
        graphql_type=Money,
    )
    def balance(self: records.Earnings) -> MoneyRecord:
        return self.money(self.balance_minor)

    @strawberry.field(
        description="What of it is held, as it was sold within the last days and may be paid back.", graphql_type=Money
    )
    def held(self: records.Earnings) -> MoneyRecord:
        return self.money(max(0, self.held_minor))

    @strawberry.field(description="What of it is set aside for payouts that aren't sent yet.", graphql_type=Money)
    def under_way(self: records.Earnings) -> MoneyRecord:
        return self.money(self.under_way_minor)

    @strawberry.field(
        description="What can be paid out: the balance without what is held and under way; never below zero.",
        graphql_type=Money,
    )
    def available(self: records.Earnings) -> MoneyRecord:
        return self.money(self.available_minor)

    @strawberry.field(description="The least that is paid out at a time.", graphql_type=Money)
    def minimum(self: records.Earnings, info: Info) -> MoneyRecord:
        return self.money(info.context.payout_rules.minimum_minor)

    @strawberry.field(
        description="What was earned, went back and was paid out, the latest first.", graphql_type=Connection[Posting]
    )
    async def statement(
        self: records.Earnings, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[postings.Posted]]:
        return await payout.statement(info.context, self, page(first, after))
