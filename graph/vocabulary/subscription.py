"""Subscriptions to tiers."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Subscription": Label(
        "A member's claim to a tier, paid period by period. Names its member by id; after an erasure by that of the "
        "request.",
        ("id",),
        {
            "id": "Our id.",
            "user_id": "Whose it is.",
            "live_key": "The same, while it is live: a member has one live subscription.",
            "tier_id": "Which tier.",
            "price_id": "What is paid for it; prices never change.",
            "state": "TRIALING, ACTIVE, PAST_DUE, CANCELLED or EXPIRED.",
            "period_start": "When the period began that is paid for.",
            "period_end": "When it ends; until the first payment, when it began.",
            "anchor_at": "From where periods are counted.",
            "trial_end": "When the trial ends or ended, if there was one.",
            "trial_tier_id": "The tier that its member had on trial by it.",
            "noticed": "Whether its member was told of what comes at the period's end.",
            "grace_until": "Until when access is kept while a payment is due.",
            "attempts": "How often the next period was charged in vain.",
            "next_attempt_at": "When it is charged again.",
            "value_minor": "What the whole period is worth at what is paid now.",
            "credit_minor": "What is carried to the next charges.",
            "tax_basis_points": "What is added as tax to its orders: 1,900 are 19 percent; absent for none.",
            "next_price_id": "What is paid from the next period on, where that was changed.",
            "open_order_id": "The order that waits for its payment.",
            "open_kind": "What that is for: FIRST, RENEWAL or CHANGE.",
            "open_price_id": "At which price.",
            "open_value_minor": "What its period is worth: what is to be paid without tax, and the credit.",
            "open_credit_minor": "What of the credit it took.",
            "open_tax_minor": "What is to be paid besides, as tax.",
            "open_at": "When it was made.",
            "open_to_charge": "Whether the processor is to be asked for it.",
            "open_charges": "How often the processor refused it.",
            "due_at": "When something is to be done by itself; absent where only a payment leads on.",
            "processor": "By whom it is paid.",
            "processor_reference": "What renewals are charged to there; absent where nothing was kept.",
            "created_at": "When it began.",
            "cancelled_at": "When its member cancelled it.",
            "ended_at": "When it expired.",
            "end_reason": "Why: CANCELLED, UNPAID, ERASED, MERGED or REFUNDED.",
        },
    ),
}
