"""What a process has once and all its requests share, and the context of each operation made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pkgutil import resolve_name

from domain.ad_client import ClientKey
from domain.ad_token import AdTokenKey
from domain.ad_traffic import MAX_AGENT, Networks, Screen, networks_in
from domain.closing import CloseRule
from domain.errors import Unavailable
from domain.export import LinkKey
from domain.graph_learning import GraphLimits
from domain.key_secret import SecretDigest
from domain.listing import Tried
from domain.mail import UnsubscribeKey
from domain.page import CursorKey
from domain.payment import Payments, Processors
from domain.payout import PayoutRules
from domain.rate import Rates
from domain.renewal import Dunning
from domain.review import Check, Unblocked, few_links, not_copied, not_repeated
from domain.syndication import Channel, Subject
from entrance import MakeSession, session_maker
from graph.database import Graph
from graph.live import Broker
from payments.manual import Manual
from resolvers import syndication
from resolvers.ad_catalogue import AdCatalogue
from resolvers.ad_desk import AdDesk
from resolvers.ad_evidence import AdEvidence
from resolvers.ad_facts import AdFacts
from resolvers.ad_log import AdLog
from resolvers.admission import Admission
from resolvers.allowance import Allowances
from resolvers.context import Context
from resolvers.delivery import Delivery
from resolvers.document import TrustedDocuments
from resolvers.erased_users import ErasedUsers
from resolvers.key_ring import KeyRing
from resolvers.loaders import Loaders
from resolvers.merged_users import MergedUsers
from resolvers.meter import Meter
from resolvers.refusals import Refusals
from resolvers.replays import Replays
from resolvers.running_trial import RunningTrial
from resolvers.sanctions import Sanctions
from server.caller import Caller
from server.metrics import Metrics
from server.secret import signing_secret
from server.telemetry import Telemetry
from settings import Settings


class Current:
    """The graph of the running server. Routes are made before it is opened, and look here when they are asked."""

    def __init__(self, graph: Graph | None) -> None:
        self._graph = graph

    def set(self, graph: Graph | None) -> None:
        """Put the graph there for the time of the lifespan."""
        self._graph = graph

    @property
    def graph(self) -> Graph:
        """The graph.

        Raises:
            Unavailable: the server is starting or stopping.
        """
        if self._graph is None:
            raise Unavailable("Stoa is starting; try again in a moment.")
        return self._graph


@dataclass(frozen=True, slots=True)
class Services:
    """Made once a process, before its graph is opened."""

    current: Current
    metrics: Metrics
    telemetry: Telemetry | None
    live: Broker
    secret: str
    cursor_key: CursorKey
    export_links: LinkKey
    invoice_links: LinkKey
    unsubscribing: UnsubscribeKey
    replays: Replays
    key_ring: KeyRing
    meter: Meter
    session: MakeSession
    sanctions: Sanctions
    merged: MergedUsers
    erased: ErasedUsers
    allowances: Allowances
    documents: TrustedDocuments
    checks: Sequence[Check]
    close_rule: CloseRule
    delivery: Delivery
    ads: AdDesk
    tried: Tried
    trial: RunningTrial
    author_share_percent: int
    payments: Processors
    payout_rules: PayoutRules

    @classmethod
    def of(cls, settings: Settings, graph: Graph | None) -> "Services":
        """Those that the settings ask for."""
        current, secret = Current(graph), signed_by(settings)
        key_ring = KeyRing(SecretDigest(secret))
        rates = Rates.of(settings.rate_key, settings.rate_user, settings.rate_anonymous, settings.rate_refused)
        meter = Meter(lambda: current.graph, rates)
        erased, sanctions = ErasedUsers(lambda: current.graph), Sanctions(lambda: current.graph)
        merged = MergedUsers(lambda: current.graph)
        admission = Admission(settings.operations_at_once, settings.operations_per_caller)
        return cls(
            current=current,
            metrics=Metrics(),
            telemetry=Telemetry.to_endpoint(settings.otlp_endpoint) if settings.otlp_endpoint else None,
            live=Broker(lambda: current.graph),
            secret=secret,
            cursor_key=CursorKey(secret.encode()),
            export_links=LinkKey(secret.encode()),
            invoice_links=LinkKey(secret.encode(), "invoices", b"stoa invoice lnk"),
            unsubscribing=UnsubscribeKey(secret.encode()),
            replays=Replays(secret.encode()),
            key_ring=key_ring,
            meter=meter,
            session=session_maker(settings, secret, key_ring, merged, erased, sanctions, Refusals(meter)),
            sanctions=sanctions,
            merged=merged,
            erased=erased,
            allowances=Allowances(admission, meter),
            documents=TrustedDocuments(settings.anonymous_documents == "trusted"),
            checks=checks_of(settings),
            close_rule=CloseRule(settings.close_votes, timedelta(days=settings.close_vote_days)),
            delivery=delivery_of(settings, secret.encode(), lambda: current.graph, meter, admission),
            ads=ad_desk(settings, current, secret),
            tried=Tried(),
            trial=RunningTrial(lambda: current.graph),
            author_share_percent=settings.author_share_percent,
            payments=processors(settings),
            payout_rules=PayoutRules(hold_days=settings.payout_hold_days, minimum_minor=settings.payout_minimum_minor),
        )

    async def context(self, caller: Caller) -> Context:
        """The context of one operation, from who sent it."""
        graph, now = self.current.graph, datetime.now(UTC)
        known = await self.session(graph, caller.bearer_token(), caller.address, now)
        return Context(
            graph=graph,
            session=known,
            now=now,
            request_id=caller.request_id,
            cursor_key=self.cursor_key,
            loaders=Loaders(graph),
            key_ring=self.key_ring,
            sanctions=self.sanctions,
            merged=self.merged,
            checks=self.checks,
            close_rule=self.close_rule,
            live=self.live,
            again=partial(self.context, caller),
            replays=self.replays,
            export_links=self.export_links,
            invoice_links=self.invoice_links,
            allowance=self.allowances.of(known.viewer, caller.address),
            documents=self.documents,
            ads=self.ads,
            tried=self.tried,
            trial=self.trial,
            author_share_percent=self.author_share_percent,
            payments=self.payments,
            payout_rules=self.payout_rules,
            address=caller.address,
            agent=caller.headers.get("user-agent", "")[:MAX_AGENT],
        )

    async def channel(self, caller: Caller, subject: Subject, name: str | None, after: str | None) -> Channel:
        """What a feed shows, which is the same for everybody: whatever token comes with it isn't looked at."""
        nobody = await self.context(replace(caller, headers={}))
        return await syndication.channel(nobody, subject, name, after)


def signed_by(settings: Settings) -> str:
    """The secret that signs tokens and cursors."""
    return signing_secret(settings.secret.get_secret_value() if settings.secret else None, settings.home)


def delivery_of(
    settings: Settings, secret: bytes, graph: Callable[[], Graph], meter: Meter, admission: Admission
) -> Delivery:
    """What counts views and clicks."""
    data_centres = settings.ad_data_centres.read_text(encoding="utf-8") if settings.ad_data_centres else ""
    screen = Screen(staff=Networks(settings.ad_staff_networks), data_centres=Networks(networks_in(data_centres)))
    return Delivery(graph, AdTokenKey(secret), ClientKey(secret), screen, meter, admission)


def processors(settings: Settings) -> Processors:
    """Where orders are paid. By hand is always possible, for what was begun so before there was another.

    Stripe's library is imported only where it is spoken to.
    """
    secret, signing = settings.stripe_secret_key, settings.stripe_webhook_secret
    if secret is None or signing is None:
        return Processors([Manual()])
    keys = resolve_name("payments.stripe_client:Keys")(
        secret.get_secret_value(), signing.get_secret_value(), settings.stripe_api
    )
    stripe: Payments = resolve_name("payments.stripe:Stripe")(keys, settings.order_url or settings.public_url or "")
    return Processors([stripe, Manual()] if settings.payments == "stripe" else [Manual(), stripe])


def dunning_of(settings: Settings) -> Dunning:
    """How often and when a renewal that failed is charged again."""
    return Dunning(retry_days=settings.membership_retry_days, grace_days=settings.membership_grace_days)


def graphs_of(settings: Settings) -> GraphLimits:
    """What learning from the graph as a whole may take of the database."""
    return GraphLimits(settings.graph_learning, settings.graph_memory_mb, settings.graph_concurrency)


def checks_of(settings: Settings) -> tuple[Check, ...]:
    """What looks at new contents before they are published: Stoa's own checks, and those that the settings name."""
    blocked = Unblocked(settings.blocked_words, settings.blocked_domains)
    return (few_links, not_repeated, not_copied, blocked, *map(resolve_name, settings.checks))


def ad_desk(settings: Settings, current: Current, secret: str) -> AdDesk:
    """Where ads are decided on."""
    return AdDesk(
        catalogue=AdCatalogue(lambda: current.graph),
        evidence=AdEvidence(lambda: current.graph, settings.ad_exchange),
        log=AdLog(lambda: current.graph),
        facts=AdFacts(lambda: current.graph),
        tokens=AdTokenKey(secret.encode()),
        clients=ClientKey(secret.encode()),
        base_url=(settings.public_url or "").rstrip("/"),
    )
