"""Every label, relationship type and property of the graph with its meaning, a subject a file.

Neo4j only warns of a misspelt name, and not even that when a query writes. `tests/graph/test_queries.py` therefore
holds every name in `cypher/` against these pages, and `docs/model.md` is generated from them.
"""

from graph.vocabulary import (
    access,
    ads,
    badges,
    behaviour,
    catalogue,
    community,
    conversation,
    course,
    deciding,
    delivery,
    entitlement,
    exposure,
    insight,
    moderation,
    money,
    notification,
    operation,
    order,
    outbox,
    payment,
    points,
    privacy,
    revenue,
    service,
    subscription,
)
from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = (
    community.LABELS
    | behaviour.LABELS
    | conversation.LABELS
    | insight.LABELS
    | exposure.LABELS
    | operation.LABELS
    | outbox.LABELS
    | notification.LABELS
    | access.LABELS
    | privacy.LABELS
    | points.LABELS
    | badges.LABELS
    | moderation.LABELS
    | money.LABELS
    | order.LABELS
    | payment.LABELS
    | ads.LABELS
    | delivery.LABELS
    | deciding.LABELS
    | entitlement.LABELS
    | catalogue.LABELS
    | course.LABELS
    | subscription.LABELS
    | revenue.LABELS
    | service.LABELS
)
RELATIONSHIPS: dict[str, Relationship] = (
    community.RELATIONSHIPS
    | behaviour.RELATIONSHIPS
    | conversation.RELATIONSHIPS
    | insight.RELATIONSHIPS
    | exposure.RELATIONSHIPS
    | access.RELATIONSHIPS
    | badges.RELATIONSHIPS
    | moderation.RELATIONSHIPS
    | ads.RELATIONSHIPS
    | entitlement.RELATIONSHIPS
    | catalogue.RELATIONSHIPS
    | course.RELATIONSHIPS
)
