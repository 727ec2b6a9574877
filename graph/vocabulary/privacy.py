"""What members decided about what is known of them, what they asked for, and what must not come back."""

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
    "UserPii": Label(
        "Personal data a member left, apart from their user so that no public query comes near it.",
        ("user_id",),
        {
            "user_id": "Whose.",
            "email": "Mail address.",
            "name": "Name in full.",
            "address": "Postal address.",
            "updated_at": "When they last changed it.",
        },
    ),
    "DataRequest": Label(
        "A member's request to hand over or to erase what is known of them; of a finished erasure the receipt.",
        ("id",),
        {
            "id": "Public id, req_…; of an erasure also what kept things call the person by.",
            "kind": "EXPORT or ERASURE.",
            "mode": "ANONYMISE or DELETE_CONTENT, of an erasure.",
            "sections": "The sections of an export.",
            "state": "QUEUED, RUNNING, DONE, FAILED or EXPIRED.",
            "user_id": "Whom it is about; gone once they are erased.",
            "requested_at": "When it was asked for.",
            "started_at": "When the job began with it.",
            "finished_at": "When it was done.",
            "expires_at": "Until when an export can be fetched.",
            "problem": "Why it failed.",
            "count_<kind>": "How many of that kind it dealt with.",
        },
    ),
    "ExportPart": Label(
        "A piece of an exported document; the pieces in order are the document.",
        ("request_id", "number"),
        {"request_id": "The request.", "number": "Its place, from 0.", "text": "The piece."},
    ),
    "Erasing": Label(
        "What is left of a user while they are erased: found by nothing but the job.",
        ("user_id",),
        {"user_id": "Who it was."},
    ),
    "Tombstone": Label(
        "Something that was erased and must not come back, by its hash.",
        ("thing", "hash"),
        {
            "thing": "USER_ID, USER_EXTERNAL_ID, HANDLE, CONTENT_EXTERNAL_ID or IDENTITY.",
            "hash": "SHA-256 of the id or name, in hexadecimal.",
            "erasure_id": "The request that erased it.",
            "mode": "As on the request.",
            "at": "When.",
        },
    ),
}
