"""Rates: how many points a caller may spend, as a bucket that holds a minute's worth and fills by itself."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

SECONDS = 60

REFUSED = "refused"
"""The kind of account that refusals at the door are drawn from."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many points a minute; the bucket holds as many, so a caller that rested may spend them at once."""

    points: int

    @property
    def per_second(self) -> float:
        """How fast the bucket fills."""
        return self.points / SECONDS

    def refilled(self, points: float, seconds: float) -> float:
        """What a bucket with that many points holds so much later."""
        return min(float(self.points), points + max(0.0, seconds) * self.per_second)

    def seconds_until(self, points: float, held: float) -> float:
        """How long it takes to fill a bucket that holds `held` to `points`; 0 when it is that full."""
        return max(0.0, points - held) / self.per_second


@dataclass(frozen=True, slots=True)
class Rates:
    """Those of API keys, of users, of addresses that nobody is signed in from, and of refusals; None for no limit."""

    key: Rate | None = None
    user: Rate | None = None
    address: Rate | None = None
    refused: Rate | None = None
    """What was refused at the door, by the address it came from; a point each."""

    @classmethod
    def of(cls, key: int, user: int, address: int, refused: int) -> "Rates":
        """The rates of so many points a minute; 0 stands for no limit."""
        return cls(*(Rate(points) if points else None for points in (key, user, address, refused)))

    def of_account(self, account: str) -> Rate | None:
        """The rate of a principal, or of an address as `network` writes it, for what it asks or what it is refused."""
        kind = account.partition(":")[0]
        return {"key": self.key, "address": self.address, REFUSED: self.refused}.get(kind, self.user)


@dataclass(frozen=True, slots=True)
class Quota:
    """What a caller has left: points of `limit`, which are full again in `reset_seconds`."""

    limit: int
    remaining: int
    reset_seconds: float


def network(address: str | None) -> str:
    """What counts as one place: an IPv4 address, or the 64 bits of an IPv6 address that one subscriber has at least."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped) if mapped else str(IPv6Address(int(parsed) >> 64 << 64))
