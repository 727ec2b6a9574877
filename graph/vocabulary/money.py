"""Money: sponsors, the entries of the ledger, their postings, and the balances these come to."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Sponsor": Label(
        "Who gives the community money to be seen there.",
        ("id",),
        {
            "id": "Our id.",
            "name": "As shown.",
            "website": "Address that begins with https://, if there is one.",
            "tier": "COMMUNITY, BRONZE, SILVER, GOLD or PLATINUM.",
            "state": "APPLIED, APPROVED, REJECTED, SUSPENDED or ENDED.",
            "state_reason": "Why it was decided so, in the operator's words.",
            "currency": "ISO 4217, of its account.",
            "starts_at": "When the contract begins; absent where that is open.",
            "ends_at": "When it ends; absent where that is open.",
            "created_at": "When it was entered.",
            "exclusive_tags": "Ids of tags with which it alone of all sponsors stands, while it is live.",
            "exclusive_areas": "Ids of areas in which it alone does.",
            "excluded_tags": "Ids of tags of contents it doesn't stand beside.",
            "excluded_areas": "Ids of areas it doesn't stand in.",
            "excluded_kinds": "Kinds of content it doesn't stand beside.",
            "excluded_words": "Words of pages it doesn't stand beside, as `domain.words.terms` spells them.",
            "offered_tags": "Ids of tags that its offer is about.",
            "offered_areas": "Ids of areas that its offer suits.",
            "offered_kinds": "Kinds of content that its offer suits.",
            "offered_segments": "Segments of members that its offer is for.",
        },
    ),
    "SponsorApplication": Label(
        "By what a sponsor came. Names who applied by id; it is erased with them.",
        ("sponsor_id",),
        {
            "sponsor_id": "Of the sponsor that it is or may become.",
            "user_id": "Who applied.",
            "text": "What they want to support and why, in their words.",
            "at": "When they applied.",
        },
    ),
    "LedgerEntry": Label(
        "One movement of money; never changed.",
        ("key",),
        {
            "id": "Our id; unique.",
            "key": "What it is for, such as `funding:` and the reference of the payment: told twice, it is one.",
            "kind": "Why money moved, such as FUNDING, AD_SPEND, SALE, SALE_REFUNDED or PAYOUT.",
            "at": "When it was entered.",
            "memo": "What it says in statements.",
            "about": "Id of the order, refund or payout that it is about, if it is about one.",
            "fingerprint": "Hash of what it moves, to tell a repeat from a contradiction.",
            "claim": "Of the transaction that made it: one that is run again leaves it alone.",
        },
    ),
    "Posting": Label(
        "What one account gains or gives by an entry; never changed. It names its account by key.",
        ("account", "currency", "number"),
        {
            "entry_id": "Of the entry.",
            "account": "Key of the account, such as `sponsor:spo_…:prepaid`.",
            "currency": "ISO 4217.",
            "number": "Counts up from 1 in the account and currency.",
            "amount_minor": "What the account gains, in minor units. Of an entry they sum to zero.",
            "balance_minor": "What the account holds after it.",
        },
    ),
    "AccountBalance": Label(
        "What an account holds of one currency: the sum of its postings. Entries lock it.",
        ("account", "currency"),
        {
            "account": "Key of the account.",
            "currency": "ISO 4217.",
            "amount_minor": "Σ of its postings.",
            "postings": "How many there are.",
        },
    ),
}
