"""Services: what members ask each other and the community to do for money, and places that are paid for."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "ServiceRequest": Label(
        "A service that was asked for, and how it went. It names people by id, and outlives them.",
        ("id",),
        {
            "id": "Our id.",
            "kind": "CONSULTING, PROJECT, JOB_POST or FEATURED_SLOT.",
            "product_id": "The product of kind SERVICE that is asked for.",
            "buyer_id": "Who asks and pays.",
            "provider_id": "Who sells the product and does the work; absent for the community.",
            "state": "REQUESTED, OFFERED, ACCEPTED, PAID, DELIVERED, DISPUTED, RETURNING; at its end COMPLETED, SPLIT, "
            "RETURNED or CANCELLED.",
            "brief": "What is to be done, in the buyer's words; goes when they are erased.",
            "content_id": "Of a place: which content of the buyer's is shown.",
            "area_id": "Of a place: in which area.",
            "place_days": "Of a place: for how many days.",
            "created_at": "When it was asked for.",
            "amount_minor": "The price of the last offer, without tax.",
            "currency": "ISO 4217.",
            "offers": "How many offers were made.",
            "offer_until": "When the last one ends.",
            "work_days": "Days from payment to delivery.",
            "offer_note": "What the provider said to it; goes when they are erased.",
            "orders": "How often an offer was accepted.",
            "order_id": "The order that pays it; unique.",
            "escrow_minor": "What is held of the provider's share: the balance of its account.",
            "deliver_by": "By when it is to be delivered.",
            "delivered_at": "When it was.",
            "delivery_note": "What the provider said to that; goes when they are erased.",
            "accept_by": "When it counts as accepted if the buyer doesn't answer.",
            "disputed_at": "When the buyer disputed it.",
            "dispute_reason": "Why; goes when they are erased.",
            "decision": "RELEASE, RETURN or SPLIT.",
            "decision_note": "Why operators decided so.",
            "refund_id": "The refund by which money goes back.",
            "ended_at": "When it ended.",
            "end_reason": "Why it ended as it did.",
            "due_at": "When something follows as nobody does anything; absent where nothing does.",
        },
    ),
    "FeaturedPlace": Label(
        "That a content is shown in an area for some days, as somebody paid for that. It is shown as paid.",
        ("request_id",),
        {
            "request_id": "The service that it delivers.",
            "content_id": "What is shown.",
            "area_id": "Where.",
            "kind": "JOB_POST or FEATURED_SLOT.",
            "starts_at": "From when.",
            "ends_at": "Until when.",
        },
    ),
}
