"""`stoa import dataset`: logs of who did what to which item, as recommendation data sets come.

Four CSV files, each optional: users, items, item_tags, interactions. Whoever and whatever only the log names is added
too, as of its first event. Without a column of times all events are given the moment of the first import.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from domain.errors import InvalidInput
from domain.event import EARLIEST
from graph import import_run
from graph.import_links import Link, LinkKind
from graph.importing import add_tags, add_users
from importers.acts import ActWriter
from importers.dataset_rows import COLUMNS, Reader
from importers.named import new_tag, new_user
from importers.problems import Place, Problems
from importers.run import Placed, Run, Step, Tally, Write, digest
from importers.steps import all_of_each, each, file_step
from importers.survey import Survey
from importers.tables import Table, find
from importers.writers import write_contents, write_links, write_named_contents, write_named_users, write_users

T = TypeVar("T")
EVENTS_A_BATCH = 5_000


def source_of(prefix: str) -> str:
    """Where the events of a data set come from: one name for all files that share external ids."""
    return f"dataset:{prefix}" if prefix else "dataset"


async def import_dataset(run: Run, directory: Path, prefix: str = "", batch: int = EVENTS_A_BATCH) -> None:
    """Import the files of `directory`; every external id gets `prefix` in front. `batch` events are one transaction.

    Raises:
        InvalidInput: none of the four files is there.
    """
    files = {name: find(directory, f"{name}.csv", columns) for name, columns in COLUMNS.items()}
    users, items, tags, log = (files[name] for name in COLUMNS)
    if not any(files.values()):
        raise InvalidInput(f"{directory} has none of {', '.join(f'{name}.csv' for name in files)}, plain or as .gz.")
    survey = Survey.of(log, run.now) if log else Survey()
    reader = Reader(prefix, survey, await _undated_at(run), run.now)
    if users:
        await run.take(file_step(users, "users", each(users, reader.user, run.problems), partial(write_users, run)))
    if log:
        await run.take(_surveyed(log, "users of the log", reader.surveyed_users, partial(write_named_users, run)))
    if items:
        await run.take(file_step(items, "items", each(items, reader.item, run.problems), partial(write_contents, run)))
        await run.take(_authors(run, items, reader))
    if log:
        await run.take(_surveyed(log, "items of the log", reader.surveyed_items, partial(write_named_contents, run)))
        await run.take(_surveyed(log, "askers", reader.askers, partial(write_links, run, LinkKind.AUTHORED)))
    if tags:
        links = all_of_each(tags, reader.tags, run.problems)
        await run.take(file_step(tags, "tags", links, partial(write_tagged, run)))
    if log:
        acts = each(log, reader.act, run.problems)
        await run.take(file_step(log, "interactions", acts, ActWriter(run).write, batch, in_flight=2))
    await run.finish()


async def write_tagged(run: Run, rows: Sequence[Placed[Link]]) -> Tally:
    """Add the tags that `rows` name, and tag the content."""
    names = sorted({row.item.target for row in rows})
    await run.graph.write(add_tags, [new_tag(name) for name in names])
    return await write_links(run, LinkKind.TAGGED, rows)


async def _undated_at(run: Run) -> datetime:
    """When events without a time are taken to have happened: at the first import, the same in every later one."""
    note = f"import {run.source} undated"
    noted = await run.graph.read(import_run.position, note)
    if noted:
        return datetime.fromisoformat(noted)
    at = run.now.replace(microsecond=0)
    await run.graph.write(import_run.advance, note, at.isoformat(), run.now)
    return at


def _surveyed(log: Table, name: str, items: Callable[[Place], Iterable[Placed[T]]], write: Write[T]) -> Step[T]:
    """A step over what the survey of the log found."""
    return Step(name, digest(log.path), items(Place(log.name, 0)), write, total=1)


def _authors(run: Run, items: Table, reader: Reader) -> Step[Link]:
    """The authors of items.csv. Its bad rows were reported when the items were added."""
    return file_step(items, "authors", all_of_each(items, reader.author, Problems()), partial(_write_authors, run))


async def _write_authors(run: Run, rows: Sequence[Placed[Link]]) -> Tally:
    authors = {row.item.source: new_user(row.item.source, row.item.at or EARLIEST) for row in rows}
    await run.graph.write(add_users, list(authors.values()), run.consents, run.now)
    return await write_links(run, LinkKind.AUTHORED, rows)
