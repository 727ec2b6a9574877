"""Reports of delivery in the API."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import delivery_report as records
from domain import money as money_records
from domain import ratio as ratio_records
from domain.delivery_csv import as_csv
from domain.delivery_groups import OTHER, READERS, UNKNOWN
from domain.delivery_report import MAX_DIMENSIONS, ReportDimension
from schema.cost import cost
from schema.enums import describe_enum
from schema.money import Money
from schema.ratio import Ratio
from schema.scalars import BigInt
from schema.types import view_of

describe_enum(
    ReportDimension,
    "By what a report is told apart.",
    {
        "DAY": "The day, in the zone of the flight.",
        "AD": "What was shown.",
        "FLIGHT": "What paid for it.",
        "TAG": "Each tag of the page: one with two tags is in two rows, so that these come to more than the total.",
        "AREA": "Where the page stands.",
        "SEGMENT": "The value segment of the reader.",
        "PLACEMENT": "Where on the page.",
        "DEVICE": "What it was seen on.",
        "COUNTRY": "Where the reader was.",
        "INVALID_REASON": "Why acts didn't count; VALID has those that did.",
    },
)


@view_of(records.DeliveryRow, description="What delivery came to.")
class DeliveryRow:
    dimensions: list[str] = strawberry.field(
        description=f"Its value of each dimension, in the order asked for: a day, an id, a word; {UNKNOWN} for what "
        f"isn't known, {OTHER} for groups of fewer than {READERS} readers, merged."
    )
    labels: list[str] = strawberry.field(description="The same for people: names in the place of ids.")
    decisions: BigInt = strawberry.field(description="How often an ad was chosen.")
    views: BigInt = strawberry.field(description="How often one came into sight, counted once each.")
    clicks: BigInt = strawberry.field(description="How often one was followed, counted once each.")
    conversions: BigInt = strawberry.field(description="What came of clicks on the sponsor's side.")
    invalid: BigInt = strawberry.field(description="Acts that didn't count, and cost nothing.")
    spend: money_records.Money = strawberry.field(
        description="What was paid: of days that are closed what the ledger has.", graphql_type=Money
    )
    ctr: ratio_records.Ratio = strawberry.field(description="Clicks by views.", graphql_type=Ratio)
    conversion_rate: ratio_records.Ratio = strawberry.field(description="Conversions by clicks.", graphql_type=Ratio)
    cost_per_conversion: money_records.Money | None = strawberry.field(
        description="What a conversion cost; null without any.", graphql_type=Money | None
    )


@view_of(records.DeliveryReport, description="A report of delivery. Its total is of everything, whatever rows show.")
class DeliveryReport:
    total: records.DeliveryRow = strawberry.field(
        description="All of it together; it has no dimensions.", graphql_type=DeliveryRow
    )
    rows: list[records.DeliveryRow] = strawberry.field(
        description="By what was asked for: days in their order, else what was seen most comes first.",
        graphql_type=list[DeliveryRow],
        metadata=cost(assumed_size=100),
    )
    as_of: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(description="The same as text by RFC 4180, with a header and the total as its last line.")
    def csv(self: records.DeliveryReport) -> str:
        return as_csv(self)


From = Annotated[date | None, strawberry.argument(name="from", description="From this day on; null for the first.")]
To = Annotated[date | None, strawberry.argument(description="To the end of this day; null for now.")]
GroupBy = Annotated[
    list[ReportDimension] | None,
    strawberry.argument(
        description=f"By what to tell apart, at most {MAX_DIMENSIONS}; by day if null, and not at all if empty."
    ),
]
