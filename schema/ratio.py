"""Ratios in the API: never without their number of trials and their interval."""

import strawberry

from domain import ratio as records
from schema.scalars import BigInt
from schema.types import view_of


@view_of(records.Ratio, description="A share, what it rests on, and the interval it lies in with 95 % (Wilson).")
class Ratio:
    value: float | None = strawberry.field(description="Hits by trials; null without trials.")
    low: float | None = strawberry.field(description="Lower end of the interval; null without trials.")
    high: float | None = strawberry.field(description="Upper end of the interval; null without trials.")
    n: BigInt = strawberry.field(description="How many trials it rests on.")
