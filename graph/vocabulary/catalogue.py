"""What is sold: products and tiers that include benefits, their prices, and coupons."""

from graph.vocabulary.terms import Label, Relationship

_ARCHIVED = "When it was archived: it isn't sold any more. Absent while it is."

LABELS: dict[str, Label] = {
    "Product": Label(
        "Something that is sold.",
        ("id",),
        {
            "id": "Our id.",
            "kind": "ARTICLE, COURSE, MEMBERSHIP or SERVICE.",
            "name": "As shown; of a content that its author sells, the title.",
            "description": "What it is, in words.",
            "content_id": "The content that its author sells by it; unique, absent on others.",
            "author_id": "Who earns by it; absent where the community does.",
            "author_share_percent": "Their share, 0 to 100, as the setting was when it was made.",
            "created_at": "When it was made.",
            "archived_at": _ARCHIVED,
        },
    ),
    "Price": Label(
        "One price of a product; never changed but archived.",
        ("id",),
        {
            "id": "Our id.",
            "product_id": "Of what.",
            "amount_minor": "In minor units.",
            "currency": "ISO 4217.",
            "interval": "ONCE, MONTH or YEAR.",
            "created_at": "When it was made.",
            "archived_at": "When another took its place, or it was taken. Who pays it goes on paying it.",
        },
    ),
    "Tier": Label(
        "How much of a member somebody is; sold as one product, whose benefits and prices are its own.",
        ("id",),
        {
            "id": "Our id.",
            "slug": "Its name in addresses; unique.",
            "name": "As shown.",
            "description": "What it is, in words.",
            "rank": "1 and up; higher is more.",
            "trial_days": "How long it may be tried; 0 where it may not.",
            "product_id": "As what it is sold; unique.",
            "created_at": "When it was made.",
            "archived_at": _ARCHIVED,
        },
    ),
    "Coupon": Label(
        "A code that takes something off an order. Who uses it locks it.",
        ("id",),
        {
            "id": "Our id.",
            "code": "What is typed in, in capitals; unique.",
            "percent_off": "What it takes off, in percent; absent where it takes off an amount.",
            "amount_off_minor": "What it takes off, in minor units; absent where it takes off a part.",
            "currency": "Of that amount, by ISO 4217.",
            "product_ids": "What it is for; empty for everything.",
            "starts_at": "When it begins, if not at once.",
            "ends_at": "When it ends, if it does.",
            "max_redemptions": "How often it may be used in all, if there is a limit.",
            "redeemed": "How often it was.",
            "affiliate_id": "The member who earns by it, if one does.",
            "affiliate_percent": "Their part of what is paid, 0 to 100.",
            "created_at": "When it was made.",
            "archived_at": "When it was archived: it takes nothing off any more.",
        },
    ),
    "CouponRedemption": Label(
        "That a member used a coupon for an order; gone when that isn't paid.",
        ("key",),
        {
            "key": "Coupon and member: one is used by the other once.",
            "coupon_id": "Which coupon.",
            "user_id": "Who.",
            "order_id": "For which order.",
            "at": "When.",
        },
    ),
}
RELATIONSHIPS: dict[str, Relationship] = {
    "INCLUDES": Relationship(("Product",), ("Benefit",), "Whoever buys it is granted it."),
    "PRICED": Relationship(("Product",), ("Price",), "Is or was to be had for it."),
}
