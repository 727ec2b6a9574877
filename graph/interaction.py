"""Interactions as they stand on the edges between users and contents."""

from datetime import datetime

from domain.ids import UserId
from domain.interaction import Interaction, InteractionType
from graph.content import LAST_ID, AudienceParams
from graph.queries import Query

COUNTERS = tuple(kind.counter for kind in InteractionType)


class LatestParams(AudienceParams):
    user_id: UserId
    kinds: tuple[str, ...] = COUNTERS
    before_at: datetime
    before_key: str = LAST_ID
    limit: int


LATEST_OF_USER = Query("interaction/latest_of_user", LatestParams, Interaction)
