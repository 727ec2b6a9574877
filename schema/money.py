"""Money in the API: an amount of minor units and its currency."""

import strawberry

from domain import money as records
from schema.scalars import BigInt
from schema.types import view_of


@view_of(records.Money, description="An amount of money.")
class Money:
    amount_minor: BigInt = strawberry.field(description="In minor units: 1050 is 10.50 EUR, and 1,050 JPY.")
    currency: str = strawberry.field(description="Code by ISO 4217, such as EUR.")
    precision: int = strawberry.field(description="Decimal places of the currency: 2 for EUR, 0 for JPY.")


@strawberry.input(description="An amount of money.")
class MoneyInput:
    amount_minor: BigInt = strawberry.field(description="In minor units: 1050 is 10.50 EUR, and 1,050 JPY.")
    currency: str = strawberry.field(description="Code by ISO 4217, such as EUR.")

    def money(self) -> records.Money:
        """What is meant."""
        return records.Money(amount_minor=self.amount_minor, currency=self.currency)
