"""What members decided about what is known of them."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Consent": Label(
        "One decision of a member on one purpose; a later one doesn't change it. Names the user by id, not by edge.",
        ("user_id", "number"),
        {
            "user_id": "Whose.",
            "number": "Counts up from 1 with each of their decisions.",
            "purpose": "One of ConsentPurpose.",
            "granted": "Whether they consented.",
            "version": "The text they decided on.",
            "at": "When.",
            "source": "API, or IMPORT for what came with their community.",
            "key_id": "The key it was sent with, if it was one.",
            "request_id": "The request it came with.",
        },
    ),
}
