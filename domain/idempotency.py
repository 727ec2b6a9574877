"""Idempotency: a call that is sent again under its key changes nothing, and is answered as it was the first time."""

import base64
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b, sha256

from cryptography.fernet import Fernet, InvalidToken

from domain.errors import Conflict, InvalidInput, NotAllowed

KEPT = timedelta(hours=24)
"""How long a call can be sent again at least."""

MAX_KEY = 200
PATH = ("input", "idempotencyKey")


@dataclass(frozen=True, slots=True)
class Call:
    """One call under a key. `principal`, `operation` and `key` name it, `fingerprint` tells what it asked for."""

    principal: str
    operation: str
    key: str
    fingerprint: str

    @property
    def name(self) -> tuple[str, str, str]:
        """What is the same whenever it is sent."""
        return self.principal, self.operation, self.key


def call_of(principal: str | None, operation: str, key: str, asked: bytes) -> Call:
    """The call of that principal; `asked` is its input without the key, the same bytes whenever it is the same.

    Raises:
        NotAllowed: nobody is accountable for it, so that it couldn't be told from a stranger's.
        InvalidInput: the key is empty or too long.
    """
    if principal is None:
        raise NotAllowed("Only who is signed in can use an idempotencyKey: send a bearer token.", PATH)
    if not 0 < len(key) <= MAX_KEY:
        raise InvalidInput(f"An idempotencyKey has 1 to {MAX_KEY} characters.", PATH)
    return Call(principal, operation, key, sha256(asked).hexdigest())


def check_same(call: Call, fingerprint: str) -> None:
    """Go on when the call that used this key first asked for the same.

    Raises:
        Conflict: it asked for something else.
    """
    if fingerprint != call.fingerprint:
        raise Conflict("This idempotencyKey was used for another input. Take a new key for a new request.", PATH)


class AnswerKey:
    """Seals the answers that are kept, for some hold secrets that are shown once: who reads the database reads none."""

    def __init__(self, secret: bytes) -> None:
        """Take the server's secret; only a hash of it is kept."""
        key = blake2b(secret, digest_size=32, person=b"stoa answer key").digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def seal(self, answer: bytes) -> str:
        """The answer as it is stored."""
        return self._fernet.encrypt(answer).decode("ascii")

    def open(self, sealed: str) -> bytes:
        """The answer that was sealed.

        Raises:
            Conflict: it was sealed under another secret of the server.
        """
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise Conflict(
                "The answer under this idempotencyKey can't be read any more. Take a new key.", PATH
            ) from None
