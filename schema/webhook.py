"""Webhooks in the API: the list with its log of deliveries, and what their owners can do with them."""

from datetime import datetime

import strawberry

from domain import webhook as records
from domain.page import Connection as Rows
from domain.page import Edge
from domain.webhook import DeliveryStatus, WebhookState
from resolvers import webhook
from schema.cost import cost
from schema.enums import describe_enum
from schema.mutation import mutation
from schema.page import Connection
from schema.types import After, First, Info, page, view_of
from schema.user_errors import Payload
from schema.webhook_inputs import (
    CreateWebhookInput,
    DeleteWebhookInput,
    DisableWebhookInput,
    RedeliverWebhookEventInput,
    ReplayWebhookInput,
    ResumeWebhookInput,
    RotateWebhookSecretInput,
    SendTestEventInput,
    UpdateWebhookInput,
)

describe_enum(
    WebhookState,
    "Whether events are sent to a webhook.",
    {
        "ACTIVE": "They are.",
        "PAUSED": "Stoa stopped after too many failures; `resumeWebhook` goes on where it stopped.",
        "DISABLED": "Its owner stopped it; `resumeWebhook` goes on where it stopped.",
    },
)
describe_enum(
    DeliveryStatus,
    "What came of sending one event to one webhook.",
    {
        "SUCCEEDED": "It was accepted, with a status from 200 to 299.",
        "RETRYING": "It failed and is sent again at `nextAttemptAt`.",
        "FAILED": "It failed so often that the webhook was paused, or `redeliverWebhookEvent` failed.",
    },
)


@view_of(records.WebhookDelivery, description="The latest attempt to send one event to one webhook.")
class WebhookDelivery:
    seq: int = strawberry.field(description="Number of the event; deliveries are in its order.")
    event_id: strawberry.ID = strawberry.field(description="The event's id, as in the header `webhook-id`.")
    type: str = strawberry.field(description="The event's type.")
    status: DeliveryStatus = strawberry.field(description="What came of it.")
    attempts: int = strawberry.field(description="How often it was sent, replays included.")
    response_code: int | None = strawberry.field(description="HTTP status of the last answer; null without one.")
    problem: str | None = strawberry.field(description="Why the last attempt failed; null if it didn't.")
    duration_ms: float = strawberry.field(description="How long the last attempt took, in milliseconds.")
    attempted_at: datetime = strawberry.field(description="When it was last sent.")
    next_attempt_at: datetime | None = strawberry.field(description="When it is sent again; null if it isn't.")


@view_of(records.Webhook, description="An address that events are sent to, signed, one after another.")
class Webhook:
    id: strawberry.ID = strawberry.field(description="Opaque and stable.")
    url: str = strawberry.field(description="Where to.")
    description: str | None = strawberry.field(description="What it is for.")
    event_types: list[str] = strawberry.field(description="The types it wants; empty for all.")
    state: WebhookState = strawberry.field(description="Whether events are sent to it.")
    reason: str | None = strawberry.field(description="Why it was paused; null if it wasn't.")
    cursor: int = strawberry.field(description="Number of the last event dealt with.")
    failures: int = strawberry.field(description="Attempts that failed in a row.")
    next_at: datetime | None = strawberry.field(description="When the next attempt is made, after a failure.")
    created_at: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(
        description="What came of its deliveries, the latest event first; kept for 30 days.",
        graphql_type=Connection[WebhookDelivery],
    )
    async def deliveries(
        self: records.Webhook, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.WebhookDelivery]]:
        return await webhook.deliveries(info.context, self.id, page(first, after))


@strawberry.type(description="The webhook as it is now.")
class WebhookPayload(Payload):
    webhook: records.Webhook | None = strawberry.field(
        default=None, description="The webhook.", graphql_type=Webhook | None
    )


@strawberry.type(description="The webhook and its new secret.")
class WebhookSecretPayload(WebhookPayload):
    secret: str | None = strawberry.field(default=None, description="Verifies deliveries; it is shown this once.")


@strawberry.type(description="The new webhook and its secret.")
class CreateWebhookPayload(WebhookSecretPayload):
    pass


@strawberry.type(description="The webhook that is no more.")
class DeleteWebhookPayload(Payload):
    deleted_id: strawberry.ID | None = strawberry.field(default=None, description="Its id.")


@strawberry.type(description="The delivery as it was before it is made again.")
class RedeliverWebhookEventPayload(Payload):
    delivery: records.WebhookDelivery | None = strawberry.field(
        default=None, description="What is known of it so far.", graphql_type=WebhookDelivery | None
    )


@strawberry.type(description="The event that was written.")
class SendTestEventPayload(Payload):
    event_id: strawberry.ID | None = strawberry.field(default=None, description="Its id, as in `webhook-id`.")


@strawberry.type
class WebhookQuery:
    @strawberry.field(
        description="Your webhooks, for operators everybody's, the newest first. Needs `webhooks:manage`.",
        graphql_type=list[Webhook] | None,
        metadata=cost(assumed_size=20),
    )
    async def webhooks(self, info: Info) -> list[records.Webhook]:
        return await webhook.every(info.context)


@strawberry.type
class WebhookMutation:
    @mutation(description="Have events sent to an address. Needs `webhooks:manage`.")
    async def create_webhook(self, info: Info, input: CreateWebhookInput) -> CreateWebhookPayload:
        made, secret = await webhook.create(info.context, input.url, input.event_types, input.description)
        return CreateWebhookPayload(webhook=made, secret=secret)

    @mutation(description="Change a webhook's address or types. Needs `webhooks:manage`.")
    async def update_webhook(self, info: Info, input: UpdateWebhookInput) -> WebhookPayload:
        return WebhookPayload(webhook=await webhook.update(info.context, input.id, input.url, input.event_types))

    @mutation(description="Send nothing until it is resumed. Needs `webhooks:manage`.")
    async def disable_webhook(self, info: Info, input: DisableWebhookInput) -> WebhookPayload:
        return WebhookPayload(webhook=await webhook.disable(info.context, input.id))

    @mutation(description="Go on where a webhook was paused or disabled. Needs `webhooks:manage`.")
    async def resume_webhook(self, info: Info, input: ResumeWebhookInput) -> WebhookPayload:
        return WebhookPayload(webhook=await webhook.resume(info.context, input.id))

    @mutation(description="Send past events again, from a moment on. Needs `webhooks:manage`.")
    async def replay_webhook(self, info: Info, input: ReplayWebhookInput) -> WebhookPayload:
        return WebhookPayload(webhook=await webhook.replay(info.context, input.id, input.since))

    @mutation(
        description="Send one event once more, soon and beside the order of the others; it isn't tried again if it "
        "fails. Needs `webhooks:manage`."
    )
    async def redeliver_webhook_event(
        self, info: Info, input: RedeliverWebhookEventInput
    ) -> RedeliverWebhookEventPayload:
        delivery = await webhook.redeliver(info.context, input.id, input.event_id)
        return RedeliverWebhookEventPayload(delivery=delivery)

    @mutation(description="Make a new secret; the old one signs too for 24 hours. Needs `webhooks:manage`.")
    async def rotate_webhook_secret(self, info: Info, input: RotateWebhookSecretInput) -> WebhookSecretPayload:
        changed, secret = await webhook.rotate(info.context, input.id)
        return WebhookSecretPayload(webhook=changed, secret=secret)

    @mutation(description="Delete a webhook and the log of its deliveries. Needs `webhooks:manage`.")
    async def delete_webhook(self, info: Info, input: DeleteWebhookInput) -> DeleteWebhookPayload:
        return DeleteWebhookPayload(deleted_id=strawberry.ID(await webhook.delete(info.context, input.id)))

    @mutation(description="Send a webhook, and no other, an event of the type webhook.test. Needs `webhooks:manage`.")
    async def send_test_event(self, info: Info, input: SendTestEventInput) -> SendTestEventPayload:
        return SendTestEventPayload(event_id=strawberry.ID((await webhook.send_test(info.context, input.id)).id))
