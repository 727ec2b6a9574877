"""The secrets of API keys: what they look like, and what is kept of them."""

import hmac
import re
import secrets
import string
from hashlib import blake2b, sha256
from zlib import crc32

PREFIX = "stoa_"
RANDOM_LENGTH = 37
CHECKSUM_LENGTH = 6
HINT_LENGTH = len(PREFIX) + 4

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SECRET = re.compile(rf"{PREFIX}([0-9A-Za-z]{{{RANDOM_LENGTH}}})([0-9A-Za-z]{{{CHECKSUM_LENGTH}}})")


def new_secret() -> str:
    """A secret of 220 random bits with its checksum, so that scanners can tell one from any other text."""
    random = "".join(secrets.choice(_ALPHABET) for _ in range(RANDOM_LENGTH))
    return PREFIX + random + _checksum(random)


def is_secret(text: str) -> bool:
    """Whether `text` is spelt as our secrets are, checksum included; what isn't needn't be looked for."""
    match = _SECRET.fullmatch(text)
    return match is not None and _checksum(match[1]) == match[2]


def _checksum(random: str) -> str:
    """CRC-32 in base 62."""
    rest, digits = crc32(random.encode()), ""
    while rest:
        rest, digit = divmod(rest, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits.rjust(CHECKSUM_LENGTH, _ALPHABET[0])


class SecretDigest:
    """Turns secrets into what is stored of them; without the server's secret, the stored digests are of no use."""

    def __init__(self, secret: str) -> None:
        """Take the server's secret; changing it ends every key."""
        self._key = blake2b(secret.encode(), digest_size=32, person=b"stoa api keys").digest()

    def of(self, secret: str) -> str:
        """HMAC-SHA256 of a key's secret, in hexadecimal."""
        return hmac.new(self._key, secret.encode(), sha256).hexdigest()
