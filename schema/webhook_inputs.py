"""What the mutations of webhooks take."""

from datetime import datetime

import strawberry

from schema.idempotency import MutationInput


@strawberry.input
class OfWebhook(MutationInput):
    """Base of what names one webhook."""

    id: strawberry.ID = strawberry.field(description="Which webhook.")


@strawberry.input(description="A new webhook; it gets the events from now on.")
class CreateWebhookInput(MutationInput):
    url: str = strawberry.field(description="Where events are sent to, by POST.")
    event_types: list[str] = strawberry.field(default_factory=list, description="The types it wants; all if empty.")
    description: str | None = strawberry.field(default=None, description="What it is for, at most 200 characters.")


@strawberry.input(description="What of a webhook to change; what is null stays.")
class UpdateWebhookInput(OfWebhook):
    url: str | None = strawberry.field(default=None, description="The new address.")
    event_types: list[str] | None = strawberry.field(default=None, description="The types it wants; all if empty.")


@strawberry.input(description="Which webhook to disable.")
class DisableWebhookInput(OfWebhook):
    pass


@strawberry.input(description="Which webhook to go on with.")
class ResumeWebhookInput(OfWebhook):
    pass


@strawberry.input(description="Which webhook gets a new secret.")
class RotateWebhookSecretInput(OfWebhook):
    pass


@strawberry.input(description="Which webhook to delete.")
class DeleteWebhookInput(OfWebhook):
    pass


@strawberry.input(description="Which webhook to try.")
class SendTestEventInput(OfWebhook):
    pass


@strawberry.input(description="From when on a webhook gets events again.")
class ReplayWebhookInput(OfWebhook):
    since: datetime = strawberry.field(description="Events that occurred then or later; kept for at least 30 days.")


@strawberry.input(description="Which event to send again, and where.")
class RedeliverWebhookEventInput(OfWebhook):
    event_id: strawberry.ID = strawberry.field(description="Which event, by the id in `webhook-id`.")
