"""What Stripe's webhooks tell, from payloads in the shapes it records, and amounts in the units it counts them in."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.payment import Outcome, Told, ToldKind
from payments.stripe_amount import THOUSANDTHS, from_stripe, to_stripe
from payments.stripe_words import EVENTS, fee_in, paid_by, told

FOLDER = Path(__file__).parent
KINDS = {
    "checkout_completed": ToldKind.PAID,
    "checkout_completed_unpaid": ToldKind.PROCESSING,
    "checkout_async_succeeded": ToldKind.PAID,
    "checkout_async_failed": ToldKind.PAYMENT_FAILED,
    "checkout_expired": ToldKind.CHECKOUT_EXPIRED,
    "checkout_of_another_shop": ToldKind.OTHER,
    "intent_succeeded": ToldKind.PAID,
    "intent_processing": ToldKind.PROCESSING,
    "refund_pending": ToldKind.OTHER,
    "refund_succeeded": ToldKind.REFUNDED,
    "refund_failed": ToldKind.REFUNDED,
    "refund_by_dashboard": ToldKind.REFUNDED,
    "dispute_inquiry": ToldKind.OTHER,
    "dispute_created": ToldKind.DISPUTED,
    "dispute_won": ToldKind.DISPUTE_CLOSED,
    "dispute_lost": ToldKind.DISPUTE_CLOSED,
    "dispute_inquiry_closed": ToldKind.OTHER,
    "customer_created": ToldKind.OTHER,
}


def recorded(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return event


def heard(name: str) -> Told:
    return told(recorded(name))


def test_every_recorded_payload_is_understood() -> None:
    assert {path.stem: heard(path.stem).kind for path in FOLDER.glob("*.json")} == KINDS


def test_a_payment_names_its_order_and_where_it_came_from() -> None:
    for name in ("checkout_completed", "intent_succeeded"):
        assert (heard(name).order_id, heard(name).payment_reference) == ("ord_1", "pi_3StoaRecorded")


def test_a_refund_names_the_key_it_was_asked_for_by_and_what_became_of_it() -> None:
    went, failed, by_hand = heard("refund_succeeded"), heard("refund_failed"), heard("refund_by_dashboard")
    assert (went.key, went.outcome, went.amount_minor, went.currency) == ("rfd_1", Outcome.SUCCEEDED, 700, "EUR")
    assert (failed.key, failed.outcome, failed.reason) == ("rfd_1", Outcome.FAILED, "lost_or_stolen_card")
    assert (by_hand.key, by_hand.outcome) == (None, Outcome.SUCCEEDED)


def test_a_dispute_tells_what_it_takes_and_how_it_ended() -> None:
    opened = heard("dispute_created")
    assert (opened.payment_reference, opened.amount_minor, opened.fee_minor) == ("pi_3StoaRecorded", 1900, 2000)
    assert [heard(f"dispute_{end}").won for end in ("won", "lost", "inquiry_closed")] == [True, False, None]
    assert heard("dispute_won").fee_minor == 2000


def test_no_address_or_name_of_a_buyer_is_kept() -> None:
    for path in FOLDER.glob("*.json"):
        assert "example.org" not in heard(path.stem).model_dump_json()


def test_every_type_that_is_subscribed_to_was_recorded() -> None:
    types = {recorded(path.stem)["type"] for path in FOLDER.glob("*.json")}
    assert set(EVENTS) - types == {"charge.dispute.funds_withdrawn", "charge.refund.updated"}


def test_a_payment_has_its_fee_in_the_currency_of_the_order() -> None:
    moved = {"currency": "eur", "fee": 85, "exchange_rate": None}
    intent = recorded("intent_succeeded")["data"]["object"]
    paid = paid_by(intent | {"latest_charge": {"created": 1_800_000_001, "balance_transaction": moved}})
    assert (paid.amount_minor, paid.currency, paid.fee_minor, paid.means) == (1900, "EUR", 85, None)
    assert fee_in("eur", {"currency": "usd", "fee": 92, "exchange_rate": 1.0824}) == 85
    assert paid_by(intent).fee_minor == 0


def test_a_card_is_kept_only_where_it_was_to_be() -> None:
    intent = recorded("intent_succeeded")["data"]["object"] | {"customer": "cus_1"}
    assert paid_by(intent).means is None
    assert paid_by(intent | {"setup_future_usage": "off_session"}).means == "cus_1/pm_1StoaRecorded"


@pytest.mark.parametrize(
    ("ours", "currency", "theirs"),
    [
        (1900, "EUR", 1900),
        (500, "JPY", 500),
        (500, "HUF", 50_000),
        (500, "ISK", 50_000),
        (500, "UGX", 50_000),
        (5_990, "KWD", 5_990),
    ],
)
def test_amounts_are_told_in_the_units_that_stripe_counts_in(ours: int, currency: str, theirs: int) -> None:
    assert to_stripe(ours, currency) == theirs
    assert from_stripe(theirs, currency) == ours


def test_what_stripe_cant_say_is_refused() -> None:
    with pytest.raises(InvalidInput, match="end in 0"):
        to_stripe(5_995, "KWD")


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "USD", "JPY", "HUF", "ISK", "KWD", "MGA", "KRW", "CLP", "COP"]))
def test_an_amount_comes_back_as_it_went(amount: int, currency: str) -> None:
    amount -= amount % 10 if currency in THOUSANDTHS else 0
    assert from_stripe(to_stripe(amount, currency), currency) == amount
