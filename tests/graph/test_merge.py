"""Merging on the real server: nothing of the former account is left but its names, and all of it is the survivor's."""

import asyncio
import json
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from domain.data_request import DataRequestKind, ErasureMode
from domain.errors import Conflict
from domain.event import Event, interest
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from domain.points import Act, Fact
from graph import data_request, event, merge, points
from graph.data_request import AskParams
from graph.database import Graph, Server
from graph.identity import SIGN_UP, SignUpParams
from graph.importing import NewUser, add_users, members
from graph.queries import NoParams
from graph.vocabulary import LABELS, RELATIONSHIPS
from jobs import erase_persons, merge_users, refresh_points, tombstones
from tests import sample
from tests.conftest import empty
from tests.graph.merging import LATER, begin, finish, merged
from tests.graph.privacy import everything, leave_traces, rows

ADA, BEN, CLEO = UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)
GRAPHS = ContentId(sample.GRAPHS)
LEFT = {"Merged", "AuditEntry", "OutboxEvent"}
"""Where the former id stays: what leads to the survivor, and what was written down as it was then."""

NOBODYS = set(
    re.findall(
        r"\w+",
        """
    Checkout PaymentEvent Dispute
    Content Tag Area Norms ContentDay ScoringModel ScoringFeature CommunitySignals Edition Standalone Unanswered
    Migration Lock JobRun TrustedDocument OutboxHead WebhookDelivery PointBook ExportPart ImportedVote
    Tombstone Erasing Merged SegmentAssignment ChurnSpan GapCount StayingCell SavedSegment
    SegmentRules SegmentBars HAS_BARS
    SubCommunity GraphLearning ExternalIdentity Badge StandingRules
    AdLoad AdLoadDay AdNorm AdClient ReadingShare CommunityReading CommunityReach
    DeliveryCell FlightDay InvalidAct Conversion AdHour
    Payment InvoiceCounter
    Chapter HAS_CHAPTER Quiz HAS_QUIZ Cohort
    Sponsor LedgerEntry Posting AccountBalance SalesDay EarningDay SubscriberSpan
    SubscriberDay PressureCell Campaign Flight Ad RUNS HAS_FLIGHT HAS_AD
    TAGGED IN_AREA REVISED WITHIN ANSWERS ACCEPTED REPLIES_TO PART_OF LINKS_TO MEASURED_ON HAS_NEIGHBOURS HAS_FEATURE
    IN_CASE IN_SERIES CROSS_POST_OF Closing CLOSED_IN Benefit Price Tier UNLOCKS INCLUDES PRICED
    GIVES FeedBalance FeaturedPlace ModelTrial SIMILAR
    ExposureMeasure ExposureShare ExposureWarning HAS_SHARE WARNED_OF PopularityWeek
    """,
    )
)
"""Labels and types that hold no user's id, and hang on no user, or are gone through by what they hang on."""

HANGING = "MATCH (:User {id: $id})-[r]-() RETURN DISTINCT type(r) AS name"
HOLDING = """
MATCH (n) UNWIND labels(n) AS label
WITH label, n UNWIND keys(n) AS name
WITH label, name, n[name] AS value
WHERE CASE WHEN value IS :: LIST<ANY> THEN $id IN value ELSE toStringOrNull(value) CONTAINS $id END
RETURN DISTINCT label AS label, name AS name
"""
EDGES = """
MATCH (:User {id: $id})-[done:INTERACTED]->(content) WITH done, content ORDER BY content.id
RETURN content.id AS id, done {.*, key: null} AS done
"""
MADE_ID = re.compile(r"\b[a-z]{3,4}_(?!01jz0000)[0-7][0-9a-hjkmnp-tv-z]{25}")
"""An id that isn't of the sample."""

MANY_EDGES = 2_000
MANY = """
MATCH (user:User {id: $id})
UNWIND range(1, $many) AS n
CREATE (user)-[:INTERACTED {key: $id + '|m-' + n, interest: 1.0, first_at: datetime(), last_at: datetime()}]->
  (:Content {id: 'm-' + n, slug: 'm-' + n, kind: 'ARTICLE'})
"""


@pytest_asyncio.fixture(loop_scope="session")
async def community(graph: Graph) -> AsyncIterator[Graph]:
    """The sample, in which Ben has left a trace of every kind."""
    await graph.write(sample.load)
    await leave_traces(graph)
    yield graph


async def test_every_kind_of_thing_is_gone_through(community: Graph) -> None:
    """Whoever adds a label, a type or a property that names a user must leave a trace of it in `privacy.py`."""
    hanging = {row["name"] for row in await rows(community, HANGING, id=BEN)}
    found = {(row["label"], row["name"]) for row in await rows(community, HOLDING, id=BEN)}
    held = {label for label, _ in found} | hanging
    named = {*LABELS, *RELATIONSHIPS} - {label for label, meaning in LABELS.items() if "of kind" in meaning.meaning}
    assert named - held - NOBODYS == set(), "leave a trace of it in tests/graph/privacy.py, and let a merge move it"
    telling = re.compile(
        r"user_id|(actor|editor|reporter|buyer|provider)_ids?$|claimed_by|answered_by|readers$|mail_user|owner|created_by"
    )
    of_users = {
        (label, name)
        for label, meaning in LABELS.items()
        for name in meaning.properties
        if telling.search(name) and label not in NOBODYS
    }
    others = {("Content", "readers"), ("AuditEntry", "actor_key_id")}
    assert of_users - found - others == set()


async def test_nothing_of_the_former_account_is_left_but_its_names(community: Graph) -> None:
    await merged(community, BEN, ADA)
    left = [line for line in await everything(community) if BEN in line]
    assert {line.split('"')[1] for line in left} == LEFT
    assert await rows(community, "MATCH (gone:Merged)--(n) RETURN n") == []
    (former,) = await rows(
        community, "MATCH (m:Merged) RETURN m {.user_id, .into_id, .handle, .external_id, .state} AS m"
    )
    assert former["m"] == {"user_id": BEN, "into_id": ADA, "handle": "ben", "external_id": "2", "state": "DONE"}
    assert [line for line in await everything(community) if "reported-by-ben" in line] == []


async def test_what_was_theirs_is_the_survivors(community: Graph) -> None:
    await merged(community, BEN, ADA)
    counts = """
    MATCH (user:User {id: $id})
    RETURN COUNT { (user)-[:AUTHORED]->() } AS contents, COUNT { (user)-[:INTERACTED]->() } AS pairs,
           COUNT { (user)-[:ACTIVE_ON]->() } AS days, COUNT { (user)<-[:IDENTIFIES]-() } AS identities,
           COUNT { (user)-[:FOLLOWS]->(:Tag) } AS tags, COUNT { (user)<-[:FOLLOWS]-(:User {id: $cleo}) } AS followers,
           COUNT { (user)-[:FOLLOWS]->(user) } AS themselves, COUNT { (user)-[:BLOCKS]->(:User {id: $cleo}) } AS blocked
    """
    (got,) = await rows(community, counts, id=ADA, cleo=CLEO)
    assert got == {
        "contents": 6,
        "pairs": 2,
        "days": 3,
        "identities": 1,
        "tags": 1,
        "followers": 0,
        "themselves": 0,
        "blocked": 1,
    }


@pytest.mark.parametrize("limit", [1, 500])
async def test_a_merge_that_dies_after_each_batch_ends_the_same(
    community: Graph, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """One batch a run, as if the process died after each; against a merge that nothing interrupts."""
    await merged(community, BEN, ADA)
    wanted = await state(community)
    await community.write(empty)
    await community.write(sample.load)
    await leave_traces(community)
    monkeypatch.setattr(merge, "LIMIT", limit)
    monkeypatch.setattr(merge_users, "TURN_SECONDS", -1.0)
    await begin(community, BEN, ADA)
    runs = 0
    while await community.read(merge.OPEN.all, NoParams()):
        await merge_users.run(community, datetime.now(UTC) + LATER)
        runs += 1
    assert runs > 15
    got = await state(community)
    assert (Counter(got) - Counter(wanted), Counter(wanted) - Counter(got)) == (Counter(), Counter())


async def state(graph: Graph) -> list[str]:
    """Everything there is, without the ids and the times of a run."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    found = [MADE_ID.sub("id", line) for line in await everything(graph) if "JobRun" not in line]
    things = [json.loads(re.sub(rf"{today}T[0-9:.+Z]*", "now", line)) for line in found]
    return sorted(f"{kind} {sorted(_told(properties))}" for kind, properties in things)


def _told(properties: dict[str, Any]) -> Iterator[str]:
    """Properties without what differs from run to run: the claim of an event, the last digits of a sum, an order."""
    for name, value in properties.items():
        if name in ("search_keys", "search_topics"):
            yield f"{name}: {sorted(value if isinstance(value, list) else value.split())}"
        elif name != "claim" and value is not None:
            yield f"{name}: {float(f'{value:.9g}') if isinstance(value, float) else value}"


async def test_a_killed_process_is_taken_up_and_its_work_counted_once(community: Graph, server: Server) -> None:
    """`kill -9` of the process itself, while it holds the lock and has a transaction open."""
    await rows(community, MANY, id=BEN, many=MANY_EDGES)
    id = await begin(community, BEN, ADA)
    arguments = (server.uri, server.username, server.password)
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.graph.merge_process", *arguments)
    try:
        async for attempt in AsyncRetrying(stop=stop_after_delay(60), wait=wait_fixed(0.02)):
            with attempt:
                assert await left(community) < MANY_EDGES
    finally:
        process.kill()
    assert await process.wait() == -signal.SIGKILL
    assert 0 < await left(community) < MANY_EDGES, "it was killed in the middle"
    await finish(community)
    done = (await community.read(merge.by_ids, [id]))[id]
    counts = {counted.kind: counted.count for counted in done.counts}
    assert (done.state, counts["interactions"]) == ("DONE", MANY_EDGES + 2)
    (row,) = await rows(community, "MATCH (:User {id: $id})-[r:INTERACTED]->() RETURN count(r) AS n", id=ADA)
    assert row["n"] == MANY_EDGES + 2


async def left(graph: Graph) -> int:
    """How many of the many interactions are still on the former account."""
    (row,) = await rows(graph, "MATCH (:Merged)-[r:INTERACTED]->(c) WHERE c.id STARTS WITH 'm-' RETURN count(r) AS n")
    return int(row["n"])


def viewed(id: str, by: UserId, days: int = 1) -> Event:
    return Event("web", id, InteractionType.VIEW, by, GRAPHS, sample.NOW - timedelta(days=days))


async def test_what_both_did_on_one_day_to_one_content_is_summed(graph: Graph) -> None:
    await graph.write(sample.load)
    acts = [viewed("1", BEN), viewed("2", BEN, 3), viewed("3", CLEO), viewed("4", CLEO, 9)]
    await graph.write(event.record, acts, sample.NOW)
    await merged(graph, BEN, CLEO)
    days = (
        "MATCH (:User {id: $id})-[:ACTIVE_ON]->(day) RETURN toString(day.date) AS day, day.view AS views ORDER BY day"
    )
    assert [tuple(row.values()) for row in await rows(graph, days, id=CLEO)] == [
        ("2026-05-23", 1),
        ("2026-05-29", 1),
        ("2026-05-31", 2),
    ]
    (pair,) = await rows(graph, EDGES, id=CLEO)
    assert pair["done"]["view_count"] == 4
    assert pair["done"]["interest"] == pytest.approx(sum(interest(each.type, each.occurred_at) for each in acts))
    assert pair["done"]["first_at"] == acts[3].occurred_at and pair["done"]["view_last"] == acts[0].occurred_at
    assert [result.outcome for result in await graph.write(event.record, acts, sample.NOW)] == ["DUPLICATE"] * 4


async def test_a_batch_that_is_under_way_at_the_cut_is_refused_whole(graph: Graph) -> None:
    """Its user was resolved before; nothing of it is kept, so that it counts once when it is sent again."""
    await graph.write(sample.load)
    await begin(graph, BEN, CLEO)
    with pytest.raises(Conflict, match="send the batch again"):
        await graph.write(event.record, [viewed("1", ADA), viewed("2", BEN)], sample.NOW)
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []


async def test_an_erasure_of_the_survivor_after_a_restore_covers_both(graph: Graph, tmp_path: Path) -> None:
    """The backup is from before the merge: both are there, and both are erased again."""
    await graph.write(sample.load)
    await merged(graph, BEN, CLEO)
    params = AskParams(
        id=new_id(IdPrefix.DATA_REQUEST),
        kind=DataRequestKind.ERASURE,
        mode=ErasureMode.ANONYMISE,
        user_id=CLEO,
        now=sample.NOW,
    )
    await graph.write(data_request.ask, params)
    now = datetime.now(UTC)
    await erase_persons.run(graph, now)
    await erase_persons.run(graph, now + LATER)
    kept = tmp_path / "tombstones.jsonl"
    assert await tombstones.write(graph, kept) == 6, "ids, external ids and handles of both"
    await graph.write(empty)
    await graph.write(sample.load)
    assert await tombstones.replay(graph, kept) == 2
    assert await rows(graph, "MATCH (u:User) RETURN u.handle AS handle") == [{"handle": "ada"}]
    assert await tombstones.replay(graph, kept) == 0


async def test_an_import_of_either_reaches_the_survivor(graph: Graph) -> None:
    await graph.write(sample.load)
    await merged(graph, BEN, CLEO)
    users = [
        NewUser("2", new_id(IdPrefix.USER), "ben", "Ben", sample.NOW),
        NewUser("9", new_id(IdPrefix.USER), "ben", "Another", sample.NOW),
    ]
    added = await graph.write(add_users, users, (), sample.NOW)
    assert (added.new, added.known) == (1, 1)
    (other,) = await rows(graph, "MATCH (u:User {external_id: '9'}) RETURN u.handle AS handle")
    assert other["handle"] != "ben", "a handle that leads to somebody is nobody else's"
    assert (await graph.read(members, ["2", "3"]))["2"].id == CLEO


async def test_who_signs_in_by_either_name_is_the_survivor_and_nobody_gets_the_handle(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, "MATCH (u:User {handle: 'ben'}) SET u.look = 'ben'")
    await merged(graph, BEN, CLEO)
    new, at = {"issuer": "https://login.example", "display_name": "B", "at": sample.NOW}, new_id(IdPrefix.USER)
    handles = {"handle": "ben", "look": "ben", "longer_handle": "ben-2", "longer_look": "ben2", "id": at}
    imported = SignUpParams.model_validate(new | handles | {"subject": "2", "external_id": "2"})
    assert (await graph.write(SIGN_UP.one, imported)).user_id == CLEO, "the subject is the former external id"
    other = SignUpParams.model_validate(new | handles | {"subject": "x", "external_id": None})
    assert (await graph.write(SIGN_UP.one, other)).user_id == at
    assert await rows(graph, "MATCH (u:User {id: $id}) RETURN u.handle AS handle", id=at) == [{"handle": "ben-2"}]


async def test_what_the_survivor_does_meanwhile_is_counted_once(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """Views and votes for and by the survivor, while batches of one thing each go through."""
    await graph.write(sample.load)
    monkeypatch.setattr(merge, "LIMIT", 1)
    at = sample.NOW - timedelta(days=2)
    await graph.write(event.record, [viewed(f"b{n}", BEN, n % 4) for n in range(12)], sample.NOW)
    for voter in (CLEO, ADA):
        await graph.write(points.grant, Fact(Act.VOTE_UP, voter, ContentId(sample.ASKED), at), at)
    await refresh_points.run(graph, sample.NOW)
    both = "MATCH (u:User) WHERE u.id IN $ids RETURN sum(u.points) AS points, sum(u.point_entries) AS n"
    (before,) = await rows(graph, both, ids=[BEN, CLEO])
    await begin(graph, BEN, CLEO)

    async def act(n: int) -> None:
        await graph.write(event.record, [viewed(f"c{n}", CLEO, n % 4)], sample.NOW)
        await graph.write(points.grant, Fact(Act.LIKE, UserId(f"usr_{n}"), ContentId(sample.REMARK), at), at)

    await asyncio.gather(finish(graph), *(act(n) for n in range(12)))
    await finish(graph)
    views = "MATCH (:User {id: $id})-[:ACTIVE_ON]->(day) RETURN sum(day.view) AS views"
    assert await rows(graph, views, id=CLEO) == [{"views": 24}]
    (pair,) = await rows(graph, EDGES, id=CLEO)
    assert pair["done"]["view_count"] == 24
    (kept,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.points AS points, u.point_entries AS n", id=CLEO)
    assert kept == {"points": before["points"] + 12 * 2 - 10, "n": before["n"] + 12 + 1}, "but for the vote for Ben"
    sums = "MATCH (d:PointDay {user_id: $id}) RETURN sum(d.points) AS points"
    assert await rows(graph, sums, id=CLEO) == [{"points": kept["points"]}]
