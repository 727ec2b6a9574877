"""`stoa backup` and `stoa restore`: the embedded database to one file and back, while Stoa is stopped."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from domain.audit import by_command_line
from graph import audit
from graph.embedded import backup as archive
from graph.embedded.errors import EmbeddedServerError
from jobs.tombstones import OpenGraph, on_graph, replay, write

Home = Callable[[], Path]
"""Gives STOA_HOME, or ends the command when an outside server is in use."""

COLUMNS = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())


def add_backup_commands(cli: typer.Typer, open_graph: OpenGraph, home: Home) -> None:
    """Add the two commands."""

    @cli.command()
    def backup(
        file: Annotated[Path, typer.Argument(help="The file to write; one that exists is replaced.")],
    ) -> None:
        """Write the embedded database to a file. Stoa must not be running on it."""
        if not file.absolute().parent.is_dir():
            raise EmbeddedServerError(f"There is no folder {file.absolute().parent}.")
        place = home()
        with _progress("Backing up") as told:
            archive.dump(place, file.absolute(), told)
        Console().print(f"{file.stat().st_size / 10**6:.1f} MB in {file}. Keep {place / 'secrets'} with it.")

    @cli.command()
    def restore(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What `stoa backup` wrote.")],
        replace: Annotated[bool, typer.Option("--replace", help="Give up the database that is there.")] = False,
        tombstones: Annotated[
            Path | None, typer.Option(exists=True, dir_okay=False, help="Those of `stoa privacy tombstones`.")
        ] = None,
    ) -> None:
        """Make the embedded database the one of a backup. Stoa must not be running on it.

        Who was erased since is erased again: by the tombstones named, else by those of the database that is given up.
        """
        place = home()
        if archive.has_data(place) and not replace:
            raise EmbeddedServerError(f"There is a database in {place}. Back it up, then add --replace to give it up.")
        replaced = archive.has_data(place)
        if tombstones is None and replaced:
            tombstones = place / "tombstones.jsonl"
            asyncio.run(on_graph(open_graph, write, tombstones))
        with _progress("Restoring") as told:
            archive.load(place, file, told)
        persons = asyncio.run(_settle(open_graph, file, replaced, tombstones))
        if tombstones is not None:
            Console().print(f"{persons:,} persons were erased again, by {tombstones}.")


async def _settle(open_graph: OpenGraph, file: Path, replaced: bool, tombstones: Path | None) -> int:
    """Have the restored database tell that it is one, and erase again who was erased since; how many persons."""
    async with open_graph() as graph:
        entry = by_command_line("database.restored", file.name, datetime.now(UTC), {"replaced": replaced})
        await graph.write(audit.append, entry)
        return await replay(graph, tombstones) if tombstones is not None else 0


@contextmanager
def _progress(what: str) -> Iterator[Callable[[float], None]]:
    with Progress(*COLUMNS) as progress:
        task = progress.add_task(what, total=100.0)
        yield lambda percent: progress.update(task, completed=percent)
