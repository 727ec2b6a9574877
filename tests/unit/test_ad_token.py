"""Tokens of decisions: what is sealed comes out, on every worker, and nothing but what was sealed here."""

import base64
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ad_client import MARKS, ClientKey, prefix
from domain.ad_token import MAX_TOKEN, AdTicket, AdTokenKey
from domain.errors import InvalidInput
from domain.flight import Pricing, price_of_act
from domain.ids import IdPrefix, new_id
from domain.invalid import InvalidReason

NOW = datetime(2026, 11, 28, 23, 30, tzinfo=UTC)
KEY = AdTokenKey(b"a secret of some length")


def ticket(**given: object) -> AdTicket:
    """A ticket with most of what one may have."""
    fields: dict[str, object] = {
        "id": new_id(IdPrefix.DECISION),
        "flight_id": new_id(IdPrefix.FLIGHT),
        "ad_id": new_id(IdPrefix.AD),
        "campaign_id": new_id(IdPrefix.CAMPAIGN),
        "sponsor_id": new_id(IdPrefix.SPONSOR),
        "placement": "sidebar",
        "decided_at": NOW,
        "pricing": Pricing.CPM,
        "price_micro": 400_000,
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "propensity": 0.25,
        "policy": "thompson-1",
        "landing_url": "https://acme.example/",
    }
    return AdTicket.model_validate(fields | given)


tickets = st.builds(
    ticket,
    tag_ids=st.lists(st.text(max_size=30), max_size=10).map(tuple),
    user_id=st.none() | st.text(max_size=30),
    country=st.sampled_from([None, "DE", "CN"]),
    void=st.none() | st.sampled_from(InvalidReason),
    mark=st.integers(0, MARKS - 1),
    decided_at=st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1)),
)


@given(tickets)
def test_a_token_gives_back_its_ticket_on_another_worker(made: AdTicket) -> None:
    assert AdTokenKey(b"a secret of some length").read(KEY.sign(made)) == made


def test_a_token_hides_who_was_shown_what() -> None:
    made = ticket(user_id=new_id(IdPrefix.USER))
    token = KEY.sign(made)
    sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert made.user_id is not None and made.user_id.encode() not in sealed
    assert KEY.sign(made) != token and len(token) < 1_000


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_token_is_refused(where: int, by: int) -> None:
    sealed = bytearray(base64.urlsafe_b64decode(KEY.sign(ticket()) + "=="))
    sealed[where % len(sealed)] ^= by
    with pytest.raises(InvalidInput):
        KEY.read(base64.urlsafe_b64encode(bytes(sealed)).decode().rstrip("="))


@pytest.mark.parametrize("token", ["", "x", "…", "a" * 5, "A" * 200, "../../etc", "a" * (MAX_TOKEN + 1), "a b"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidInput):
        KEY.read(token)


def test_a_token_of_another_community_is_refused() -> None:
    with pytest.raises(InvalidInput):
        KEY.read(AdTokenKey(b"another secret").sign(ticket()))


def test_a_view_is_due_within_two_hours_and_days_are_those_of_the_flight() -> None:
    made = ticket()
    assert made.expires_at == NOW + timedelta(hours=2)
    assert made.day(NOW) == date(2026, 11, 29), "half past midnight in Berlin"


def test_a_cell_is_the_same_whatever_the_order_of_tags() -> None:
    made = ticket(tag_ids=("b", "a"))
    day = date(2026, 11, 29)
    assert made.cell_key(day) == made.model_copy(update={"tag_ids": ("a", "b")}).cell_key(day)
    others = [made.model_copy(update=change) for change in ({"tag_ids": ("ab",)}, {"device": "mobile"}, {"ad_id": "x"})]
    keys = {made.cell_key(day), made.cell_key(day + timedelta(days=1)), *(other.cell_key(day) for other in others)}
    assert len(keys) == 5


def test_what_a_decision_keeps_is_what_is_known() -> None:
    kept = ticket(country="DE", void=InvalidReason.STAFF).decision()
    assert kept["country"] == "DE" and kept["refused"] == "STAFF" and kept["tag_ids"] == []
    assert not {"user_id", "landing_url", "mark", "time_zone", "void"} & set(kept)


@pytest.mark.parametrize(("pricing", "micro"), [(Pricing.CPM, 1_000), (Pricing.CPC, 10**6), (Pricing.CPA, 10**6)])
def test_a_price_of_one_minor_unit_is_whole_in_micro_units(pricing: Pricing, micro: int) -> None:
    assert price_of_act(pricing, 1) == micro


def test_clients_are_told_apart_by_network_and_agent() -> None:
    clients = ClientKey(b"a secret of some length")
    assert clients.of("203.0.113.7", "Firefox") == clients.of("203.0.113.200", "Firefox")
    told = {clients.of("203.0.113.7", "Firefox"), clients.of("203.0.114.7", "Firefox"), clients.of("203.0.113.7", "X")}
    assert len(told) == 3 and clients.of(None, "Firefox") == "" == clients.of("unknown", "Firefox")
    assert ClientKey(b"another secret").of("203.0.113.7", "Firefox") not in told


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0"),
        ("::ffff:203.0.113.7", "203.0.113.0"),
        ("2001:db8:1:2:3::4", "20010db80001"),
        ("fe80::1%eth0", "fe8000000000"),
        ("", None),
    ],
)
def test_a_network_is_24_bits_of_ipv4_and_48_of_ipv6(address: str, network: str | None) -> None:
    found = prefix(address)
    assert found == (network if network is None or "." in network else f"{network}::")


def test_marks_spread_over_readers() -> None:
    clients = ClientKey(b"a secret of some length")
    marks = {clients.mark(str(n)) for n in range(5_000)}
    assert marks <= set(range(MARKS)) and len(marks) > 0.95 * MARKS
