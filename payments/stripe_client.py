"""The connection to a Stripe account, and what its failures mean to the layers above."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import stripe
from stripe import HTTPXClient, StripeClient

from domain.errors import Conflict
from domain.payment import ProcessorDown

SECONDS = 8.0
"""How long Stripe may take to answer: less than an operation may, so that it can say so."""


@dataclass(frozen=True)
class Keys:
    """How Stoa is known at Stripe, and where its API is if elsewhere. What is shown of it has no key."""

    secret: str = field(repr=False)
    webhook_secret: str = field(repr=False)
    api: str | None = None


class StripeAccount:
    """The library's client with our keys and patience."""

    def __init__(self, keys: Keys) -> None:
        self._http = HTTPXClient(timeout=SECONDS)
        self._client = StripeClient(
            keys.secret,
            base_addresses={"api": keys.api.rstrip("/")} if keys.api else {},
            max_network_retries=0,
            http_client=self._http,
        )
        self.api = self._client.v1

    async def close(self) -> None:
        """Give its connections back."""
        await self._http.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def answered() -> AsyncIterator[None]:
    """Turn the library's words for a failure into the domain's.

    Raises:
        ProcessorDown: Stripe can't be reached, can't answer now, or doesn't know us; whether it acted isn't known.
        Conflict: Stripe understood and won't.
        stripe.CardError: a card was declined.
    """
    try:
        yield
    except stripe.CardError:
        raise
    except stripe.InvalidRequestError as error:
        raise Conflict(f"Stripe turned this down: {error.user_message}") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        raise ProcessorDown("Stripe doesn't take STOA_STRIPE_SECRET_KEY; an operator can mend this.") from error
    except stripe.StripeError as error:
        raise ProcessorDown("Stripe does not answer. Nothing was lost; try again in a moment.") from error
