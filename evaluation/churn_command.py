"""`stoa calibrate churn`: whether the risk of churn agreed with who came again, on any data set."""

import csv
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from domain.calibration import Guess, brier, rate, reliability
from domain.errors import InvalidInput
from evaluation.churn import STAYS_WITHIN, Mended, Moment, mended, moments
from evaluation.commands import Directory
from evaluation.log import read

Out = Annotated[Path | None, typer.Option(dir_okay=False, help="Write the tables to this file as CSV as well.")]


def calibrate_app() -> typer.Typer:
    """The commands."""
    app = typer.Typer(help="Compare what Stoa says of members with what they did.", no_args_is_help=True)

    @app.callback()
    def commands() -> None:
        """So that `churn` stays a command of its own while it is the only one."""

    @app.command("churn")
    def churn_command(directory: Directory, out: Out = None) -> None:
        """Tell the risk at past moments of a log, and see who came again within 28 days. No graph is touched."""
        if out is not None and not out.parent.is_dir():
            raise InvalidInput(f"There is no folder {out.parent} to write to.", ("out",))
        found = moments(read(directory))
        rows = list(chain(*(_rows(name, parts) for name, parts in _groups(found).items())))
        _print(Console(), found, rows)
        if out is not None:
            with out.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([HEADER, *rows])

    return app


HEADER = ("members", "figure", "from", "n", "guessed", "happened", "low", "high")
Cells = tuple[str, ...]


def _groups(found: Sequence[Moment]) -> dict[str, list[Sequence[Guess]]]:
    return {
        "everybody": [moment.everybody for moment in found],
        "not gone yet": [moment.here for moment in found],
    }


def _rows(name: str, parts: Sequence[Sequence[Guess]]) -> list[Cells]:
    guesses = list(chain(*parts))
    if not guesses:
        return []
    often = rate(guesses)
    rows: list[Cells] = [
        (name, "Brier", "", str(len(guesses)), f"{brier(guesses):.4f}", "", "", ""),
        (name, "Brier of the rate", "", "", f"{often * (1 - often):.4f}", f"{often:.3f}", "", ""),
    ]
    for each in reliability(guesses):
        told = each.happened
        interval = (f"{told.low:.3f}", f"{told.high:.3f}")
        rows.append(
            (name, "risk", f"{each.least:.1f}", str(told.n), f"{each.guessed:.3f}", f"{told.value:.3f}", *interval)
        )
    later = mended(parts)
    return rows + (_mended(name, later) if later else [])


def _mended(name: str, found: Mended) -> list[Cells]:
    low, high = (found.gain.mean + sign * 1.96 * found.gain.error for sign in (-1, 1))
    n = str(len(found.judged))
    return [
        (name, "Brier, later half", "", n, f"{found.raw:.4f}", "", "", ""),
        (name, "Brier of the earlier rate, later half", "", n, f"{found.base:.4f}", "", "", ""),
        (name, "Brier mended, later half", "", n, f"{found.raw - found.gain.mean:.4f}", "", "", ""),
        (name, "gain by mending", "", n, f"{found.gain.mean:.4f}", "", f"{low:.4f}", f"{high:.4f}"),
        *(
            (name, "mended", f"{least:.3f}", "", f"{value:.3f}", "", "", "")
            for least, value in zip(found.steps.least, found.steps.values, strict=True)
        ),
    ]


def _print(console: Console, found: Sequence[Moment], rows: Sequence[Cells]) -> None:
    untold, told = found[-1].untold, len(found[-1].everybody)
    console.print(
        f"{len(found)} moments from {found[0].day} to {found[-1].day}, {STAYS_WITHIN} days apart: happened means not "
        f"active in the {STAYS_WITHIN} days after. At the last one {told:,} members were told of, and {untold:,} not."
    )
    table = Table(*HEADER)
    for row in rows:
        table.add_row(*row)
    console.print(table)
