"""Commercial pressure in the API: what members met of paywalls and ads, and whether they left."""

from datetime import date
from typing import Annotated

import strawberry

from domain import pressure_report as records
from domain.pressure_report import FEWEST, PressureSignal
from domain.revenue_report import MOST_MONTHS
from resolvers import pressure
from schema.cost import cost
from schema.effectiveness import EvidenceStatus
from schema.enums import describe_enum
from schema.ratio import Ratio
from schema.types import Info, view_of

describe_enum(
    PressureSignal,
    "What a difference says.",
    {
        "MORE_LEAVE": "The whole interval is above 0: those who met more left more often.",
        "FEWER_LEAVE": "The whole interval is below 0: those who met more left less often.",
        "NO_DIFFERENCE": "0 is within the interval.",
        "INSUFFICIENT_DATA": f"Fewer than {FEWEST} members on one side.",
    },
)


@view_of(records.PressureBand, description="Members who met so much by day of activity.")
class PressureBand:
    least_by_day: float = strawberry.field(
        description="So many by day of activity, or more; 0 twice: none at all, and some."
    )
    below_by_day: float | None = strawberry.field(description="And fewer than that; null without an end.")
    status: EvidenceStatus = strawberry.field(description=f"INSUFFICIENT_DATA with fewer than {FEWEST} members.")
    left: Ratio = strawberry.field(
        description="The part that wasn't active within 28 days after the month; `n` are the members."
    )


@view_of(
    records.PressureDifference,
    description="By how much more often those left who met one and more by day of activity than others who are alike.",
)
class PressureDifference:
    value: float | None = strawberry.field(description="From −1 to 1, to four decimals; null of too few.")
    low: float | None = strawberry.field(description="Lower end of its interval of 95 %.")
    high: float | None = strawberry.field(description="Upper end.")
    pressed: int = strawberry.field(description="Members who met one and more by day, and have others alike.")
    others: int = strawberry.field(description="Those others.")
    signal: PressureSignal = strawberry.field(description="What it says.")


@view_of(records.PressureSide, description="One sort of pressure.")
class PressureSide:
    by_day: float | None = strawberry.field(description="How many were met by member and day of activity.")
    bands: list[PressureBand] = strawberry.field(description="From none to many.", metadata=cost(assumed_size=4))
    difference: PressureDifference = strawberry.field(description="Among members who are alike in all else.")


@view_of(records.Pressure, description="What members met in a time, and how many left.")
class Pressure:
    first: date = strawberry.field(description="Its first day, of UTC.")
    last: date = strawberry.field(description="Its last day.")
    left: Ratio = strawberry.field(description="Of all members who are counted, the part that left.")
    paywalls: PressureSide = strawberry.field(
        description="Paid contents that they viewed on a day while these were locked to them."
    )
    ads: PressureSide = strawberry.field(description="Ads that they viewed.")


@view_of(records.PressureReport, description="Whether members who meet more paywalls or ads leave more often.")
class PressureReport:
    caution: str = strawberry.field(description="What can't be told from it.")
    counted_until: date = strawberry.field(
        description="The last day of the last month that can be counted: of later ones it isn't known yet."
    )
    total: Pressure = strawberry.field(description="All months; members are compared within each.")
    months: list[Pressure] = strawberry.field(description="Month by month.", metadata=cost(assumed_size=12))


From = Annotated[date, strawberry.argument(name="from", description="A day of the first month.")]
To = Annotated[date, strawberry.argument(description=f"A day of the last month; at most {MOST_MONTHS} months in all.")]


@strawberry.type
class PressureQuery:
    @strawberry.field(
        description="Whether members who met more paywalls or ads left more often, in whole months of UTC. Needs "
        "`revenue:read`.",
        graphql_type=PressureReport | None,
    )
    async def pressure_report(self, info: Info, from_: From, to: To) -> records.PressureReport:
        return await pressure.report(info.context, from_, to)
