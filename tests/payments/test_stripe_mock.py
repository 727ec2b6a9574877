"""What is asked of Stripe is as its API wants it: stripe-mock holds every request against Stripe's OpenAPI."""

from datetime import UTC, datetime, timedelta

from domain.payment import Charge, Item, Outcome, Purchase, Return, Standing
from payments.stripe import Stripe

NOW = datetime.now(UTC)
ITEMS = (Item(name="A course", amount_minor=19_00), Item(name="Gift wrapping", amount_minor=0))


def purchase(keeps_means: bool) -> Purchase:
    ends = NOW + timedelta(days=1)
    return Purchase(
        order_id="ord_1", user_id="usr_1", currency="EUR", items=ITEMS, expires_at=ends, keeps_means=keeps_means
    )


async def test_a_checkout_has_a_page(mocked: Stripe) -> None:
    once, kept = await mocked.checkout(purchase(False)), await mocked.checkout(purchase(True))
    assert once.reference.startswith("cs_") and kept.reference.startswith("cs_")


async def test_a_renewal_is_charged(mocked: Stripe) -> None:
    """stripe-mock's payments are never paid, and its search finds another's, which is passed over."""
    charge = Charge(
        order_id="ord_1", user_id="u", means="cus_1/pm_1", amount_minor=900, currency="EUR", description="A month"
    )
    outcome = await mocked.charge(charge)
    assert (outcome.state, outcome.reason) == (Outcome.FAILED, "declined")


async def test_a_refund_goes_back(mocked: Stripe) -> None:
    wanted = Return(key="rfd_1", payment_reference="pi_1", amount_minor=100, currency="EUR")
    outcome = await mocked.refund(wanted)
    assert outcome.state is Outcome.SUCCEEDED and (outcome.reference or "").startswith("re_")


async def test_an_order_can_be_looked_for(mocked: Stripe) -> None:
    assert (await mocked.look("ord_1", "cs_1")).standing is Standing.OPEN
    assert (await mocked.look("ord_1", None)).standing is Standing.UNKNOWN
    assert (await mocked.payment("pi_1")).standing is Standing.OPEN


async def test_what_was_missed_can_be_asked_for(mocked: Stripe) -> None:
    assert [event.processor for event in await mocked.missed(NOW - timedelta(days=3))] == ["stripe"]
