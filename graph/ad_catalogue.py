"""The flights that are live, as every process keeps them in mind."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from domain.ad_catalogue import ReservedPlace
from domain.campaign import CampaignKind
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoParams, Params, Query

Map = dict[str, Any]


class FlightsParams(Params):
    now: datetime
    known: Sequence[str] = ()


class FlightParams(Params):
    now: datetime
    id: str


class LiveFlight(Record):
    """A live flight as it is stored, so that what hasn't changed isn't read again."""

    flight: Map
    """Of one that is known, only what may change."""
    kind: CampaignKind
    sponsor: Map
    ads: list[Map]
    spent_micro: int
    spent_today_micro: int


FLIGHTS = Query("ad_catalogue/flights", FlightsParams, LiveFlight)
FLIGHT = Query("ad_catalogue/flight", FlightParams, LiveFlight)
RESERVED_PLACES = Query("ad_catalogue/reserved_places", NoParams, ReservedPlace)


async def flights(tx: Transaction, now: datetime, known: Iterable[str] = ()) -> list[LiveFlight]:
    """The flights that are live and what they have spent; those that aren't known with their terms and ads."""
    return await FLIGHTS.all(tx, FlightsParams(now=now, known=list(known)))


async def reserved_places(tx: Transaction) -> list[ReservedPlace]:
    """What is one sponsor's alone, and which areas refuse one."""
    return await RESERVED_PLACES.all(tx, NoParams())
