"""What several mutations of the catalogue take: names, and prices."""

from typing import Any

import strawberry

from domain import product as products
from schema.billing import BillingInterval
from schema.idempotency import MutationInput
from schema.money import MoneyInput


@strawberry.input
class NamedInput(MutationInput):
    """What new things of the catalogue are called."""

    name: str = strawberry.field(description="As shown, 1 to 100 characters.")
    description: str | None = strawberry.field(default=None, description="What it is, at most 2,000 characters.")

    def named(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return {"name": self.name, "description": self.description}


@strawberry.input
class RenamedInput(MutationInput):
    """What things of the catalogue are called from now on; null leaves it."""

    id: strawberry.ID = strawberry.field(description="Which one.")
    name: str | None = strawberry.field(default=None, description="As shown, 1 to 100 characters.")
    description: str | None = strawberry.field(default=None, description="What it is; the empty text for nothing.")

    def named(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return {"name": self.name, "description": self.description}


@strawberry.input(description="What something costs.")
class PriceInput:
    amount: MoneyInput = strawberry.field(description="What is paid each time; nothing only for a MEMBERSHIP.")
    interval: BillingInterval = strawberry.field(
        default=BillingInterval.ONCE, description="How often; other than ONCE only for a MEMBERSHIP."
    )

    def price(self) -> products.NewPrice:
        """What is meant."""
        money = self.amount.money()
        return products.NewPrice(amount_minor=money.amount_minor, currency=money.currency, interval=self.interval)
