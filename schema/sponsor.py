"""Sponsors in the API, for operators and for keys that are bound to one."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import application as applications
from domain import campaign as campaign_records
from domain import fit as fits
from domain import invoice as invoices
from domain import ledger as ledger_records
from domain import money as money_records
from domain import sponsor as records
from domain import sponsor_rules as rule_records
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import application, campaign, invoice, sponsor, sponsor_rules
from schema.application import SponsorApplication
from schema.campaign import Campaign
from schema.invoice import First as InvoiceFirst
from schema.invoice import Invoice
from schema.invoice import Last as InvoiceLast
from schema.ledger import Posting
from schema.money import Money
from schema.page import Connection
from schema.sponsor_rules import SponsorFit, SponsorRules
from schema.sponsor_state import SponsorState, SponsorTier
from schema.types import After, First, Info, Node, page, view_of

LIVING = (SponsorState.APPLIED, SponsorState.APPROVED, SponsorState.SUSPENDED)


@view_of(records.Sponsor, description="Who gives the community money to be seen there.")
class Sponsor(Node):
    name: str = strawberry.field(description="As shown.")
    website: str | None = strawberry.field(description="Its address, beginning with https://.")
    tier: SponsorTier = strawberry.field(description="What its contract is called.")
    state: SponsorState = strawberry.field(description="Where it stands.")
    state_reason: str | None = strawberry.field(description="Why it was decided so, in the operator's words.")
    currency: str = strawberry.field(description="Of its account, by ISO 4217.")
    starts_at: datetime | None = strawberry.field(description="When its contract begins; null where that is open.")
    ends_at: datetime | None = strawberry.field(description="When its contract ends; null where that is open.")
    created_at: datetime = strawberry.field(description="When it was entered.")

    @strawberry.field(description="What it has paid in and not yet spent.", graphql_type=Money)
    async def balance(self: records.Sponsor, info: Info) -> money_records.Money:
        return await sponsor.balance(info.context, self)

    @strawberry.field(
        description="What went into and out of its account, the latest first.",
        graphql_type=Connection[Posting] | None,
    )
    async def statement(
        self: records.Sponsor, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[ledger_records.Posted]]:
        return await sponsor.statement(info.context, self, page(first, after))

    @strawberry.field(
        description="What its flights were charged by postings of some days: what became of the money it paid in.",
        graphql_type=Invoice | None,
    )
    async def invoice(self: records.Sponsor, info: Info, first: InvoiceFirst, last: InvoiceLast) -> invoices.Invoice:
        return await invoice.of(info.context, self, first, last)

    @strawberry.field(
        description="Its campaigns, the newest first.",
        graphql_type=Connection[Campaign],
    )
    async def campaigns(
        self: records.Sponsor, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[campaign_records.Campaign]]:
        return await campaign.of_sponsor(info.context, self, page(first, after))

    @strawberry.field(
        description="The application by which it came; null when operators entered it, or who applied was erased.",
        graphql_type=SponsorApplication | None,
    )
    async def application(self: records.Sponsor, info: Info) -> applications.Application | None:
        return await application.of(info.context, self)

    @strawberry.field(
        description="Where it alone stands, beside what it doesn't, and what it is about.", graphql_type=SponsorRules
    )
    async def rules(self: records.Sponsor, info: Info) -> rule_records.SponsorRules:
        return await sponsor_rules.of(info.context, self)

    @strawberry.field(
        description="How well what it offers fits what the community reads; null while it offers nothing, or nothing "
        "was read.",
        graphql_type=SponsorFit | None,
    )
    async def fit(self: records.Sponsor, info: Info) -> fits.Fit | None:
        return await sponsor_rules.fit(info.context, self.id)


States = Annotated[
    list[SponsorState] | None,
    strawberry.argument(description="Only those in these states; by default all but rejected and ended ones."),
]


@strawberry.type
class SponsorQuery:
    @strawberry.field(
        description="Sponsors, the newest first. Needs `sponsor:manage` or `report:read`; a key that is bound to a "
        "sponsor sees that one.",
        graphql_type=Connection[Sponsor] | None,
    )
    async def sponsors(
        self, info: Info, first: First = 20, after: After = None, states: States = None
    ) -> Rows[Edge[records.Sponsor]]:
        return await sponsor.latest(info.context, LIVING if states is None else tuple(states), page(first, after))
