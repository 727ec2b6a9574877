"""A community lived through again on a graph of its own: import a piece, refresh, rank. Nothing later is there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from domain.access import SIGNED_IN
from domain.consent import IMPORTED, ConsentPurpose
from domain.content import STANDALONE_KINDS
from domain.ids import IdPrefix, ModelId, UserId, new_id
from domain.ranking import Ranking
from domain.recommendation import FORMULA
from domain.scoring import ScoringKind, Weighting
from evaluation.log import Act, Log
from evaluation.slices import Slices
from evaluation.splits import Block, moment
from graph import scoring
from graph.database import Graph, Server
from graph.event import resolve_users
from graph.opening import open_graph
from graph.recommendation import RankParams, rank
from importers import dataset
from importers.board import Board
from importers.problems import Problems
from importers.run import Run
from jobs import embed_newcomers, refresh_embeddings, refresh_interests, refresh_recommendation
from jobs.export_recommendations import end_of_day
from jobs.extent import batches

AT_ONCE = 6
"""Rankings asked for at the same time: enough to keep two cores of the database busy."""

KEPT_ONLY = (ConsentPurpose.ANALYTICS,)
"""What who doesn't consent to personalisation is taken to consent to: their acts are here, so they may be."""

MOST_EMBEDDED = 100_000
"""With more acts embedding each day anew would take longest of all; `nearness` is 0 then, and keeps its weight."""

Ranked = Callable[[str, Ranking], None]
"""What is done with each user's ranking."""


class Community:
    """The graph at the moment of the last piece that was taken."""

    def __init__(self, graph: Graph, folder: Path, log: Log) -> None:
        self._graph, self._folder, self._log = graph, folder, log
        self._slices = Slices(log)
        self._pieces = 0
        self._as_of = self._began = datetime.now(UTC)

    async def live_until(self, block: Block, asked: Sequence[str]) -> None:
        """Import what was known before a day's block began, and refresh as of its start for who will be ranked for."""
        acts, items = self._slices.until(block.until, block.end)
        await self._take(acts, items, block, moment(block.until), asked)

    async def add(self, acts: Sequence[Act], block: Block, asked: Sequence[str]) -> None:
        """Import acts regardless of time, and refresh as of a moment after everything."""
        last = moment(self._log.end) if self._log.dated else self._began
        await self._take(*self._slices.of(acts), block, last + timedelta(days=self._pieces + 1), asked)

    async def propose(self, weights: Mapping[str, float]) -> ModelId:
        """An inactive model of these weights, to rank by."""
        features = FORMULA.propose([Weighting(name, weight) for name, weight in weights.items()])
        id = ModelId(new_id(IdPrefix.MODEL))
        await self._graph.write(scoring.propose, id, ScoringKind.RECOMMENDATION, features, datetime.now(UTC))
        return id

    async def rank(self, users: Mapping[str, int], model: ModelId | None, limit: int, ranked: Ranked) -> None:
        """Rank as of the last piece, with contents of that whole day, for users by external id with their seeds."""
        end = end_of_day(self._as_of)
        ids = await self._graph.read(resolve_users, [], list(users))

        async def one(user: str) -> None:
            if user not in ids:  # the name is none: empty, or too long
                return
            id = UserId(ids[user].id)
            params = RankParams(
                user_id=id,
                model_id=model,
                kinds=STANDALONE_KINDS,
                audience=SIGNED_IN,
                now=end,
                seed=users[user],
                limit=limit,
            )
            ranked(user, await self._graph.read(rank, params))

        for some in batches(list(users), AT_ONCE):
            await asyncio.gather(*map(one, some))

    async def _take(
        self, acts: Sequence[Act], items: Sequence[str], block: Block, as_of: datetime, asked: Sequence[str]
    ) -> None:
        if not self._pieces and self._log.unasked:
            await self._import(self._slices.write_unasked(self._folder / "unasked"), KEPT_ONLY)
        self._pieces += 1
        folder = self._folder / f"piece-{self._pieces}"
        self._slices.write(folder, acts, items, block.relevant)
        await self._import(folder, IMPORTED)
        users = await self._graph.read(resolve_users, [], list(asked))
        ids = sorted({user.id for user in users.values()})
        await refresh_interests.run(self._graph, as_of, only=ids)
        await refresh_recommendation.run(self._graph, as_of, only=ids)
        if len(self._log.acts) <= MOST_EMBEDDED:
            await refresh_embeddings.run(self._graph, as_of)
            await embed_newcomers.run(self._graph, as_of)
        self._as_of = as_of

    async def _import(self, folder: Path, consents: Sequence[ConsentPurpose]) -> None:
        board = Board(Console(quiet=True), quiet=True)
        run = Run(self._graph, board, Problems(), dataset.source_of(""), datetime.now(UTC), consents)
        await dataset.import_dataset(run, folder)


@asynccontextmanager
async def fresh(log: Log, outside: Server | None = None) -> AsyncIterator[Community]:
    """A community of nobody on a Neo4j of its own in a temporary folder, or on an empty one that is given."""
    with TemporaryDirectory(prefix="stoa-evaluate-") as folder:
        async with open_graph(Path(folder, "home"), outside) as graph:
            yield Community(graph, Path(folder), log)
