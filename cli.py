"""`stoa`: the command line. Each command reads the settings, opens what it needs, and shows progress on long work."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from math import ceil
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress
from uvicorn.loops.auto import auto_loop_factory

from app import create_app, outside_server, retention_of
from domain.access import Role
from domain.errors import Refused, Unavailable
from evaluation.churn_command import calibrate_app
from evaluation.commands import add_evaluate
from evaluation.fairness_commands import add_exposure
from evaluation.learn_commands import add_learn
from graph import community
from graph import user as users
from graph.database import Graph
from graph.embedded import EmbeddedServerError
from graph.import_run import broke_off
from graph.migrations import MigrationRefused
from graph.model_page import model_page
from graph.opening import open_graph
from importers.commands import fill_demo, import_app
from importers.documents import documents_app
from jobs import measure_exposure
from jobs.backup_commands import add_backup_commands
from jobs.commands import PROGRESS, AsOf, jobs_app, run_jobs
from jobs.export_recommendations import export, read_users
from jobs.registry import registered
from jobs.tombstones import privacy_app
from key_commands import key_app
from schema.root import problems_of
from schema.sdl import sdl
from server.graceful import GracefulServer, Stopping
from server.logs import configure_logs
from server.tokens import LIFETIME, issue
from services import checks_of, dunning_of, graphs_of, processors, signed_by
from settings import VERSION, Settings
from settings.page import settings_page
from simulation.commands import simulate_app

console = Console()
errors = Console(stderr=True)


def settings() -> Settings:
    """The settings, or an exit that says which of them to mend."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = ".".join(map(str, problem["loc"])).upper()
            errors.print(f"[red]{name or 'Settings'}[/]: {problem['msg']}")
        raise typer.Exit(2) from None


@asynccontextmanager
async def opened() -> AsyncIterator[Graph]:
    """The graph that the settings name."""
    chosen = settings()
    async with open_graph(chosen.home, outside_server(chosen)) as graph:
        yield graph


def embedded_home(chosen: Settings) -> Path:
    """Where the embedded database is.

    Raises:
        EmbeddedServerError: an outside server is in use.
    """
    if chosen.neo4j_uri is not None:
        raise EmbeddedServerError("NEO4J_URI names an outside server: back it up by `neo4j-admin database dump`.")
    return chosen.home


jobs = partial(
    registered,
    lambda: retention_of(settings()),
    lambda: checks_of(settings()),
    lambda: processors(settings()),
    lambda: dunning_of(settings()),
    lambda: graphs_of(settings()),
)
settle = partial(run_jobs, jobs=[job for job in jobs() if job is not measure_exposure.JOB])
"""What an import or a demo ends with: all but who comes before readers, which a schedule measures while Stoa serves."""

cli = typer.Typer(help="Run, understand and fund a technical community on one graph.", no_args_is_help=True)
cli.add_typer(import_app(opened, lambda: settings().home / "imports", settle), name="import")
cli.add_typer(documents_app(opened, problems_of), name="documents")
cli.add_typer(jobs_app(opened, jobs(spell=None)), name="jobs")
cli.add_typer(privacy_app(opened), name="privacy")
add_backup_commands(cli, opened, lambda: embedded_home(settings()))
cli.add_typer(key_app(opened, lambda: signed_by(settings())), name="key")
cli.add_typer(simulate_app(), name="simulate")
cli.add_typer(calibrate_app(), name="calibrate")
add_evaluate(cli)
add_learn(cli, opened)
add_exposure(cli, opened)


@cli.command()
def serve(
    demo_if_empty: Annotated[bool, typer.Option(help="Fill an empty graph with the demo community first.")] = False,
) -> None:
    """Serve the API, GraphiQL and the home page."""
    chosen = settings()
    configure_logs(chosen.log_form, chosen.log_level)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:  # uvloop, a third less CPU a request
        runner.run(_serve(chosen, demo_if_empty))


async def _serve(chosen: Settings, demo_if_empty: bool) -> None:
    async with open_graph(chosen.home, outside_server(chosen)) as graph:
        if demo_if_empty and await _wants_demo(graph):
            await _fill(graph)
        stopping = Stopping()
        config = uvicorn.Config(
            create_app(chosen, graph, stopping),
            host=chosen.host,
            port=chosen.port,
            log_config=None,
            access_log=False,
            ws_max_size=256 * 1024,
            proxy_headers=bool(chosen.trusted_proxies),
            forwarded_allow_ips=list(chosen.trusted_proxies),
            timeout_graceful_shutdown=ceil(chosen.time_limit) + 1,  # an operation under way is finished
        )
        at = f"http://{chosen.host}:{chosen.port}"
        console.print(f"Stoa {VERSION} on [link={at}]{at}[/link], to explore: [bold]{at}/graphiql[/bold]")
        await GracefulServer(config, stopping, chosen.drain_seconds).serve()


async def _wants_demo(graph: Graph) -> bool:
    """Whether nobody is there yet, or the demo community was begun and Ctrl-C came before its end."""
    return (await graph.read(community.size)).users == 0 or await graph.read(broke_off, "import demo:")


@cli.command()
def token(
    user: Annotated[str | None, typer.Option(help="Handle of the user it stands for.")] = None,
    role: Annotated[Role, typer.Option(help="What it may do.")] = Role.MEMBER,
    hours: Annotated[float, typer.Option(min=0.01, max=24 * 365, help="How long it holds.")] = LIFETIME
    / timedelta(hours=1),
) -> None:
    """Print a bearer token, to be sent as `Authorization: Bearer …`."""
    print(asyncio.run(_token(user, role, timedelta(hours=hours))))


async def _token(handle: str | None, role: Role, lifetime: timedelta) -> str:
    if handle is None and role is not Role.OPERATOR:
        errors.print("[red]Name the user[/]: --user HANDLE. Only an operator's token may stand for nobody.")
        raise typer.Exit(2)
    user_id = None
    if handle is not None:
        async with opened() as graph:
            found = await graph.read(users.FIND.one_or_none, users.FindParams(handle=handle, external_id=None))
        if found is None:
            errors.print(
                f"[red]There is no user with the handle {handle}.[/] Some there are: users {{ nodes {{ handle }} }}."
            )
            raise typer.Exit(1)
        user_id = found.id
    return issue(signed_by(settings()), user_id, role, datetime.now(UTC), lifetime)


@cli.command()
def demo(
    users: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many members.")] = 2_000,
    contents: Annotated[float, typer.Option(min=1, max=100, help="Contents for each.")] = 10,
    interactions: Annotated[float, typer.Option(min=15, max=1_000, help="Interactions for each, about.")] = 100,
    seed: Annotated[int, typer.Option(help="Another seed is another community.")] = 7,
) -> None:
    """Fill the graph with a believable demo community."""
    asyncio.run(_demo(users, contents, interactions, seed))


async def _demo(users: int, contents: float, interactions: float, seed: int) -> None:
    async with opened() as graph:
        await _fill(graph, users=users, contents=contents, interactions=interactions, seed=seed)


async def _fill(graph: Graph, **sizes: Any) -> None:
    """The demo with its scores: who is active and what to read is the first that anybody asks."""
    await fill_demo(graph, console, **sizes)
    await settle(graph, console)


@cli.command()
def recommend(
    out: Annotated[Path, typer.Option(help="The file to write: user_id, item_id, rank.")],
    first: Annotated[int, typer.Option(min=1, max=200, help="How many items a user.")] = 10,
    users: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV file with a column user_id; all by default.")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write what each user should read next to a CSV file; without places for exploration, so that it can be judged."""
    asyncio.run(_recommend(out, first, users, as_of or datetime.now(UTC)))


async def _recommend(out: Path, first: int, users: Path | None, as_of: datetime) -> None:
    chosen = read_users(users) if users else None
    async with opened() as graph:
        with Progress(*PROGRESS, console=console) as progress:
            task = progress.add_task("recommend", total=None)
            done = await export(
                graph, out, first, as_of, chosen, lambda done, total: progress.update(task, completed=done, total=total)
            )
    console.print(f"{done:,} users in {out}")


@cli.command()
def schema() -> None:
    """Print schema/schema.graphql: the schema in the GraphQL schema language."""
    print(sdl())


@cli.command()
def model() -> None:
    """Print docs/model.md: what the graph holds."""
    print(model_page())


@cli.command("settings")
def settings_() -> None:
    """Print docs/settings.md: the environment variables."""
    print(settings_page())


def main() -> None:
    """The entry point of `.venv/bin/stoa`. What a person can mend ends it with a sentence, not with a traceback."""
    try:
        cli()
    except (EmbeddedServerError, MigrationRefused, Refused, Unavailable) as error:
        errors.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
