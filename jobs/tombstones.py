"""`stoa privacy …`: the list of what was erased, kept outside of the database and replayed on one that was restored."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console

from domain.audit import by_command_line
from domain.data_request import DataRequestKind
from domain.erasure import ErasedThing, Tombstone, hash_of
from domain.errors import InvalidInput
from domain.ids import IdPrefix, UserId, new_id
from graph import audit, data_request, tombstone
from graph.data_request import AskParams, KindParams
from graph.database import Graph
from graph.recommendation import READERS, Reader, ReadersParams
from jobs import erase_persons, merge_users

OpenGraph = Callable[[], AbstractAsyncContextManager[Graph]]
PAGE = 1_000
New = Annotated[Path, typer.Argument(dir_okay=False, help="The file to write.")]
Kept = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A file of `stoa privacy tombstones`.")]


def privacy_app(open_graph: OpenGraph) -> typer.Typer:
    """The commands below `stoa privacy`, over the graph that `open_graph` opens."""
    app = typer.Typer(help="Keep erased what was erased, over backups and restores.", no_args_is_help=True)

    @app.command("tombstones")
    def tombstones(file: New) -> None:
        """Write all tombstones: hashes of what was erased. Keep them beside the backups."""
        Console().print(f"{asyncio.run(on_graph(open_graph, write, file)):,} tombstones in {file}")

    @app.command("replay-tombstones")
    def replay_tombstones(file: Kept) -> None:
        """Erase again whoever is there of them. Do it on a restored database before it is served."""
        Console().print(f"{asyncio.run(on_graph(open_graph, replay, file)):,} persons were erased again")

    return app


async def on_graph(open_graph: OpenGraph, work: Callable[[Graph, Path], Awaitable[int]], file: Path) -> int:
    """Do `work` with a file on the graph that `open_graph` opens."""
    async with open_graph() as graph:
        return await work(graph, file)


async def write(graph: Graph, file: Path) -> int:
    """Write all tombstones to a file, a line of JSON each; how many."""
    written = 0
    with file.open("w", encoding="utf-8") as stream:
        async for stone in tombstone.every(graph):
            stream.write(stone.model_dump_json() + "\n")
            written += 1
    return written


async def replay(graph: Graph, file: Path) -> int:
    """Put the tombstones back and erase whom they name, as they were erased before; how many persons.

    Raises:
        InvalidInput: a line is no tombstone.
    """
    stones = list(_read(file))
    for start in range(0, len(stones), PAGE):
        await graph.write(tombstone.restore, stones[start : start + PAGE])
    named = {(stone.thing, stone.hash): stone for stone in stones}
    after, persons, used = "", 0, set[str]()
    entry = by_command_line("tombstones.replayed", file.name, datetime.now(UTC), {"tombstones": len(stones)})
    await graph.write(audit.append, entry)
    while page := await graph.read(READERS.all, ReadersParams(after_id=after, limit=PAGE)):
        for reader in page:
            if stone := _stone_of(reader, named):
                persons += 1
                await graph.write(data_request.ask, _request(reader.id, stone, used))
        after = page[-1].id
    await _erase_all(graph)
    return persons


def _read(file: Path) -> Iterator[Tombstone]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Tombstone.model_validate_json(line)
        except ValidationError:
            raise InvalidInput(f"Line {number} of {file} is no tombstone.", ("file",)) from None


def _stone_of(reader: Reader, named: dict[tuple[ErasedThing, str], Tombstone]) -> Tombstone | None:
    by_id = named.get((ErasedThing.USER_ID, hash_of(reader.id)))
    if by_id is None and reader.external_id is not None:
        return named.get((ErasedThing.USER_EXTERNAL_ID, hash_of(reader.external_id)))
    return by_id


def _request(user_id: UserId, stone: Tombstone, used: set[str]) -> AskParams:
    """The request by which somebody is erased again, under the id it had. Of accounts that had been merged when they
    were erased the restored database may know both: the second gets an id of its own."""
    id = new_id(IdPrefix.DATA_REQUEST) if stone.erasure_id in used else stone.erasure_id
    used.add(id)
    return AskParams(id=id, kind=DataRequestKind.ERASURE, mode=stone.mode, user_id=user_id, now=datetime.now(UTC))


async def _erase_all(graph: Graph) -> None:
    """Nobody else is there, so there is nothing to wait for."""
    while await graph.read(data_request.OPEN.all, KindParams(kind=DataRequestKind.ERASURE)):
        now = datetime.now(UTC)
        await merge_users.run(graph, now + merge_users.SETTLING)
        await erase_persons.run(graph, now - erase_persons.SETTLING)
        await erase_persons.run(graph, now)
