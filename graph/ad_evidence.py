"""What delivery has shown: counts of ads by placement, and how much is asked for at which hour."""

from datetime import date, datetime

from domain.record import Moment, Record
from graph.queries import Params, Query


class DayParams(Params):
    date: date


class Delivered(Record):
    """What was counted of an ad in a placement on one day."""

    ad_id: str
    placement: str
    sponsor_id: str
    views: int
    clicks: int
    conversions: int


class HoursParams(Params):
    since: datetime
    before: datetime


class Asked(Record):
    """How many ads were asked for in one hour."""

    at: Moment
    requests: int


DAY = Query("ad_evidence/day", DayParams, Delivered)
HOURS = Query("ad_evidence/hours", HoursParams, Asked)
