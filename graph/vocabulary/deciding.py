"""What decisions about ads are made by, beside what was delivered."""

from domain.ad_choice import NoFill
from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "AdReader": Label(
        "A reader who consents to ads being chosen for them; locked while one that has caps is, so that they hold.",
        ("user_id",),
        {"user_id": "Which member."},
    ),
    "AdHour": Label(
        "What was asked for in one place on pages in one hour.",
        ("key",),
        {
            "key": "`hour|placement`.",
            "at": "When the hour began.",
            "placement": "Where on the page.",
            "requests": "How often an ad was asked for.",
            "filled": "How often there was one.",
        }
        | {f"none_{reason.lower()}": f"How often there was none: {reason.value}." for reason in NoFill},
    ),
}
