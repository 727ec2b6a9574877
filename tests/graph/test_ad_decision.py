"""Decisions for readers who are known: caps that hold at once, fatigue, chances as the reference has them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
import pytest_asyncio

from benchmarks.hits import profile
from domain.ad_policy import chances, drawn
from domain.ad_value import Factors, fatigue
from domain.ids import IdPrefix, first_id, new_id
from graph.ad_decision import DECIDE, Decided, DecideParams
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import replan

NOW = sample.NOW
DAY = timedelta(days=1)
SEEN = """
UNWIND range(1, $times) AS n
CREATE (:AdDecision {id: 'dec_' + $flight + n + toString($at), user_id: $user, flight_id: $flight, placement: 'sidebar',
  decided_at: $at + duration({seconds: n}), expires_at: $at + duration('PT2H'),
  viewed_at: CASE WHEN $viewed THEN $at END, clicked_at: CASE WHEN n = $clicked THEN $at END})
"""


@pytest_asyncio.fixture(loop_scope="session")
async def known(graph: Graph) -> AsyncIterator[Graph]:
    """A graph with a member who consents to ads being chosen for them, and one who doesn't."""
    await rows(
        graph,
        "CREATE (:User {id: $ada, consents: ['AD_PERSONALISATION']}), (:User {id: $ben, consents: ['ANALYTICS']})",
        ada=sample.ADA,
        ben=sample.BEN,
    )
    yield graph


def option(number: int, value: float = 1.0, rank: int = 0, **caps: int) -> dict[str, Any]:
    """An ad of a flight of its own."""
    factors = Factors(value / 1000, 1.0, 1.0)
    return {
        "flight_id": f"flt_{number}",
        "rank": rank,
        "value": factors.value,
        "factors": list(factors[:-1]),
        "per_day": caps.get("per_day"),
        "per_week": caps.get("per_week"),
        "properties": {"flight_id": f"flt_{number}", "ad_id": f"adv_{number}"},
    }


def properties(at: datetime, placement: str = "sidebar") -> dict[str, Any]:
    """What every option's decision would have."""
    return {"placement": placement, "decided_at": at, "expires_at": at + timedelta(hours=2)}


def asked(options: list[dict[str, Any]], at: datetime = NOW, luck: float = 0.5, **more: Any) -> DecideParams:
    """What is asked for Ada."""
    given = {
        "id": new_id(IdPrefix.DECISION),
        "user_id": sample.ADA,
        "now": at,
        "day_ago": at - DAY,
        "week_ago": at - 7 * DAY,
        "day_ago_id": first_id(IdPrefix.DECISION, at - DAY),
        "per_day": None,
        "per_placement": None,
        "options": options,
        "luck": luck,
        "properties": properties(at),
    }
    return DecideParams.model_validate(given | more)


async def decide(graph: Graph, params: DecideParams) -> Decided | None:
    """What is decided."""
    return await graph.write_alone(DECIDE.one_or_none, params)


async def seen(graph: Graph, flight: str, times: int, ago: timedelta, viewed: bool = True, clicked: int = 0) -> None:
    """Let Ada have been shown a flight so often; the last of them were the latest."""
    given = {"flight": flight, "times": times, "at": NOW - ago, "viewed": viewed, "clicked": clicked}
    await rows(graph, SEEN, user=sample.ADA, **given)


async def test_what_is_drawn_and_its_chance_are_those_of_the_reference(known: Graph) -> None:
    random = Random(1)
    for _ in range(25):
        values = [random.lognormvariate(0, random.choice([0.01, 1])) for _ in range(random.randint(1, 20))]
        luck = random.random()
        found = await decide(known, asked([option(n, value) for n, value in enumerate(values)], luck=luck))
        told = chances(values)
        index = drawn(told, luck)
        assert found is not None
        assert found.ad_id == f"adv_{index}"
        assert found.propensity == pytest.approx(told[index], rel=1e-9)
        assert Factors(*found.factors or ()).value == pytest.approx(values[index])
        await rows(known, "MATCH (decision:AdDecision) DELETE decision")


async def test_fatigue_counts_from_the_last_click_and_is_in_the_chances(known: Graph) -> None:
    await seen(known, "flt_0", 4, 2 * DAY)
    await seen(known, "flt_1", 3, 2 * DAY, clicked=2)
    await seen(known, "flt_2", 9, 8 * DAY)
    found = [await decide(known, asked([option(n, 2.0) for n in range(3)], luck=luck)) for luck in (0.999,)]
    tired = [fatigue(4), fatigue(1), fatigue(0)]
    assert found[0] is not None
    assert found[0].ad_id == "adv_2"
    assert found[0].propensity == pytest.approx(chances([2 * each for each in tired])[2])
    assert found[0].factors is not None
    assert found[0].factors[-1] == 1
    other = await decide(known, asked([option(0)]))
    assert other is not None and other.factors is not None
    assert other.factors[-1] == pytest.approx(fatigue(4))


@pytest.mark.parametrize(
    ("ago", "viewed", "outcome"),
    [
        (timedelta(hours=23), True, "CAPPED"),
        (timedelta(hours=25), True, "SHOWN"),
        (timedelta(hours=1), False, "CAPPED"),
        (timedelta(hours=3), False, "SHOWN"),
    ],
)
async def test_a_cap_counts_what_was_seen_or_may_still_be(
    known: Graph, ago: timedelta, viewed: bool, outcome: str
) -> None:
    await seen(known, "flt_0", 2, ago, viewed)
    found = await decide(known, asked([option(0, per_day=2)]))
    assert found is not None
    assert found.outcome == outcome


async def test_a_weeks_cap_is_of_seven_days_and_the_next_kind_steps_in(known: Graph) -> None:
    await seen(known, "flt_0", 3, 6 * DAY)
    options = [option(0, 9.0, per_week=3), option(1, 1.0, rank=2)]
    found = await decide(known, asked(options))
    assert found is not None
    assert (found.ad_id, found.propensity) == ("adv_1", 1.0)
    later = await decide(known, asked(options, NOW + 2 * DAY))
    assert later is not None
    assert later.ad_id == "adv_0", "those of a later kind aren't drawn beside it"


async def test_caps_hold_however_many_ask_at_once(known: Graph) -> None:
    asking = [decide(known, asked([option(0, per_day=3), option(1, per_week=4)])) for _ in range(24)]
    found = [each.ad_id for each in await asyncio.gather(*asking) if each is not None]
    assert (found.count("adv_0"), found.count("adv_1"), found.count(None)) == (3, 4, 17)


async def test_operators_caps_are_of_all_ads_and_of_one_place(known: Graph) -> None:
    await seen(known, "flt_0", 3, timedelta(hours=5))
    for cap, outcome in ((3, "AD_LOAD"), (4, "SHOWN")):
        found = await decide(known, asked([option(1)], per_day=cap, id=new_id(IdPrefix.DECISION)))
        assert found is not None
        assert found.outcome == outcome
    for placement, outcome in (("footer", "SHOWN"), ("sidebar", "AD_LOAD")):
        found = await decide(known, asked([option(1)], per_placement=3, properties=properties(NOW, placement)))
        assert found is not None
        assert found.outcome == outcome


async def test_a_repeat_finds_what_it_made(known: Graph) -> None:
    params = asked([option(n) for n in range(5)], luck=0.1)
    first = await decide(known, params)
    again = await decide(known, params.model_copy(update={"luck": 0.9}))
    assert first == again
    assert await rows(known, "MATCH (decision:AdDecision) RETURN count(*) AS n") == [{"n": 1}]


@pytest.mark.parametrize("user_id", [sample.BEN, sample.CLEO])
async def test_nothing_is_decided_for_who_doesnt_consent(known: Graph, user_id: str) -> None:
    assert await decide(known, asked([option(0)], user_id=user_id)) is None
    assert await rows(known, "MATCH (n) WHERE n:AdDecision OR n:AdReader RETURN n") == []


async def test_a_decision_costs_its_options_and_not_what_others_saw(known: Graph) -> None:
    params = asked([option(n, per_day=3) for n in range(20)])
    await known.bulk(replan)
    before = await known.write(profile, DECIDE, params)
    await rows(
        known,
        "UNWIND range(1, 3000) AS n CREATE (:AdDecision {id: 'dec_' + n, user_id: 'usr_' + n % 50,"
        " flight_id: 'flt_' + n % 20, decided_at: $now, expires_at: $now})",
        now=NOW,
    )
    await known.bulk(replan)
    after = await known.write(profile, DECIDE, params.model_copy(update={"id": new_id(IdPrefix.DECISION)}))
    assert after <= before * 1.3 + 20
    assert before < 100 + 20 * 20
