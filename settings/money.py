"""Settings of what brings money: ads, payments and membership."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from domain.ad_traffic import Networks, networks_in
from domain.identity import is_safe
from domain.money import is_currency
from domain.renewal import MOST_RETRIES, MOST_RETRY_DAYS
from settings.outgoing import Outgoing
from settings.part import Listed, pairs, split


class Money(Outgoing):
    """Ads, payments and membership."""

    ad_staff_networks: Listed = Field(
        (), description="Networks of the community's own people, comma separated; their views and clicks don't count."
    )
    ad_data_centres: Path | None = Field(
        None, description="A file with networks where no people live, one a line; their views and clicks don't count."
    )
    ad_exchange: Annotated[dict[str, float], NoDecode, BeforeValidator(pairs)] = Field(
        {}, description="What a unit of a currency is worth to compare ads by, as in USD=0.92,JPY=0.006; else 1."
    )
    author_share_percent: int = Field(
        70, ge=0, le=100, description="What authors earn of what is paid without tax, of products made from now on."
    )
    payout_hold_days: int = Field(
        14, ge=0, le=365, description="Days for which what a sale earned a member is held before it can be paid out."
    )
    payout_minimum_minor: int = Field(
        1_000, ge=1, description="The least that a member is paid out at a time, in minor units of any currency."
    )
    invoice_seller: str = Field(
        "", description="Who sells, on every invoice: name, address and tax number, a line each; by default the name."
    )
    membership_retry_days: Annotated[tuple[int, ...], NoDecode, BeforeValidator(split)] = Field(
        (2, 5, 7, 7),
        description="Days, comma separated, from each failed charge of a subscription to the next; then it expires.",
    )
    membership_grace_days: int = Field(
        7, ge=0, le=90, description="Days for which a member keeps their tier while a renewal isn't paid."
    )
    payments: Literal["manual", "stripe"] = Field(
        "manual", description="Where new orders are paid: to an operator, who confirms it, or at Stripe."
    )
    stripe_secret_key: SecretStr | None = Field(
        None, min_length=8, description="The secret key of the Stripe account; best a restricted one."
    )
    stripe_webhook_secret: SecretStr | None = Field(
        None, min_length=8, description="What the webhooks of Stripe are signed with: of its endpoint /webhooks/stripe."
    )
    stripe_api: str | None = Field(
        None, description="Where Stripe's API is, if elsewhere, such as http://localhost:12111 of stripe-mock."
    )
    order_url: str | None = Field(
        None,
        description="Where an order is shown, with {id} in it: buyers come back there; STOA_PUBLIC_URL if unset.",
    )

    @field_validator("ad_exchange")
    @classmethod
    def _known_currencies(cls, value: dict[str, float]) -> dict[str, float]:
        for code, rate in value.items():
            if not is_currency(code) or not 0 < rate < 1e6:
                raise ValueError(f"STOA_AD_EXCHANGE has {code}={rate}: name ISO 4217 codes, as in USD=0.92.")
        return value

    @field_validator("ad_staff_networks")
    @classmethod
    def _known_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        Networks(value)
        return value

    @field_validator("ad_data_centres")
    @classmethod
    def _readable_networks(cls, value: Path | None) -> Path | None:
        if value is not None:
            try:
                Networks(networks_in(value.expanduser().read_text(encoding="utf-8")))
            except OSError as error:
                raise ValueError(f"STOA_AD_DATA_CENTRES can't be read: {error.strerror}.") from error
        return value and value.expanduser()

    @field_validator("membership_retry_days")
    @classmethod
    def _days_apart(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if len(value) > MOST_RETRIES or not all(1 <= days <= MOST_RETRY_DAYS for days in value):
            raise ValueError(
                f"STOA_MEMBERSHIP_RETRY_DAYS takes at most {MOST_RETRIES} numbers of 1 to {MOST_RETRY_DAYS} days."
            )
        return value

    @model_validator(mode="after")
    def _whole_payments(self) -> Self:
        if self.payments == "stripe" and (self.stripe_secret_key is None or self.stripe_webhook_secret is None):
            raise ValueError("STOA_PAYMENTS=stripe needs STOA_STRIPE_SECRET_KEY and STOA_STRIPE_WEBHOOK_SECRET.")
        if self.payments == "stripe" and self.order_url is None and self.public_url is None:
            raise ValueError(
                "STOA_PAYMENTS=stripe needs STOA_ORDER_URL or STOA_PUBLIC_URL, for buyers to come back to."
            )
        for url in (self.stripe_api, self.order_url):
            if url is not None and not is_safe(url):
                raise ValueError(f"{url} must be an https:// address, or one of this machine.")
        return self
