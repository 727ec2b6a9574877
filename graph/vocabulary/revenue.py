"""Revenue: what was sold by days, what members earned by the day of the sale and were paid out, and who left."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "SalesDay": Label(
        "What was posted to the accounts of one book by entries of one kind in a day: Σ of those postings.",
        ("currency", "day", "kind", "book"),
        {
            "currency": "ISO 4217.",
            "day": "Of UTC.",
            "kind": "Of the entries, such as SALE.",
            "book": "Whose accounts: OUTSIDE, TAX, FEES, SALES, EARNINGS, ESCROW or OTHER.",
            "amount_minor": "What they gained.",
            "postings": "How many there were.",
        },
    ),
    "EarningDay": Label(
        "What is left to an account of earnings of what was sold on a day. Entries change it while it is locked.",
        ("account", "currency", "day"),
        {
            "account": "Key of the account, `member:usr_…:earnings`.",
            "currency": "ISO 4217.",
            "day": "Of UTC, on which it was sold.",
            "amount_minor": "What was earned, less what went back of it.",
        },
    ),
    "SubscriberSpan": Label(
        "From when to when a subscription was paid for at one worth. It names its member by the subscription alone.",
        ("key",),
        {
            "key": "Subscription, currency and beginning.",
            "subscription_id": "Of the subscription.",
            "open_id": "The same until it has ended, then absent; unique.",
            "tier_id": "What was paid for.",
            "currency": "ISO 4217.",
            "yearly_minor": "What it is worth a year.",
            "since": "When it began.",
            "until": "When it ended; the year 9999 until then.",
            "began": "Since when its member is a subscriber without a month that began without them.",
            "lost": "Whether its end lost a subscriber who was there when the month began.",
            "came_back": "Whether they were back within that month.",
        },
    ),
    "SubscriberDay": Label(
        "What a day moved of subscribers in a currency, and of what they are worth a year.",
        ("currency", "day"),
        {
            "currency": "ISO 4217.",
            "day": "Of UTC.",
            "started": "Who began to pay.",
            "ended": "Who ended.",
            "lost": "Who ended of those who were there when the month began, less who came back in it.",
            "yearly_started": "What those who began are worth.",
            "yearly_raised": "By how much others are worth more.",
            "yearly_lowered": "By how much others are worth less.",
            "yearly_ended": "What those who ended were worth.",
        },
    ),
    "Payout": Label(
        "That a member is paid what they earned. It names them by id, and outlives them.",
        ("id",),
        {
            "id": "Our id.",
            "user_id": "Who is paid.",
            "state": "PENDING, SENT or RETURNED.",
            "amount_minor": "How much.",
            "currency": "ISO 4217.",
            "processor": "By which it is sent: manual.",
            "by": "Who asked for it: user:…, key:… or role:….",
            "reference": "What it is called where it was sent from.",
            "reason": "Why it came back; goes when they are erased.",
            "created_at": "When it was asked for.",
            "sent_at": "When it was sent.",
            "returned_at": "When it came back.",
        },
    ),
    "PressureCell": Label(
        "Members of a month who are alike in four ways, what they met of paywalls and ads, and how many left after it.",
        ("month", "activity", "kind", "paywalls", "ads"),
        {
            "month": "Its first day, of UTC.",
            "activity": "On how many days they were active, by its place in `domain.pressure.ACTIVE_DAYS`.",
            "kind": "AD_FREE, PAYING, NEW or OTHER, the first that holds.",
            "paywalls": "How many they met by day of activity, by its place in `domain.pressure.LEAST_BY_DAY`.",
            "ads": "How many they viewed by day of activity, likewise.",
            "readers": "How many they were.",
            "left": "How many of them weren't active within 28 days after the month.",
            "active_days": "On how many days they were active, all together.",
            "met": "How many paywalls they met, all together.",
            "viewed": "How many ads they viewed, all together.",
        },
    ),
}
