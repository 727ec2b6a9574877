"""`make bench`: every benchmark, one after the other, or those that are named.

make bench                       # all of them, at their default sizes
make bench ARGS="feed hits"      # some of them
python -m benchmarks.feed --help # the options of one
"""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

HERE = Path(__file__).resolve().parent
NOT_ALONE = frozenset({"__main__", "serving", "statements", "activity", "recommendation_job"})
"""Not run from here: what others stand on, what needs NEO4J_URI, and what needs a downloaded community."""


def known() -> dict[str, str]:
    """The benchmarks that run by themselves, each with the first line of its text."""
    return {path.stem: _purpose(path) for path in sorted(HERE.glob("*.py")) if path.stem not in NOT_ALONE}


def _purpose(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition('"""')[2].partition("\n")[0].removesuffix('"""')


def main(
    names: Annotated[list[str] | None, typer.Argument(help="Which; all by default.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Only say which there are.")] = False,
) -> None:
    """Measure against the figures in benchmarks/README.md."""
    console, benchmarks = Console(), known()
    unknown = [name for name in names or () if name not in benchmarks]
    if show or unknown:
        for name, purpose in benchmarks.items():
            console.print(f"[bold]{name:20}[/] {purpose}", soft_wrap=True)
        raise typer.Exit(2 if unknown else 0)
    failed = [name for name in names or benchmarks if not _ran(console, name, benchmarks[name])]
    if failed:
        console.print(f"[red]Broke off[/]: {', '.join(failed)}")
        raise typer.Exit(1)


def _ran(console: Console, name: str, purpose: str) -> bool:
    console.rule(f"[bold]{name}")
    console.print(purpose, soft_wrap=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, check=False).returncode == 0


if __name__ == "__main__":
    typer.run(main)
