"""Services in the API: what members ask each other and the community to do, and how each goes."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import area as areas
from domain import content as contents
from domain import order as orders
from domain import product as products
from domain import service as records
from domain import user as users
from domain.page import Connection as Rows
from domain.page import Edge
from domain.service import ENDS, ServiceDecision, ServiceEndReason, ServiceKind, ServiceParty, ServiceState
from resolvers import service
from schema.area import Area
from schema.content import Content
from schema.enums import describe_enum
from schema.money import Money
from schema.order import Order
from schema.page import Connection
from schema.product import Product
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User

describe_enum(
    ServiceState,
    "Where a service stands that was asked for.",
    {
        "REQUESTED": "It waits for an offer.",
        "OFFERED": "An offer waits for the buyer, until `offerUntil`.",
        "ACCEPTED": "The offer was accepted, and its order waits to be paid.",
        "PAID": "It is paid and held, and the provider is at work, until `deliverBy`.",
        "DELIVERED": "It waits for the buyer; unanswered it counts as accepted at `acceptBy`.",
        "DISPUTED": "Operators decide.",
        "RETURNING": "Money is on its way back to the buyer.",
        "COMPLETED": "What was held is the provider's.",
        "SPLIT": "A part went back to the buyer, and the rest is the provider's.",
        "RETURNED": "All went back to the buyer.",
        "CANCELLED": "It ended before anything was paid.",
    },
)
describe_enum(
    ServiceEndReason,
    "Why a service ended as it did.",
    {
        "BY_BUYER": "Its buyer accepted what was delivered, or gave it up.",
        "BY_PROVIDER": "Its provider gave it up.",
        "NOT_OFFERED": "Nobody made an offer in time.",
        "OFFER_ENDED": "Nobody accepted the offer in time.",
        "NOT_ANSWERED": "The buyer didn't answer to what was delivered.",
        "DECIDED": "Operators decided.",
        "REFUNDED": "Operators paid its order back.",
        "ERASED": "One of the two was erased.",
    },
)
describe_enum(
    ServiceDecision,
    "How operators decide a dispute.",
    {
        "RELEASE": "What is held is the provider's.",
        "RETURN": "All goes back to the buyer.",
        "SPLIT": "A part goes back to the buyer, and the rest is the provider's.",
    },
)
describe_enum(
    ServiceParty, "What somebody is to a service.", {"BUYER": "Who asks and pays.", "PROVIDER": "Who does the work."}
)


@view_of(
    records.ServiceRequest,
    description="A service that a member asked for. The two whose affair it is see it, and who manages orders; what "
    "they wrote to each other nobody else reads, until it is disputed.",
)
class ServiceRequest(Node):
    kind: ServiceKind = strawberry.field(description="What is asked for.")
    state: ServiceState = strawberry.field(description="Where it stands.")
    place_days: int | None = strawberry.field(description="Of a place: for how many days it is.")
    created_at: datetime = strawberry.field(description="When it was asked for.")
    price: Money | None = strawberry.field(description="What the last offer says, without tax; null before one.")
    offer_until: datetime | None = strawberry.field(description="Until when that holds.")
    work_days: int | None = strawberry.field(description="Within how many days from payment it is delivered.")
    escrow: Money | None = strawberry.field(description="What is held for the provider, of their share of the price.")
    deliver_by: datetime | None = strawberry.field(
        description="By when it is to be delivered; the buyer can give it up from then on."
    )
    delivered_at: datetime | None = strawberry.field(description="When it was.")
    accept_by: datetime | None = strawberry.field(description="When it counts as accepted without an answer.")
    disputed_at: datetime | None = strawberry.field(description="When the buyer disputed it.")
    decision: ServiceDecision | None = strawberry.field(description="How operators decided.")
    ended_at: datetime | None = strawberry.field(description="When it ended.")
    end_reason: ServiceEndReason | None = strawberry.field(description="Why it ended, or is about to.")

    @strawberry.field(description="The product that is asked for, sold or not.", graphql_type=Product | None)
    async def product(self: records.ServiceRequest, info: Info) -> products.Product | None:
        return await service.product(info.context, self)

    @strawberry.field(description="Who asks; null when they are gone.", graphql_type=User | None)
    async def buyer(self: records.ServiceRequest, info: Info) -> users.User | None:
        return await service.user(info.context, self.buyer_id)

    @strawberry.field(description="Who provides it; null for the community.", graphql_type=User | None)
    async def provider(self: records.ServiceRequest, info: Info) -> users.User | None:
        return await service.user(info.context, self.provider_id)

    @strawberry.field(description="What the viewer is to it; null for who only manages orders.")
    def viewer_party(self: records.ServiceRequest, info: Info) -> ServiceParty | None:
        return service.viewers_party(info.context, self)

    @strawberry.field(description="Of a place: what is shown.", graphql_type=Content | None)
    async def content(self: records.ServiceRequest, info: Info) -> contents.Content | None:
        return await service.content(info.context, self)

    @strawberry.field(description="Of a place: where.", graphql_type=Area | None)
    async def area(self: records.ServiceRequest, info: Info) -> areas.Area | None:
        return await service.area(info.context, self)

    @strawberry.field(
        description="The order that pays it, for its buyer and who manages orders.", graphql_type=Order | None
    )
    async def order(self: records.ServiceRequest, info: Info) -> orders.Order | None:
        return await service.order(info.context, self)

    @strawberry.field(description="What is to be done, in the buyer's words.")
    def brief(self: records.ServiceRequest, info: Info) -> str | None:
        return service.text(info.context, self, self.brief)

    @strawberry.field(description="What the provider said to the offer.")
    def offer_note(self: records.ServiceRequest, info: Info) -> str | None:
        return service.text(info.context, self, self.offer_note)

    @strawberry.field(description="What the provider said to what was delivered, such as where it is.")
    def delivery_note(self: records.ServiceRequest, info: Info) -> str | None:
        return service.text(info.context, self, self.delivery_note)

    @strawberry.field(description="Why the buyer disputes it.")
    def dispute_reason(self: records.ServiceRequest, info: Info) -> str | None:
        return service.text(info.context, self, self.dispute_reason)

    @strawberry.field(description="Why operators decided so.")
    def decision_note(self: records.ServiceRequest, info: Info) -> str | None:
        return service.text(info.context, self, self.decision_note)


States = Annotated[
    list[ServiceState] | None,
    strawberry.argument(description="Only those in these states; by default all that haven't ended."),
]
OPEN = tuple(state for state in ServiceState if state not in ENDS)


@strawberry.type
class ServiceQuery:
    @strawberry.field(
        description="Services that members asked for, the newest first. Needs `orders:manage`.",
        graphql_type=Connection[ServiceRequest] | None,
    )
    async def service_requests(
        self, info: Info, first: First = 20, after: After = None, states: States = None
    ) -> Rows[Edge[records.ServiceRequest]]:
        wanted = OPEN if states is None else tuple(dict.fromkeys(states))
        return await service.latest(info.context, wanted, page(first, after))
