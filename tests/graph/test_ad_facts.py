"""What is remembered of readers between their pages, and that it isn't once they withdrew, anywhere."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio

from benchmarks.hits import profile
from domain.data_request import ErasureMode
from domain.grant import Given, Source, SourceKind
from domain.ids import UserId
from graph import ad_facts, consent, grant
from graph.ad_facts import Reader
from graph.database import Graph
from jobs import erase_persons
from resolvers import ad_facts as memory
from resolvers.ad_facts import AdFacts, Remembered
from tests import sample
from tests.graph import merging
from tests.graph.privacy import rows
from tests.graph.test_ad_decision import NOW, seen, withdrawal
from tests.graph.test_ad_log import ticket
from tests.graph.test_erasure import ask

ADA = UserId(sample.ADA)


@pytest_asyncio.fixture(loop_scope="session")
async def known(graph: Graph) -> AsyncIterator[Graph]:
    made = """
        CREATE (:User {id: $ada, handle: 'ada', consents: ['AD_PERSONALISATION'], segment: 'LOW_VALUE', joined_at: $at})
    """
    await rows(graph, made, ada=ADA, at=NOW)
    yield graph


@pytest.fixture
def worker(known: Graph, monkeypatch: pytest.MonkeyPatch) -> AdFacts:
    """One that looks for changes with every request."""
    monkeypatch.setattr(memory, "FRESH_SECONDS", 0.0)
    return AdFacts(lambda: known)


async def reader(facts: AdFacts) -> tuple[Reader | None, list[str]]:
    """What is known of Ada, and the flights she was shown."""
    found = await facts.find(None, None, ADA, NOW)
    return found.reader, [one.flight_id for one in found.shown]


async def test_a_reader_is_read_once_and_what_they_are_shown_here_is_counted(known: Graph, worker: AdFacts) -> None:
    await seen(known, "flt_old", 1, timedelta(days=6))
    first = await reader(worker)
    assert first[0] is not None and first[1] == ["flt_old"]
    await rows(known, "MATCH (d:AdDecision) DELETE d")
    worker.note(ticket(0, user_id=ADA, flight_id="flt_new"))
    worker.note(ticket(0, user_id=sample.BEN, flight_id="flt_other"))
    worker.note(ticket(0, user_id=None, flight_id="flt_other"))
    assert await reader(worker) == (first[0], ["flt_old", "flt_new"])
    assert (await worker.find(None, "blog", ADA, NOW)).reader == first[0], "with a page that isn't known as well"
    worker.forget(ADA)
    assert (await reader(worker))[1] == []


async def test_a_reader_is_looked_for_anew_when_flights_speak_of_other_saved_segments(
    known: Graph, worker: AdFacts
) -> None:
    large = "(:SavedSegment {id: 'sgs_1', members: 20})"
    await rows(known, f"MATCH (u:User {{id: $id}}) CREATE (u)-[:IN_SAVED {{saved_id: 'sgs_1'}}]->{large}", id=ADA)
    for ids in ((), ("sgs_1",), ("sgs_2",)):
        found = (await worker.find(None, None, ADA, NOW, ids)).reader
        assert found is not None and found.saved == tuple(id for id in ids if id == "sgs_1")


async def withdraw(graph: Graph) -> None:
    await graph.write(consent.decide, withdrawal(1, False))


async def buy_reading_without_ads(graph: Graph) -> None:
    await rows(
        graph, "CREATE (:Benefit {id: 'ben_1', slug: 'ad-free', name: 'So', kind: 'AD_FREE', created_at: $at})", at=NOW
    )
    given = Given(ADA, ("ben_1",), Source(SourceKind.ORDER, "ord_1"), NOW, NOW + timedelta(days=30))
    await graph.write(grant.give, given)


async def are_one_with_who_doesnt_consent(graph: Graph) -> None:
    await rows(graph, "CREATE (:User {id: $ben, handle: 'ben', consents: [], joined_at: $at})", ben=sample.BEN, at=NOW)
    await merging.begin(graph, sample.BEN, ADA)


async def are_erased(graph: Graph) -> None:
    await ask(graph, ErasureMode.ANONYMISE, ADA)
    await erase_persons.run(graph, datetime.now(UTC))


@pytest.mark.parametrize(
    "they",
    [withdraw, buy_reading_without_ads, are_one_with_who_doesnt_consent, are_erased],
    ids=lambda they: they.__name__,
)
async def test_what_happens_on_another_worker_is_known_here(
    known: Graph, worker: AdFacts, they: Callable[[Graph], Awaitable[None]]
) -> None:
    before, _ = await reader(worker)
    assert before is not None and before.consents and not before.ad_free
    await they(known)
    after, _ = await reader(worker)
    assert after is None or not after.consents or after.ad_free
    assert (await reader(worker))[0] == after, "and remembered of nobody who isn't chosen for"


async def test_who_changed_long_ago_is_remembered(known: Graph, worker: AdFacts) -> None:
    await rows(known, "MATCH (u:User) SET u.ads_changed_at = $at", at=datetime.now(UTC) - timedelta(hours=1))
    await reader(worker)
    await rows(known, "MATCH (u:User) SET u.segment = 'HIGH_VALUE'")
    again, _ = await reader(worker)
    assert again is not None and again.segment == "LOW_VALUE"


async def test_when_very_many_change_at_once_all_are_read_anew(
    known: Graph, worker: AdFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "MOST_CHANGES", 2)
    await reader(worker)
    await rows(known, "MATCH (u:User) SET u.segment = 'HIGH_VALUE'")
    await rows(known, "UNWIND range(1, 3) AS n CREATE (:User {id: 'usr_' + n, ads_changed_at: datetime()})")
    again, _ = await reader(worker)
    assert again is not None and again.segment == "HIGH_VALUE"


async def test_what_changed_is_found_without_reading_all_members(known: Graph) -> None:
    await rows(
        known, "UNWIND range(1, 500) AS n CREATE (:User {id: 'usr_' + n, ads_changed_at: datetime('2020-01-01')})"
    )
    asked = ad_facts.ChangedParams(since=NOW, limit=10)
    assert await known.read(profile, ad_facts.CHANGED, asked) <= 5


async def test_as_many_are_remembered_as_there_is_room_for() -> None:
    kept: Remembered[int, str] = Remembered(2)
    for number in range(3):
        kept.put(number, "so", 30.0)
    assert (kept.get(0), kept.get(2)) == (None, "so")
    kept.put(4, "gone", -1.0)
    assert kept.get(4) is None


async def test_what_was_read_before_they_withdrew_isnt_remembered(known: Graph, worker: AdFacts) -> None:
    await worker.find(None, None, None, NOW)
    reading = asyncio.create_task(reader(worker))
    while not reading.done():
        worker.forget(ADA)
        await asyncio.sleep(0)
    await rows(known, "MATCH (u:User) SET u.segment = 'HIGH_VALUE'")
    again, _ = await reader(worker)
    assert again is not None and again.segment == "HIGH_VALUE"
