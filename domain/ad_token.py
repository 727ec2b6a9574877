"""The ticket of a decision: what was decided, sealed into the addresses of its pixel and of its click.

A ticket holds the whole decision, so that a view counts although the decision hasn't been written yet, or was lost
with a process. It is sealed by AES-GCM: nobody can change it, and neither a page nor a sponsor reads in it who was
shown what.
"""

import base64
import binascii
import zlib
from datetime import date, datetime, timedelta
from hashlib import blake2b
from os import urandom
from typing import Any
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError

from domain.errors import InvalidInput
from domain.flight import Pricing
from domain.flight import price_of_act as price_of_act
from domain.invalid import InvalidReason
from domain.record import Moment, Record

VIEW_WITHIN = timedelta(hours=2)
"""Of the decision."""
CLICK_WITHIN = timedelta(hours=24)
"""Of the view."""
CONVERT_WITHIN = timedelta(days=7)
"""Of the click."""
MAX_TOKEN = 4_000
NONCE = 12


class Placed(Record):
    """Where an ad stands: the dimensions of the cube of delivery."""

    flight_id: str
    ad_id: str
    campaign_id: str
    sponsor_id: str
    placement: str
    device: str | None = None
    country: str | None = None
    segment: str | None = None
    area_id: str | None = None
    tag_ids: tuple[str, ...] = ()
    """Of the content it stands beside."""

    def cell_key(self, day: date) -> str:
        """The key of its cell on a day of the flight's zone."""
        names = (self.campaign_id, self.flight_id, self.ad_id, day.isoformat(), self.placement)
        known = (self.device or "", self.country or "", self.segment or "", self.area_id or "")
        text = "\0".join((*names, *known, *sorted(self.tag_ids)))
        return blake2b(text.encode(), digest_size=16).hexdigest()


class AdTicket(Placed):
    """A decision to show an ad, as the property names of `AdDecision` and what acts need besides."""

    id: str
    """Of the decision: `dec_…`."""
    user_id: str | None = None
    """Of a reader who is known and consents; nobody else's."""
    content_id: str | None = None
    kind: str | None = None
    language: str | None = None
    decided_at: Moment
    pricing: Pricing
    price_micro: int
    """Of one act that is paid for, in micro-units of the currency, as it was then."""
    currency: str
    time_zone: str
    """Of the flight's days."""
    propensity: float
    """With which the policy chose this ad here, 0 to 1."""
    policy: str
    """Its name and version."""
    client: str = ""
    """Keyed hash of the network and agent that asked; empty when a server did."""
    mark: int = 0
    """Of the reader, 0 to 1023: tells readers apart without saying who they are."""
    landing_url: str
    void: InvalidReason | None = None
    """Why none of its acts will count, where that is known already: its reader is of the staff, say."""

    @property
    def expires_at(self) -> datetime:
        """From when on a view doesn't count any more."""
        return self.decided_at + VIEW_WITHIN

    def day(self, at: datetime) -> date:
        """The day of the flight's zone at a moment."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    def decision(self) -> dict[str, Any]:
        """The properties of its `AdDecision`; what isn't known is left out."""
        kept = self.model_dump(exclude={"mark", "landing_url", "time_zone", "void"}, exclude_none=True)
        kept |= {"tag_ids": list(self.tag_ids), "expires_at": self.expires_at}
        return kept | ({"refused": self.void.value} if self.void else {})


class AdTokenKey:
    """Seals tickets into tokens and opens its own again, on every worker that has the same secret."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only a hash of it is kept."""
        self._cipher = AESGCM(blake2b(secret, digest_size=32, person=b"stoa ad ticket").digest())

    def sign(self, ticket: AdTicket) -> str:
        """The token of a ticket, fit for a path; 300 to 900 characters."""
        plain = zlib.compress(ticket.model_dump_json(exclude_defaults=True).encode(), 9)
        nonce = urandom(NONCE)
        return base64.urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, plain, None)).decode().rstrip("=")

    def read(self, token: str) -> AdTicket:
        """The ticket of a token, however old it is.

        Raises:
            InvalidInput: it wasn't sealed here.
        """
        try:
            if len(token) > MAX_TOKEN or not token.isascii():
                raise ValueError("no token of ours")
            sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
            plain = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)
            return AdTicket.model_validate_json(zlib.decompress(plain))
        except (InvalidTag, binascii.Error, ValueError, zlib.error, ValidationError) as error:
            raise InvalidInput("This address wasn't made here.", ("token",)) from error
