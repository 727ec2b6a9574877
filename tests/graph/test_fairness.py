"""Who comes before readers by a model, on a sample of a live graph, and the guard against making that worse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import typer
from typer.testing import CliRunner

from domain.fair_share import shares
from domain.ids import IdPrefix, ModelId, new_id
from domain.recommendation import FORMULA
from domain.scoring import ScoringKind, Weighting
from evaluation import fairness
from evaluation.fairness_commands import add_exposure
from graph import scoring
from graph.database import Graph, Server
from tests.api.test_vote import rows

NOW = datetime.now(UTC)
WORLD = """
UNWIND range(0, 29) AS n
CREATE (:User {id: 'usr_m' + n, handle: 'm' + n, display_name: 'M', consents: ['PERSONALISATION'], joined_at: $now})
  -[:HAS_CANDIDATES]->(:CandidateList {user_id: 'usr_m' + n, recent_ids: [], content_ids: []})
WITH count(*) AS done UNWIND range(0, 59) AS n
WITH n, n < 30 AS fresh, $now - duration({hours: n}) AS at
CREATE (content:Content:Article:Standalone {id: 'cnt_' + n, slug: 'c' + n, title: 'C', kind: 'ARTICLE',
  visibility: 'PUBLIC', readers: CASE WHEN fresh THEN 1 ELSE 50 + n END,
  published_at: CASE WHEN fresh THEN at ELSE at - duration({days: 20}) END,
  language: CASE n % 2 WHEN 0 THEN 'en' END, lot: n / 60.0})
CREATE (:User {id: 'usr_a' + n, handle: 'a' + n, display_name: 'A',
  joined_at: $now - duration({days: CASE WHEN fresh THEN 10 ELSE 900 END})})-[:AUTHORED]->(content)
"""


async def propose(graph: Graph, **weights: float) -> ModelId:
    id = ModelId(new_id(IdPrefix.MODEL))
    features = FORMULA.propose([Weighting(name, weight) for name, weight in weights.items()])
    await graph.write(scoring.propose, id, ScoringKind.RECOMMENDATION, features, NOW)
    return id


async def test_a_model_that_hides_new_authors_is_warned_of(graph: Graph, server: Server) -> None:
    await scoring.ensure_default_models(graph)
    await rows(graph, WORLD, now=NOW)
    popular, new = await propose(graph, popularity=1.0), await propose(graph, fresh_3d=1.0)
    sample = await fairness.draw(graph, NOW)
    assert (len(sample.members), len(sample.contents)) == (30, 60)
    shown = await fairness.shown(graph, sample)
    assert all(len(some) == len(set(some)) == 10 for some in shown.values())
    found = {one.group: one for one in shares(shown, sample.contents, await fairness.groups(graph, sample, shown))}
    assert found["under 90 days"].of_contents == 0.5 and found["under 90 days"].of_places > 0.8
    said = await fairness.guard(graph, popular, NOW)
    assert [one for one in said if one.startswith("author's tenure under 90 days")], said
    assert not [one for one in await fairness.guard(graph, new, NOW) if "under 90 days" in one]
    told = await asyncio.to_thread(CliRunner().invoke, command(server), ["exposure", "--model", "2"])
    assert told.exit_code == 0, told.output
    assert "30 members" in told.output and "author's tenure under 90 days: " in told.output


def command(server: Server) -> typer.Typer:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Graph]:
        async with Graph.connect(server) as graph:
            yield graph

    cli = typer.Typer()
    add_exposure(cli, opened)
    cli.callback()(lambda: None)
    return cli
