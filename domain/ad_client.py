"""Who is behind a request for an ad, as far as one must know: a keyed hash of network and agent, and a reader's mark.

The hash tells whether who clicks is who viewed. It names nobody: only the first 24 bits of an IPv4 address and 48 of an
IPv6 address go into it, and without the server's secret it can't be tried out.
"""

from hashlib import blake2b
from ipaddress import IPv4Address, ip_address

MARKS = 1_024
"""How many marks there are: each is shared by one in so many readers."""
IPV4_BITS, IPV6_BITS = 24, 48


class ClientKey:
    """Makes the hashes, alike on every worker that has the same secret."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only hashes of it are kept."""
        self._client = blake2b(secret, digest_size=32, person=b"stoa ad client").digest()
        self._mark = blake2b(secret, digest_size=32, person=b"stoa ad mark").digest()

    def of(self, address: str | None, agent: str) -> str:
        """The hash of who asks from an address with an agent; empty when the address isn't known."""
        network = prefix(address)
        if network is None:
            return ""
        return blake2b(f"{network}\0{agent}".encode(), key=self._client, digest_size=12).hexdigest()

    def mark(self, reader: str) -> int:
        """The mark of a reader, by their id or, where that isn't known, by the hash of their client."""
        digest = blake2b(reader.encode(), key=self._mark, digest_size=2).digest()
        return int.from_bytes(digest, "big") % MARKS


def prefix(address: str | None) -> str | None:
    """The network an address is in, as one subscriber may change within it; None for what is no address."""
    try:
        parsed = ip_address((address or "").partition("%")[0])
    except ValueError:
        return None
    mapped = parsed if isinstance(parsed, IPv4Address) else parsed.ipv4_mapped
    if mapped is not None:
        return str(IPv4Address(int(mapped) >> 32 - IPV4_BITS << 32 - IPV4_BITS))
    return f"{int(parsed) >> 128 - IPV6_BITS:x}::"
