"""Learning from a live graph: a community that reads by its tags, under a model that goes by what everybody reads."""

import asyncio
import csv
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from domain.errors import Conflict, InvalidInput
from domain.event import Event
from domain.exposure import exposure
from domain.ids import ContentId, IdPrefix, ModelId, UserId, new_id
from domain.interaction import InteractionType
from domain.outbox import OutboxEvent, outbox_event
from domain.recommendation import FORMULA
from domain.scoring import ScoringKind, ScoringModel, Weighting
from evaluation import learn_report
from evaluation.community import fresh
from evaluation.learn import in_use, keep, learn_beside
from evaluation.learn_commands import add_learn
from evaluation.live import read_live
from evaluation.live_plan import plan_live
from graph import audit, scoring
from graph.audit import LatestParams
from graph.database import Graph, Server, Transaction
from graph.event import record
from importers import dataset
from importers.board import Board
from importers.problems import Problems
from importers.run import Run
from tests.conftest import empty

START = datetime(2026, 5, 1, tzinfo=UTC)
DAYS, READERS = 6, 20
RECOMMENDATION = ScoringKind.RECOMMENDATION


def write(path: Path, head: str, rows: Sequence[tuple[str, ...]]) -> None:
    path.write_text("\n".join([head, *map(",".join, rows)]) + "\n", encoding="utf-8")


def two_camps(folder: Path) -> Path:
    """Each day four articles appear, two for each camp, most of whose members read them; nobody reads the others'."""
    draw, items, tags, acts = Random(3), [], [], []
    for day in range(DAYS):
        for n in range(4):
            camp, item, born = ["red", "blue"][n % 2], f"i{day}-{n}", START + timedelta(days=day, hours=1)
            items.append((item, born.isoformat(), "editor"))
            tags.append((item, camp))
            for reader in range(READERS):
                at = born + timedelta(hours=draw.uniform(0.1, 40))
                if reader % 2 == n % 2 and draw.random() < 0.7 and at < START + timedelta(days=DAYS):
                    acts.append((f"u{reader}", item, at.isoformat(), "VIEW"))
    write(folder / "items.csv", "item_id,created_at,author_id", items)
    write(folder / "item_tags.csv", "item_id,tag", tags)
    write(folder / "interactions.csv", "user_id,item_id,timestamp,event_type", acts)
    return folder


async def fill(graph: Graph, folder: Path) -> None:
    await scoring.ensure_default_models(graph)
    board = Board(Console(quiet=True), quiet=True)
    run = Run(graph, board, Problems(), "dataset", datetime.now(UTC))
    await dataset.import_dataset(run, folder)


def activated(id: str, at: datetime | None = None) -> OutboxEvent:
    return outbox_event("scoring_model.activated", at or datetime.now(UTC), {"scoringModelId": id})


async def put_in_use(graph: Graph, **weights: float) -> ScoringModel:
    features = FORMULA.propose([Weighting(name, weight) for name, weight in weights.items()])
    id = ModelId(new_id(IdPrefix.MODEL))
    await graph.write(scoring.propose, id, RECOMMENDATION, features, datetime.now(UTC))
    model = await graph.write(scoring.activate, id, activated(id))
    assert model is not None
    return model


async def run(graph: Graph, statement: str, **parameters: object) -> list[dict[str, object]]:
    async def unit(tx: Transaction) -> list[dict[str, object]]:
        return await (await tx.run(statement, parameters)).data()

    return await graph.write(unit)


async def ids(graph: Graph, label: str) -> dict[str, str]:
    rows = await run(graph, f"MATCH (n:{label}) WHERE n.external_id IS NOT NULL RETURN n.external_id AS e, n.id AS id")
    return {str(row["e"]): str(row["id"]) for row in rows}


async def test_what_the_truth_is_is_learned_and_kept_inactive(graph: Graph, server: Server, tmp_path: Path) -> None:
    await fill(graph, two_camps(tmp_path))
    former = await put_in_use(graph, popularity=1.0)
    await run(graph, "MATCH (user:User {external_id: 'u3'}) SET user.consents = ['ANALYTICS']")
    await run(graph, "MATCH (user:User) SET user.segment = 'POTENTIAL', user.activity = 1.0")
    users = await ids(graph, "User")
    live = await read_live(graph)
    plan = plan_live(live.log, days=2, judged=1)
    assert live.log.unasked == {users["u3"]} and not [s for s in plan.learning if users["u3"] in s.block.relevant]
    assert max(s.block.end for s in plan.learning) <= min(s.block.until for s in plan.judged)
    await graph.write(empty)
    async with fresh(live.log, server) as community:
        lesson = await learn_beside(former, live, plan, community, lambda *_: None)
    weights = lesson.outcome.learned.weights
    assert sum(weights[name] for name in ("tag_affinity", "walk", "peers_6h", "peers_1d", "peers_7d")) > 0.1, weights
    assert weights["popularity"] < 0.5 and lesson.better
    assert lesson.training.gain > 0.1 and lesson.training.compared_version == former.version == 2
    groups = {row.figure for row in lesson.compared}
    assert {"recall@10", "novelty", "coverage of live items", "Gini", "NDCG@10, POTENTIAL"} <= groups
    await graph.write(empty)
    await scoring.ensure_default_models(graph)
    kept = await keep(graph, RECOMMENDATION, lesson.weightings, lesson.training, datetime.now(UTC))
    assert (kept.version, kept.active, kept.training) == (2, False, lesson.training)
    assert sum(feature.weight for feature in kept.features) == pytest.approx(1)
    (entry,) = await graph.read(
        audit.latest,
        LatestParams.model_validate(dict.fromkeys(("actor", "action", "target_id", "since", "until")) | {"limit": 5}),
    )
    assert entry.action == "scoring_model.proposed" and entry.target_id == kept.id and entry.actor.startswith("cli")
    written = learn_report.write(tmp_path / "learned.csv", lesson)
    assert all(path.stat().st_size for path in written)
    with (tmp_path / "learned.csv").open(encoding="utf-8") as stream:
        rows = {row["figure"]: row for row in csv.DictReader(stream)}
    assert float(rows["NDCG@10"]["low"]) == pytest.approx(lesson.training.gain_low)
    assert "They are better" in " ".join(learn_report.sentences(lesson))


async def test_acts_come_with_their_places_and_what_is_turned_down_is_no_hint(graph: Graph, tmp_path: Path) -> None:
    await fill(graph, two_camps(tmp_path))
    users, contents = await ids(graph, "User"), await ids(graph, "Content")
    at, shown = START + timedelta(days=DAYS - 1, hours=20), exposure(START, ModelId(new_id(IdPrefix.MODEL)), 7)
    more = [
        ("u0", "i0-1", InteractionType.CLICK, shown),
        ("u1", "i0-0", InteractionType.HIDE, None),
        ("editor", "i0-0", InteractionType.COMMENT, "elsewhere"),
    ]
    events = [
        Event("web", str(n), kind, UserId(users[user]), ContentId(contents[item]), at, exposure_id=exposed)
        for n, (user, item, kind, exposed) in enumerate(more)
    ]
    await graph.write(record, events, datetime.now(UTC))
    before = await read_live(graph)
    found = {(act.user, act.kind): (act.place, act.own) for act in before.log.acts if act.at == at.timestamp()}
    assert found[users["u0"], "CLICK"] == (7, False)
    assert found[users["u1"], "HIDE"] == (None, True) and found[users["editor"], "COMMENT"] == (None, True)
    [block] = [stage.block for stage in plan_live(before.log, 3, 1).judged]
    assert block.places == {(users["u0"], contents["i0-1"]): 7}
    assert contents["i0-1"] in block.relevant[users["u0"]] and users["editor"] not in block.relevant
    await run(graph, "MATCH (content:Content {external_id: 'i0-1'}) SET content.visibility = 'HIDDEN'")
    assert contents["i0-1"] not in (await read_live(graph)).log.items


async def learn(server: Server, *arguments: object) -> Result:
    """In a thread, for the command runs an event loop of its own."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Graph]:
        async with Graph.connect(server) as graph:
            yield graph

    cli = typer.Typer()
    add_learn(cli, opened)
    cli.callback()(lambda: None)
    return await asyncio.to_thread(CliRunner().invoke, cli, ["learn", *map(str, arguments)])


NOBODY = "MATCH (event:Event) DETACH DELETE event"
ONE_USER = "MATCH (event:Event) WITH collect(event) AS all UNWIND all AS e SET e.user_id = all[0].user_id"
ONE_MOMENT = "MATCH (event:Event) SET event.occurred_at = datetime('2026-05-03T00:00:00Z')"
ONE_ITEM = "MATCH (event:Event) WITH collect(event) AS all UNWIND all AS e SET e.content_id = all[0].content_id"
NO_CONSENT = "MATCH (user:User) SET user.consents = ['ANALYTICS']"
NAN = "MATCH (:ScoringModel {kind: 'RECOMMENDATION'})-[:HAS_FEATURE]->(f) SET f.weight = 0.0/0.0"


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (NOBODY, "no member is known"),
        (ONE_USER, "1 members"),
        (ONE_MOMENT, "at one moment"),
        (ONE_ITEM, "Too little"),
        (NO_CONSENT, "0 members who consent"),
        (NAN, "no number"),
    ],
    ids=["nothing", "one user", "one moment", "one item", "no consent", "weights that are none"],
)
async def test_too_little_is_said_and_changes_nothing(
    graph: Graph, server: Server, tmp_path: Path, spoiled: str, said: str
) -> None:
    await fill(graph, two_camps(tmp_path))
    await run(graph, spoiled)
    out = tmp_path / "learned.csv"
    result = await learn(server, "--out", out, "--days", "3", "--judged", "2")
    assert isinstance(result.exception, Conflict) and said in result.exception.message, result
    assert not out.exists()
    assert len(await graph.read(scoring.versions, RECOMMENDATION, 10)) == 1


async def test_a_stale_model_stays_out_of_use_and_one_that_was_in_use_can_be_gone_back_to(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    first = await in_use(graph, RECOMMENDATION, datetime.now(UTC))
    second = await put_in_use(graph, walk=1.0)
    assert second.activated_at is not None
    await run(
        graph, "MATCH (:ScoringModel {id: $id})-[:HAS_FEATURE]->(f {name: 'walk'}) SET f.name = 'gone'", id=second.id
    )
    back = await graph.write(scoring.activate, first.id, activated(first.id))
    assert back is not None and back.active
    with pytest.raises(Conflict, match="it weighs gone"):
        await graph.write(scoring.activate, second.id, activated(second.id))
    assert (await in_use(graph, RECOMMENDATION, datetime.now(UTC))).id == first.id


async def test_a_folder_that_is_not_there_is_said_before_the_work(server: Server, tmp_path: Path) -> None:
    result = await learn(server, "--out", tmp_path / "none" / "x.csv")
    assert isinstance(result.exception, InvalidInput)


HABITS = """
UNWIND range(0, 119) AS n
CREATE (user:User {id: 'usr_' + right('000' + n, 3), handle: 'u' + n, display_name: 'U',
                   joined_at: datetime('2026-01-01')})
WITH user, n UNWIND range(0, 169) AS day
WITH user, n, day WHERE (n + day) % 7 = 0 AND (n % 2 = 0 OR day % 60 < 12)
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: user.id, date: date('2026-01-01') + duration({days: day}),
                                       view: CASE n % 2 WHEN 1 THEN 9 END, vote_up: CASE n % 2 WHEN 0 THEN 2 END})
"""


async def test_weights_of_activity_are_learned_from_who_came_back(graph: Graph, server: Server, tmp_path: Path) -> None:
    """Who votes comes back every week; who views comes for twelve days of sixty."""
    await scoring.ensure_default_models(graph)
    await run(graph, HABITS)
    result = await learn(server, "--kind", "ACTIVITY", "--out", tmp_path / "activity.csv")
    assert result.exit_code == 0 and "Kept as version 2" in result.output, result.output
    kept = await graph.read(scoring.find, ScoringKind.ACTIVITY, 2)
    assert kept is not None and kept.training is not None and not kept.active
    weights = {feature.name: feature.weight for feature in kept.features}
    assert weights["vote"] > weights["view"] and kept.training.gain_low > 0
    with (tmp_path / "activity.csv").open(encoding="utf-8") as stream:
        assert {row["feature"]: float(row["learned"]) for row in csv.DictReader(stream)} == pytest.approx(weights)
    await run(graph, "MATCH (day:UserDay) WHERE day.date > date('2026-02-01') DETACH DELETE day")
    again = await learn(server, "--kind", "ACTIVITY", "--out", tmp_path / "again.csv")
    assert isinstance(again.exception, Conflict) and not (tmp_path / "again.csv").exists()
    assert len(await graph.read(scoring.versions, ScoringKind.ACTIVITY, 10)) == 2
