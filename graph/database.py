"""The connection to Neo4j: read and write units, and what an outage looks like to the layers above."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncResult, AsyncSession
from neo4j.api import AsyncBookmarkManager
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConnectionAcquisitionTimeoutError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    retry_if_exception_type,
    stop_after_attempt,
    stop_after_delay,
    wait_random_exponential,
)
from tenacity.retry import retry_base
from tenacity.stop import stop_base

from domain.errors import Unavailable
from graph.bounded import bounded_session, bounded_unit

T = TypeVar("T")
A = ParamSpec("A")

OUTAGE = (ServiceUnavailable, SessionExpired, TransientError, ConnectionAcquisitionTimeoutError)
"""Failures that a later try may not meet; reads repeat them here, writes are repeated by the driver."""

VANISHED = "Neo.ClientError.Statement.EntityNotFound"
"""What a statement had found was deleted by another transaction before it could lock or read it: run again, it finds
nothing, and that is an answer."""

RETRY_SECONDS = 5.0
MOST_VANISHED = 5
"""So often in a row something vanishes in the middle of one unit of work, and no more."""
Instrument = Callable[[str], AbstractContextManager[object]]
"""Gives a context manager to be held while the query of that name runs: a timer, a span."""

_instruments: list[Instrument] = []


class Transaction(Protocol):
    """What a query needs of a transaction, managed or not."""

    async def run(self, query: Any, parameters: dict[str, Any] | None = None) -> AsyncResult:
        """Send one statement."""


def instrument(*instruments: Instrument) -> None:
    """Hold these, and no others, around every named query from now on."""
    _instruments[:] = instruments


@contextmanager
def running(name: str) -> Iterator[None]:
    """Hold the instruments around one named query."""
    with ExitStack() as stack:
        for hold in _instruments:
            stack.enter_context(hold(name))
        yield


@dataclass(frozen=True)
class Server:
    """Where a Neo4j is and how to enter it."""

    uri: str
    username: str
    password: str
    database: str = "neo4j"

    @property
    def routes(self) -> bool:
        """Whether it may be a cluster, whose followers answer reads and may lag behind what was just written."""
        return self.uri.startswith("neo4j")


class Graph:
    """A pool of connections to one database. Made once a process, shared by all requests."""

    def __init__(self, driver: AsyncDriver, database: str, bookmarks: AsyncBookmarkManager | None = None) -> None:
        self._driver, self._database, self._bookmarks = driver, database, bookmarks

    @classmethod
    @asynccontextmanager
    async def connect(cls, server: Server) -> AsyncIterator[Self]:
        """Open the pool, and close it at the end.

        Raises:
            Unavailable: nothing answers there, or it refuses the name and password.
        """
        driver = AsyncGraphDatabase.driver(
            server.uri,
            auth=(server.username, server.password),
            notifications_min_severity="OFF",
            user_agent="stoa",
            max_connection_pool_size=50,
            connection_acquisition_timeout=10.0,
            max_transaction_retry_time=15.0,
        )
        async with driver:
            graph = cls(driver, server.database, AsyncGraphDatabase.bookmark_manager() if server.routes else None)
            await graph.verify()
            yield graph

    async def verify(self) -> None:
        """Ask the server for a sign of life.

        Raises:
            Unavailable: it gave none.
        """
        with outages():
            await self._driver.verify_connectivity()

    async def read(self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs) -> T:
        """Run `work` on one session, each statement in a transaction of its own, and repeat it on an outage.

        Auto-commit saves the two round trips of an explicit transaction, which matters to every page served. What
        needs several statements to see one state of the graph belongs into one statement, or into `write`.
        """
        return await self._alone(READ_ACCESS, work, *args, **kw)

    async def write_alone(
        self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs
    ) -> T:
        """Run one statement that writes, and that may be repeated after it was carried out, as a read is run."""
        return await self._alone(WRITE_ACCESS, work, *args, **kw)

    async def write(
        self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs
    ) -> T:
        """Run `work` in one transaction: all of it happens, or nothing. It may run more than once."""
        with outages():
            async for attempt in self._attempts(retry_if_exception(_vanished), stop_after_attempt(MOST_VANISHED)):
                with attempt:
                    async with self._session() as session:
                        return await session.execute_write(bounded_unit(work), *args, **kw)
        raise AssertionError("a retry loop either returns or raises")

    async def bulk(self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs) -> T:
        """Run `work` outside a transaction, for statements with CALL … IN TRANSACTIONS and for schema changes."""
        with outages():
            async with self._session() as session:
                return await work(session, *args, **kw)

    async def define(self, statement: str) -> None:
        """Run one `CREATE … IF NOT EXISTS`. It looks before it locks, so of two processes one may still fail."""
        with outages():
            async with self._session() as session:
                try:
                    await (await session.run(statement)).consume()
                except ClientError as error:
                    if not (error.code or "").endswith("AlreadyExists"):
                        raise

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """An open transaction, for what must be held while other work goes on. It is not repeated on failure."""
        with outages():
            async with self._session() as session, await session.begin_transaction() as tx:
                yield tx
                await tx.commit()

    async def written(self) -> frozenset[str]:
        """The bookmarks of what was written or followed through this pool; none where there is no routing."""
        return frozenset(await self._bookmarks.get_bookmarks()) if self._bookmarks else frozenset()

    async def follow(self, bookmarks: Collection[str]) -> None:
        """Have what is read from now on be at least as new as these bookmarks of another process."""
        if self._bookmarks and bookmarks:
            await self._bookmarks.update_bookmarks((), bookmarks)

    async def _alone(
        self, access: str, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs
    ) -> T:
        with outages():
            again = retry_if_exception_type(OUTAGE) | retry_if_exception(_vanished)
            async for attempt in self._attempts(again, stop_after_delay(RETRY_SECONDS)):
                with attempt:
                    async with self._session(access) as session:
                        return await work(bounded_session(session), *args, **kw)
        raise AssertionError("a retry loop either returns or raises")

    def _session(self, access: str = WRITE_ACCESS) -> AsyncSession:
        return self._driver.session(
            database=self._database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    @staticmethod
    def _attempts(retry: retry_base, stop: stop_base) -> AsyncRetrying:
        wait = wait_random_exponential(multiplier=0.05, max=1.0)
        return AsyncRetrying(retry=retry, stop=stop, wait=wait, reraise=True)


def _vanished(error: BaseException) -> bool:
    return isinstance(error, ClientError) and error.code == VANISHED


@contextmanager
def outages() -> Iterator[None]:
    """Turn the driver's words for an outage into the domain's."""
    try:
        yield
    except AuthError as error:
        raise Unavailable("Neo4j refused the user name or password: see NEO4J_USERNAME and NEO4J_PASSWORD.") from error
    except OUTAGE as error:
        raise Unavailable("Neo4j does not answer. Nothing was lost; try again in a moment.") from error
