"""The context of one operation: who asks, at which moment, and through what."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.access import Viewer
from domain.page import CursorKey
from graph.database import Graph
from graph.live import Broker
from resolvers.loaders import Loaders
from resolvers.replays import Replays

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
    live: Broker
    again: Callable[[], Awaitable["Context"]]
    """Makes the context that the same caller has now: their token may have expired, or their key been revoked."""
    replays: Replays
    expires_at: datetime | None = None
    """When the viewer's token ends; a WebSocket is closed then."""

    @property
    def cost_limit(self) -> int:
        """Points one operation may cost: ten times as many for those we know."""
        return KNOWN_COST if self.viewer.principal else ANONYMOUS_COST

    @property
    def seconds_left(self) -> float | None:
        """Until the viewer's token ends; None if it doesn't."""
        return None if self.expires_at is None else max(0.0, (self.expires_at - datetime.now(UTC)).total_seconds())

    async def renew(self) -> None:
        """Be the context of now: for the next event of a subscription, which shares one context with all others.

        Raises:
            Refused: the caller may not ask any more.
        """
        fresh = await self.again()
        self.viewer, self.now, self.loaders, self.expires_at = fresh.viewer, fresh.now, fresh.loaders, fresh.expires_at
