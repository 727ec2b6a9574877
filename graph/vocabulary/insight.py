"""What is computed from facts: scores, segments, interests and candidates."""

from graph.vocabulary.terms import Label, Relationship

_CONTENT = ("Content",)

LABELS: dict[str, Label] = {
    "ScoringModel": Label(
        "One version of the weights of a formula; one a kind is active.",
        ("id",),
        {
            "id": "Public id, mdl_….",
            "kind": "ACTIVITY, RECOMMENDATION or AD_EFFECTIVENESS.",
            "version": "Counts up within its kind; unique there.",
            "active": "True on the one in use, absent on the others; unique with `kind`.",
            "created_at": "When it was proposed.",
            "activated_at": "When it was last put in use; absent when it never was.",
            "training_since": "The first moment its weights were learned from; absent where somebody chose them.",
            "training_until": "Nothing at or after it was known to them.",
            "training_acts": "How many acts there were until then.",
            "training_queries": "How many lists were learned from.",
            "training_judged": "How many lists of later days judged them.",
            "training_gain": "What they gained there in NDCG@10 beside the model in use.",
            "training_gain_low": "The lower end of its 95 % interval.",
            "training_gain_high": "The upper end.",
            "training_by_place": "True when clicks were weighed by how likely their place was looked at.",
            "training_compared_version": "The version in use then.",
            "exposure_checked_at": "When it was last held against the version in use for who comes before readers.",
            "exposure_compared_version": "The version that was in use then.",
        },
    ),
    "ScoringFeature": Label(
        "One addend of a scoring model.",
        (),
        {
            "name": "The feature's name in domain/.",
            "weight": "Its weight; the weights of a model sum to 1.",
            "half_life_days": "Days after which an observation counts half.",
            "daily_cap": "How many observations a day count.",
            "saturation": "The value at which the feature reaches one half.",
        },
    ),
    "ModelTrial": Label(
        "A scoring model tried beside the one in use; who is in which arm follows from ids and isn't kept.",
        ("id",),
        {
            "id": "Public id, trl_….",
            "kind": "RECOMMENDATION.",
            "running": "True while it runs, absent afterwards; unique with `kind`.",
            "model_id": "The model that is tried.",
            "former_id": "The model that was in use when it began.",
            "share_percent": "The share of members who are served by the model that is tried.",
            "started_at": "When it began.",
            "ended_at": "When it ended; absent while it runs.",
            "counted_until": "Acts before it were counted; absent before the first count.",
            "challengers": "Members served by the model that is tried whose seven days are over.",
            "challengers_read": "How many contents these had to do with in them.",
            "others": "The same members of the other model.",
            "others_read": "How many contents these had to do with.",
            "total": "Sum of the terms of the confidence sequence, domain/trial.py.",
            "squares": "Sum of their squares.",
        },
    ),
    "SegmentAssignment": Label(
        "A user's value segment over a span of time; the latest has no `until`.",
        ("id",),
        {
            "id": "seg_….",
            "segment": "HIGH_VALUE, POTENTIAL, LOW_VALUE or INSUFFICIENT_DATA.",
            "since": "From when.",
            "until": "Until when; absent while it holds.",
            "reason": "Why, in words with the figures.",
            "activity_percentile": "Share of users less active, 0 to 1.",
            "revenue_percentile": "Share of payers who brought less, 0 to 1; absent of who brought nothing.",
            "trend": "A now over A thirty days before; absent when that was 0.",
            "events": "Events behind it.",
            "rule_version": "Version of the rules that assigned it.",
            "pending": "The segment the last run would have moved the user to.",
            "checked_at": "The asOf of the last run.",
        },
    ),
    "ChurnSpan": Label(
        "A time in which a user was active, cooling, at risk, gone or back; the latest has no `until`.",
        ("id",),
        {
            "id": "chu_…, the same for the same user, state and beginning.",
            "state": "ACTIVE, COOLING, AT_RISK, CHURNED, RETURNED or INSUFFICIENT_DATA.",
            "since": "From when: a midnight of UTC.",
            "until": "Until when; absent while it holds.",
            "reason": "Why it began, in words with the figures.",
        },
    ),
    "GapCount": Label(
        "How many gaps of a length, between two active days of a user, ended in a week.",
        ("week", "newcomer", "days"),
        {
            "week": "Its Monday.",
            "newcomer": "Whether both days were among the first four of their user.",
            "days": "From one to the other, 1 to 90; longer ones count as 90.",
            "gaps": "How many there were.",
        },
    ),
    "SavedSegment": Label(
        "Members put together by conditions that operators chose; absent ones don't matter.",
        ("id",),
        {
            "id": "sgs_….",
            "slug": "Its name in arguments; unique.",
            "name": "As shown.",
            "segments": "In one of these value segments.",
            "churn": "In one of these churn states.",
            "activity_percentile_from": "At least so active, 0 to 1.",
            "activity_percentile_to": "At most so active, 0 to 1.",
            "revenue_percentile_from": "Brought at least so much, 0 to 1.",
            "joined_from": "Joined then or later.",
            "joined_to": "Joined before.",
            "tags": "Slugs; drawn to one of them.",
            "areas": "Slugs; follows one of them.",
            "tiers": "Slugs; subscribed to one of them.",
            "created_at": "When it was first saved.",
            "changed_at": "When it was saved last.",
            "members": "How many were in it at the last run; absent until one has worked it out.",
            "refreshed_at": "The asOf of that run.",
        },
    ),
    "StayingCell": Label(
        "How many members who began in one week or month were active in a later one.",
        ("by", "cohort", "after"),
        {
            "by": "WEEK or MONTH.",
            "cohort": "The first day of the one in which they began.",
            "after": "How many weeks or months later, from 0.",
            "period": "The first day of that later one.",
            "members": "How many were active in it.",
        },
    ),
    "SubCommunity": Label(
        "Members who have more to do with each other than with the rest, 20 at least; they name it by id.",
        ("id",),
        {
            "id": "grp_…; stays as long as most of its members do.",
            "members": "How many; lists are ordered by it.",
            "tag_ids": "At most five tags that tell it from the rest.",
            "since": "When it was first found.",
            "as_of": "The asOf of the run that found it last.",
        },
    ),
    "GraphLearning": Label(
        "The last run of one kind that learned from the graph as a whole.",
        ("name",),
        {
            "name": "influence or embeddings.",
            "as_of": "Its asOf; absent when there was none.",
            "acts": "How many acts were known; the next one is due when a tenth more are.",
            "message": "Why a later one didn't come about.",
        },
    ),
    "CommunityReading": Label(
        "On what the shares of the community's reading rest; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "views": "How many views there were.",
            "as_of": "The asOf of the run that counted them.",
        },
    ),
    "CommunityReach": Label(
        "Of what the samples are by which reach is estimated; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "members": "How many members were active in 30 days and may see ads.",
            "as_of": "The asOf of the run that took the samples.",
        },
    ),
    "ReadingShare": Label(
        "What part of the views of the last four weeks was of one kind, area or tag, or by members of one segment.",
        ("dimension", "id"),
        {
            "dimension": "KIND, AREA, TAG or SEGMENT; the shares of each sum to 1.",
            "id": "Of the area or tag; the name of the kind or segment.",
            "share": "From 0 to 1; a view of a content with n tags counts 1/n for each.",
            "as_of": "The asOf of the run that made it.",
        },
    ),
    "CommunitySignals": Label(
        "What recommendation must know of the community as a whole; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "latest_at": "The newest act known: decays count from here, not from the wall clock.",
            "readers": "Σ of the contents' readers.",
            **{
                f"trend_{half_life}": "Σ of the contents', decayed to `latest_at`."
                for half_life in ("2h", "6h", "1d", "3d", "14d")
            },
        },
    ),
    "Edition": Label(
        "A ranked list of contents as it was made at a moment; a former one is kept two hours, for cursors to go by.",
        ("list", "made_at"),
        {
            "list": "HOT or TOP_<period>, `|`, and `all`, an area's id or a kind of content.",
            "made_at": "The asOf of the refresh.",
            "ids": "At most 200 contents, the best first.",
            "scores": "Their scores, in the same order: half-lives since 2020, or points.",
        },
    ),
    "CandidateList": Label(
        "What jobs found for one user, bounded: what people like them read lately, and where walks lead.",
        ("user_id",),
        {
            "user_id": "Whose.",
            "recent_ids": "Contents of their last 50 interactions, the latest first.",
            "recent_ms": "When, in milliseconds since 1970, in the same order.",
            "degree": "With how many contents they interacted.",
            "last_visit_at": "Their newest act that was at least half an hour old at the refresh.",
            "content_ids": "At most 80 candidates.",
            "peers_6h": "For each, what the 50 likest recent readers did with it, half-life 6 h; 0 if by walks.",
            "peers_1d": "The same with 1 d.",
            "peers_7d": "The same with 7 d.",
            "walk": "For each, the weight of walks from the last 50 interactions by RELATED; 0 if it came by peers.",
            "refreshed_at": "The asOf of the refresh.",
        },
    ),
    "Neighbourhood": Label(
        "Who last read one content, and what they read besides, bounded.",
        ("content_id",),
        {
            "content_id": "Whose.",
            "recent_readers": "The last 50 users who interacted with it, the latest first.",
            "related_ids": "At most 20 contents that share readers (RP3β), the closest first.",
            "related_scores": "How close, in the same order.",
            "refreshed_at": "The asOf of the refresh.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "INTERESTED_IN": Relationship(
        ("User",),
        ("Tag",),
        "Is drawn to it; the strongest twenty are kept.",
        {"affinity": "0 < affinity ≤ 1.", "declared": "True when the member said so."},
    ),
    "PREFERS": Relationship(
        ("User",),
        ("User", "Tag", "Area"),
        "Wants more or less of it in what is recommended; at most 200.",
        {"weight": "From −1, half as much, to 1, twice as much; never 0.", "since": "When they last changed it."},
    ),
    "HAS_CANDIDATES": Relationship(("User",), ("CandidateList",), "Has this list of candidates."),
    "SIMILAR": Relationship(
        _CONTENT, _CONTENT, "Is among the ten nearest in the embedding.", {"score": "Their cosine, 0.5 to 1."}
    ),
    "HAS_NEIGHBOURS": Relationship(_CONTENT, ("Neighbourhood",), "Has these neighbours."),
    "HAS_FEATURE": Relationship(("ScoringModel",), ("ScoringFeature",), "Weighs it."),
    "ASSIGNED": Relationship(("User",), ("SegmentAssignment",), "Was put into that segment."),
    "IN_SAVED": Relationship(
        ("User",),
        ("SavedSegment",),
        "Met its conditions at the last run.",
        {"saved_id": "Of the segment.", "activity": "A(u) at that run; the list is ordered by it."},
    ),
    "PASSED_THROUGH": Relationship(("User",), ("ChurnSpan",), "Was in that state for a time."),
}
