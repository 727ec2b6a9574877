"""Who may come in beside members, and what is kept of who changed what."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "ExternalIdentity": Label(
        "Somebody as an OpenID provider knows them.",
        ("issuer", "subject"),
        {
            "issuer": "The provider.",
            "subject": "What it calls them; unique with the issuer.",
            "since": "When they first came.",
        },
    ),
    "AuditEntry": Label(
        "One action of an operator, moderator or partner; written with the change, never changed.",
        ("id",),
        {
            "id": "Opaque id; sorts by time.",
            "at": "When.",
            "action": "Thing and participle, such as api_key.created.",
            "actor": "Who is accountable: user:…, key:…, role:operator for a machine of theirs, or cli:… for a shell.",
            "actor_user_id": "The user who did it, if it was one.",
            "actor_key_id": "The key it was done with, if it was one.",
            "target_id": "To what.",
            "before": "What was changed, as it was, as JSON.",
            "after": "What was changed, as it is now, as JSON.",
            "request_id": "The request it came with.",
        },
    ),
    "ApiKey": Label(
        "What lets a partner's machine in; of its secrets there are only digests.",
        ("id",),
        {
            "id": "Public id, key_….",
            "name": "What it is for, in its maker's words.",
            "hint": "How its secret begins.",
            "digest": "HMAC-SHA256 of its secret by a key of Stoa's; unique.",
            "former_digest": "That of the secret before, which opens it too while the secret is rotating; unique.",
            "former_until": "Until when that secret does.",
            "scopes": "What it may do.",
            "sponsor_id": "The sponsor it is bound to, if it is.",
            "created_at": "When it was made.",
            "created_by": "Who made it: user:…, or role:operator for an operator's machine.",
            "expires_at": "When it ends; absent if it doesn't.",
            "last_used_at": "When it was last used, to the minute.",
            "revoked_at": "When it was ended.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "IDENTIFIES": Relationship(("ExternalIdentity",), ("User",), "Is them."),
}
