"""`stoa learn`: weights of a score from the community's own log, as a version that isn't in use yet."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.console import Console

from domain.errors import InvalidInput
from domain.fair_share import ExposureCheck
from domain.scoring import ScoringKind, ScoringModel
from evaluation import learn_ads_report as ads_report
from evaluation import learn_report as report
from evaluation.ad_cells import read_cells
from evaluation.community import fresh
from evaluation.learn import Lesson, in_use, keep, keep_ranking, learn_beside
from evaluation.learn_activity import ActivityLesson, learn_returns, read_days
from evaluation.learn_ads import READ_DAYS, AdLesson, learn_clicks
from evaluation.live import read_live
from evaluation.live_plan import plan_live
from evaluation.progress import shown
from graph.database import Graph, Server
from jobs.commands import OpenGraph

Kind = Annotated[
    ScoringKind, typer.Option(help="RECOMMENDATION, ACTIVITY by who comes back, or AD_EFFECTIVENESS by clicks.")
]
Out = Annotated[Path, typer.Option(dir_okay=False, help="The file to write: each figure of both models, as CSV.")]
Days = Annotated[int, typer.Option(min=1, max=365, help="Learn from so many days, at most half of what there is.")]
JudgedDays = Annotated[int, typer.Option("--judged", min=1, max=60, help="Judge by so many days, the last ones.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Report only: keep no version.")]


class Learned(NamedTuple):
    """A lesson, what is said of it, and what writes its files."""

    lesson: ActivityLesson | AdLesson
    said: Sequence[str]
    write: Callable[[Path], Sequence[Path]]


Learn = Callable[[Graph, datetime], Awaitable[Learned]]


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
        console = Console()
        if kind is not ScoringKind.RECOMMENDATION:
            learn = _activity if kind is ScoringKind.ACTIVITY else _effectiveness
            asyncio.run(_learn_by_days(open_graph, learn, console, out, dry_run))
            return
        lesson, kept, check = asyncio.run(_learn(open_graph, outside, console, days, judged, dry_run))
        _tell(console, out, lesson, kept, check)


async def _learn(
    open_graph: OpenGraph, outside: Server | None, console: Console, days: int, judged: int, dry_run: bool
) -> tuple[Lesson, ScoringModel | None, ExposureCheck | None]:
    async with open_graph() as graph:
        former = await in_use(graph, ScoringKind.RECOMMENDATION, datetime.now(UTC))
        live = await read_live(graph)
    chosen = plan_live(live.log, days, judged)
    with shown(console, chosen.learning) as show:
        async with fresh(live.log, outside) as community:
            lesson = await learn_beside(former, live, chosen, community, show)
    if dry_run:
        return lesson, None, None
    async with open_graph() as graph:
        now = datetime.now(UTC)
        return lesson, *await keep_ranking(graph, lesson.weightings, lesson.training, now)


async def _learn_by_days(open_graph: OpenGraph, learn: Learn, console: Console, out: Path, dry_run: bool) -> None:
    """What is kept day by day as it was is read from the live graph alone."""
    now = datetime.now(UTC)
    async with open_graph() as graph:
        lesson, said, write = await learn(graph, now)
        kind = lesson.former.kind
        kept = None if dry_run else await keep(graph, kind, lesson.weightings, lesson.training, now)
    written = write(out)
    _say(console, said)
    console.print(f"Weights in {', '.join(map(str, written))}", soft_wrap=True, highlight=False)
    _tell_kept(console, kept)


async def _activity(graph: Graph, now: datetime) -> Learned:
    former = await in_use(graph, ScoringKind.ACTIVITY, now)
    lesson = learn_returns(await read_days(graph, former.features), former)
    return Learned(lesson, report.of_activity(lesson), partial(report.write_activity, lesson=lesson))


async def _effectiveness(graph: Graph, now: datetime) -> Learned:
    former = await in_use(graph, ScoringKind.AD_EFFECTIVENESS, now)
    lesson = learn_clicks(await read_cells(graph, now.date(), READ_DAYS), former)
    return Learned(lesson, ads_report.sentences(lesson), partial(ads_report.write, lesson=lesson))


def _tell(console: Console, out: Path, lesson: Lesson, kept: ScoringModel | None, check: ExposureCheck | None) -> None:
    written = report.write(out, lesson, check)
    _say(console, report.sentences(lesson))
    console.print(report.table(lesson))
    console.print(f"Both models in {out}, more in {', '.join(map(str, written))}", soft_wrap=True, highlight=False)
    _say(console, report.of_exposure(check) if kept is not None else [])
    _tell_kept(console, kept)


def _say(console: Console, sentences: Sequence[str]) -> None:
    for sentence in sentences:
        console.print(sentence, markup=False, highlight=False, soft_wrap=True)


def _tell_kept(console: Console, kept: ScoringModel | None) -> None:
    if kept is not None:
        told = f"Kept as version {kept.version}, {kept.id}, which isn't in use: activateScoringModel puts it there."
        console.print(told, markup=False, highlight=False, soft_wrap=True)
