"""Stripe's own mock server, and a processor that talks to it."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from payments.stripe import Stripe
from payments.stripe_client import Keys
from tests.payments import stripe_mock
from tests.payments.stripe_border import StripeBorder

WEBHOOK_SECRET = "whsec_for_tests"
BACK = "https://community.example/orders/{id}"


@pytest.fixture(scope="session")
def stripe_mock_address() -> Iterator[str]:
    try:
        stripe_mock.find()
    except stripe_mock.Missing as missing:
        pytest.skip(f"stripe-mock: {missing}")
    with stripe_mock.serving() as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def mocked(stripe_mock_address: str) -> AsyncIterator[Stripe]:
    """The processor on stripe-mock, which checks every request against Stripe's OpenAPI and keeps nothing."""
    processor = Stripe(Keys("sk_test_123", WEBHOOK_SECRET, stripe_mock_address), BACK)
    yield processor
    await processor.close()


@pytest_asyncio.fixture(loop_scope="session")
async def border() -> AsyncIterator[StripeBorder]:
    """A Stripe with a memory."""
    async with StripeBorder(WEBHOOK_SECRET) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def processor(border: StripeBorder) -> AsyncIterator[Stripe]:
    """The processor on it."""
    processor = Stripe(Keys("sk_test_123", WEBHOOK_SECRET, border.url), BACK)
    yield processor
    await processor.close()
