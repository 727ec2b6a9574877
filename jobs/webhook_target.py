"""Where a webhook's address leads: resolved once, checked, and connected to as it was checked."""

import asyncio
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv6 addresses behind which a gateway reaches any IPv4 address, private ones too."""


class TargetRefused(Exception):
    """Nothing may be sent there; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was checked: what to connect to, and the name to ask for there."""

    url: str
    host: str
    name: str


async def resolve(url: str, allow_private: bool) -> Target:
    """Look up the host of `url` and pick an address of it.

    Raises:
        TargetRefused: the name is unknown, or one of its addresses isn't on the public internet.
    """
    parts = urlsplit(url)
    name = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise TargetRefused(f"The name {name} can't be resolved.") from None
    addresses = [ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    if not allow_private and not all(is_public(address) for address in addresses):
        raise TargetRefused(f"{name} leads to an address that isn't on the public internet.")
    literal = f"[{addresses[0]}]" if addresses[0].version == 6 else str(addresses[0])
    return Target(parts._replace(netloc=f"{literal}:{port}").geturl(), parts.netloc, name)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an address of one machine on the public internet, and not one that wraps another address."""
    if isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in TRANSLATED or address.is_site_local
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
