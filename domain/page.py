"""Pages of a listing: the request, the rows found, and signed keyset cursors that say where the next page starts."""

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import blake2b
from math import isfinite
from typing import Generic, Protocol, TypeVar

import orjson

from domain.errors import InvalidInput

DEFAULT_PAGE_SIZE = 20
MAX_PAGE_SIZE = 100
MAX_CURSOR_LENGTH = 3_000
"""Characters; a cursor of three sort keys has about 150, one at the end of a ranking 2,300."""

SIGNATURE_BYTES = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

SortKey = datetime | float | int | str | None
"""A value rows are ordered by. Datetimes are aware and exact to the microsecond, floats are finite."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Page:
    """What a client asks for: `first` rows (1 to 100, else InvalidInput) after a cursor."""

    first: int = DEFAULT_PAGE_SIZE
    after: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.first <= MAX_PAGE_SIZE:
            raise InvalidInput(f"`first` must be between 1 and {MAX_PAGE_SIZE}, not {self.first}.", ("first",))

    @classmethod
    def of(cls, first: int | None, after: str | None) -> "Page":
        """Read a field's arguments, where an explicit null means the default."""
        return cls(DEFAULT_PAGE_SIZE if first is None else first, after)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T_co]):
    """Rows found for a page, in order, and whether more follow."""

    rows: Sequence[T_co]
    has_next: bool = False

    @classmethod
    def cut(cls, rows: Sequence[T_co], first: int) -> "Slice[T_co]":
        """Cut rows fetched with a limit of `first + 1` to the page; the row too many tells that there is a next."""
        return cls(rows[:first], has_next=len(rows) > first)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cursor points: the sort keys of the last row seen, and what the first page pinned for all later ones."""

    keys: tuple[SortKey, ...]
    pinned: Mapping[str, SortKey] = field(default_factory=dict)


class Cursors:
    """Writes and reads the cursors of one listing under one filter; made by `CursorKey.listing`, a few µs a cursor.

    A cursor is the url-safe base64 of a signature and the position as JSON. One position has one spelling.
    """

    __slots__ = ("_signer",)

    def __init__(self, signer: "blake2b") -> None:
        self._signer = signer

    def encode(self, keys: Sequence[SortKey], pinned: Mapping[str, SortKey] | None = None) -> str:
        """Give the cursor of the row with these sort keys. Raises ValueError on a float that isn't finite."""
        position = [[_plain(key) for key in keys]]
        if pinned:
            position.append([[name, _plain(pinned[name])] for name in sorted(pinned)])
        body = orjson.dumps(position)
        return base64.urlsafe_b64encode(self._sign(body) + body).rstrip(b"=").decode("ascii")

    def decode(self, cursor: str) -> Position:
        """Read a cursor that `encode` gave for this same listing; anything else raises InvalidInput."""
        if len(cursor) > MAX_CURSOR_LENGTH:
            raise _not_ours()
        try:
            signed = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            raise _not_ours() from None
        body = signed[SIGNATURE_BYTES:]
        canonical = base64.urlsafe_b64encode(signed).rstrip(b"=").decode("ascii")
        if cursor != canonical or not hmac.compare_digest(signed[:SIGNATURE_BYTES], self._sign(body)):
            raise _not_ours()
        keys, *rest = orjson.loads(body)
        pinned = {name: _restored(value) for name, value in rest[0]} if rest else {}
        return Position(tuple(_restored(key) for key in keys), pinned)

    def after(self, page: Page) -> Position | None:
        """The position a page starts behind, or None for the first page."""
        return None if page.after is None else self.decode(page.after)

    def _sign(self, body: bytes) -> bytes:
        signer = self._signer.copy()
        signer.update(body)
        return signer.digest()


class CursorKey:
    """The server's secret for cursors. Changing it makes every cursor handed out so far invalid."""

    def __init__(self, secret: bytes) -> None:
        """Take a secret of at least 16 bytes; only a hash of it is kept."""
        if len(secret) < 16:
            raise ValueError("A cursor secret needs at least 16 bytes.")
        self._key = blake2b(secret, digest_size=32, person=b"stoa cursor key").digest()

    def listing(self, name: str, **filters: object) -> Cursors:
        """Cursors bound to a listing: those made under another name or other filters are refused.

        Filters are what the client chose besides the page: lists, strings, numbers, enums, datetimes, None.
        """
        signer = blake2b(key=self._key, digest_size=SIGNATURE_BYTES, person=b"stoa cursor")
        fingerprint = orjson.dumps([name, filters], default=str, option=orjson.OPT_SORT_KEYS)
        signer.update(len(fingerprint).to_bytes(4, "big") + fingerprint)
        return Cursors(signer)


class HasCursor(Protocol):
    """What every edge has; an edge of its own kind adds fields such as a score."""

    @property
    def cursor(self) -> str: ...


E_co = TypeVar("E_co", bound=HasCursor, covariant=True)


@dataclass(frozen=True, slots=True)
class Edge(Generic[T_co]):
    """A row and its cursor."""

    node: T_co
    cursor: str


@dataclass(frozen=True, slots=True)
class PageInfo:
    """Whether more rows lie before and after the page, and its first and last cursors (None on an empty page)."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Connection(Generic[E_co]):
    """A page ready for the API. `count` counts the whole listing and is called only when a client asks."""

    edges: Sequence[E_co]
    page_info: PageInfo
    count: Callable[[], Awaitable[int]] | None = None


def connect(
    found: Slice[T], page: Page, cursor_of: Callable[[T], str], count: Callable[[], Awaitable[int]] | None = None
) -> Connection[Edge[T]]:
    """Turn rows into plain edges: `connect(found, page, lambda user: cursors.encode((user.joined_at, user.id)))`."""
    return connect_edges([Edge(row, cursor_of(row)) for row in found.rows], page, found.has_next, count)


def connect_kept(
    found: Slice[T], page: Page, cursor_of: Callable[[T], str], kept: Callable[[T], bool]
) -> Connection[Edge[T]]:
    """The edges of those rows that are kept; the next page starts behind what was left out at the end of this one."""
    made = connect(Slice([row for row in found.rows if kept(row)], found.has_next), page, cursor_of)
    end = cursor_of(found.rows[-1]) if found.rows else None
    return replace(made, page_info=replace(made.page_info, end_cursor=end))


def connect_edges(
    edges: Sequence[E_co], page: Page, has_next: bool, count: Callable[[], Awaitable[int]] | None = None
) -> Connection[E_co]:
    """Make a connection of edges that carry more than a node, such as a score and its parts."""
    start, end = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return Connection(edges, PageInfo(has_next, page.after is not None, start, end), count)


def _plain(key: SortKey) -> object:
    if isinstance(key, datetime):
        return {"t": (key - _EPOCH) // _MICROSECOND}
    if isinstance(key, float) and not isfinite(key):
        raise ValueError(f"Rows can't be paged by {key}.")
    return key


def _restored(value: object) -> SortKey:
    if isinstance(value, dict):
        return _EPOCH + timedelta(microseconds=value["t"])
    return value  # type: ignore[return-value]  # signed by us, so nothing but what _plain lets through


_not_ours = partial(InvalidInput, "This cursor isn't one this listing gave; start again without `after`.", ("after",))
