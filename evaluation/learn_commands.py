"""`stoa learn`: weights of R(u,c) from the community's own log, as a version that isn't in use yet."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.errors import InvalidInput
from domain.scoring import ScoringKind, ScoringModel
from evaluation import learn_report as report
from evaluation.community import fresh
from evaluation.learn import Lesson, in_use, keep, learn_beside
from evaluation.learn_activity import learn_returns, read_days
from evaluation.live import read_live
from evaluation.live_plan import plan_live
from evaluation.progress import shown
from graph.database import Server
from jobs.commands import OpenGraph

Kind = Annotated[ScoringKind, typer.Option(help="What is scored: RECOMMENDATION, or ACTIVITY by who comes back.")]
Out = Annotated[Path, typer.Option(dir_okay=False, help="The file to write: each figure of both models, as CSV.")]
Days = Annotated[int, typer.Option(min=1, max=365, help="Learn from so many days, at most half of what there is.")]
JudgedDays = Annotated[int, typer.Option("--judged", min=1, max=60, help="Judge by so many days, the last ones.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Report only: keep no version.")]


def add_learn(cli: typer.Typer, open_graph: OpenGraph, outside: Server | None = None) -> None:
    """The command. It lives through the log on a Neo4j of its own, or on an empty one that is given."""

    @cli.command("learn")
    def learn_command(
        out: Out,
        kind: Kind = ScoringKind.RECOMMENDATION,
        days: Days = 28,
        judged: JudgedDays = 7,
        dry_run: DryRun = False,
    ) -> None:
        """Learn weights from the community's log, beside those in use, and keep them inactive.

        Beside OUT come figures, weights and plots. An operator puts the version in use: activateScoringModel.
        """
        if not out.parent.is_dir():
            raise InvalidInput(f"There is no folder {out.parent} to write to.", ("out",))
        if kind is ScoringKind.AD_EFFECTIVENESS:
            raise InvalidInput("Weights of ads aren't learned: their days are too few to tell.", ("kind",))
        console = Console()
        if kind is ScoringKind.ACTIVITY:
            asyncio.run(_learn_activity(open_graph, console, out, dry_run))
            return
        lesson, kept = asyncio.run(_learn(open_graph, outside, console, days, judged, dry_run))
        _tell(console, out, lesson, kept)


async def _learn(
    open_graph: OpenGraph, outside: Server | None, console: Console, days: int, judged: int, dry_run: bool
) -> tuple[Lesson, ScoringModel | None]:
    async with open_graph() as graph:
        former = await in_use(graph, ScoringKind.RECOMMENDATION, datetime.now(UTC))
        live = await read_live(graph)
    chosen = plan_live(live.log, days, judged)
    with shown(console, chosen.learning) as show:
        async with fresh(live.log, outside) as community:
            lesson = await learn_beside(former, live, chosen, community, show)
    if dry_run:
        return lesson, None
    async with open_graph() as graph:
        now = datetime.now(UTC)
        return lesson, await keep(graph, ScoringKind.RECOMMENDATION, lesson.weightings, lesson.training, now)


async def _learn_activity(open_graph: OpenGraph, console: Console, out: Path, dry_run: bool) -> None:
    async with open_graph() as graph:
        former = await in_use(graph, ScoringKind.ACTIVITY, datetime.now(UTC))
        lesson = learn_returns(await read_days(graph, former.features), former)
        now = datetime.now(UTC)
        kept = None if dry_run else await keep(graph, former.kind, lesson.weightings, lesson.training, now)
    report.write_activity(out, lesson)
    _say(console, report.of_activity(lesson))
    console.print(f"Weights in {out}", soft_wrap=True, highlight=False)
    _tell_kept(console, kept)


def _tell(console: Console, out: Path, lesson: Lesson, kept: ScoringModel | None) -> None:
    written = report.write(out, lesson)
    _say(console, report.sentences(lesson))
    console.print(report.table(lesson))
    console.print(f"Both models in {out}, more in {', '.join(map(str, written))}", soft_wrap=True, highlight=False)
    _tell_kept(console, kept)


def _say(console: Console, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)


def _tell_kept(console: Console, kept: ScoringModel | None) -> None:
    if kept is not None:
        told = f"Kept as version {kept.version}, {kept.id}, which isn't in use: activateScoringModel puts it there."
        console.print(told, markup=False, highlight=False, soft_wrap=True)
