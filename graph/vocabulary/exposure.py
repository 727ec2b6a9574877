"""Who comes before readers, and how unequally what is read is read, as jobs found it."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "ExposureWarning": Label(
        "A group of contents with too few places that surely gets fewer by a model.",
        (),
        {
            "dimension": "AUTHOR_TENURE, AREA_SIZE, LANGUAGE or AUTHOR_SEGMENT.",
            "group": "Which group of it.",
            "of_contents": "Its share of contents, 0 to 1.",
            "before": "Its share of places by the version in use, 0 to 1.",
            "after": "The same by the model.",
            "low": "The lower end of the 95 % interval of the change.",
            "high": "The upper end, below 0.",
            "members": "How many members were ranked for.",
        },
    ),
    "ExposureMeasure": Label(
        "What was measured last of who comes before readers; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "as_of": "The asOf of the run.",
            "model_id": "The model that was in use.",
            "members": "How many members were ranked for.",
            "contents": "How many contents, published or acted on lately, shares are beside.",
            "inequality": "Gini's coefficient of the places, 0 to 1.",
        },
    ),
    "ExposureShare": Label(
        "What one group of contents has of the first ten places; a group is of 20 authors at least.",
        (),
        {
            "dimension": "AUTHOR_TENURE, AREA_SIZE, LANGUAGE or AUTHOR_SEGMENT.",
            "group": "Which group of it; `other` are those of too few authors.",
            "contents": "How many contents of the sample are of it.",
            "of_contents": "Their share, 0 to 1.",
            "places": "How many places its contents had.",
            "of_places": "Their share, 0 to 1.",
            "low": "The lower end of its 95 % interval.",
            "high": "The upper end.",
            "scored": "How many scores its contents had, over all members.",
            "score": "Their mean R(u,c); absent without any.",
            "score_low": "The lower end of its 95 % interval.",
            "score_high": "The upper end.",
        },
    ),
    "PopularityWeek": Label(
        "How unequally what was read in a week was read.",
        ("week",),
        {
            "week": "Its Monday.",
            "acts": "How often anything was done to a content but to hide, vote down or publish it.",
            "contents": "How many contents it was done to.",
            "gini": "Gini's coefficient of acts over these, 0 to 1; absent below 20 contents.",
            "top_tenth": "The share of acts that the tenth with the most had; absent likewise.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "WARNED_OF": Relationship(("ScoringModel",), ("ExposureWarning",), "Would make it worse."),
    "HAS_SHARE": Relationship(("ExposureMeasure",), ("ExposureShare",), "Found it."),
}
