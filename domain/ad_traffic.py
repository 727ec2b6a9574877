"""Invalid traffic: what of a visit tells that no reader is behind it, and how often one may view and click.

Who visits is told apart by a keyed hash of network and agent (`ad_client.py`), so a limit is for all who share both, as
colleagues in one office do. That is why views may be many; clicks are few with anybody.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from crawleruseragents import is_crawler

from domain.invalid import AdAct, InvalidReason

MAX_AGENT = 500
"""Characters of an agent that are looked at."""
SECOND, MINUTE, HOUR, DAY = 1_000, 60_000, 3_600_000, 86_400_000
LIMITS: dict[AdAct, tuple[tuple[int, int], ...]] = {
    AdAct.VIEW: ((MINUTE, 60), (10 * MINUTE, 300)),
    AdAct.CLICK: ((MINUTE, 3), (10 * MINUTE, 6), (HOUR, 15), (DAY, 40)),
}
"""So many acts of one client in so many milliseconds."""
KEPT = {act: max(most for _, most in limits) for act, limits in LIMITS.items()}
"""How many of a client's latest acts are remembered."""
CLIENTS_KEPT = timedelta(days=1)
"""Since a client did something; no limit asks for longer."""
INVALID_KEPT = timedelta(days=90)
"""As long as the decisions they are of."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a pixel or a redirect, as far as its transport tells."""

    address: str | None
    agent: str
    speculative: bool
    """Whether a browser asked ahead of its reader, or asked for the headers alone."""
    at: datetime


class Networks:
    """Networks of which one wants to know whether an address is in one; asked in O(log n)."""

    def __init__(self, networks: Iterable[str]) -> None:
        """Take networks as in 192.0.2.0/24 or 2001:db8::/32, or single addresses.

        Raises:
            ValueError: one is none.
        """
        ranges = sorted(
            (net.version, int(net.network_address), int(net.broadcast_address))
            for net in (ip_network(text.strip(), strict=False) for text in networks)
        )
        merged: list[tuple[int, int, int]] = []
        for version, first, last in ranges:
            if merged and merged[-1][0] == version and first <= merged[-1][2]:
                merged[-1] = (version, merged[-1][1], max(last, merged[-1][2]))
            else:
                merged.append((version, first, last))
        self._ranges = merged

    def __contains__(self, address: str | None) -> bool:
        try:
            parsed = ip_address((address or "").partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(parsed, "ipv4_mapped", None) or parsed
        at = bisect_right(self._ranges, (mapped.version, int(mapped), 1 << 128)) - 1
        if at < 0:
            return False
        version, _, last = self._ranges[at]
        return version == mapped.version and int(mapped) <= last


@dataclass(frozen=True, slots=True)
class Screen:
    """What is known of networks: whose visits are the community's own, and where no people live."""

    staff: Networks
    data_centres: Networks

    def reason(self, visit: Visit) -> InvalidReason | None:
        """Why the visit is no reader's, as far as one can tell; None when it may be."""
        if visit.speculative:
            return InvalidReason.PREFETCH
        if not visit.agent.strip() or is_crawler(visit.agent[:MAX_AGENT]):
            return InvalidReason.BOT
        if visit.address in self.staff:
            return InvalidReason.STAFF
        return InvalidReason.DATA_CENTRE if visit.address in self.data_centres else None


def too_often(act: AdAct, earlier: Sequence[int], now: int) -> bool:
    """Whether one more act of a client would be too many, by when its latest were; all in milliseconds since 1970."""
    return any(sum(1 for at in earlier if at > now - span) >= most for span, most in LIMITS[act])


def remembered(act: AdAct, earlier: Sequence[int], now: int) -> list[int]:
    """What is remembered of a client's acts after one more; those that no limit asks for are left out."""
    longest = max(span for span, _ in LIMITS[act])
    return [*(at for at in earlier if at > now - longest), now][-KEPT[act] :]


def networks_in(text: str) -> list[str]:
    """The networks of a file with one a line; a `#` begins a remark."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
