"""Secrets of API keys are spelt so that anyone can tell one, and what keys may be given is checked."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import SCOPES_OF_KEYS, SCOPES_OF_SPONSORS, Scope
from domain.api_key import check_expiry, check_name, check_overlap, check_scopes
from domain.errors import InvalidInput, NotAllowed
from domain.key_secret import SecretDigest, is_secret, new_secret

NOW = datetime(2026, 6, 1, tzinfo=UTC)
KNOWN = "stoa_00000000000000000000000000000000000003jnQlY"
"""A secret as they have been spelt from the first day on."""


def test_a_secret_is_its_own_checksum() -> None:
    secrets = {new_secret() for _ in range(1_000)}
    assert len(secrets) == 1_000
    assert all(is_secret(secret) and len(secret) == 48 for secret in secrets)


@given(st.integers(0, 47), st.characters())
def test_no_single_slip_goes_unseen(place: int, slip: str) -> None:
    secret = new_secret()
    if secret[place] != slip:
        assert not is_secret(secret[:place] + slip + secret[place + 1 :])


@pytest.mark.parametrize("secret", [KNOWN[:-1], KNOWN + "0", " " + KNOWN, KNOWN + "\n", KNOWN.upper()])
def test_what_is_cut_or_padded_is_none(secret: str) -> None:
    assert is_secret(KNOWN) and not is_secret(secret)


def test_digests_hang_on_the_servers_secret() -> None:
    one, other = SecretDigest("a" * 32), SecretDigest("b" * 32)
    assert one.of(KNOWN) == SecretDigest("a" * 32).of(KNOWN) != other.of(KNOWN)
    assert len(one.of(KNOWN)) == 64


def test_scopes_are_sorted_and_each_there_once() -> None:
    given = ["events:write", "content:read", "events:write"]
    assert check_scopes(given, frozenset(Scope), False) == (Scope.CONTENT_READ, Scope.EVENTS_WRITE)


@pytest.mark.parametrize("name", ["keys:manage", "events:own", "content:write", "EVENT", "*", "", "events:write "])
def test_what_no_key_can_have_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_scopes(["content:read", name], frozenset(Scope), False)
    assert refused.value.path == ("input", "scopes", "1")


def test_nobody_gives_what_they_lack() -> None:
    with pytest.raises(NotAllowed, match="models:write"):
        check_scopes(["content:read", "models:write"], {Scope.KEYS_MANAGE, Scope.CONTENT_READ}, False)


@pytest.mark.parametrize("scope", sorted(SCOPES_OF_KEYS))
def test_a_key_of_a_sponsor_is_about_the_sponsor_alone(scope: Scope) -> None:
    if scope in SCOPES_OF_SPONSORS:
        assert check_scopes([scope], frozenset(Scope), True) == (scope,)
    else:
        with pytest.raises(InvalidInput):
            check_scopes([scope], frozenset(Scope), True)


def test_other_values_out_of_range() -> None:
    assert check_name(" CRM ") == "CRM"
    assert check_expiry(None, NOW) is None
    assert check_overlap(0) == timedelta(0)
    for refused in (
        lambda: check_name("  "),
        lambda: check_name("x" * 101),
        lambda: check_scopes([], frozenset(Scope), False),
        lambda: check_expiry(NOW, NOW),
        lambda: check_expiry(datetime(2030, 1, 1), NOW),
        lambda: check_overlap(-1),
        lambda: check_overlap(169),
    ):
        with pytest.raises(InvalidInput):
            refused()
