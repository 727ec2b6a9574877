"""Decisions for readers who are known: what they were shown, caps that hold at once, and who is named by them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from benchmarks.hits import profile
from domain.ad_history import LATEST, Shown
from domain.ad_load import NO_CAP, AdLoad
from domain.consent import ConsentPurpose
from domain.ids import IdPrefix, UserId, new_id
from domain.targeting import Targeting
from graph import ad_decision, consent
from graph.ad_decision import RESERVE, ReserveParams
from graph.ad_facts import FACTS, Facts, FactsParams
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows
from tests.graph.test_ad_log import ticket
from tests.profiling import hits, replan

NOW = sample.NOW
DAY = timedelta(days=1)
SEEN = """
UNWIND range(1, $times) AS n
WITH n, $at + duration({seconds: n}) AS at
CREATE (:AdDecision {id: $first + $flight + n, user_id: $user, flight_id: $flight, placement: 'sidebar', decided_at: at,
  expires_at: at + duration('PT2H'), viewed_at: CASE WHEN $viewed THEN at END,
  clicked_at: CASE WHEN n = $clicked THEN at END})
"""
OTHERS = """
UNWIND range(1, 3000) AS n
CREATE (:AdDecision {id: 'dec_' + n, user_id: 'usr_' + n % 50, flight_id: 'flt_' + n % 20, decided_at: $now,
  expires_at: $now})
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


def drawn(flight: str = "flt_0", at: datetime = NOW, load: AdLoad = NO_CAP, **more: Any) -> ReserveParams:
    """An ad that was drawn for Ada; the caps of its flight are named as those of targeting are."""
    caps = {f"frequency_cap_{name}": more.pop(name) for name in ("per_day", "per_week") if name in more}
    given = {"id": new_id(IdPrefix.DECISION), "user_id": sample.ADA, "flight_id": flight, "decided_at": at} | more
    made = ticket(0, **given)
    return ReserveParams.of(made, made.decision() | {"factors": [1.0] * 7}, Targeting.model_validate(caps), load)


async def reserve(graph: Graph, params: ReserveParams) -> str:
    """What becomes of it."""
    return await graph.write_alone(ad_decision.reserve, params)


async def facts(graph: Graph, user_id: str | None = sample.ADA, at: datetime = NOW) -> Facts:
    """What is known of a reader."""
    return await graph.read(FACTS.one, FactsParams.at(at, None, None, user_id))


async def seen(graph: Graph, flight: str, times: int, ago: timedelta, viewed: bool = True, clicked: int = 0) -> None:
    """Let Ada have been shown a flight so often, from so long ago on."""
    given = {"flight": flight, "times": times, "at": NOW - ago, "viewed": viewed, "clicked": clicked}
    first = FactsParams.at(NOW - ago + 7 * DAY, None, None, None).since_id
    await rows(graph, SEEN, user=sample.ADA, first=first, **given)


async def test_what_a_reader_was_shown_is_what_they_viewed_or_may_still_view(known: Graph) -> None:
    await seen(known, "flt_0", 2, 2 * DAY, clicked=1)
    await seen(known, "flt_1", 3, 8 * DAY)
    await seen(known, "flt_2", 1, timedelta(hours=1), viewed=False)
    await seen(known, "flt_3", 1, timedelta(hours=3), viewed=False)
    found = (await facts(known)).shown
    assert found is not None
    assert [(one.flight_id, one.clicked) for one in found] == [("flt_2", False), ("flt_0", False), ("flt_0", True)]
    assert found[-1] == Shown(found[-1].id, "flt_0", "sidebar", clicked=True)
    assert (await facts(known, sample.BEN)).shown == (), "who doesn't consent"
    assert (await facts(known, None)).shown == ()
    await rows(known, "MATCH (user:User {id: $id}) SET user.ad_free_until = $at", id=sample.BEN, at=NOW + DAY)
    other = (await facts(known, sample.BEN)).reader
    assert other is not None and (other.consents, other.ad_free) == (False, True)
    assert (await facts(known, sample.CLEO)).reader is None


SAVED = """
UNWIND $rows AS row
MATCH (user:User {id: row.user})
CREATE (user)-[:IN_SAVED {saved_id: row.id, activity: 1.0}]->(:SavedSegment {id: row.id, members: row.members})
"""


async def test_saved_segments_of_a_reader_are_read_where_a_flight_speaks_of_them(known: Graph) -> None:
    asked = FactsParams.at(NOW, None, None, sample.ADA)
    ids = {"sgs_large": 20, "sgs_small": 19, "sgs_other": 99}
    await rows(known, SAVED, rows=[{"user": sample.ADA, "id": id, "members": members} for id, members in ids.items()])
    await rows(known, SAVED, rows=[{"user": sample.BEN, "id": "sgs_ben", "members": 99}])
    wanted = asked.model_copy(update={"saved_ids": ("sgs_large", "sgs_small", "sgs_ben")})
    assert await hits(known, FACTS, asked) < await hits(known, FACTS, wanted)
    found = (await known.read(FACTS.one, wanted)).reader
    assert found is not None and found.saved == ("sgs_large",)
    other = (await known.read(FACTS.one, wanted.model_copy(update={"user_id": sample.BEN}))).reader
    assert other is not None and other.saved == (), "who doesn't consent"


async def test_of_somebody_who_sees_very_many_the_latest_are_read(known: Graph) -> None:
    await seen(known, "flt_0", LATEST, 6 * DAY)
    await seen(known, "flt_1", 3, 2 * DAY)
    found = (await facts(known)).shown
    assert found is not None
    assert len(found) == LATEST
    assert [one.flight_id for one in found[:4]] == ["flt_1"] * 3 + ["flt_0"]


async def test_what_is_reserved_is_the_whole_decision_and_a_repeat_finds_it(known: Graph) -> None:
    params = drawn(per_day=1, placement="footer", propensity=0.25)
    assert [await reserve(known, params) for _ in range(2)] == ["SHOWN", "SHOWN"]
    (kept,) = await rows(known, "MATCH (decision:AdDecision) RETURN decision {.*} AS n")
    made = ticket(0, id=params.id, user_id=sample.ADA, flight_id="flt_0", placement="footer", propensity=0.25)
    assert kept["n"] == made.decision() | {"factors": [1.0] * 7}
    assert await reserve(known, drawn(per_day=1)) == "CAPPED"


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
    assert await reserve(known, drawn(per_day=2)) == outcome
    assert await reserve(known, drawn("flt_1", per_day=2)) == "SHOWN", "another flight's views are its own"


async def test_a_weeks_cap_is_of_seven_days(known: Graph) -> None:
    await seen(known, "flt_0", 3, 6 * DAY)
    assert await reserve(known, drawn(per_week=3)) == "CAPPED"
    assert await reserve(known, drawn(per_week=4)) == "SHOWN"
    assert await reserve(known, drawn(at=NOW + 2 * DAY, per_week=3)) == "SHOWN"


async def test_caps_hold_however_many_ask_at_once(known: Graph) -> None:
    asking = [drawn("flt_0", per_day=3) for _ in range(12)] + [drawn("flt_1", per_week=4) for _ in range(12)]
    found = await asyncio.gather(*(reserve(known, each) for each in asking))
    assert (found[:12].count("SHOWN"), found[12:].count("SHOWN"), found.count("CAPPED")) == (3, 4, 17)


async def test_operators_caps_are_of_all_ads_and_of_one_place(known: Graph) -> None:
    await seen(known, "flt_0", 3, timedelta(hours=5))
    for cap, outcome in ((3, "AD_LOAD"), (4, "SHOWN")):
        load = AdLoad(per_day=cap, per_placement=None)
        assert await reserve(known, drawn("flt_1", load=load)) == outcome
    for placement, outcome in (("footer", "SHOWN"), ("sidebar", "AD_LOAD")):
        load = AdLoad(per_day=None, per_placement=3)
        assert await reserve(known, drawn("flt_1", load=load, placement=placement)) == outcome


@pytest.mark.parametrize("user_id", [sample.BEN, sample.CLEO])
async def test_nothing_is_decided_for_who_doesnt_consent_or_sees_no_ads(known: Graph, user_id: str) -> None:
    assert await reserve(known, drawn(user_id=user_id)) == "REFUSED"
    await rows(known, "MATCH (user:User {id: $id}) SET user.ad_free_until = $at", id=sample.ADA, at=NOW + DAY)
    assert await reserve(known, drawn()) == "REFUSED"
    assert (await reserve(known, drawn(at=NOW + 2 * DAY))) == "SHOWN", "that is over"
    assert await rows(known, "MATCH (n:AdReader) RETURN n.user_id AS id") == [{"id": sample.ADA}]


def withdrawal(number: int, granted: bool) -> consent.DecideParams:
    """Ada's word on it."""
    return consent.DecideParams(
        user_id=UserId(sample.ADA),
        purpose=ConsentPurpose.AD_PERSONALISATION,
        granted=granted,
        version="ads-1",
        at=NOW + timedelta(seconds=number),
        key_id=None,
        request_id=str(number),
    )


async def test_who_withdraws_while_much_is_decided_for_them_is_named_by_nothing(known: Graph) -> None:
    """Reserved, written behind or viewed first: all of it goes on beside the withdrawal."""
    for round in range(12):
        behind = [ticket(0, id=new_id(IdPrefix.DECISION), user_id=sample.ADA).decision() for _ in range(3)]
        await known.write(consent.decide, withdrawal(2 * round, True))
        found = await asyncio.gather(
            *(reserve(known, drawn(f"flt_{number}", per_day=9)) for number in range(4)),
            *(known.write(ad_decision.write, [row], [], []) for row in behind),
            known.write(consent.decide, withdrawal(2 * round + 1, False)),
        )
        assert set(found[:4]) <= {"SHOWN", "REFUSED"}
        late = ticket(0, id=new_id(IdPrefix.DECISION), user_id=sample.ADA, segment="HIGH_VALUE", client="c0ffee")
        await known.write(ad_decision.write, [late.decision() | {"matched": ["interest rust"]}], [], [])
        named = await rows(known, "MATCH (n) WHERE n:AdReader OR n:AdDecision AND n.user_id <> '' RETURN n")
        assert named == [], f"round {round}"
        (kept,) = await rows(known, "MATCH (n:AdDecision {id: $id}) RETURN n {.*} AS n", id=late.id)
        assert not {"user_id", "client", "segment", "matched"} & set(kept["n"])


async def test_a_decision_costs_what_its_reader_saw_and_not_what_others_did(known: Graph) -> None:
    await seen(known, "flt_0", 20, 2 * DAY)
    load = AdLoad(per_day=50, per_placement=20)
    asked = FactsParams.at(NOW, None, None, sample.ADA)
    await known.bulk(replan)
    read, written = await hits(known, FACTS, asked), await known.write(profile, RESERVE, drawn(load=load, per_day=50))
    await rows(known, OTHERS, now=NOW)
    await known.bulk(replan)
    assert await hits(known, FACTS, asked) <= read + 10 <= 200
    assert await known.write(profile, RESERVE, drawn(load=load, per_day=50)) <= written + 15 <= 200
