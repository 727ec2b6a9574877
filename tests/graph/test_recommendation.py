"""R(u,c) in Cypher against the reference in domain/features.py, and what the ranking may cost."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS, ContentKind
from domain.errors import NotFound
from domain.features import normalised, raw
from domain.ids import IdPrefix, ModelId, UserId, new_id
from domain.recommendation import FORMULA, CandidateSource, Ranking, score
from domain.scoring import ScoringKind, Weighting
from graph import scoring
from graph.database import Graph, Transaction
from graph.recommendation import RANK, RankParams, rank
from tests import sample
from tests.conftest import empty
from tests.graph.worlds import NOW, READER, World, put, worlds

EXACT = 1e-9
EVERYTHING = [Weighting(known.name, 1 + number) for number, known in enumerate(FORMULA.features)]
MOST_CANDIDATES = 330
"""80 + 40 + 40 + 80 + 50 + 20 + 20: the sum of what each source may give."""


async def propose(graph: Graph, weightings: list[Weighting]) -> ModelId:
    """The id of a new model with these weights."""
    id = ModelId(new_id(IdPrefix.MODEL))
    features = FORMULA.propose(weightings)
    return (await graph.write(scoring.propose, id, ScoringKind.RECOMMENDATION, features, NOW)).id


def held_against(ranking: Ranking, world: World) -> None:
    items = world.expected
    values, divisors = normalised(raw(items, world.community, world.reader))
    wanted = {item.id: row for item, row in zip(items, values, strict=True)}
    assert {candidate.content_id for candidate in ranking.candidates} == set(wanted)
    for candidate in ranking.candidates:
        row = [wanted[candidate.content_id][weight.name] for weight in ranking.features]
        assert candidate.values == pytest.approx(row, rel=0, abs=EXACT)
        assert all(0 <= value <= 1 for value in candidate.values)
        assert candidate.score == pytest.approx(score(ranking.features, row), rel=0, abs=EXACT)
        parts = candidate.parts(ranking.features)
        assert candidate.score == pytest.approx(sum(part.contribution for part in parts), rel=0, abs=EXACT)
    if items:
        assert ranking.divisors == pytest.approx(divisors, rel=1e-6, abs=EXACT)
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds())
async def test_cypher_equals_the_reference(graph: Graph, world: World) -> None:
    await graph.write(empty)
    await scoring.ensure_default_models(graph)
    await graph.write(put, world)
    everything = await propose(graph, EVERYTHING)
    held_against(await graph.read(rank, world.params), world)
    ranking = await graph.read(rank, world.params.model_copy(update={"model_id": everything}))
    assert ranking.model_id == everything and len(ranking.features) == len(FORMULA.features)
    held_against(ranking, world)
