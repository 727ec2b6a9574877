"""Erasure on the real server: nothing in the whole database leads to the person any more, and nothing else is lost."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from domain.access import SCOPES_OF_ROLE, Role, Viewer
from domain.content import ContentKind
from domain.data_request import DataRequestKind, DataRequestState, ErasureMode
from domain.erasure import hash_of
from domain.errors import Conflict, InvalidInput
from domain.event import Event, EventOutcome
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from domain.outbox import outbox_event
from domain.vote import VoteValue
from graph import audit, data_request, erasure, event, follow, outbox, vote
from graph.data_request import AskParams
from graph.database import Graph, Server, Transaction
from graph.importing import NewContent, NewUser, add_contents, add_users
from jobs import erase_persons, tombstones
from tests import sample
from tests.conftest import empty
from tests.graph.privacy import ENTRY, MAIL, TOLD, WORDS, everything, leave_traces, rows

BEN, CLEO = UserId(sample.BEN), UserId(sample.CLEO)
LATER = timedelta(minutes=1)
MANY_EDGES = 2_000
MANY = """
MATCH (user:User {id: $id})
UNWIND range(1, $many) AS n
CREATE (user)-[:INTERACTED {key: $id + '|m-' + n, interest: 1.0, first_at: datetime(), last_at: datetime()}]->
  (:Content {id: 'm-' + n, slug: 'm-' + n, kind: 'ARTICLE'})
"""
ERASED = [sample.BEN, '"ben"', MAIL]


@pytest_asyncio.fixture(loop_scope="session")
async def community(graph: Graph) -> AsyncIterator[Graph]:
    """The sample, in which Ben has left a trace of every kind."""
    await graph.write(sample.load)
    await leave_traces(graph)
    yield graph


async def ask(graph: Graph, mode: ErasureMode, user_id: UserId = BEN) -> str:
    params = AskParams(
        id=new_id(IdPrefix.DATA_REQUEST), kind=DataRequestKind.ERASURE, mode=mode, user_id=user_id, now=sample.NOW
    )
    id = await graph.write(data_request.ask, params)
    assert id
    return id


async def erase(graph: Graph, mode: ErasureMode) -> str:
    id = await ask(graph, mode)
    now = datetime.now(UTC)
    await erase_persons.run(graph, now)
    await erase_persons.run(graph, now + LATER)
    return id


async def receipt(graph: Graph, id: str) -> dict[str, int]:
    request = (await graph.read(data_request.by_ids, [id]))[id]
    assert request.state is DataRequestState.DONE and request.finished_at
    return {counted.kind: counted.count for counted in request.counts}


async def found(graph: Graph, *texts: str) -> list[str]:
    """Where in the database one of these texts stands."""
    return [line for line in await everything(graph) if any(text in line for text in texts)]


@pytest.mark.parametrize("mode", ErasureMode)
async def test_nothing_in_the_database_leads_to_the_person(community: Graph, mode: ErasureMode) -> None:
    for text in (*ERASED, WORDS, "Why so slow"):
        assert await found(community, text), f"the test must have left {text!r} to be erased"
    id = await erase(community, mode)
    assert await found(community, *ERASED) == []
    words = await found(community, WORDS, "Why so slow")
    assert bool(words) == (mode is ErasureMode.ANONYMISE)
    assert await rows(community, "MATCH (n) WHERE n:Erasing OR n:UserDay AND n.user_id = $id RETURN n", id=BEN) == []
    counts = await receipt(community, id)
    assert counts.keys() >= {"interactions", "events", "days", "follows", "segments", "consents_pseudonymised"}
    assert counts["events"] == 3 and counts["interactions"] == 2 and counts["personal_data"] == 1
    assert counts["notifications"] == 2 and counts["badge_awards"] == counts["grants"] == 1
    assert await rows(community, "MATCH (:Badge)<-[held:HOLDS]-() RETURN held") == []


async def test_contents_stay_without_their_author_when_anonymised(community: Graph) -> None:
    counts = await receipt(community, await erase(community, ErasureMode.ANONYMISE))
    assert counts["contents_anonymised"] == 2
    text = "MATCH (c:Content {id: $id}) RETURN c.title, c.body, [(c)<-[:AUTHORED]-(who) | who] AS authors"
    assert await rows(community, text, id=sample.ASKED) == [
        {"c.title": "Why so slow", "c.body": "<p>Why so slow</p>", "authors": []}
    ]


async def test_contents_go_but_for_the_places_others_answered_at(community: Graph) -> None:
    counts = await receipt(community, await erase(community, ErasureMode.DELETE_CONTENT))
    assert (counts["contents_deleted"], counts["contents_blanked"]) == (1, 1)
    assert await rows(community, "MATCH (c:Content {id: $id}) RETURN c", id=sample.PAID) == []
    text = """
    MATCH (question:Content {id: $id})<-[:ANSWERS]-(answer)
    RETURN question.title AS title, question.body AS body, question.slug AS slug, answer.title AS below,
           answer.body AS body_below, [(answer)<-[:AUTHORED]-(who) | who.handle] AS by
    """
    (kept,) = await rows(community, text, id=sample.ASKED)
    assert kept == {
        "title": "Deleted",
        "body": None,
        "slug": sample.ASKED,
        "below": "Deleted",
        "body_below": "<p>An answer in its own words</p>",
        "by": ["ada"],
    }


async def test_the_counts_of_others_dont_jump(community: Graph) -> None:
    text = "MATCH (c:Content)-[:MEASURED_ON]->(d) WHERE c.id <> $paid RETURN c.id AS id, d {.*} AS day ORDER BY id"
    before = await rows(community, text, paid=sample.PAID)
    await erase(community, ErasureMode.DELETE_CONTENT)
    assert await rows(community, text, paid=sample.PAID) == before and before


async def test_what_is_kept_calls_the_person_by_the_erasure(community: Graph) -> None:
    id = await erase(community, ErasureMode.ANONYMISE)
    (proof,) = await rows(community, "MATCH (c:Consent {user_id: $id}) RETURN c {.*} AS kept", id=id)
    assert proof["kept"]["purpose"] == "MAIL" and "request_id" not in proof["kept"]
    chosen = {"actor": f"user:{id}", "action": None, "target_id": id, "since": None, "until": None, "limit": 5}
    (entry,) = await community.read(audit.latest, audit.LatestParams.model_validate(chosen))
    assert (entry.action, entry.target_id, entry.after) == (ENTRY.action, id, {"userId": id})
    told = {one.type: one.payload for one in await community.read(outbox.after, 0)}
    assert told[TOLD.type]["authorId"] == id
    assert told["user.erased"] == {"erasureId": id, "userIdHash": hash_of(BEN), "mode": "ANONYMISE"}


async def test_no_event_is_named_after_the_person(graph: Graph) -> None:
    """What Stoa observes is named after who did it, so that it counts once: by their id their votes would be found."""
    await graph.write(sample.load)
    await rows(graph, "MATCH (:User {id: $id})-[follow:FOLLOWS]-() DELETE follow", id=BEN)
    for who, whom in ((CLEO, BEN), (BEN, CLEO)):
        told = outbox_event("member.concerned", sample.NOW, {})
        viewer = Viewer(who, Role.MODERATOR, SCOPES_OF_ROLE[Role.MODERATOR])
        await graph.write(vote.cast, viewer, ContentId(sample.GRAPHS), VoteValue.UP, sample.NOW)
        await graph.write(follow.follow, viewer, whom, True, told, sample.NOW)
        await graph.write(follow.follow, viewer, whom, False, told, sample.NOW)
    ids = "MATCH (e:Event) WHERE e.event_id CONTAINS $id RETURN e.event_id AS id"
    assert len(await rows(graph, ids, id=BEN)) == 3
    id = await erase(graph, ErasureMode.ANONYMISE)
    assert await rows(graph, ids, id=BEN) == []
    assert len(await rows(graph, ids, id=id)) == 3 and len(await rows(graph, ids, id=CLEO)) == 3


async def test_a_batch_that_is_sent_again_is_known(community: Graph) -> None:
    await erase(community, ErasureMode.ANONYMISE)
    at = sample.NOW - timedelta(hours=30)
    again = Event("web", "ben-1", InteractionType.LIKE, None, ContentId(sample.GRAPHS), at)
    (result,) = await community.write(event.record, [again], sample.NOW)
    assert result.outcome is EventOutcome.DUPLICATE


@pytest.mark.parametrize("mode", ErasureMode)
async def test_an_erasure_cut_off_anywhere_goes_on(
    community: Graph, mode: ErasureMode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies after each batch in turn, as if killed; what it had counted stays counted once."""
    monkeypatch.setattr(erasure, "LIMIT", 1)
    id = await ask(community, mode)
    whole = erasure.batch

    async def then_die(tx: Transaction, step: erasure.Step, request: data_request.Open) -> bool:
        if await whole(tx, step, request):
            deaths.append(step)
            return True
        return False

    deaths: list[erasure.Step] = []
    now = datetime.now(UTC)
    monkeypatch.setattr(erasure, "batch", then_die)
    monkeypatch.setattr(erase_persons, "TURN_SECONDS", -1.0)
    for _ in range(100):
        await erase_persons.run(community, now + LATER)
        await erase_persons.run(community, now + 2 * LATER)
        if not await rows(community, "MATCH (r:DataRequest {state: 'RUNNING'}) RETURN r"):
            break
    counts = await receipt(community, id)
    assert len(deaths) > 15 and counts["events"] == 3 and counts["interactions"] == 2
    assert await found(community, *ERASED) == []


async def test_a_kill_between_two_batches_loses_nothing(community: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    id = await ask(community, ErasureMode.ANONYMISE)
    whole, reached = erasure.batch, asyncio.Event()

    async def hang(tx: Transaction, step: erasure.Step, request: data_request.Open) -> bool:
        done = await whole(tx, step, request)
        reached.set()
        await asyncio.sleep(60)
        return done

    monkeypatch.setattr(erasure, "batch", hang)
    now = datetime.now(UTC)
    running = asyncio.create_task(erase_persons.run(community, now))
    await reached.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await found(community, '"ben"') == [], "cut off already"
    monkeypatch.setattr(erasure, "batch", whole)
    await erase_persons.run(community, now + LATER)
    assert (await receipt(community, id))["contents_anonymised"] == 2
    assert await found(community, *ERASED) == []


async def test_a_killed_process_is_taken_up_and_its_work_counted_once(community: Graph, server: Server) -> None:
    """`kill -9` of the process itself, while it holds the lock and has a transaction open."""
    await rows(community, MANY, id=BEN, many=MANY_EDGES)
    id = await ask(community, ErasureMode.ANONYMISE)
    arguments = (server.uri, server.username, server.password)
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.graph.erasure_process", *arguments)
    try:
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.02)):
            with attempt:
                assert await left(community) < MANY_EDGES
    finally:
        process.kill()
    assert await process.wait() == -signal.SIGKILL
    assert 0 < await left(community) < MANY_EDGES, "it was killed in the middle"
    assert (await community.read(data_request.by_ids, [id]))[id].state is DataRequestState.RUNNING
    await erase_persons.run(community, datetime.now(UTC) + LATER)
    assert (await receipt(community, id))["interactions"] == MANY_EDGES + 2
    assert await found(community, *ERASED) == []


async def left(graph: Graph) -> int:
    """How many of the many interactions there still are."""
    (row,) = await rows(
        graph, "MATCH ()-[done:INTERACTED]->(c:Content) WHERE c.slug STARTS WITH 'm-' RETURN count(done) AS n"
    )
    return int(row["n"])


async def test_nothing_reaches_a_person_who_is_cut_off(community: Graph) -> None:
    """A batch under way at that moment is refused; what a job had in hand is swept up before the receipt."""
    await ask(community, ErasureMode.ANONYMISE)
    now = datetime.now(UTC)
    await erase_persons.run(community, now)
    late = Event("web", "late", InteractionType.VIEW, BEN, ContentId(sample.GRAPHS), now)
    with pytest.raises(Conflict):
        await community.write(event.record, [late], now)
    put_back = "MATCH (near:Neighbourhood) SET near.recent_readers = near.recent_readers + $id"
    await rows(community, put_back, id=BEN)
    assert await found(community, BEN)
    await erase_persons.run(community, now + LATER)
    assert await found(community, *ERASED) == []


async def test_an_import_brings_nothing_back(community: Graph) -> None:
    await rows(community, "MATCH (c:Content {id: $id}) SET c.external_id = '11'", id=sample.PAID)
    await erase(community, ErasureMode.DELETE_CONTENT)
    users = [
        NewUser("2", new_id(IdPrefix.USER), "ben", "Ben", sample.NOW),
        NewUser("8", new_id(IdPrefix.USER), "ben", "Another Ben", sample.NOW),
    ]
    added = await community.write(add_users, users, (), sample.NOW)
    assert (added.new, added.erased) == (1, 1)
    (other,) = await rows(community, "MATCH (u:User {external_id: '8'}) RETURN u.handle AS handle")
    assert other["handle"].startswith("ben-"), "nobody is taken for who was erased"
    content = [new_content("11"), new_content("12")]
    added = await community.write(add_contents, content)
    assert (added.new, added.erased) == (1, 1)


def new_content(external_id: str) -> NewContent:
    id = new_id(IdPrefix.CONTENT)
    return NewContent(external_id, id, ContentKind.ARTICLE, f"slug-{external_id}", "Title", sample.NOW)


async def test_a_restored_database_erases_again(community: Graph, tmp_path: Path) -> None:
    id = await erase(community, ErasureMode.DELETE_CONTENT)
    kept = tmp_path / "tombstones.jsonl"
    assert await tombstones.write(community, kept) == 4, "id, external id, handle, identity"
    assert sample.BEN not in kept.read_text(encoding="utf-8")
    await community.write(empty)  # a backup from before the erasure is restored
    await community.write(sample.load)
    await leave_traces(community)
    assert await tombstones.replay(community, kept) == 1
    assert await found(community, *ERASED, WORDS) == []
    assert (await receipt(community, id))["contents_deleted"] == 1
    assert await tombstones.replay(community, kept) == 0


async def test_what_is_no_list_of_tombstones_is_refused(community: Graph, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"thing": "USER_ID"}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match="Line 1"):
        await tombstones.replay(community, bad)
    assert await found(community, sample.BEN)
