"""Invoices in the API."""

from datetime import date
from typing import Annotated

import strawberry

from domain import invoice as records
from domain import money as money_records
from schema.money import Money
from schema.types import view_of

First = Annotated[date, strawberry.argument(name="from", description="The first day, in UTC.")]
Last = Annotated[date, strawberry.argument(name="to", description="The last day, in UTC; at most a year later.")]


@view_of(records.InvoiceLine, description="What one flight was charged.")
class InvoiceLine:
    flight_id: strawberry.ID = strawberry.field(description="Which flight.")
    name: str = strawberry.field(description="Its name.")
    spent_minor: int = strawberry.field(description="What it spent, in minor units of the sponsor's currency.")
    credited_minor: int = strawberry.field(description="What of that was credited, for acts found invalid later.")


@view_of(records.Invoice, description="What a sponsor's flights were charged on some days, as it stands in the ledger.")
class Invoice:
    currency: str = strawberry.field(description="Of all its amounts.")
    lines: list[InvoiceLine] = strawberry.field(description="One for each flight that was charged or credited.")

    @strawberry.field(description="What was spent less what was credited.", graphql_type=Money)
    def total(self: records.Invoice) -> money_records.Money:
        return self.total
