"""Trials on the real server: one runs at a time, nothing is activated beside it, and a job counts what is read."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from domain.audit import by_command_line
from domain.errors import Conflict, InvalidInput, NotFound, Refused
from domain.event import Event
from domain.ids import ContentId, IdPrefix, ModelId, UserId, new_id
from domain.interaction import InteractionType
from domain.scoring import ScoringKind
from domain.trial import ModelTrial, TrialId, challenged
from graph import scoring, trial
from graph.database import Graph, Transaction
from graph.event import record
from jobs import count_trials
from tests.graph.test_learn import activated, put_in_use
from tests.graph.test_learn import run as statement

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MEMBERS = """
UNWIND range(0, 11) AS n
CREATE (:User {id: 'usr_' + n, handle: 'u' + n, display_name: 'U', joined_at: datetime('2026-01-01'),
               consents: CASE WHEN n < 10 THEN ['ANALYTICS', 'PERSONALISATION'] ELSE ['ANALYTICS'] END})
CREATE (:Content:Standalone:Article {id: 'cnt_' + n, kind: 'ARTICLE', title: 'C', slug: 'c' + n,
                                     published_at: datetime('2026-05-01'), visibility: 'PUBLIC'})
"""


async def versions(graph: Graph) -> tuple[ModelId, ModelId]:
    """The first version, which isn't in use, and the second, which is."""
    await scoring.ensure_default_models(graph)
    second = await put_in_use(graph, walk=1.0)
    first = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, 1)
    assert first is not None
    return first.id, second.id


async def start(graph: Graph, model: ModelId, at: datetime = NOW) -> ModelTrial:
    id = TrialId(new_id(IdPrefix.MODEL_TRIAL))
    return await graph.write(trial.start, id, model, 50, at, by_command_line("model_trial.started", id, at))


async def end(graph: Graph, id: TrialId, at: datetime) -> ModelTrial:
    return await graph.write(trial.end, id, at, by_command_line("model_trial.ended", id, at))


async def test_of_many_who_start_one_does_and_nothing_is_activated_until_it_ended(graph: Graph) -> None:
    first, second = await versions(graph)
    begun = await asyncio.gather(*(start(graph, first) for _ in range(6)), return_exceptions=True)
    (running,) = [one for one in begun if isinstance(one, ModelTrial)]
    assert all(isinstance(one, Conflict) for one in begun if one is not running)
    assert (running.model_id, running.former_id, running.ended_at) == (first, second, None)
    with pytest.raises(Conflict, match="A trial"):
        await graph.write(scoring.activate, first, activated(first))
    ended = await end(graph, running.id, NOW + timedelta(days=1))
    assert ended.ended_at == NOW + timedelta(days=1)
    with pytest.raises(Conflict, match="has ended"):
        await end(graph, running.id, NOW + timedelta(days=2))
    assert await graph.write(scoring.activate, first, activated(first)) is not None
    another = await start(graph, second)
    assert [one.id for one in await graph.read(trial.latest, 10)] == [another.id, running.id]


async def test_what_can_not_be_tried_is_refused(graph: Graph) -> None:
    first, second = await versions(graph)
    activity = await graph.read(scoring.find, ScoringKind.ACTIVITY, 1)
    assert activity is not None
    cases: list[tuple[ModelId, type[Refused], str]] = [
        (ModelId(new_id(IdPrefix.MODEL)), NotFound, "no scoring model"),
        (second, InvalidInput, "in use already"),
        (activity.id, InvalidInput, "Only models of RECOMMENDATION"),
    ]
    for id, kind, said in cases:
        with pytest.raises(kind, match=said):
            await start(graph, id)
    await statement(graph, "MATCH (:ScoringModel {id: $id})-->(f) SET f.weight = 0.0", id=first)
    with pytest.raises(Conflict, match="sum to 0"):
        await start(graph, first)
    assert await graph.read(trial.latest, 10) == []


async def test_who_consents_is_served_by_their_arm_while_it_runs(graph: Graph) -> None:
    first, second = await versions(graph)
    await statement(graph, MEMBERS)
    running = await start(graph, first)
    served = {n: await graph.read(trial.model_of, UserId(f"usr_{n}")) for n in range(12)}
    arms = {n: first if challenged(running.id, 50, UserId(f"usr_{n}")) else second for n in range(10)}
    assert served == {**arms, 10: None, 11: None}, "who doesn't consent is in none"
    await end(graph, running.id, NOW + timedelta(days=1))
    assert await graph.read(trial.model_of, UserId("usr_0")) is None


async def test_the_job_counts_what_consenting_members_read_in_their_first_seven_days(graph: Graph) -> None:
    first, _ = await versions(graph)
    await statement(graph, MEMBERS)
    running = await start(graph, first)
    reads = [(user, content, 1.0 + content) for user in range(12) for content in range(user % 5 + 1)]
    reads += [(3, 9, -1.0), (3, 10, 9.5), (3, 0, 2.5)]
    kinds = [(user, content, day, InteractionType.READ) for user, content, day in reads]
    kinds.append((4, 11, 1.5, InteractionType.HIDE))

    async def act(tx: Transaction) -> None:
        events = [
            Event("web", str(n), kind, UserId(f"usr_{user}"), ContentId(f"cnt_{content}"), NOW + timedelta(days=day))
            for n, (user, content, day, kind) in enumerate(kinds)
        ]
        await record(tx, events, NOW)

    await graph.write(act)
    await count_trials.run(graph, NOW + timedelta(days=7))
    early = (await graph.read(trial.latest, 1))[0].counted
    assert early.challengers + early.others == 0, "nobody's days are over"
    assert (await count_trials.run(graph, NOW + timedelta(days=8))).counts == {"trials counted": 1}
    counted = (await graph.read(trial.latest, 1))[0].counted
    arms = [challenged(running.id, 50, UserId(f"usr_{n}")) for n in range(10)]
    assert (counted.challengers, counted.others) == (sum(arms), 10 - sum(arms))
    assert counted.challengers_read == sum(n % 5 + 1 for n in range(10) if arms[n])
    assert counted.others_read == sum(n % 5 + 1 for n in range(10) if not arms[n])
    await end(graph, running.id, NOW + timedelta(days=9))
    await count_trials.run(graph, NOW + timedelta(days=30))
    assert (await count_trials.run(graph, NOW + timedelta(days=31))).counts == {"trials counted": 0}
    assert (await graph.read(trial.latest, 1))[0].counted.until == NOW + timedelta(days=9)
