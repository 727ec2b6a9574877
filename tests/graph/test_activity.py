"""A(u) in Cypher against the reference in domain/activity.py: equal to 1e-9, parts included, for any days and model."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain import activity as reference
from domain.activity import COUNTERS, FORMULA, DayCounts
from domain.event import Event
from domain.ids import IdPrefix, ModelId, new_id
from domain.interaction import InteractionType
from domain.scoring import ScoringFeature, ScoringKind, Weighting
from graph import activity, event, scoring
from graph.database import Graph
from tests.graph.days import Days, add_users
from tests.profiling import hits

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EXACT = 1e-9

counters = st.sampled_from([kind.counter for kind in InteractionType])
dates = st.integers(-3, 900).map(lambda age: NOW.date() - timedelta(days=age))
histories = st.dictionaries(dates, st.dictionaries(counters, st.integers(1, 60), max_size=6), max_size=8)
weightings = st.lists(
    st.builds(
        Weighting,
        st.sampled_from([known.name for known in FORMULA.features]),
        st.floats(0.01, 10),
        st.none() | st.floats(0.5, 400),
        st.none() | st.integers(1, 50),
        st.none() | st.floats(0.1, 100),
    ),
    min_size=1,
    max_size=10,
    unique_by=lambda weighting: weighting.feature,
)
moments = st.datetimes(
    datetime(2024, 1, 1), datetime(2026, 7, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=-11))])
)


def expected(days: Days, as_of: datetime, features: tuple[ScoringFeature, ...]) -> dict[str, tuple[float, float]]:
    counted = [DayCounts(date=day, counts=counts) for day, counts in days.items()]
    parts = reference.parts(counted, as_of, features)
    return {part.feature: (part.value, part.contribution) for part in parts}


def held_against(score: reference.ActivityScore, wanted: Mapping[str, tuple[float, float]]) -> None:
    assert [part.feature for part in score.parts] == list(wanted)
    for part in score.parts:
        assert (part.value, part.contribution) == pytest.approx(wanted[part.feature], rel=0, abs=EXACT)
    assert score.value == pytest.approx(sum(contribution for _, contribution in wanted.values()), rel=0, abs=EXACT)
    assert score.value == pytest.approx(sum(part.contribution for part in score.parts), rel=0, abs=EXACT)
    assert 0 <= score.value <= 100


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(histories, min_size=1, max_size=4), weightings, moments)
async def test_cypher_equals_the_reference(
    graph: Graph, users: list[Days], weighed: list[Weighting], as_of: datetime
) -> None:
    await scoring.ensure_default_models(graph)
    features = FORMULA.propose(weighed)
    ids = await add_users(graph, *users)
    model = await graph.write(scoring.propose, ModelId(new_id(IdPrefix.MODEL)), ScoringKind.ACTIVITY, features, NOW)
    scores = await graph.read(activity.by_users, ids, as_of, model.id)
    by_default = await graph.read(activity.by_users, ids, as_of)
    for id, days in zip(ids, users, strict=True):
        held_against(scores[id], expected(days, as_of, features))
        held_against(by_default[id], expected(days, as_of, FORMULA.defaults()))


async def test_every_behaviour_is_counted_by_the_feature_that_says_so(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    everything = FORMULA.propose([Weighting(known.name, 1) for known in FORMULA.features])
    model = await graph.write(scoring.propose, ModelId(new_id(IdPrefix.MODEL)), ScoringKind.ACTIVITY, everything, NOW)
    counters = [(feature, counter) for feature, counted in COUNTERS.items() for counter in counted]
    ids = await add_users(graph, *({NOW.date(): {counter: 1}} for _, counter in counters))
    scores = await graph.read(activity.by_users, ids, NOW, model.id)
    for id, (feature, _) in zip(ids, counters, strict=True):
        assert [part.feature for part in scores[id].parts if part.value > 0] == [feature]


async def test_who_did_nothing_scores_0_with_all_parts(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    (nobody,) = await add_users(graph, {})
    score = (await graph.read(activity.by_users, [nobody], NOW))[nobody]
    assert score.value == 0 and len(score.parts) == 5


async def test_the_order_in_which_days_came_changes_nothing(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    days = {NOW.date() - timedelta(days=age): {"publish": age % 4 + 1, "view": 40 - age} for age in range(30)}
    one, other = await add_users(graph, days, dict(reversed(days.items())))
    scores = await graph.read(activity.by_users, [one, other], NOW)
    assert scores[one].parts == scores[other].parts


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(InteractionType), st.integers(0, 60)), max_size=30), random=st.randoms())
async def test_the_order_in_which_events_came_changes_nothing(
    graph: Graph, acts: list[tuple[InteractionType, int]], random: Random
) -> None:
    await scoring.ensure_default_models(graph)
    one, other = await add_users(graph, {}, {})
    shuffled = random.sample(acts, len(acts))
    for id, batches in ((one, [acts]), (other, [shuffled[:7], shuffled[7:11], shuffled[11:]])):
        for number, batch in enumerate(batches):
            events = [
                Event(id, f"{number}-{index}", kind, id, None, NOW - timedelta(days=age))
                for index, (kind, age) in enumerate(batch)
            ]
            await graph.write(event.record, events, NOW)
    scores = await graph.read(activity.by_users, [one, other], NOW)
    assert scores[one].parts == scores[other].parts


async def test_a_score_costs_as_many_db_hits_however_many_users_there_are(graph: Graph) -> None:
    await scoring.ensure_default_models(graph)
    days = {NOW.date() - timedelta(days=age): {"view": 1} for age in range(10)}
    ids = await add_users(graph, days)
    params = activity.ScoreParams(user_ids=ids, as_of=NOW)
    alone = await hits(graph, activity.BY_USERS, params)
    await add_users(graph, *[days] * 300)
    assert await hits(graph, activity.BY_USERS, params) <= alone * 1.05


@pytest.mark.parametrize("as_of", [datetime(1990, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
async def test_any_moment_can_be_asked_for(graph: Graph, as_of: datetime) -> None:
    await scoring.ensure_default_models(graph)
    (id,) = await add_users(graph, {date(2026, 5, 1): {"publish": 3}})
    assert (await graph.read(activity.by_users, [id], as_of))[id].value == pytest.approx(0, abs=1e-9)


async def test_without_a_model_nobody_has_a_score(graph: Graph) -> None:
    (id,) = await add_users(graph, {NOW.date(): {"view": 1}})
    assert await graph.read(activity.by_users, [id], NOW) == {}
