"""Ads: what is shown, and where it leads."""

from domain.record import Moment, Record
from domain.sponsor import check_address
from domain.text import required_line

MAX_HEADLINE, MAX_BODY = 80, 200
MAX_ADS = 50
"""Of one flight."""


class Ad(Record):
    """An ad of a flight, as plain text: nothing of a sponsor's runs on a page."""

    id: str
    flight_id: str
    headline: str
    body: str
    landing_url: str
    created_at: Moment


def check_headline(text: str) -> str:
    """The headline on one line.

    Raises:
        InvalidInput: nothing is left of it, or it is too long.
    """
    return _line(text, MAX_HEADLINE, "headline")


def check_body(text: str) -> str:
    """The body on one line.

    Raises:
        InvalidInput: nothing is left of it, or it is too long.
    """
    return _line(text, MAX_BODY, "body")


def check_landing(url: str) -> str:
    """Where a click leads.

    Raises:
        InvalidInput: a browser couldn't go there safely.
    """
    return check_address(url, ("input", "landingUrl"))


def _line(text: str, most: int, name: str) -> str:
    return required_line(text, most, f"It has 1 to {most} characters.", ("input", name))
