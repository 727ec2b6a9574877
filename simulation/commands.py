"""`stoa simulate ads`: how ads would be decided on, without a server and quicker than time passes."""

from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from domain.errors import Refused
from domain.money import MICROS
from domain.off_policy import Interval
from simulation.days import Days, Lived
from simulation.open_bandit import read
from simulation.replay import Judged, replay
from simulation.world import World

Impressions = Annotated[int, typer.Option(min=1_000, max=10_000_000, help="Of the made-up world, in all.")]
DaysOption = Annotated[int, typer.Option("--days", min=1, max=365, help="Over so many days.")]
Rivals = Annotated[bool, typer.Option(help="Let each ad that pays by the click be another sponsor's.")]
Seed = Annotated[int, typer.Option(help="Of all chance: the same seed gives the same figures.")]
LogOption = Annotated[
    Path | None, typer.Option("--log", help="A folder with a log of the Open Bandit Dataset, impressions.csv.gz.")
]


def simulate_app() -> typer.Typer:
    """The sub-commands."""
    app = typer.Typer(help="Try out how ads are decided on, without a server.", no_args_is_help=True)
    app.command("ads")(ads)
    app.callback()(lambda: None)
    return app


def ads(
    impressions: Impressions = 100_000,
    days: DaysOption = 10,
    rivals: Rivals = False,
    seed: Seed = 1,
    log: LogOption = None,
) -> None:
    """Live through days of a made-up world, and judge policies on logged impressions."""
    console = Console()
    try:
        if log is not None:
            console.print(of_logs(log, seed))
        console.print(of_world(impressions, days, rivals, seed))
    except Refused as error:
        Console(stderr=True).print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(1) from error


def of_logs(folder: Path, seed: int) -> Table:
    """What policies would have earned on logged impressions."""
    found = replay(read(folder), seed)
    table = Table(title="Clicks per 1,000 impressions, with their intervals of 95 %")
    for name in ("policy", "IPS", "SNIPS", "DR", "its own log"):
        table.add_column(name, justify="left" if name == "policy" else "right")
    _judged(table, "Thompson, by the random log", found.thompson, found.thompson_own)
    _judged(table, "… less its own log", found.difference, None)
    _judged(table, "ours, by the later random log", found.ours, None)
    table.add_row("random, its later half", "", "", "", _per_mille(found.random_own))
    table.add_row("Thompson, its later half", "", "", "", _per_mille(found.thompson_late))
    table.caption = f"Ads by E and by the other log's rates: Kendall's τ {_interval(found.ranking)}"
    return table


def of_world(impressions: int, days: int, rivals: bool, seed: int) -> Table:
    """What came of days of a made-up world."""
    random = Random(seed)
    world = World.made(random, days, max(1, impressions // days), rivals)
    began = perf_counter()
    with Progress(transient=True) as progress:
        task = progress.add_task("days", total=days)
        lived = Days(world, random).live(days, lambda done: progress.update(task, completed=done))
    took = perf_counter() - began
    table = Table("figure", "value", title=f"{days} days of a made-up world")
    for name, value in figures(world, lived):
        table.add_row(name, value)
    table.add_row("time", f"{took:.0f} s, {days * 86_400 / took:,.0f} times as fast as it passes")
    return table


def figures(world: World, lived: Lived) -> list[tuple[str, str]]:
    """What there is to tell, by name."""
    return [
        ("impressions", f"{lived.impressions:,}, of which {lived.filled / lived.impressions:.1%} were filled"),
        ("clicks", f"{lived.clicks:,}, a rate of {lived.clicks / max(1, lived.filled):.2%}"),
        ("of the best policy's clicks", f"{lived.share(world):.1%}"),
        ("… in the last tenth", f"{lived.share(world, late=True):.1%}"),
        ("spend", f"{lived.spend_micro / 10**8:,.2f} EUR"),
        ("pacing error", f"{mean(lived.off_plan):.2%} of a day's money on average, {max(lived.off_plan):.2%} at most"),
        ("bought views delivered", f"{_delivered(world):.1%}"),
    ]


def _delivered(world: World) -> float:
    return mean(one.spent_micro / (one.flight.budget_minor * MICROS) for one in world.bought)


def _judged(table: Table, name: str, judged: Judged, own: Interval | None) -> None:
    table.add_row(name, *map(_per_mille, (judged.ips, judged.snips, judged.dr)), _per_mille(own) if own else "")


def _per_mille(found: Interval) -> str:
    return _interval(Interval(*(1000 * part for part in found)))


def _interval(found: Interval) -> str:
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"
