"""What clients name by slugs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from domain.errors import NotFound
from graph.database import Transaction
from resolvers.context import Context

T = TypeVar("T")


async def all_of(
    ctx: Context,
    by_slugs: Callable[[Transaction, Sequence[str]], Awaitable[Mapping[str, T]]],
    slugs: Sequence[str],
    path: tuple[str, ...],
    what: str,
) -> list[T]:
    """What these slugs name, each once and in their order, which the client listed at `path`.

    Raises:
        NotFound: there is none of a slug; the message names the first.
    """
    found = await ctx.graph.read(by_slugs, slugs) if slugs else {}
    for number, slug in enumerate(slugs):
        if slug not in found:
            raise NotFound(f"There is no {what} {slug!r}.", (*path, str(number)))
    return [found[slug] for slug in dict.fromkeys(slugs)]
