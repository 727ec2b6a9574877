"""Tokens of this server: what was verified once is remembered, and still expires."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from domain.access import Role
from domain.errors import Unauthenticated
from server import tokens

SECRET = "a secret of the tests, long enough to be one"


class Later(datetime):
    """A clock that is a day ahead."""

    @classmethod
    def now(cls, tz: object = None) -> "Later":
        """Tomorrow."""
        return cls.fromtimestamp((datetime.now(UTC) + timedelta(days=1)).timestamp(), UTC)


def test_a_remembered_token_expires(monkeypatch: pytest.MonkeyPatch) -> None:
    token = tokens.issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))
    assert tokens.session_of(SECRET, token) is tokens.session_of(SECRET, token)
    monkeypatch.setattr(tokens, "datetime", Later)
    with pytest.raises(Unauthenticated, match="expired"):
        tokens.session_of(SECRET, token)


def test_a_remembered_token_is_of_one_secret() -> None:
    token = tokens.issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))
    tokens.session_of(SECRET, token)
    with pytest.raises(Unauthenticated, match="isn't one Stoa signed"):
        tokens.session_of(SECRET + "!", token)


def test_what_was_refused_is_refused_again() -> None:
    unsigned = jwt.encode({"iss": "stoa", "role": "operator", "iat": 0, "exp": 9e9}, "", algorithm="none")
    for _ in range(2):
        with pytest.raises(Unauthenticated, match="isn't one Stoa signed"):
            tokens.session_of(SECRET, unsigned)
