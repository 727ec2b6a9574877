"""Making, changing and reviewing flights in the API."""

from datetime import datetime
from typing import Any

import strawberry

from domain import flight as records
from domain.flight import FlightState, Pricing
from resolvers import flight
from schema.flight import Flight
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.targeting_input import TargetingInput
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input
class FlightTermsInput(MutationInput):
    """What both mutations take."""

    daily_cap: MoneyInput | None = strawberry.field(
        default=None, description="What it may spend on one day of its zone, at most the budget."
    )
    targeting: TargetingInput | None = strawberry.field(
        default=None, description="Whom it is for; everybody if not given."
    )

    def terms(self, *names: str) -> dict[str, Any]:
        """What is given of these and of the shared ones, as the resolvers take it."""
        given = {name: getattr(self, name) for name in (*names, "daily_cap")}
        money = {name: value.money() if isinstance(value, MoneyInput) else value for name, value in given.items()}
        return money | {"targeting": self.targeting.targeting() if self.targeting else None}


@strawberry.input(description="A new flight; a draft.")
class CreateFlightInput(FlightTermsInput):
    campaign_id: strawberry.ID = strawberry.field(description="Of which campaign.")
    name: str = strawberry.field(description="As its managers call it, 1 to 100 characters.")
    pricing: Pricing = strawberry.field(description="What is paid for.")
    price: MoneyInput = strawberry.field(description="Of a click, a thousand views, or an action.")
    budget: MoneyInput = strawberry.field(description="What it may spend in all.")
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it ends; later than it begins, and to come.")
    time_zone: str = strawberry.field(default="UTC", description="IANA name of the zone of its days.")


@strawberry.input(description="Changes of a flight that is being written; what isn't given stays.")
class EditFlightInput(FlightTermsInput):
    id: strawberry.ID = strawberry.field(description="Which flight.")
    name: str | None = strawberry.field(default=None, description="As its managers call it, 1 to 100 characters.")
    pricing: Pricing | None = strawberry.field(default=None, description="What is paid for.")
    price: MoneyInput | None = strawberry.field(default=None, description="Of a click, a thousand views, or an action.")
    budget: MoneyInput | None = strawberry.field(default=None, description="What it may spend in all.")
    starts_at: datetime | None = strawberry.field(default=None, description="When it begins.")
    ends_at: datetime | None = strawberry.field(default=None, description="When it ends.")
    time_zone: str | None = strawberry.field(default=None, description="IANA name of the zone of its days.")


@strawberry.input(description="Where a flight is to be taken.")
class ChangeFlightStateInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which flight.")
    state: FlightState = strawberry.field(description="What it becomes.")
    reason: str | None = strawberry.field(default=None, description="Why; a rejection needs a reason.")


@strawberry.input(description="Another budget of a flight that was approved.")
class ChangeFlightBudgetInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which flight.")
    budget: MoneyInput = strawberry.field(description="What it may spend in all; not less than it has spent.")
    daily_cap: MoneyInput | None = strawberry.field(
        default=None, description="What it may spend on one day of its zone, at most the budget; stays if not given."
    )


@strawberry.type
class FlightPayload(Payload):
    """What every one of these mutations answers with."""

    flight: records.Flight | None = strawberry.field(
        default=None, description="The flight as it is now.", graphql_type=Flight | None
    )


@strawberry.type(description="What was made.")
class CreateFlightPayload(FlightPayload):
    pass


@strawberry.type(description="What was changed.")
class EditFlightPayload(FlightPayload):
    pass


@strawberry.type(description="What became of it.")
class ChangeFlightStatePayload(FlightPayload):
    pass


@strawberry.type(description="What became of it.")
class ChangeFlightBudgetPayload(FlightPayload):
    pass


TERMS = ("name", "pricing", "price", "budget", "starts_at", "ends_at", "time_zone")


@strawberry.type
class FlightMutation:
    @mutation(description="Make a flight, as a draft. Needs `sponsor:manage`.")
    async def create_flight(self, info: Info, input: CreateFlightInput) -> CreateFlightPayload:
        made = await flight.create(info.context, input.campaign_id, input.terms(*TERMS))
        return CreateFlightPayload(flight=made)

    @mutation(description="Change a flight that is being written, or was rejected. Needs `sponsor:manage`.")
    async def edit_flight(self, info: Info, input: EditFlightInput) -> EditFlightPayload:
        return EditFlightPayload(flight=await flight.edit(info.context, input.id, input.terms(*TERMS)))

    @mutation(
        description="Hand in, pause, resume or end a flight; what becomes of a review is for operators to decide. "
        "Needs `sponsor:manage`."
    )
    async def change_flight_state(self, info: Info, input: ChangeFlightStateInput) -> ChangeFlightStatePayload:
        return ChangeFlightStatePayload(flight=await flight.take_to(info.context, input.id, input.state, input.reason))

    @mutation(
        description="Change the budget of a flight that was approved. The difference is set aside of its sponsor's "
        "money, or given back. Needs `sponsor:manage`."
    )
    async def change_flight_budget(self, info: Info, input: ChangeFlightBudgetInput) -> ChangeFlightBudgetPayload:
        cap = input.daily_cap.money() if input.daily_cap else None
        return ChangeFlightBudgetPayload(
            flight=await flight.change_budget(info.context, input.id, input.budget.money(), cap)
        )
