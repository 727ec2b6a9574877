"""Every mutation takes an idempotency key, and what it answers can be kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.fernet import Fernet

from domain.errors import Conflict, InvalidInput, NotAllowed
from domain.event import EventOutcome, EventResult
from domain.idempotency import AnswerKey, call_of, check_same
from domain.webhook import Webhook, WebhookState
from schema.event import RecordEventsPayload
from schema.idempotency import kept_as
from schema.root import build_schema
from schema.user_errors import Payload
from schema.webhook import WebhookSecretPayload

SERVED = build_schema()._schema
MUTATIONS: dict[str, Any] = SERVED.mutation_type.fields if SERVED.mutation_type else {}
WITHOUT_KEY: frozenset[str] = frozenset()
"""Mutations no partner would send again; none so far."""


@pytest.mark.parametrize("name", sorted(set(MUTATIONS) - WITHOUT_KEY))
def test_a_mutation_takes_a_key_and_its_payload_can_be_kept(name: str) -> None:
    field = MUTATIONS[name]
    assert "idempotencyKey" in field.args["input"].type.of_type.fields, "let its input extend MutationInput"
    payload = field.type.extensions["strawberry-definition"].origin
    assert issubclass(payload, Payload)
    kept_as(payload)


@pytest.mark.parametrize(
    "payload",
    [
        RecordEventsPayload(results=[EventResult("1", EventOutcome.REJECTED, "Why.")], accepted=0, duplicates=3),
        WebhookSecretPayload(
            webhook=Webhook(
                id="whk_1",
                url="https://x.example",
                description=None,
                event_types=("a", "b"),
                state=WebhookState.ACTIVE,
                reason=None,
                cursor=7,
                failures=0,
                next_at=None,
                created_at=datetime(2026, 1, 31, 12, 0, 0, 123456, UTC),
            ),
            secret="whsec_x",
        ),
        WebhookSecretPayload(),
    ],
)
def test_a_payload_comes_back_as_it_was(payload: Any) -> None:
    kept = kept_as(payload.__class__)
    values = {name: getattr(payload, name) for name in kept.model_fields}
    text = kept(**values).model_dump_json(round_trip=True)
    assert dict(kept.model_validate_json(text)) == values


def test_a_sealed_answer_is_read_by_the_same_secret_alone() -> None:
    sealed = AnswerKey(b"a" * 32).seal(b"whsec_shown_once")
    assert AnswerKey(b"a" * 32).open(sealed) == b"whsec_shown_once"
    assert "whsec" not in sealed
    for other in (AnswerKey(b"b" * 32), AnswerKey(Fernet.generate_key())):
        with pytest.raises(Conflict, match="new key"):
            other.open(sealed)


def test_who_and_what_a_key_is_good_for() -> None:
    call = call_of("user:usr_1", "createWebhook", "k", b"{}")
    check_same(call, call_of("user:usr_1", "createWebhook", "k", b"{}").fingerprint)
    with pytest.raises(Conflict, match="another input"):
        check_same(call, call_of("user:usr_1", "createWebhook", "k", b"[]").fingerprint)
    with pytest.raises(NotAllowed, match="bearer token"):
        call_of(None, "createWebhook", "k", b"{}")
    for key in ("", "k" * 201):
        with pytest.raises(InvalidInput, match="200"):
            call_of("user:usr_1", "createWebhook", key, b"{}")
