"""Which payment processors the settings switch on, and that their secrets stay out of sight."""

import pytest
from pydantic import ValidationError

from services import processors
from settings import Settings

KEYS = {"stripe_secret_key": "sk_test_of_ours", "stripe_webhook_secret": "whsec_of_ours"}
WHOLE = KEYS | {"public_url": "https://community.example"}


def names(**given: object) -> list[str]:
    return [processor.name for processor in processors(Settings.model_validate(given)).all]


def test_orders_are_paid_by_hand_unless_stripe_is_switched_on() -> None:
    assert names() == ["manual"]
    assert names(payments="stripe", **WHOLE) == ["stripe", "manual"]


def test_what_was_paid_at_stripe_can_be_refunded_there_after_it_was_switched_off() -> None:
    assert names(**KEYS) == ["manual", "stripe"]


@pytest.mark.parametrize("missing", ["stripe_secret_key", "stripe_webhook_secret", "public_url"])
def test_stripe_needs_its_keys_and_somewhere_to_come_back_to(missing: str) -> None:
    with pytest.raises(ValidationError, match=f"needs .*STOA_{missing.upper()}") as refused:
        names(payments="stripe", **{name: value for name, value in WHOLE.items() if name != missing})
    assert "of_ours" not in str(refused.value)


def test_stripe_is_spoken_to_in_tls() -> None:
    with pytest.raises(ValidationError, match="must be an https"):
        names(stripe_api="http://stripe.example")


def test_no_secret_is_shown() -> None:
    assert "of_ours" not in repr(Settings.model_validate(WHOLE))
