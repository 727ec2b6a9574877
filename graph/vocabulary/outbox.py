"""What leaves the community: outbox events, the webhooks that follow them, and what came of each delivery."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "OutboxHead": Label(
        "How far the outbox reaches; locked by whoever appends. There is one, named `all`.",
        ("name",),
        {"name": "`all`.", "last": "Number of the last event.", "pruned": "Number up to which events are deleted."},
    ),
    "OutboxEvent": Label(
        "Something that happened, written in the transaction of the change.",
        ("seq",),
        {
            "seq": "Counts from 1 without gaps, in the order of commits.",
            "id": "Public id, evt_…; the same in every delivery.",
            "type": "Dotted, such as content.published.",
            "occurred_at": "When it happened.",
            "payload": "What a webhook gets as `data`, as JSON.",
        },
    ),
    "WebhookEndpoint": Label(
        "An address of a partner that outbox events are sent to, one after another.",
        ("id",),
        {
            "id": "Public id, whk_….",
            "url": "Where to.",
            "description": "What it is for, in the partner's words.",
            "event_types": "The types it wants; empty for all.",
            "state": "ACTIVE, PAUSED by Stoa after failures, or DISABLED by its owner.",
            "reason": "Why it was paused.",
            "secret": "Signs deliveries.",
            "former_secret": "Signs them as well while the secret is rotating.",
            "former_until": "Until when it does.",
            "cursor": "Number of the last event dealt with.",
            "failures": "Attempts that failed in a row.",
            "next_at": "Not before then is the next attempt made.",
            "leased_by": "The worker that delivers to it.",
            "leased_until": "Until when nobody else may.",
            "created_at": "When it was made.",
            "owner": "The principal who made it, such as key:key_…; others than operators see only their own.",
        },
    ),
    "WebhookDelivery": Label(
        "What came of sending one event to one webhook. Names both by id, so that neither grows heavy with edges.",
        ("webhook_id", "seq"),
        {
            "webhook_id": "The webhook.",
            "seq": "Number of the event.",
            "event_id": "Its id.",
            "type": "Its type.",
            "status": "SUCCEEDED, RETRYING, or FAILED when it paused the webhook or was sent again in vain.",
            "attempts": "How often it was sent.",
            "response_code": "The HTTP status of the last answer, if there was one.",
            "problem": "Why the last attempt failed.",
            "duration_ms": "Milliseconds the last attempt took.",
            "attempted_at": "When it was last sent.",
            "next_attempt_at": "When it is sent again, while retrying.",
            "queued_at": "When its owner asked for it to be sent once more; absent when that is done.",
        },
    ),
}
