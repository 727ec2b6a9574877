"""What Stoa remembers about its own running."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Migration": Label(
        "One migration that ran.",
        ("number",),
        {"number": "Its number.", "name": "Its file.", "ran_at": "When.", "checksum": "SHA-256 of its text."},
    ),
    "Lock": Label(
        "A node to lock while one process alone may work.",
        ("name",),
        {"name": "What it guards.", "held_at": "When it was last taken."},
    ),
    "JobRun": Label(
        "How far a repeated job or an import has come.",
        ("name",),
        {
            "name": "Which job or import.",
            "position": "How far it came.",
            "at": "When.",
            "watermark": "The time up to which it has seen changes.",
            "next_at": "When a job is due again; put off while it runs.",
            "started_at": "Since when a job runs; absent while it doesn't.",
            "done": "How far that run has come …",
            "total": "… of how much, in units of its own.",
            "ended_at": "When its last run ended.",
            "note": "Why that could do no more, or what it failed of.",
        },
    ),
    "RateBucket": Label(
        "The points that one caller may still spend, of all workers; what these have leased is taken out already.",
        ("key",),
        {
            "key": "Who is counted: a principal, or the address of the anonymous.",
            "points": "What was in it at `at_ms`.",
            "at_ms": "When it was last filled, in milliseconds since 1970.",
        },
    ),
    "TrustedDocument": Label(
        "A GraphQL document that clients may name instead of sending it.",
        ("id",),
        {
            "id": "`sha256:` and the SHA-256 of its text.",
            "name": "The file it came from, or its name in a manifest.",
            "text": "The document.",
            "added_at": "When it was added.",
        },
    ),
    "IdempotencyRecord": Label(
        "A call that was carried out under a key; written with what it changed, and forgotten after a day.",
        ("principal", "operation", "key"),
        {
            "principal": "Who is accountable for it.",
            "operation": "The mutation.",
            "key": "The idempotencyKey.",
            "fingerprint": "SHA-256 of the input.",
            "answer": "The payload as JSON, sealed by the server's secret.",
            "created_at": "When it was carried out.",
        },
    ),
}
