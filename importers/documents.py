"""The commands `stoa documents …`: which documents clients may name by their hash."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import orjson
import typer
from rich.console import Console

from domain.audit import by_command_line
from domain.document import TrustedDocument, id_of, read_id, texts_of_manifest
from graph import document as graph_document
from graph.database import Graph

OpenGraph = Callable[[], AbstractAsyncContextManager[Graph]]
Check = Callable[[str], Sequence[str]]
"""Says why a text isn't one that the schema could answer; nothing when it is."""

SUFFIXES = (".graphql", ".gql", ".json")
console, errors = Console(), Console(stderr=True)


def documents_app(open_graph: OpenGraph, check: Check) -> typer.Typer:
    """The commands below `stoa documents`."""
    app = typer.Typer(help="Documents that clients name by their hash instead of sending them.", no_args_is_help=True)

    @app.command("add")
    def add(
        path: Annotated[Path, typer.Argument(exists=True, help="A .graphql file, a manifest, or a folder of them.")],
    ) -> None:
        """Trust a document, those of a manifest by Relay, GraphQL Code Generator or Apollo, or all of a folder."""
        now = datetime.now(UTC)
        documents = [TrustedDocument(id=id_of(text), name=name, text=text, added_at=now) for name, text in _read(path)]
        problems = [f"{document.name}: {problem}" for document in documents for problem in check(document.text)]
        if problems or not documents:
            _stop("\n".join(problems) or f"There is no document in {path}.")
        asyncio.run(_add(open_graph, documents, now))

    @app.command("list")
    def list_() -> None:
        """Print the id and the name of every trusted document."""
        asyncio.run(_list(open_graph))

    @app.command("remove")
    def remove(id: Annotated[str, typer.Argument(help="Its id, sha256:….")]) -> None:
        """Trust a document no more. Workers follow within ten seconds."""
        known = read_id(id)
        if known is None:
            _stop("An id is `sha256:` and 64 hexadecimal digits: see `stoa documents list`.")
        asyncio.run(_remove(open_graph, str(known)))

    return app


async def _add(open_graph: OpenGraph, documents: Sequence[TrustedDocument], now: datetime) -> None:
    entries = [by_command_line("document.added", document.id, now, {"name": document.name}) for document in documents]
    async with open_graph() as graph:
        await graph.write(graph_document.add, documents, now, entries)
    _show(documents)


def _show(documents: Sequence[TrustedDocument]) -> None:
    for document in documents:
        console.print(f"{document.id}  {document.name}", highlight=False, soft_wrap=True)


async def _list(open_graph: OpenGraph) -> None:
    async with open_graph() as graph:
        _show(await graph.read(graph_document.everything))


async def _remove(open_graph: OpenGraph, id: str) -> None:
    async with open_graph() as graph:
        entry = by_command_line("document.removed", id, datetime.now(UTC))
        if not await graph.write(graph_document.remove, id, entry):
            _stop(f"{id} isn't trusted.")


def _read(path: Path) -> Iterator[tuple[str, str]]:
    """Names and texts."""
    for file in _files(path):
        try:
            yield from _texts(file).items()
        except ValueError as error:  # not UTF-8, not JSON, or no manifest
            _stop(f"{file}: {error}")


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.suffix in SUFFIXES)
    else:
        yield path


def _texts(file: Path) -> Mapping[str, str]:
    if file.suffix == ".json":
        return texts_of_manifest(orjson.loads(file.read_bytes()))
    return {file.stem: file.read_text(encoding="utf-8")}


def _stop(message: str) -> NoReturn:
    errors.print(message, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)
