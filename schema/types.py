"""What every schema module builds on: typed `Info`, views of records, and the `Node` interface."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import strawberry

from domain.content import Content
from domain.page import DEFAULT_PAGE_SIZE, Page
from domain.record import Record
from resolvers.context import Context

Info = strawberry.Info[Context, None]
C = TypeVar("C", bound=type)


def view_of(
    record: type[Record] | type[tuple[Any, ...]], *, description: str, name: str | None = None
) -> Callable[[C], C]:
    """Make a GraphQL type whose values are `record`s themselves, so that no row is copied into another object.

    A view is never built: fields without a resolver read the attribute of that name, and methods get the record as
    `self`. `tests/unit/test_views.py` checks that each such field exists on the record with a fitting type.
    """

    def decorate(cls: C) -> C:
        cls.__record__ = record  # type: ignore[attr-defined]
        return strawberry.type(cls, name=name, description=description)

    return decorate


def type_name(value: Record, *_: Any) -> str:
    """The GraphQL type of a record: contents by their kind, everything else by its class."""
    return value.kind.label if isinstance(value, Content) else type(value).__name__


@strawberry.interface(description="Anything with an id of its own, to be fetched again by it.")
class Node:
    id: strawberry.ID = strawberry.field(description="Opaque and stable; the same thing always has the same id.")
    resolve_type = staticmethod(type_name)


First = Annotated[int | None, strawberry.argument(description="How many rows, 1 to 100.")]
After = Annotated[str | None, strawberry.argument(description="Go on behind the row with this cursor.")]


def page(first: int | None, after: str | None) -> Page:
    """The page asked for; an explicit null means the default size.

    Raises:
        InvalidInput: `first` is out of range.
    """
    return Page(DEFAULT_PAGE_SIZE if first is None else first, after)
