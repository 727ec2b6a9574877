"""Who comes before readers by a model, on a sample of a live graph, the guard against making it worse, the job."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import typer
from typer.testing import CliRunner

from domain.fair_group import ExposureDimension
from domain.fair_share import shares
from domain.ids import IdPrefix, ModelId, new_id
from domain.popularity import PopularityWeek
from domain.recommendation import FORMULA
from domain.scoring import ScoringKind, Training, Weighting
from evaluation.fairness_commands import add_exposure
from evaluation.learn import keep_ranking
from evaluation.learn_report import of_exposure
from graph import fairness as stored
from graph import popularity, scoring
from graph.database import Graph, Server
from graph.fairness import ContentsParams
from jobs import fairness, measure_exposure
from tests.api.test_vote import rows
from tests.graph.test_learn import activated

NOW = datetime.now(UTC).replace(microsecond=0)
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
ROUNDED = 1e-9

TRAINING = Training(
    since=NOW - timedelta(days=30),
    until=NOW - timedelta(days=7),
    acts=900,
    queries=90,
    judged=60,
    gain=0.02,
    gain_low=0.01,
    gain_high=0.03,
    by_place=False,
    compared_version=1,
)


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
    shown = (await fairness.shown(graph, sample)).lists
    assert all(len(some) == len(set(some)) == 10 for some in shown.values())
    found = {one.group: one for one in shares(shown, sample.contents, await fairness.groups(graph, sample, shown))}
    assert found["under 90 days"].of_contents == 0.5 and found["under 90 days"].of_places > 0.8
    check = await fairness.guard(graph, popular, NOW)
    assert check is not None and "under 90 days" in {one.group for one in check.warnings}, check
    assert check.compared_version == 1 and all(one.high < 0 for one in check.warnings)
    better = await fairness.guard(graph, new, NOW)
    assert better is not None and "under 90 days" not in {one.group for one in better.warnings}
    assert await graph.read(stored.checks, [popular, new]) == {popular: check, new: better}
    told = await asyncio.to_thread(CliRunner().invoke, command(server), ["exposure", "--model", "2"])
    assert told.exit_code == 0, told.output
    assert "30 members" in told.output and "author's tenure under 90 days: " in told.output


async def test_what_is_learned_is_kept_with_its_warnings(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    learned = [Weighting("popularity", 1.0)]
    _, nobody = await keep_ranking(graph, learned, TRAINING, NOW)
    assert nobody is None and "fewer than 20 members" in of_exposure(nobody)[0]
    await rows(graph, WORLD, now=NOW)
    kept, check = await keep_ranking(graph, learned, TRAINING, NOW)
    assert (kept.version, kept.active, kept.training) == (3, False, TRAINING)
    assert check is not None and any("under 90 days" in said for said in of_exposure(check))
    assert await graph.read(stored.checks, [kept.id]) == {kept.id: check}


async def test_the_job_measures_and_holds_versions_against_the_one_in_use(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await rows(graph, WORLD, now=NOW)
    first = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, 1)
    popular, none = await propose(graph, popularity=1.0), await propose(graph, walk=1.0)
    await rows(graph, "MATCH (:ScoringModel {id: $id})-->(f) SET f.weight = 0.0", id=none)
    done = await measure_exposure.run(graph, NOW)
    assert done.counts["versions checked"] == 1, "weights that are none aren't tried"
    found, checks = await graph.read(stored.measured), await graph.read(stored.checks, [popular, none])
    assert found is not None and first is not None and set(checks) == {popular}
    assert (found.members, found.contents, found.model_id, found.as_of) == (30, 60, first.id, NOW)
    for dimension in ExposureDimension:
        own = [one for one in found.shares if one.dimension is dimension]
        assert sum(one.of_places for one in own) == pytest.approx(1), "the shares of a dimension are all"
        assert sum(one.contents for one in own) == 60 and sum(one.places for one in own) == 300
    new = next(one for one in found.shares if one.group == "under 90 days")
    assert new.low <= new.of_places + ROUNDED and new.of_places <= new.high + ROUNDED
    assert new.scored == 900, "each of its 30 contents was ranked for each of 30 members"
    assert new.score is not None and 0 < new.score <= 1 and new.score_low == pytest.approx(new.score), "all are alike"
    assert "under 90 days" in {one.group for one in checks[popular].warnings}
    await graph.write(scoring.activate, popular, activated(popular))
    assert (await measure_exposure.run(graph, NOW)).counts["versions checked"] == 1, "what was in use is a way back"
    again, back = await graph.read(stored.measured), await graph.read(stored.checks, [first.id])
    assert again is not None and again.model_id == popular and len(again.shares) == len(found.shares)
    assert back[first.id].compared_version == 2
    assert "a year or more" in {one.group for one in back[first.id].warnings}, "who had most places would have few"
    assert (await measure_exposure.run(graph, NOW)).counts["versions checked"] == 0


async def test_of_few_members_nothing_is_measured(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await rows(graph, WORLD, now=NOW)
    await rows(graph, "MATCH (list:CandidateList) WHERE NOT list.user_id STARTS WITH 'usr_m1' DETACH DELETE list")
    report = await measure_exposure.run(graph, NOW)
    assert report.note is not None and report.note.startswith("11 members")
    assert await graph.read(stored.measured) is None


async def test_contents_are_drawn_from_a_lot_on_and_round(graph: Graph) -> None:
    await rows(graph, WORLD, now=NOW)
    for start, expected in ((0.5, range(30, 40)), (0.96, (58, 59, 0, 1, 2, 3, 4, 5, 6, 7))):
        params = ContentsParams(start=start, since=NOW - fairness.LATELY, limit=10)
        drawn = [row.id for row in await graph.read(stored.CONTENTS.all, params)]
        assert drawn == [f"cnt_{n}" for n in expected]


DAYS = """
UNWIND range(0, 39) AS n UNWIND $weeks AS row
CREATE (:ContentDay {content_id: 'cnt_' + n, date: row.on, touched_at: datetime({date: row.on}) + duration({days: 1}),
                     view: CASE n WHEN 0 THEN row.of_one ELSE 1 END, hide: 7})
"""


async def test_weeks_are_counted_once_they_are_over_and_the_last_one_again(graph: Graph) -> None:
    monday = date(2026, 6, 1)
    on = [monday - timedelta(days=ago) for ago in (1, 7, 8)]
    weeks = [{"on": day, "of_one": views} for day, views in zip(on, (481, 480, 1), strict=True)]
    await rows(graph, DAYS, weeks=[*weeks, {"on": monday, "of_one": 9}])
    noon = datetime(2026, 6, 3, 12, tzinfo=UTC)
    assert (await measure_exposure.run(graph, noon)).counts["weeks counted"] == 26
    last, before, quiet, *rest = await kept(graph)
    assert (last.week, last.acts, last.contents) == (monday - timedelta(days=7), 1_039, 40)
    assert last.gini is not None and before.gini == 0 and before.top_tenth == pytest.approx(0.1)
    assert last.gini > 0.8 and last.top_tenth == pytest.approx((961 + 6) / 1_039)
    assert (before.week, before.acts) == (monday - timedelta(days=14), 40) and quiet.acts == 0 and len(rest) == 23
    late = "MATCH (day:ContentDay {content_id: 'cnt_1', date: $on}) SET day.read = 3, day.touched_at = $at"
    await rows(graph, late, on=on[0], at=noon)
    assert (await measure_exposure.run(graph, noon)).counts["weeks counted"] == 1
    assert [week.acts for week in await kept(graph)][:3] == [1_042, 40, 0]
    assert (await measure_exposure.run(graph, noon + timedelta(days=7))).counts["weeks counted"] == 2
    assert [week.acts for week in await kept(graph)][:3] == [48, 1_042, 40]


async def kept(graph: Graph) -> list[PopularityWeek]:
    return await graph.read(popularity.LATEST.all, popularity.LatestParams(limit=100))


def command(server: Server) -> typer.Typer:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Graph]:
        async with Graph.connect(server) as graph:
            yield graph

    cli = typer.Typer()
    add_exposure(cli, opened)
    cli.callback()(lambda: None)
    return cli
