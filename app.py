"""The ASGI app: settings in, routes out, and what has to live as long as the server does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from starlette.applications import Starlette
from starlette.middleware import Middleware

from domain.access import SIGNED_IN
from domain.consent import ConsentPurpose
from domain.content import STANDALONE_KINDS
from domain.errors import Unavailable
from domain.ids import UserId
from domain.mail import UnsubscribeKey
from domain.payment import NotGenuine
from domain.retention import Retention
from graph import certificate, community, consent, export
from graph.database import Graph, Instrument, Server, instrument
from graph.opening import open_graph
from graph.order_invoice import invoiced
from graph.points_store import keep_zone
from graph.recommendation import RankParams, rank
from jobs.deliveries import delivering
from jobs.mail import Mailer, MailServer, mailing
from jobs.mail_letter import LetterWriter
from jobs.notify import notifying
from jobs.payment_told import take
from jobs.registry import registered
from jobs.schedule import scheduled
from schema.operation import Observer
from schema.root import build_schema
from server.ads import ad_routes
from server.bookmarks import Bookmarks
from server.certificates import certificate_routes
from server.exports import export_routes
from server.graceful import Stopping
from server.invoices import invoice_routes
from server.metrics import Metrics
from server.pages import HomeFacts, page_routes
from server.payments import payment_routes
from server.routes import graphql_routes, middleware, operator_routes
from server.syndication import feed_routes
from server.telemetry import Telemetry
from server.unsubscribe import unsubscribe_routes
from services import Current, Services, dunning_of, graphs_of
from settings import VERSION, Settings


def create_app(settings: Settings, graph: Graph | None = None, stopping: Stopping | None = None) -> Starlette:
    """The whole of Stoa as an ASGI app, on its own Neo4j, or on `graph` where the caller has opened one."""
    stopping, services = stopping or Stopping(), Services.of(settings, graph)
    current, metrics = services.current, services.metrics
    observers: list[Observer] = [metrics, services.telemetry] if services.telemetry else [metrics]
    schema = build_schema(observers, settings.time_limit)
    app = Starlette(
        routes=[
            *graphql_routes(
                schema,
                services.context,
                allowed_origins=settings.allowed_origins,
                body_seconds=settings.body_seconds,
                stopping=stopping,
            ),
            *export_routes(services.export_links, lambda id, now: export.parts(current.graph, id, now)),
            *invoice_routes(
                services.invoice_links,
                lambda id: current.graph.read(invoiced, id),
                settings.invoice_seller,
                settings.community_name,
            ),
            *unsubscribe_routes(services.unsubscribing, lambda user_id: end_mails(current.graph, user_id)),
            *certificate_routes(lambda code: current.graph.read(certificate.shown, code), settings.community_name),
            *payment_routes(lambda name, body, headers: heard(services, name, body, headers)),
            *ad_routes(services.delivery.view, services.delivery.click),
            *feed_routes(services.channel, settings.community_name, settings.public_url, settings.content_url),
            *operator_routes(lambda: check_ready(current, stopping), metrics),
            *page_routes(lambda: home_facts(current, settings), schema.as_str()),
        ],
        middleware=[*middleware(settings.allowed_origins), *bookmarks(settings, current, services.secret)],
        lifespan=lambda _app: running(services, settings, graph),
    )
    app.state.services = services
    return app


@asynccontextmanager
async def running(services: Services, settings: Settings, graph: Graph | None) -> AsyncIterator[None]:
    """Have a graph, ours unless one is given, and everything that runs beside requests, for the time of the block."""
    current = services.current
    async with AsyncExitStack() as stack:
        stack.push_async_callback(services.payments.close)
        if graph is None:
            current.set(await stack.enter_async_context(open_graph(settings.home, outside_server(settings))))
        instrument(*_instruments(services.metrics, services.telemetry))
        await current.graph.write(keep_zone, settings.time_zone)
        stack.push_async_callback(services.key_ring.settle)
        await stack.enter_async_context(services.meter.running())
        await stack.enter_async_context(services.ads.log.running())
        stack.callback(asyncio.create_task(warm_up(current.graph)).cancel)
        if settings.run_jobs:
            jobs = registered(
                lambda: retention_of(settings),
                lambda: services.checks,
                lambda: services.payments,
                lambda: dunning_of(settings),
                lambda: graphs_of(settings),
            )
            await stack.enter_async_context(scheduled(current.graph, jobs))
            await stack.enter_async_context(notifying(current.graph))
            private, retry = settings.webhook_private_targets, settings.webhook_retry_seconds
            await stack.enter_async_context(delivering(current.graph, private, retry))
            if (mailer := mailer_of(settings, current.graph, services.unsubscribing)) is not None:
                await stack.enter_async_context(mailing(mailer))
        stack.push_async_callback(services.live.close)
        yield
    current.set(graph)
    if services.telemetry:
        services.telemetry.shutdown()


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
    name = settings.community_name
    letters = LetterWriter(settings.mail_from, settings.public_url, settings.content_url, links, name)
    return Mailer(graph, server, letters)


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


async def heard(services: Services, name: str, body: bytes, headers: Mapping[str, str]) -> None:
    """Take what a payment processor tells.

    Raises:
        NotGenuine: it didn't.
        Unavailable: the database or the processor doesn't answer; it tells again.
    """
    processor = next((one for one in services.payments.all if one.name == name), None)
    if processor is None:
        raise NotGenuine("There is no payment processor of that name.")
    told = processor.verify(body, headers)
    await take(services.current.graph, services.payments, told, datetime.now(UTC))


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
