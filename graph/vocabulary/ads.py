"""Ads: campaigns of sponsors, their flights, and what is shown."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "Campaign": Label(
        "What a sponsor wants to say.",
        ("id",),
        {
            "id": "Our id.",
            "sponsor_id": "Whose.",
            "name": "As its managers call it.",
            "kind": "PAID, COMMUNITY or HOUSE: in this order they are considered.",
            "created_at": "When it was made.",
        },
    ),
    "Flight": Label(
        "What a campaign pays for which delivery, from when to when.",
        ("id",),
        {
            "id": "Our id.",
            "campaign_id": "Of which campaign.",
            "sponsor_id": "Of which sponsor.",
            "name": "As its managers call it.",
            "state": "DRAFT, IN_REVIEW, LIVE, PAUSED, EXHAUSTED, ENDED or REJECTED.",
            "state_reason": "Why it was taken there, in somebody's words.",
            "pricing": "CPC, CPM or CPA.",
            "price_minor": "Of a click, a thousand views or an action, in minor units.",
            "budget_minor": "What it may spend in all.",
            "daily_cap_minor": "What it may spend on one day; absent without a cap.",
            "currency": "ISO 4217: that of the sponsor's account.",
            "starts_at": "When it begins.",
            "ends_at": "When it ends.",
            "time_zone": "The IANA name of the zone of its days.",
            "include_tags": "Ids of tags of which a page or its reader must have one.",
            "exclude_tags": "Ids of tags that neither may have.",
            "areas": "Ids of areas it is for; empty for all.",
            "segments": "Segments of readers it is for; empty for all.",
            "content_kinds": "Kinds of content it stands beside; empty for all.",
            "countries": "ISO 3166-1 codes of countries it is for; empty for all.",
            "languages": "ISO 639 codes of languages it is for; empty for all.",
            "devices": "Devices it is for; empty for all.",
            "frequency_cap_per_day": "Views by one member a day; absent without a cap.",
            "frequency_cap_per_week": "Views by one member in seven days; absent without a cap.",
            "spent_micro": "What of the budget is spent, in micro-units; absent before the first charge.",
            "closed_micro": "What of that is of days that are closed; its whole units are posted, the rest is carried.",
            "reserved_minor": "What was reserved for it of its sponsor's money; absent for what isn't paid.",
            "closed_through": "The last day of its zone that is closed; absent before the first.",
        },
    ),
    "AdLoad": Label(
        "The cap on how many ads one known reader views in 24 hours; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "per_day": "Wherever they stand; absent without a cap.",
            "per_placement": "In one placement; absent without a cap.",
        },
    ),
    "Ad": Label(
        "What is shown, as plain text, and where it leads.",
        ("id",),
        {
            "id": "Our id.",
            "flight_id": "Of which flight.",
            "headline": "The line that stands out.",
            "body": "The line below it.",
            "landing_url": "Where a click leads; begins with https://.",
            "created_at": "When it was made.",
        },
    ),
}
RELATIONSHIPS: dict[str, Relationship] = {
    "RUNS": Relationship(("Sponsor",), ("Campaign",), "It is the sponsor's."),
    "HAS_FLIGHT": Relationship(("Campaign",), ("Flight",), "It is the campaign's."),
    "HAS_AD": Relationship(("Flight",), ("Ad",), "It is the flight's."),
}
