"""The context of one operation: who asks, at which moment, and through what."""

from dataclasses import dataclass
from datetime import datetime

from domain.access import Viewer
from domain.page import CursorKey
from graph.database import Graph
from resolvers.loaders import Loaders


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
