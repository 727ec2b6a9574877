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
from domain.ranking import Ranking, score
from domain.recommendation import FORMULA, CandidateSource
from domain.scoring import ScoringKind, Weighting
from graph import scoring
from graph.database import Graph, Transaction
from graph.recommendation import RANK, RankParams, rank
from tests import sample
from tests.conftest import empty
from tests.graph.worlds import NOW, READER, World, put, worlds
from tests.profiling import hits

EXACT = 1e-9
EVERYTHING = [Weighting(known.name, 1 + number) for number, known in enumerate(FORMULA.features)]
MOST_CANDIDATES, MOST_FOR_NOBODY, BY_LOT = 240, 160, 24
"""Taken whole wherever there is enough to choose from: what the sources leave is filled with the newest."""


async def propose(graph: Graph, weightings: list[Weighting]) -> ModelId:
    """The id of a new model with these weights."""
    id = ModelId(new_id(IdPrefix.MODEL))
    features = FORMULA.propose(weightings)
    return (await graph.write(scoring.propose, id, ScoringKind.RECOMMENDATION, features, NOW)).id


def held_against(ranking: Ranking, world: World) -> None:
    items = world.expected
    values, divisors = normalised(raw(items, world.community, world.reader))
    wanted = {item.id: row for item, row in zip(items, values, strict=True)}
    wished = {item.id: world.wished(item) for item in items}
    assert {candidate.content_id for candidate in ranking.candidates} == set(wanted)
    for candidate in ranking.candidates:
        row = [wanted[candidate.content_id][weight.name] for weight in ranking.features]
        assert candidate.values == pytest.approx(row, rel=0, abs=EXACT)
        assert all(0 <= value <= 1 for value in candidate.values)
        assert candidate.preference == pytest.approx(wished[candidate.content_id], rel=0, abs=EXACT)
        expected = candidate.preference * score(ranking.features, row)
        assert candidate.score == pytest.approx(expected, rel=0, abs=EXACT)
        parts = candidate.parts(ranking.features)
        assert candidate.score == pytest.approx(sum(part.contribution for part in parts), rel=0, abs=EXACT)
    for content in ranking.contents(range(len(ranking.candidates))):
        (item,) = (item for item in items if item.id == content.id)
        assert (content.author and content.author.id, content.area and content.area.id) == (
            item.author_id,
            item.area_id,
        )
        assert {tag.id for tag in content.tags} == set(item.tags) and content.title == f"About {item.id}"
        assert content.published_at == item.published_at
    if items:
        assert ranking.divisors == pytest.approx(divisors, rel=1e-6, abs=EXACT)
    scores = [candidate.score for candidate in ranking.candidates]
    assert scores == sorted(scores, reverse=True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds())
async def test_cypher_equals_the_reference(graph: Graph, world: World) -> None:
    await graph.write(empty)
    await scoring.ensure_default_models(graph)
    await graph.write(put, world)
    everything = await propose(graph, EVERYTHING)
    ranking = await graph.read(rank, world.params.model_copy(update={"model_id": everything}))
    assert ranking.model_id == everything and len(ranking.features) == len(FORMULA.features)
    held_against(ranking, world)


def asked(user_id: UserId | None = READER, **more: Any) -> RankParams:
    common: dict[str, Any] = {"kinds": STANDALONE_KINDS, "audience": SIGNED_IN, "now": NOW, "limit": 1000}
    return RankParams(**common | {"user_id": user_id} | more)


@pytest.mark.parametrize("user_id", [None, READER, sample.user("z")])
async def test_where_there_is_nothing_to_read_the_ranking_is_empty(graph: Graph, user_id: UserId | None) -> None:
    await scoring.ensure_default_models(graph)
    ranking = await graph.read(rank, asked(user_id))
    assert ranking.candidates == () and len(ranking.features) == 10


async def test_without_a_model_there_is_no_ranking(graph: Graph) -> None:
    with pytest.raises(NotFound):
        await graph.read(rank, asked())
    await scoring.ensure_default_models(graph)
    with pytest.raises(NotFound):
        await graph.read(rank, asked(model_id=ModelId(new_id(IdPrefix.MODEL))))


CROWD = """
UNWIND range($first, $last) AS n
WITH n, 'crowd' + n AS name, $now - duration({minutes: n}) AS at
CREATE (author:User {id: name, handle: name, display_name: name, joined_at: at})
CREATE (content:Content:Article:Standalone {
  id: name, slug: name, title: name, kind: 'ARTICLE', visibility: 'PUBLIC', published_at: at,
  readers: n % 50, positive_readers: n % 7,
  last_new_reader_at: at, last_active_at: at, signals_at: $now, heat: n % 90 / 10.0, trend_6h: 1.0, trend_1d: 2.0,
  lot: n * 0.7548776662466927 % 1.0})
MERGE (tag:Tag {id: 'popular' + n % 6}) ON CREATE SET tag.idf = 1.0, tag.slug = tag.id, tag.name = tag.id
MERGE (place:Area {id: 'place' + n % 2, slug: 'place' + n % 2, name: 'Place', kind: 'TOPIC'})
CREATE (content)-[:TAGGED {tag_id: tag.id, published_at: at}]->(tag)
CREATE (content)-[:IN_AREA {area_id: place.id, published_at: at}]->(place)
CREATE (author)-[:AUTHORED {user_id: author.id, at: at}]->(content)
MERGE (reader:User {id: $reader}) ON CREATE SET reader.consents = ['ANALYTICS', 'PERSONALISATION']
FOREACH (_ IN CASE WHEN n % 9 = 0 THEN [1] ELSE [] END |
  CREATE (reader)-[:INTERACTED {key: $reader + '|' + name}]->(content))
FOREACH (_ IN CASE WHEN n <= 60 THEN [1] ELSE [] END | CREATE (reader)-[:FOLLOWS]->(author))
FOREACH (_ IN CASE WHEN n <= 6 THEN [1] ELSE [] END | CREATE (reader)-[:INTERESTED_IN {affinity: n / 6.0}]->(tag))
FOREACH (_ IN CASE WHEN n <= 2 THEN [1] ELSE [] END | CREATE (reader)-[:FOLLOWS]->(place))
"""
LIST = """
MATCH (reader:User {id: $reader})
WITH reader, [n IN range(100, 179) | n / 10.0] AS found
CREATE (reader)-[:HAS_CANDIDATES]->(:CandidateList {
  user_id: $reader, content_ids: [n IN range(100, 179) | 'crowd' + n], recent_ids: [n IN range(1, 30) | 'crowd' + n],
  peers_6h: found, peers_1d: found, peers_7d: found, walk: found, last_visit_at: $now - duration({hours: 3})})
CREATE (:CommunitySignals {name: 'all', latest_at: $now, readers: 1000, trend_6h: 10.0, trend_1d: 20.0})
"""


async def crowd(tx: Transaction, first: int, last: int) -> None:
    rows = {"first": first, "last": last, "now": NOW, "reader": READER}
    await (await tx.run(CROWD, rows)).consume()
    if first == 1:
        await (await tx.run(LIST, rows)).consume()


QUESTIONS = [
    asked(),
    asked(None),
    asked(area="place1"),
    asked(kinds=(ContentKind.ARTICLE,)),
    asked(kinds=(ContentKind.COURSE,)),
]


async def test_a_ranking_costs_as_many_db_hits_however_much_there_is(graph: Graph) -> None:
    """As a server plans it within seconds of the growth; what it costs by plans of an empty graph isn't bounded."""
    await scoring.ensure_default_models(graph)
    empty = [await hits(graph, RANK, params) for params in QUESTIONS]
    assert max(empty) < 100, empty
    await graph.write(crowd, 1, 500)
    few = [await hits(graph, RANK, params) for params in QUESTIONS]
    await graph.write(crowd, 501, 2500)
    many = [await hits(graph, RANK, params) for params in QUESTIONS]
    assert [after <= before * 1.2 for before, after in zip(few, many, strict=True)] == [True] * len(QUESTIONS), (
        few,
        many,
    )
    assert max(many) < 15_000, many


async def test_candidates_come_from_every_source_and_are_bounded(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(crowd, 1, 1500)
    ranking = await graph.read(rank, asked())
    sources = {source for candidate in ranking.candidates for source in candidate.sources}
    assert sources == set(CandidateSource) - {CandidateSource.CO_INTERACTION}
    shown = {candidate.content_id for candidate in ranking.candidates}
    touched = {f"crowd{n}" for n in range(9, 1501, 9)}
    assert len(shown) == len(ranking.candidates), "each once"
    assert MOST_CANDIDATES < len(ranking.candidates) <= MOST_CANDIDATES + BY_LOT, "and every place taken"
    assert not shown & touched, "none that was touched"
    assert shown >= {f"crowd{n}" for n in range(1, 41)} - touched, "the newest have their places"
    nobody = (await graph.read(rank, asked(None))).candidates
    assert MOST_FOR_NOBODY < len(nobody) <= MOST_FOR_NOBODY + BY_LOT


def by_lot(ranking: Ranking) -> set[str]:
    """Old ones of the crowd that are there by lot alone: the newest are tried too."""
    alone = (CandidateSource.EXPLORATION,)
    return {one.content_id for one in ranking.candidates if one.sources == alone and int(one.content_id[5:]) > 280}


async def test_some_of_everything_listed_are_there_by_lot_and_move_nobody(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(crowd, 1, 1500)
    everything = await propose(graph, EVERYTHING)
    lots: list[set[str]] = []
    scores: list[dict[str, float]] = []
    for seed in range(0, 140, 7):  # so that the same of the newest are for exploration
        ranking = await graph.read(rank, asked(model_id=everything, seed=seed, limit=50))
        assert 10 < len(by_lot(ranking)) <= BY_LOT and len(ranking.candidates) == 50 + BY_LOT
        assert all(0 <= value <= 1 for one in ranking.candidates for value in one.values)
        assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
        lots.append(by_lot(ranking))
        scores.append({one.content_id: one.score for one in ranking.candidates})
    assert len(set().union(*lots)) > 150, "each draw has others"
    for one in scores[1:]:
        both = one.keys() & scores[0]
        assert len(both) > 40 and all(one[id] == scores[0][id] for id in both), "no score depends on what was drawn"
    of_area = by_lot(await graph.read(rank, asked(area="place1")))
    assert not [id for id in of_area if int(id[5:]) % 2 == 0], "none of elsewhere in the list of an area"


async def test_an_area_and_a_rare_kind_are_ranked_though_all_of_it_is_old(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(crowd, 1, 500)
    await graph.write(_old)
    for params in (asked(None, area="attic"), asked(None, kinds=(ContentKind.COURSE,))):
        (only,) = (await graph.read(rank, params)).candidates
        assert only.content_id == "old"


async def _old(tx: Transaction) -> None:
    text = """
    CREATE (old:Content:Course:Standalone {
      id: 'old', slug: 'old', title: 'Old', kind: 'COURSE', visibility: 'PUBLIC', published_at: $at})
    CREATE (old)-[:IN_AREA {area_id: 'attic', published_at: $at}]->(:Area {
      id: 'attic', slug: 'attic', name: 'Attic', kind: 'TOPIC'})
    """
    await (await tx.run(text, {"at": NOW - timedelta(days=900)})).consume()


async def test_the_seed_draws_what_is_explored(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(crowd, 1, 200)
    drawn = []
    for seed in range(7):
        ranking = await graph.read(rank, asked(None, area="place1", seed=seed))  # where nothing is drawn by lot
        drawn.append({one.content_id for one in ranking.candidates if CandidateSource.EXPLORATION in one.sources})
    assert sum(map(len, drawn)) == len(set().union(*drawn)) > 0, "each seed draws others, and together all"
