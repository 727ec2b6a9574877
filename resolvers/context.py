"""The context of one operation: who asks, at which moment, and through what."""

from dataclasses import dataclass
from datetime import datetime

from domain.access import Viewer
from domain.page import CursorKey
from graph.database import Graph
from resolvers.loaders import Loaders

ANONYMOUS_COST = 5_000
KNOWN_COST = 50_000


@dataclass(slots=True)
class Context:
    """Made anew for every operation, on WebSockets too, so that loaders never serve an earlier one's data.

    `now` is fixed once, so that everything in one answer speaks of the same moment.
    """

    graph: Graph
    viewer: Viewer
    now: datetime
    request_id: str
    cursor_key: CursorKey
    loaders: Loaders
    expires_at: datetime | None = None
    """When the viewer's token ends; a WebSocket is closed then."""

    @property
    def cost_limit(self) -> int:
        """Points one operation may cost: ten times as many for those we know."""
        return KNOWN_COST if self.viewer.principal else ANONYMOUS_COST
