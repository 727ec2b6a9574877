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
            "next_at": "When a job is due again.",
        },
    ),
}
