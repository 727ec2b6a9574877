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
            "source": "API, IMPORT with their community, or MERGE when only one of two merged accounts had consented.",
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
            "merged_ids": "Of an erasure under way: the ids of accounts that were merged into theirs.",
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
    "Merged": Label(
        "What was a user until they were merged into another: every name of theirs leads there.",
        ("user_id",),
        {
            "user_id": "The id it had.",
            "into_id": "The survivor.",
            "handle": "The handle it had; nobody else gets it.",
            "look": "What that looks like, as on users.",
            "external_id": "Its id in the system it was imported from.",
            "at": "Since when it leads to that survivor.",
            "merge_id": "Public id of the merge, mrg_…; sorts by time.",
            "state": "RUNNING or DONE.",
            "reason": "Why, in the operator's words.",
            "started_at": "When the account was cut off.",
            "finished_at": "When all of it was the survivor's.",
            "first_entry": "How far the numbers of its ledger's entries are moved; absent once it is done.",
            "last_entry": "The number of the last of them; absent once it is done.",
            "barred": "True when a ban kept either account from earning; absent once it is done.",
            "points_at": "When the survivor's ledger was looked through as one person's; absent once it is done.",
            "count_<kind>": "How many of that kind it dealt with.",
        },
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
