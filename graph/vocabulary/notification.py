"""What members are told of."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Notification": Label(
        "One member told of one content, or of what others did, gathered until it is read. Names all by id, so that "
        "none grows heavy with edges.",
        ("id",),
        {
            "id": "Public id, ntf_…; sorts by the time of the first it tells of.",
            "user_id": "The member who is told.",
            "kind": "Why: one of NotificationKind.",
            "group": "What is gathered in it, while it is unread; unique together with `user_id`.",
            "actor_id": "Who did it, the last of them.",
            "actor_ids": "The last three, the latest first.",
            "actor_count": "How many people.",
            "count": "How many acts.",
            "content_id": "What it is about, or the last of what was made; absent if it is about no content.",
            "about_id": "What was replied to, answered or awarded, if several of its kind are gathered by it.",
            "place": "Where it stands in the list: sorts by the last it tells of. Absent if it isn't for the app.",
            "unread": "The same, until it is read.",
            "mail_user": "The member, until it is read or in a mail, if they want mails.",
            "at": "When it happened, for the last time.",
            "read_at": "When the member marked it as read; absent before.",
        },
    ),
    "NotificationActor": Label(
        "One person of those whose acts a notification gathers.",
        ("notification_id", "user_id"),
        {"notification_id": "Which notification.", "user_id": "Who."},
    ),
    "NotificationSettings": Label(
        "What a member wants to be told of, by which channel, and when; and their mails. Absent for who set nothing.",
        ("user_id",),
        {
            "user_id": "Whose.",
            "off": "Kind and channel, as REPLIED:MAIL, of what they don't want.",
            "time_zone": "Their zone, by its IANA name.",
            "quiet_from": "When they want to be left alone, on the clock on their wall; absent for never.",
            "quiet_to": "Until when.",
            "mail_hours": "Hours between two mails at least.",
            "watches_disputes": "True for who wants to be told of disputed services, absent for others.",
            "mailed_at": "When their last mail was sent.",
            "mail_id": "Of a mail that was begun and isn't known to have been sent.",
            "mail_ids": "The notifications in it.",
            "next_try_at": "When it is tried again, by whoever comes first.",
            "failures": "How often it failed.",
        },
    ),
}
