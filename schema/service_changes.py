"""What buyers, providers and operators do about services, in the API."""

from datetime import datetime

import strawberry

from domain import service as records
from domain.service import ServiceDecision, ServiceKind
from domain.service_terms import MAX_DAYS, MAX_OFFER, MAX_TEXT, ServiceOffer
from resolvers import service_changes, service_return
from schema.checkout import Payable
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.service import ServiceRequest
from schema.types import Info
from schema.user_errors import Payload

TEXT = f"1 to {MAX_TEXT:,} characters"


@strawberry.input(description="What is to be shown where, and for how long.")
class PlaceInput:
    content_id: strawberry.ID = strawberry.field(description="A content of one's own that everybody may find.")
    area: str = strawberry.field(description="The slug of the area.")
    days: int = strawberry.field(description=f"1 to {MAX_DAYS}, from delivery on.")

    def meant(self) -> service_changes.Place:
        """What is meant."""
        return service_changes.Place(self.content_id, self.area, self.days)


@strawberry.input(description="What is asked for.")
class RequestServiceInput(MutationInput):
    product_id: strawberry.ID = strawberry.field(description="A product of kind SERVICE, which says who provides it.")
    kind: ServiceKind = strawberry.field(description="What it is to be. Places are had from the community alone.")
    brief: str = strawberry.field(description=f"What is to be done, in {TEXT}; the provider alone reads it.")
    place: PlaceInput | None = strawberry.field(default=None, description="Of a place, and of nothing else.")


@strawberry.input(description="What a service costs.")
class OfferServiceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which request.")
    price: MoneyInput = strawberry.field(description="Without tax, in a currency in which the product has a price.")
    until: datetime = strawberry.field(description=f"Until when it holds, within {MAX_OFFER.days} days.")
    work_days: int = strawberry.field(description=f"Days from payment to delivery, 1 to {MAX_DAYS}.")
    note: str | None = strawberry.field(default=None, description=f"What is to be said to it, in {TEXT}.")


@strawberry.input(description="An offer to accept.")
class AcceptOfferInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Of which request.")
    expected_price: MoneyInput | None = strawberry.field(
        default=None, description="What the buyer was shown. If it costs something else now, nothing is accepted."
    )


@strawberry.input(description="What was delivered.")
class DeliverServiceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which service.")
    note: str | None = strawberry.field(default=None, description=f"What is to be said to it, in {TEXT}.")


@strawberry.input(description="What is accepted.")
class AcceptDeliveryInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which service.")


@strawberry.input(description="What the buyer isn't content with.")
class DisputeServiceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which service.")
    reason: str = strawberry.field(description=f"Why, in {TEXT}; operators read it, and all that was written before.")


@strawberry.input(description="How a dispute is decided.")
class DecideServiceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which service.")
    decision: ServiceDecision = strawberry.field(description="Whose the money is.")
    note: str = strawberry.field(description=f"Why, in {TEXT}; both read it.")
    amount: MoneyInput | None = strawberry.field(default=None, description="What goes back when it is SPLIT.")


@strawberry.input(description="What is given up.")
class CancelServiceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which service.")


@strawberry.type(description="A service that was asked for or went on.")
class ServicePayload(Payload):
    service_request: records.ServiceRequest | None = strawberry.field(
        default=None, description="As it is now.", graphql_type=ServiceRequest | None
    )

    async def committed(self, info: Info) -> None:
        """Have the processor send what goes back; what that doesn't answer stays on its way."""
        if self.service_request is not None:
            self.service_request = await service_return.sent(info.context, self.service_request)


@strawberry.type(description="What was accepted, and where it is paid.")
class AcceptOfferPayload(Payable):
    service_request: records.ServiceRequest | None = strawberry.field(
        default=None, description="As it is now.", graphql_type=ServiceRequest | None
    )


@strawberry.type
class ServiceMutation:
    @mutation(description="Ask for a service. Members only, and nobody who is banned.")
    async def request_service(self, info: Info, input: RequestServiceInput) -> ServicePayload:
        place = None if input.place is None else input.place.meant()
        made = await service_changes.ask(info.context, input.product_id, input.kind, input.brief, place)
        return ServicePayload(service_request=made)

    @mutation(
        description="Say what a service costs, as its provider: who sells the product, or, of the community's own, who "
        "has `orders:manage`. The last offer counts."
    )
    async def offer_service(self, info: Info, input: OfferServiceInput) -> ServicePayload:
        offer = ServiceOffer(input.price.money(), input.until, input.work_days, input.note)
        return ServicePayload(service_request=await service_changes.offer(info.context, input.id, offer))

    @mutation(description="Accept the offer, as the buyer: it is paid as any order, and held until it is delivered.")
    async def accept_offer(self, info: Info, input: AcceptOfferInput) -> AcceptOfferPayload:
        expected = input.expected_price.money() if input.expected_price else None
        accepted, order = await service_changes.accept(info.context, input.id, expected)
        return AcceptOfferPayload(service_request=accepted, order=order)

    @mutation(description="Say that it is done, as the provider. A place is shown from now on.")
    async def deliver_service(self, info: Info, input: DeliverServiceInput) -> ServicePayload:
        return ServicePayload(service_request=await service_changes.deliver(info.context, input.id, input.note))

    @mutation(description="Accept what was delivered, as the buyer: what is held is the provider's.")
    async def accept_delivery(self, info: Info, input: AcceptDeliveryInput) -> ServicePayload:
        return ServicePayload(service_request=await service_changes.accept_delivery(info.context, input.id))

    @mutation(description="Let operators decide about what is paid, as the buyer.")
    async def dispute_service(self, info: Info, input: DisputeServiceInput) -> ServicePayload:
        return ServicePayload(service_request=await service_changes.dispute(info.context, input.id, input.reason))

    @mutation(description="Decide a dispute, of which one isn't part. Needs `orders:manage`.")
    async def decide_service(self, info: Info, input: DecideServiceInput) -> ServicePayload:
        amount = input.amount.money() if input.amount else None
        made = await service_return.decide(info.context, input.id, input.decision, input.note, amount)
        return ServicePayload(service_request=made)

    @mutation(
        description="Give a service up: the buyer before it is paid and once it is late, the provider at any time. "
        "What is paid goes back."
    )
    async def cancel_service(self, info: Info, input: CancelServiceInput) -> ServicePayload:
        return ServicePayload(service_request=await service_return.cancel(info.context, input.id))
