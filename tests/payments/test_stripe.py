"""Stripe as a processor: what is asked twice happens once, whatever dies in between, and only it is believed."""

import time
from datetime import timedelta

import pytest

from domain.errors import Conflict, InvalidInput
from domain.payment import Charge, Item, NotGenuine, Outcome, ProcessorDown, Purchase, Return, Standing, ToldKind
from payments.stripe import Stripe
from payments.stripe_client import Keys
from payments.stripe_words import at
from tests.payments.stripe_border import NOW, StripeBorder


def purchase(amount: int = 1900, currency: str = "EUR", keeps_means: bool = False) -> Purchase:
    items = (Item(name="A course", amount_minor=amount),)
    ends = at(NOW) + timedelta(days=1)
    return Purchase(
        order_id="ord_1", user_id="u", currency=currency, items=items, expires_at=ends, keeps_means=keeps_means
    )


def renewal(attempt: int = 1) -> Charge:
    means = "cus_1/pm_1"
    return Charge(
        order_id="ord_1",
        attempt=attempt,
        user_id="u",
        means=means,
        amount_minor=900,
        currency="EUR",
        description="A month",
    )


def back(key: str = "rfd_1", amount: int = 700, payment: str = "pi_1") -> Return:
    return Return(key=key, payment_reference=payment, amount_minor=amount, currency="EUR")


@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_a_checkout_that_failed_is_asked_for_again_and_is_one(
    processor: Stripe, border: StripeBorder, fault: str
) -> None:
    border.faults = [fault]
    with pytest.raises(ProcessorDown):
        await processor.checkout(purchase())
    first, second = await processor.checkout(purchase()), await processor.checkout(purchase())
    assert first == second and first.url == "https://checkout.example/cs_1"
    assert first.expires_at == at(NOW) + timedelta(days=1, minutes=-5)
    assert [session["amount_total"] for session in border.of("cs")] == [1900]


@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_a_renewal_is_charged_once_whatever_was_lost(processor: Stripe, border: StripeBorder, fault: str) -> None:
    border.faults = ["", fault]
    with pytest.raises(ProcessorDown):
        await processor.charge(renewal())
    outcome = await processor.charge(renewal())
    assert outcome.state is Outcome.SUCCEEDED and outcome.paid is not None
    assert (outcome.paid.amount_minor, outcome.paid.fee_minor, outcome.paid.means) == (900, 59, "cus_1/pm_1")
    assert len(border.of("pi")) == 1


async def test_a_renewal_is_charged_once_though_stripe_forgot_its_key(processor: Stripe, border: StripeBorder) -> None:
    first = await processor.charge(renewal())
    border.keys.clear()
    assert await processor.charge(renewal(attempt=2)) == first
    assert len(border.of("pi")) == 1


async def test_a_declined_card_is_tried_again_by_another_attempt(processor: Stripe, border: StripeBorder) -> None:
    border.declines = "insufficient_funds"
    declined = await processor.charge(renewal())
    assert (declined.state, declined.reason) == (Outcome.FAILED, "insufficient_funds")
    border.declines = None
    assert await processor.charge(renewal()) == declined
    assert (await processor.charge(renewal(attempt=2))).state is Outcome.SUCCEEDED


async def test_what_failed_days_later_is_told_when_it_is_asked_for_again(
    processor: Stripe, border: StripeBorder
) -> None:
    await processor.charge(renewal())
    error = {"code": "debit_not_authorized"}
    border.made["pi_1"] |= {"status": "requires_payment_method", "last_payment_error": error}
    failed = await processor.charge(renewal())
    assert (failed.state, failed.reason) == (Outcome.FAILED, "debit_not_authorized")
    assert (await processor.charge(renewal(attempt=2))).state is Outcome.SUCCEEDED


async def test_what_is_on_its_way_is_not_charged_again(processor: Stripe, border: StripeBorder) -> None:
    await processor.charge(renewal())
    border.made["pi_1"]["status"] = "processing"
    assert (await processor.charge(renewal(attempt=2))).state is Outcome.PENDING
    assert len(border.of("pi")) == 1


@pytest.mark.parametrize("forgets", [False, True])
async def test_a_refund_goes_once(processor: Stripe, border: StripeBorder, forgets: bool) -> None:
    await processor.charge(renewal())
    border.faults = ["", "silent"]
    with pytest.raises(ProcessorDown):
        await processor.refund(back())
    if forgets:
        border.keys.clear()
    outcome = await processor.refund(back())
    assert (outcome.state, outcome.reference) == (Outcome.SUCCEEDED, "re_1")
    assert [refund["amount"] for refund in border.of("re")] == [700]


async def test_more_than_was_paid_is_not_refunded(processor: Stripe, border: StripeBorder) -> None:
    await processor.charge(renewal())
    await processor.refund(back())
    outcome = await processor.refund(back("rfd_2", 300))
    assert outcome.state is Outcome.FAILED and "greater than" in (outcome.reason or "")


async def test_an_order_is_seen_as_it_stands(processor: Stripe, border: StripeBorder) -> None:
    assert (await processor.look("ord_1", "cs_1")).standing is Standing.UNKNOWN
    assert (await processor.payment("pi_1")).standing is Standing.UNKNOWN
    await processor.checkout(purchase(keeps_means=True))
    assert (await processor.look("ord_1", "cs_1")).standing is Standing.OPEN
    border.pay("cs_1")
    seen = await processor.look("ord_1", "cs_1")
    assert seen == await processor.look("ord_1", None) == await processor.payment("pi_1")
    assert seen.standing is Standing.PAID and seen.paid is not None and seen.order_id == "ord_1"
    assert (seen.paid.reference, seen.paid.amount_minor, seen.paid.means) == ("pi_1", 1900, "cus_1/pm_1")


async def test_a_checkout_nobody_paid_is_seen_as_expired(processor: Stripe, border: StripeBorder) -> None:
    await processor.checkout(purchase())
    border.expire("cs_1")
    assert (await processor.look("ord_1", "cs_1")).standing is Standing.EXPIRED


async def test_what_couldnt_be_delivered_is_told_from_the_oldest(processor: Stripe, border: StripeBorder) -> None:
    await processor.checkout(purchase())
    paid = border.pay("cs_1")
    border.undelivered = [border.dispute("pi_1", "needs_response"), paid]
    told = await processor.missed(at(NOW))
    assert [event.kind for event in told] == [ToldKind.PAID, ToldKind.DISPUTED]


async def test_a_currency_is_told_in_stripes_units(processor: Stripe, border: StripeBorder) -> None:
    checkout = await processor.checkout(purchase(500, "HUF"))
    assert border.made[checkout.reference]["amount_total"] == 50_000
    border.pay(checkout.reference)
    seen = await processor.payment("pi_1")
    assert seen.paid is not None and seen.paid.amount_minor == 500
    with pytest.raises(InvalidInput, match="end in 0"):
        await processor.checkout(purchase(5_995, "KWD"))


async def test_a_checkout_that_changed_is_no_second_one(processor: Stripe, border: StripeBorder) -> None:
    await processor.checkout(purchase())
    with pytest.raises(ProcessorDown):
        await processor.checkout(purchase(1))
    assert len(border.of("cs")) == 1


async def test_nothing_answers_where_no_server_is(border: StripeBorder) -> None:
    nowhere = Stripe(Keys("sk_test_123", "whsec_x", "http://127.0.0.1:9"), "https://community.example")
    for asked in (
        nowhere.checkout(purchase()),
        nowhere.charge(renewal()),
        nowhere.refund(back()),
        nowhere.look("o", "c"),
    ):
        with pytest.raises(ProcessorDown, match="Nothing was lost"):
            await asked
    await nowhere.close()


async def test_a_refused_key_is_an_operators_to_mend(processor: Stripe, border: StripeBorder) -> None:
    border.answers = 401, {"error": {"type": "invalid_request_error", "message": "Invalid API Key: sk_test_****"}}
    with pytest.raises(ProcessorDown, match="STOA_STRIPE_SECRET_KEY"):
        await processor.checkout(purchase())


async def test_what_stripe_wont_take_is_told(processor: Stripe, border: StripeBorder) -> None:
    message = "The Checkout Session's total amount must convert to at least 50 cents."
    border.answers = 400, {"error": {"type": "invalid_request_error", "code": "amount_too_small", "message": message}}
    with pytest.raises(Conflict, match="at least 50 cents"):
        await processor.checkout(purchase(1))


def test_a_webhook_is_believed_when_stripe_signed_it_just_now(processor: Stripe, border: StripeBorder) -> None:
    body, headers = border.signed(border.event("customer.created", {"id": "cus_1"}))
    assert processor.verify(body, {"stripe-signature": headers["Stripe-Signature"]}).id == "evt_1"


def test_nothing_else_is_believed(processor: Stripe, border: StripeBorder) -> None:
    event = border.event("customer.created", {"id": "cus_1"})
    body, headers = border.signed(event)
    genuine = headers["Stripe-Signature"]
    _, old = border.signed(event, int(time.time()) - 301)
    border.secret = "whsec_of_another_endpoint"
    _, foreign = border.signed(event)
    border.secret = "whsec_for_tests"
    broken, of_broken = b'{"id": 1', ""
    listed, of_listed = border.signed([])  # type: ignore[arg-type]
    attempts = [
        (body, {}),
        (body, {"stripe-signature": ""}),
        (body, {"stripe-signature": "t=,v1="}),
        (body, {"stripe-signature": genuine.replace("v1=", "v0=")}),
        (body, {"stripe-signature": genuine[:-4] + "éééé"}),
        (body, {"stripe-signature": old["Stripe-Signature"]}),
        (body, {"stripe-signature": foreign["Stripe-Signature"]}),
        (body + b" ", {"stripe-signature": genuine}),
        (body.replace(b"cus_1", b"cus_2"), {"stripe-signature": genuine}),
        (b"\xff\xfe", {"stripe-signature": genuine}),
        (broken, {"stripe-signature": of_broken}),
        (listed, {"stripe-signature": of_listed["Stripe-Signature"]}),
    ]
    for sent, with_headers in attempts:
        with pytest.raises(NotGenuine):
            processor.verify(sent, with_headers)


def test_no_key_is_shown() -> None:
    shown = repr(Keys("sk_live_secret", "whsec_secret"))
    assert "secret'" not in shown and "sk_live" not in shown and "whsec" not in shown
