"""`stoa exposure`: who comes before readers, and what a proposed model would change about it."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from domain.errors import NotFound
from domain.fair_share import ExposureShare, Lists, inequality, shares, worsened
from domain.ids import ModelId
from domain.scoring import ScoringKind
from graph import scoring
from graph.database import Graph
from jobs import fairness
from jobs.commands import OpenGraph

Version = Annotated[
    int | None, typer.Option("--model", min=1, help="Version of R(u,c) to hold against the one in use.")
]
Members = Annotated[int, typer.Option(min=20, max=1_000, help="How many members are ranked for.")]


def add_exposure(cli: typer.Typer, open_graph: OpenGraph) -> None:
    """The command."""

    @cli.command("exposure")
    def exposure_command(model: Version = None, members: Members = fairness.MEMBERS) -> None:
        """Show which authors, areas and languages come before readers, and what another model would change."""
        asyncio.run(_run(open_graph, Console(), model, members))


async def _run(open_graph: OpenGraph, console: Console, version: int | None, members: int) -> None:
    async with open_graph() as graph:
        other = await _model(graph, version) if version is not None else None
        sample = await fairness.draw(graph, datetime.now(UTC), members)
        before = (await fairness.shown(graph, sample)).lists
        after: Lists = (await fairness.shown(graph, sample, other)).lists if other else {}
        groups = await fairness.groups(graph, sample, before, after)
    title = f"{len(before)} members, {len(sample.contents):,} contents of the last 28 days"
    console.print(table("In use: " + title, shares(before, sample.contents, groups)))
    console.print(f"Gini of the places: {inequality(before):.3f}", highlight=False)
    if other is not None:
        console.print(table(f"Version {version}", shares(after, sample.contents, groups)))
        console.print(f"Gini of the places: {inequality(after):.3f}", highlight=False)
        warnings = [one.sentence for one in worsened(before, after, sample.contents, groups)]
        for sentence in warnings or ["Nobody with too few places gets fewer."]:
            console.print(sentence, markup=False, highlight=False, soft_wrap=True)


async def _model(graph: Graph, version: int) -> ModelId:
    found = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, version)
    if found is None:
        raise NotFound(f"There is no version {version} of RECOMMENDATION.", ("model",))
    return found.id


def table(title: str, rows: Sequence[ExposureShare]) -> Table:
    """Shares with their intervals."""
    made = Table("group", "contents", "of contents", "places", "of places", "95 %", "ratio", title=title)
    for one in rows:
        interval = f"{one.low:.1%} to {one.high:.1%}"
        ratio = "–" if one.ratio is None else f"{one.ratio:.2f}"
        figures = (f"{one.contents:,}", f"{one.of_contents:.1%}", f"{one.places:,}", f"{one.of_places:.1%}")
        made.add_row(f"{one.dimension.said}: {one.group}", *figures, interval, ratio)
    return made
