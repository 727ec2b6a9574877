"""The ASGI app: settings in, routes out, and what has to live as long as the server does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pkgutil import resolve_name
from time import perf_counter

from starlette.applications import Starlette
from starlette.middleware import Middleware

from domain.access import SIGNED_IN
from domain.consent import ConsentPurpose
from domain.content import STANDALONE_KINDS
from domain.errors import Unavailable
from domain.export import LinkKey
from domain.ids import UserId
from domain.key_secret import SecretDigest
from domain.mail import UnsubscribeKey
from domain.page import CursorKey
from domain.rate import Rates
from domain.retention import Retention
from domain.review import Check, Unblocked, few_links, not_repeated
from entrance import MakeSession, session_maker
from graph import community, consent, export
from graph.database import Graph, Instrument, Server, instrument
from graph.live import Broker
from graph.opening import open_graph
from graph.recommendation import RankParams, rank
from jobs.deliveries import delivering
from jobs.mail import Mailer, MailServer, mailing
from jobs.mail_letter import LetterWriter
from jobs.notify import notifying
from jobs.registry import registered
from jobs.schedule import scheduled
from resolvers.admission import Admission
from resolvers.allowance import Allowances
from resolvers.context import Context
from resolvers.document import TrustedDocuments
from resolvers.erased_users import ErasedUsers
from resolvers.key_ring import KeyRing
from resolvers.loaders import Loaders
from resolvers.meter import Meter
from resolvers.refusals import Refusals
from resolvers.replays import Replays
from resolvers.sanctions import Sanctions
from schema.operation import Observer
from schema.root import build_schema
from server.bookmarks import Bookmarks
from server.caller import Caller, MakeContext
from server.exports import export_routes
from server.graceful import Stopping
from server.metrics import Metrics
from server.pages import HomeFacts, page_routes
from server.routes import graphql_routes, middleware, operator_routes
from server.secret import signing_secret
from server.telemetry import Telemetry
from server.unsubscribe import unsubscribe_routes
from settings import VERSION, Settings


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


def create_app(settings: Settings, graph: Graph | None = None, stopping: Stopping | None = None) -> Starlette:
    """The whole of Stoa as an ASGI app, on its own Neo4j, or on `graph` where the caller has opened one."""
    stopping = stopping or Stopping()
    metrics = Metrics()
    telemetry = Telemetry.to_endpoint(settings.otlp_endpoint) if settings.otlp_endpoint else None
    observers: list[Observer] = [metrics, telemetry] if telemetry else [metrics]
    schema = build_schema(observers, settings.time_limit)
    current = Current(graph)
    live = Broker(lambda: current.graph)
    secret = signed_by(settings)
    links = LinkKey(secret.encode())
    unsubscribing = UnsubscribeKey(secret.encode())
    key_ring = KeyRing(SecretDigest(secret))
    rates = Rates.of(settings.rate_key, settings.rate_user, settings.rate_anonymous, settings.rate_refused)
    meter = Meter(lambda: current.graph, rates)
    erased, sanctions = ErasedUsers(lambda: current.graph), Sanctions(lambda: current.graph)
    session = session_maker(settings, secret, key_ring, erased, sanctions, Refusals(meter))
    allowances = Allowances(Admission(settings.operations_at_once, settings.operations_per_caller), meter)
    documents = TrustedDocuments(settings.anonymous_documents == "trusted")
    checks = checks_of(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if graph is None:
                current.set(await stack.enter_async_context(open_graph(settings.home, outside_server(settings))))
            instrument(*_instruments(metrics, telemetry))
            stack.push_async_callback(key_ring.settle)
            await stack.enter_async_context(meter.running())
            stack.callback(asyncio.create_task(warm_up(current.graph)).cancel)
            if settings.run_jobs:
                await stack.enter_async_context(scheduled(current.graph, registered(lambda: retention_of(settings))))
                await stack.enter_async_context(notifying(current.graph))
                private, retry = settings.webhook_private_targets, settings.webhook_retry_seconds
                await stack.enter_async_context(delivering(current.graph, private, retry))
                if (mailer := mailer_of(settings, current.graph, unsubscribing)) is not None:
                    await stack.enter_async_context(mailing(mailer))
            stack.push_async_callback(live.close)
            yield
        current.set(graph)
        if telemetry:
            telemetry.shutdown()

    return Starlette(
        routes=[
            *graphql_routes(
                schema,
                context_maker(current, live, secret, key_ring, session, sanctions, allowances, documents, checks),
                allowed_origins=settings.allowed_origins,
                body_seconds=settings.body_seconds,
                stopping=stopping,
            ),
            *export_routes(links, lambda id, now: export.parts(current.graph, id, now)),
            *unsubscribe_routes(unsubscribing, lambda user_id: end_mails(current.graph, user_id)),
            *operator_routes(lambda: check_ready(current, stopping), metrics),
            *page_routes(lambda: home_facts(current, settings), schema.as_str()),
        ],
        middleware=[*middleware(settings.allowed_origins), *bookmarks(settings, current, secret)],
        lifespan=lifespan,
    )


async def check_ready(current: Current, stopping: Stopping) -> None:
    """Whether requests may be sent here.

    Raises:
        Unavailable: Stoa is starting or stopping, or the database doesn't answer.
    """
    if stopping.announced:
        raise Unavailable("Stoa is stopping.")
    await current.graph.verify()


def mailer_of(settings: Settings, graph: Graph, links: UnsubscribeKey) -> Mailer | None:
    """What sends mails; None without a mail server."""
    if settings.smtp_host is None or settings.mail_from is None or settings.public_url is None:
        return None
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    server = MailServer(
        settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.smtp_username, password
    )
    return Mailer(graph, server, LetterWriter(settings.mail_from, settings.public_url, settings.content_url, links))


async def end_mails(graph: Graph, user_id: UserId) -> None:
    """Withdraw a member's consent to mails, as they do by the link in one."""
    decision = consent.DecideParams(
        user_id=user_id,
        purpose=ConsentPurpose.MAIL,
        granted=False,
        version="unsubscribe-link",
        at=datetime.now(UTC),
        key_id=None,
        request_id="unsubscribe",
    )
    await graph.write(consent.decide, decision)


async def warm_up(graph: Graph) -> None:
    """Have the database plan its longest query, which takes it a second or more, before somebody waits for it."""
    with suppress(Unavailable):
        params = RankParams(user_id=None, kinds=STANDALONE_KINDS, audience=SIGNED_IN, now=datetime.now(UTC), limit=1)
        await graph.read(rank, params)


def outside_server(settings: Settings) -> Server | None:
    """The Neo4j that the settings name, or None for the embedded one."""
    if settings.neo4j_uri is None:
        return None
    password = settings.neo4j_password.get_secret_value()
    return Server(settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)


def retention_of(settings: Settings) -> Retention:
    """How long the settings let what members did be kept."""
    return Retention.of(settings.keep_acts_days, settings.keep_sums_days)


def bookmarks(settings: Settings, current: Current, secret: str) -> list[Middleware]:
    """What lets a caller read its own writes on any worker, where a cluster's followers answer reads."""
    server = outside_server(settings)
    if server is None or not server.routes:
        return []
    return [
        Middleware(
            Bookmarks,
            secret=secret,
            written=lambda: current.graph.written(),
            follow=lambda seen: current.graph.follow(seen),
        )
    ]


def signed_by(settings: Settings) -> str:
    """The secret that signs tokens and cursors."""
    return signing_secret(settings.secret.get_secret_value() if settings.secret else None, settings.home)


def context_maker(
    current: Current,
    live: Broker,
    secret: str,
    key_ring: KeyRing,
    session: MakeSession,
    sanctions: Sanctions,
    allowances: Allowances,
    documents: TrustedDocuments,
    checks: Sequence[Check],
) -> MakeContext:
    """Makes the context of each operation from who sent it."""
    cursor_key = CursorKey(secret.encode())
    replays, links = Replays(secret.encode()), LinkKey(secret.encode())

    async def make_context(caller: Caller) -> Context:
        graph, now = current.graph, datetime.now(UTC)
        known = await session(graph, caller.bearer_token(), caller.address, now)
        return Context(
            graph=graph,
            session=known,
            now=now,
            request_id=caller.request_id,
            cursor_key=cursor_key,
            loaders=Loaders(graph),
            key_ring=key_ring,
            sanctions=sanctions,
            checks=checks,
            live=live,
            again=partial(make_context, caller),
            replays=replays,
            export_links=links,
            allowance=allowances.of(known.viewer, caller.address),
            documents=documents,
        )

    return make_context


def checks_of(settings: Settings) -> tuple[Check, ...]:
    """What looks at new contents before they are published: Stoa's own checks, and those that the settings name."""
    blocked = Unblocked(settings.blocked_words, settings.blocked_domains)
    return (few_links, not_repeated, blocked, *map(resolve_name, settings.checks))


async def home_facts(current: Current, settings: Settings) -> HomeFacts:
    """What the home page tells; without numbers while the database is away."""
    database = "an outside Neo4j" if settings.neo4j_uri else "its own Neo4j"
    facts = HomeFacts(version=VERSION, database=database, community=str(settings.home))
    try:
        size = await current.graph.read(community.size)
        samples = await current.graph.read(community.samples, datetime.now(UTC))
    except Unavailable as error:
        return replace(facts, problem=str(error))
    known = {
        "handle": samples.handle,
        "userId": samples.user_id,
        "contentId": samples.content_id,
        "tag": samples.tag,
        "area": samples.area,
    } if samples else {}  # fmt: skip
    return replace(
        facts,
        users=size.users,
        contents=size.contents,
        interactions=size.interactions,
        samples={name: value for name, value in known.items() if value is not None},
    )


def _instruments(metrics: Metrics, telemetry: Telemetry | None) -> list[Instrument]:
    timer = timing(metrics.observe_statement)
    return [timer, telemetry.span] if telemetry else [timer]


def timing(observe: Callable[[str, float], None]) -> Instrument:
    """An instrument that tells `observe` how many seconds each query took."""

    @contextmanager
    def hold(name: str) -> Iterator[None]:
        started = perf_counter()
        try:
            yield
        finally:
            observe(name, perf_counter() - started)

    return hold
