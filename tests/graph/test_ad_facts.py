"""What is remembered of readers between their pages: what changes no more isn't read again, all else is."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest_asyncio

from domain.ad_history import Shown
from domain.ids import UserId
from graph.database import Graph
from resolvers.ad_facts import AdFacts
from tests import sample
from tests.graph.privacy import rows
from tests.graph.test_ad_decision import DAY, NOW, seen

ADA = UserId(sample.ADA)


@pytest_asyncio.fixture(loop_scope="session")
async def known(graph: Graph) -> AsyncIterator[Graph]:
    await rows(graph, "CREATE (:User {id: $ada, consents: ['AD_PERSONALISATION']})", ada=ADA)
    yield graph


async def again(facts: AdFacts, graph: Graph, later: timedelta = timedelta()) -> list[tuple[str, bool]]:
    """The flights they were shown, the latest first, and whether they clicked."""
    found = await facts.shown(graph, ADA, NOW + later)
    assert found is not None
    return [(one.flight_id, one.clicked) for one in sorted(found.shown, reverse=True)]


async def test_of_a_reader_only_what_may_have_changed_is_read_again(known: Graph) -> None:
    facts = AdFacts()
    await seen(known, "flt_old", 1, 6 * DAY)
    await seen(known, "flt_new", 1, timedelta(hours=20))
    first = await facts.find(known, None, None, ADA, NOW)
    assert first.shown is not None
    assert {one.flight_id for one in first.shown} == {"flt_old", "flt_new"}
    await rows(known, "MATCH (d:AdDecision {flight_id: 'flt_old'}) DELETE d")
    await rows(known, "MATCH (d:AdDecision {flight_id: 'flt_new'}) SET d.clicked_at = $at", at=NOW)
    await seen(known, "flt_newest", 1, timedelta(hours=1), viewed=False)
    assert await again(facts, known) == [("flt_newest", False), ("flt_new", True), ("flt_old", False)]
    page = await facts.find(known, None, "blog", ADA, NOW)
    assert page.shown is not None and len(page.shown) == 3, "with a page that isn't known as well"
    later = [flight for flight, _ in await again(facts, known, 2 * DAY)]
    assert "flt_old" not in later, "what was remembered grows old too"
    assert await again(AdFacts(), known) == [("flt_newest", False), ("flt_new", True)]


async def test_who_withdraws_or_is_unknown_is_forgotten(known: Graph) -> None:
    facts = AdFacts()
    await seen(known, "flt_old", 1, 6 * DAY)
    assert await again(facts, known) == [("flt_old", False)]
    await rows(known, "MATCH (u:User {id: $id}) SET u.consents = []", id=ADA)
    found = await facts.shown(known, ADA, NOW)
    assert found is not None and not found.consents
    assert facts.histories.get(ADA) is None and facts.readers.get(ADA) is None
    nobody = await facts.shown(known, sample.BEN, NOW)
    assert nobody is None and facts.histories.get(sample.BEN) is None


async def test_histories_are_as_many_as_there_is_room_for(known: Graph) -> None:
    facts = AdFacts()
    for number in range(facts.histories.most + 1):
        facts.histories.put(number, (Shown(f"dec_{number}", "flt_1", "sidebar"),), 30.0)
    assert facts.histories.get(0) is None and facts.histories.get(facts.histories.most) is not None
