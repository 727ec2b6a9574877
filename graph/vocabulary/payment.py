"""Payment processors: where orders are paid, what was told of that, and payments that a bank took back."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Checkout": Label(
        "Where an order is paid at its processor; written before that is asked.",
        ("order_id",),
        {
            "order_id": "Of the order.",
            "processor": "Which one.",
            "state": "BEGUN, OPEN, PAID or EXPIRED.",
            "attempt": "Counts up from 1: one that expired is followed by another.",
            "begun_at": "When it was asked for.",
            "expires_at": "Until when it can be paid.",
            "reference": "What the processor calls it, once it answered.",
            "url": "Where the buyer pays.",
            "ask_at": "When the processor is asked what became of it, if nothing is heard.",
        },
    ),
    "PaymentEvent": Label(
        "What a processor told by a webhook; kept before anything follows from it.",
        ("key",),
        {
            "key": "The processor and its id of the event: told twice, it is one.",
            "processor": "Who told it.",
            "type": "In the processor's words.",
            "at": "When it happened there.",
            "received_at": "When it was told first.",
            "state": "RECEIVED, APPLIED, or IGNORED where nothing was to follow.",
            "note": "Why it was ignored, where that isn't plain.",
            "told": "What it says of order, payment, refund or dispute, as JSON; names no person.",
        },
    ),
    "Dispute": Label(
        "That the bank of a buyer took a payment back.",
        ("key",),
        {
            "key": "The processor and what it calls the dispute.",
            "processor": "Which one.",
            "reference": "What it calls the dispute.",
            "payment_reference": "And the payment.",
            "order_id": "Of which order.",
            "state": "OPEN, WON or LOST by the community.",
            "reason": "The bank's, in the processor's words.",
            "lines": "Numbers of the lines it is of.",
            "amounts": "How much of each, in minor units.",
            "amount_minor": "How much in all.",
            "fee_minor": "What the processor took for it.",
            "currency": "ISO 4217.",
            "opened_at": "When.",
            "closed_at": "When it was decided; absent until then.",
            "withholds": "The subscription whose period it withholds, until it is won or another period begins.",
        },
    ),
}
