"""Scoring models on the real server: one first version, one active, versions that count up, whoever writes at once."""

import asyncio
from datetime import UTC, datetime

from domain.formulas import FORMULAS
from domain.ids import IdPrefix, ModelId, new_id
from domain.outbox import OutboxEvent, outbox_event
from domain.scoring import ScoringKind, ScoringModel, Weighting
from graph import outbox, scoring
from graph.database import Graph

ACTIVITY = ScoringKind.ACTIVITY
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def propose(graph: Graph, **weights: float) -> ScoringModel:
    weightings = [Weighting(name, weight) for name, weight in weights.items()]
    features = FORMULAS[ACTIVITY].propose(weightings)
    return await graph.write(scoring.propose, ModelId(new_id(IdPrefix.MODEL)), ACTIVITY, features, NOW)


def activated(id: str) -> OutboxEvent:
    return outbox_event("scoring_model.activated", NOW, {"scoringModelId": id})


async def test_many_processes_make_one_first_version(graph: Graph) -> None:
    await asyncio.gather(*(scoring.ensure_default_models(graph) for _ in range(8)))
    for kind, formula in FORMULAS.items():
        (model,) = await graph.read(scoring.versions, kind, 10)
        assert (model.version, model.active) == (1, True)
        assert sorted(model.features, key=str) == sorted(formula.defaults(), key=str)


async def test_a_first_version_is_made_once_for_ever(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    first = await graph.read(scoring.find, ACTIVITY, 1)
    await scoring.ensure_default_models(graph)
    assert await graph.read(scoring.find, ACTIVITY, 1) == first


async def test_a_proposal_is_the_next_version_and_not_in_use(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    proposed = await propose(graph, view=1, vote=3)
    assert (proposed.version, proposed.active) == (2, False)
    assert [(feature.name, feature.weight) for feature in proposed.features[:2]] == [("vote", 0.75), ("view", 0.25)]
    active = await graph.read(scoring.find, ACTIVITY, None)
    assert active is not None and active.version == 1


async def test_versions_count_up_without_gaps_or_twins(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await asyncio.gather(*(propose(graph, view=1) for _ in range(8)))
    versions = [model.version for model in await graph.read(scoring.versions, ACTIVITY, 100)]
    assert versions == list(range(9, 0, -1))


async def test_a_proposal_written_again_after_a_lost_answer_is_one(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    id, features = ModelId(new_id(IdPrefix.MODEL)), FORMULAS[ACTIVITY].defaults()
    once = await graph.write(scoring.propose, id, ACTIVITY, features, NOW)
    assert await graph.write(scoring.propose, id, ACTIVITY, features, NOW) == once
    assert len(once.features) == len(features)


async def test_exactly_one_version_is_active_whoever_activates(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    models = [await propose(graph, view=1) for _ in range(4)]
    await asyncio.gather(*(graph.write(scoring.activate, model.id, activated(model.id)) for model in models * 2))
    active = [model for model in await graph.read(scoring.versions, ACTIVITY, 100) if model.active]
    assert len(active) == 1
    chosen = await graph.write(scoring.activate, models[0].id, activated(models[0].id))
    assert chosen is not None and chosen.active
    assert await graph.read(scoring.find, ACTIVITY, None) == chosen


async def test_activating_nothing_changes_nothing(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    unknown = ModelId(new_id(IdPrefix.MODEL))
    assert await graph.write(scoring.activate, unknown, activated(unknown)) is None
    assert await graph.read(outbox.after, 0) == []
    active = await graph.read(scoring.find, ACTIVITY, None)
    assert active is not None and active.version == 1
