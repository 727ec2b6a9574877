"""The context of one operation: who asks, at which moment, and through what."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.access import Session, Viewer
from domain.closing import CloseRule
from domain.export import LinkKey
from domain.listing import Tried
from domain.page import CursorKey
from domain.payment import Processors
from domain.payout import PayoutRules
from domain.review import Check
from graph.database import Graph
from graph.live import Broker
from resolvers.ad_desk import AdDesk
from resolvers.allowance import Allowance
from resolvers.document import TrustedDocuments
from resolvers.key_ring import KeyRing
from resolvers.loaders import Loaders
from resolvers.merged_users import MergedUsers
from resolvers.replays import Replays
from resolvers.running_trial import RunningTrial
from resolvers.sanctions import Sanctions

ANONYMOUS_COST = 5_000
KNOWN_COST = 50_000


@dataclass(slots=True)
class Context:
    """Made anew for every operation, on WebSockets too, so that loaders never serve an earlier one's data.

    `now` is fixed once, so that everything in one answer speaks of the same moment.
    """

    graph: Graph
    session: Session
    now: datetime
    request_id: str
    cursor_key: CursorKey
    loaders: Loaders
    key_ring: KeyRing
    sanctions: Sanctions
    merged: MergedUsers
    checks: Sequence[Check]
    close_rule: CloseRule
    live: Broker
    again: Callable[[], Awaitable["Context"]]
    """Makes the context that the same caller has now: their token may have expired, or their key been revoked."""
    replays: Replays
    allowance: Allowance
    export_links: LinkKey
    invoice_links: LinkKey
    documents: TrustedDocuments
    ads: AdDesk
    tried: Tried
    trial: RunningTrial
    author_share_percent: int
    """What authors earn of products made from now on."""
    payments: Processors
    payout_rules: PayoutRules
    address: str | None = None
    """The client's network address."""
    agent: str = ""
    """What the client calls itself."""

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return self.session.viewer

    @property
    def anonymous(self) -> bool:
        """Whether nobody is signed in, so that the answer is the same for everybody who isn't."""
        return self.viewer.principal is None

    @property
    def expires_at(self) -> datetime | None:
        """When the viewer's token or key ends; a WebSocket is closed then."""
        return self.session.expires_at

    async def before_mutation(self) -> None:
        """Forget what was read before the mutation, and ask once whether a key that is only remembered still holds.

        Raises:
            Unauthenticated: it doesn't.
        """
        self.loaders = Loaders(self.graph)
        if self.session.key_digest is not None and self.session.cached:
            self.session = await self.key_ring.open_by_digest(self.graph, self.session.key_digest, self.now, fresh=True)

    async def document(self, given: str) -> str:
        """The text to run, for what the client sent."""
        return await self.documents.text(self.graph, self.viewer, given)

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
        self.session, self.now, self.loaders = fresh.session, fresh.now, fresh.loaders
