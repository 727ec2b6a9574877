"""docs/payments.md as a buyer and an operator follow it, with Stripe switched on, of which no webhook comes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.payment import Processors
from jobs import reconcile_payments
from jobs.job import silent
from payments.stripe import Stripe
from payments.stripe_client import Keys
from tests.api.test_checkout import KEY, SIGNING, Shop, shop
from tests.api.walk import sections, steps, take

PAGE = "payments.md"
__all__ = ["shop"]


@pytest.mark.parametrize("title", sections(PAGE))
async def test_the_section_can_be_followed(shop: Shop, title: str) -> None:
    known: dict[str, Any] = {"$price": shop.sold.price_id}
    for step in steps(sections(PAGE)[title]):
        if step.language == "sh":
            shop.border.pay("cs_1")
            await reconcile(shop)
        else:
            await take(step, shop.api, shop.graph, known)


async def reconcile(shop: Shop) -> None:
    """Run the job as it runs ten minutes later, when it asks about checkouts of which nothing was heard."""
    stripe = Stripe(Keys(KEY, SIGNING, shop.border.url), "https://community.example")
    job = reconcile_payments.job(lambda: Processors([stripe]))
    await job.run(shop.graph, datetime.now(UTC) + timedelta(minutes=11), silent)
    await stripe.close()
