"""Rates: buckets that fill by themselves, and who counts as one caller."""

import pytest

from domain.rate import Rate, Rates, network


def test_a_bucket_holds_a_minute_and_fills_by_itself() -> None:
    rate = Rate(600)
    assert rate.per_second == 10
    assert rate.refilled(0, 6) == 60
    assert rate.refilled(590, 6) == 600
    assert rate.refilled(50, -5) == 50, "a clock that runs behind takes nothing away"
    assert rate.seconds_until(100, 40) == 6 and rate.seconds_until(40, 100) == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("unix:/run/stoa.sock", "unknown"),
        (None, "unknown"),
    ],
)
def test_what_counts_as_one_place(address: str | None, counted: str) -> None:
    assert network(address) == counted


def test_who_has_which_rate() -> None:
    rates = Rates.of(key=4, user=3, address=2, refused=1)
    accounts = (
        "key:key_1",
        "user:usr_1",
        "role:operator",
        "address:203.0.113.7",
        "address:2001:db8::",
        "refused:203.0.113.7",
    )
    assert [rate and rate.points for rate in map(rates.of_account, accounts)] == [4, 3, 3, 2, 2, 1]
    assert Rates.of(0, 0, 0, 0).of_account("user:usr_1") is None
