"""HOT and TOP as the job makes them: scores against the reference, and lists that are the same however made."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from math import isfinite
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import Event
from domain.hot import WEIGHTS, Deed, Scored, Weighing, arrange, hot
from domain.ids import AreaId, ContentId, UserId
from domain.interaction import InteractionType
from domain.landing import TopPeriod
from graph import landing as reading
from graph import refresh_landing as graph_landing
from graph.database import Graph, Transaction
from graph.event import record
from jobs import refresh_landing as job
from tests import sample
from tests.graph.reading import _run, stored
from tests.sample import NOW

KINDS = [*sorted(WEIGHTS.keys() - {"publish"}), "vote_down"]
HALF_LIVES = st.sampled_from([0.5, 24.0, 700.0])
moments = st.integers(-40_000, 20_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
deeds = st.lists(st.dictionaries(st.sampled_from(KINDS), moments), max_size=5)

CREATE = """
CREATE (area:Area {id: 'a', hot_half_life_hours: $half_life, hot_view: 0.0, hot_comment: 7.0, hot_vote_up: 2.0})
CREATE (content:Content:Standalone {id: 'c', kind: 'ARTICLE', visibility: 'PUBLIC', published_at: $at})
CREATE (author:User {id: 'author'})-[:AUTHORED]->(content)-[:IN_AREA]->(area)
WITH author, content
CREATE (author)-[own:INTERACTED {key: 'own', first_at: $at, like_first: $at}]->(content)
WITH content UNWIND $deeds AS deed
CREATE (:User)-[done:INTERACTED {first_at: deed.first_at}]->(content) SET done += deed.first
"""
CLEAR = "MATCH (n) WHERE NOT n:Migration AND NOT n:Lock DETACH DELETE n"


@given(moments, deeds, HALF_LIVES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_hot_is_that_of_the_reference(
    graph: Graph, published: datetime, done: list[Mapping[str, datetime]], half_life: float
) -> None:
    async def compare(tx: Transaction) -> None:
        await _run(tx, CLEAR, {})
        rows = [
            {"first_at": min(deed.values()), "first": {f"{kind}_first": at for kind, at in deed.items()}}
            for deed in done
            if deed
        ]
        await _run(tx, CREATE, {"at": published, "deeds": rows, "half_life": half_life})
        found = await graph_landing.hot(tx, [ContentId("c")], NOW)
        if published >= NOW:
            assert found == []
            return
        (row,) = found
        people = [Deed(deed) for deed in done]
        own = Weighing(half_life_hours=half_life, weights={**WEIGHTS, "view": 0.0, "comment": 7.0, "vote_up": 2.0})
        assert row.score == pytest.approx(hot(published, people, NOW, Weighing()), abs=1e-9)
        assert row.score_in_area == pytest.approx(hot(published, people, NOW, own), abs=1e-9)

    await graph.write(compare)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)), deeds)
def test_hot_is_finite_for_every_date_and_for_nobody(published: datetime, done: list[Mapping[str, datetime]]) -> None:
    assert isfinite(hot(published, [], NOW, Weighing(half_life_hours=0.01)))
    assert isfinite(hot(published, map(Deed, done), NOW, Weighing(half_life_hours=0.01)))


def test_a_small_area_is_seen_beside_a_big_one_and_no_author_owns_it() -> None:
    """Fifty posts of 400 likes in an area of 10,000 people; thirty of one author and one of another in one of eight."""
    big = [Scored(ContentId(f"b{n}"), UserId(f"w{n}"), AreaId("big"), 100 + 8.6) for n in range(50)]
    prolific = [Scored(ContentId(f"p{n}"), UserId("prolific"), AreaId("small"), 100 + 3.1) for n in range(30)]
    other = [Scored(ContentId("o"), UserId("other"), AreaId("small"), 100 + 2.6)]
    ranked = [one.content_id for one in arrange([*big, *prolific, *other], {AreaId("big"): 10_000, AreaId("small"): 8})]
    assert ranked[0].startswith("b")
    first = ranked[:20]
    assert sum(id.startswith("b") for id in first) >= 8
    assert "o" in first
    assert 1 <= sum(id.startswith("p") for id in first) <= 5


def test_a_list_of_one_area_goes_by_score_alone_but_for_authors() -> None:
    rows = [Scored(ContentId(f"c{n}"), None, AreaId("a"), float(n % 7)) for n in range(40)]
    scores = [one.score for one in arrange(rows, {AreaId("a"): 123})]
    assert scores == sorted(scores, reverse=True)


ACTS = [InteractionType.VIEW, InteractionType.LIKE, InteractionType.COMMENT, InteractionType.VOTE_DOWN]
WORLD = """
UNWIND range(0, 19) AS n CREATE (:User {id: $users[n], handle: $users[n]})
WITH count(*) AS done UNWIND $areas AS id CREATE (:Area {id: id, slug: id, kind: 'TOPIC', name: id})
WITH count(*) AS done UNWIND range(0, size($contents) - 1) AS n
CREATE (content:Content:Standalone {id: $contents[n], slug: $contents[n], visibility: 'PUBLIC', title: 'x',
  kind: CASE n % 3 WHEN 0 THEN 'QUESTION' ELSE 'ARTICLE' END, published_at: $at - duration({hours: n * 9})})
SET content:$(CASE n % 3 WHEN 0 THEN 'Question' ELSE 'Article' END)
WITH content, n MATCH (user:User {id: $users[n % 5]}), (area:Area {id: $areas[n % 2]})
CREATE (user)-[:AUTHORED {user_id: user.id, at: content.published_at}]->(content)
CREATE (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
"""
USERS = [sample.user("0")[:-2] + f"{n:02}" for n in range(20)]
CONTENTS = [sample.content("0")[:-2] + f"{n:02}" for n in range(40)]
AREAS = [sample.area("a"), sample.area("b")]


async def _act(graph: Graph, random: Random, count: int, hours: float, until: datetime) -> list[Event]:
    events = [
        Event(
            "test",
            f"{random.getrandbits(64)}",
            random.choice(ACTS),
            UserId(random.choice(USERS)),
            ContentId(random.choice(CONTENTS)),
            until - timedelta(milliseconds=random.randrange(1, int(hours * 3_600_000))),
        )
        for _ in range(count)
    ]
    await graph.write(record, events, until)
    return events


async def _latest(graph: Graph) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row in await graph.read(
        _run, "MATCH (e:Edition) RETURN e.list AS list, e.ids AS ids, e.scores AS scores ORDER BY e.made_at", {}
    ):
        found[row["list"]] = (row["ids"], row["scores"])
    return {name: lists for name, lists in found.items() if lists[0]}


async def test_a_run_for_changes_gives_what_a_run_for_everything_gives(graph: Graph) -> None:
    random = Random(5)
    await graph.write(_run, WORLD, {"users": USERS, "contents": CONTENTS, "areas": AREAS, "at": NOW})
    await _act(graph, random, 500, 24 * 40, NOW)
    await job.run(graph, NOW)
    later = NOW + timedelta(hours=3)
    await _act(graph, random, 25, 2.5, later)
    report = await job.run(graph, later)
    some = await _latest(graph)
    assert {"HOT|all", "HOT|QUESTION", f"HOT|{AREAS[0]}", f"TOP_DAY|{AREAS[1]}", "TOP_ALL_TIME|all"} <= some.keys()
    assert len(some["HOT|all"][0]) == len(CONTENTS)
    await graph.write(_run, "MATCH (n) WHERE n:JobRun OR n:Edition DELETE n", {})
    await job.run(graph, later)
    for name, (ids, scores) in (await _latest(graph)).items():
        assert some[name] == (ids, pytest.approx(scores)), name
    assert report.counts["new editions"] > 0
    assert (await job.run(graph, later + timedelta(minutes=1))).counts["new editions"] == 0


async def test_top_counts_whole_days_by_weight(graph: Graph) -> None:
    await graph.write(sample.load)
    for days, type in ((0, "LIKE"), (1, "VOTE_UP"), (5, "COMMENT"), (29, "VOTE_DOWN"), (300, "ANSWER"), (2000, "LIKE")):
        at = NOW - timedelta(days=days)
        event = Event("test", f"{days}", InteractionType(type), UserId(sample.BEN), ContentId(sample.GRAPHS), at)
        await graph.write(record, [event], NOW)
    (row,) = await graph.read(graph_landing.top, [ContentId(sample.GRAPHS)], NOW)
    assert dict(zip(TopPeriod, row.scores, strict=True)) == {
        "DAY": 2.0, "WEEK": 4.0, "MONTH": 3.0, "QUARTER": 3.0, "YEAR": 6.0, "ALL_TIME": 7.0,
    }  # fmt: skip


async def test_what_was_taken_from_readers_leaves_its_lists_and_comes_back(graph: Graph) -> None:
    await graph.write(sample.load)
    await job.run(graph, NOW)
    hide = "MATCH (c:Content {id: $id}) SET c.visibility = $to"
    await graph.write(_run, hide, {"id": sample.GRAPHS, "to": "HIDDEN"})
    await job.refresh_everything(graph, NOW + timedelta(minutes=1))
    assert sample.GRAPHS not in (await _latest(graph))["HOT|all"][0]
    await graph.write(_run, hide, {"id": sample.GRAPHS, "to": "PUBLIC"})
    await job.refresh_everything(graph, NOW + timedelta(minutes=2))
    assert sample.GRAPHS in (await _latest(graph))["HOT|all"][0]


async def test_people_of_an_area_are_counted_once_and_never_by_their_own_posts(graph: Graph) -> None:
    await graph.write(sample.load)
    acts = [(sample.ADA, sample.GRAPHS), (sample.BEN, sample.GRAPHS), (sample.BEN, sample.SECRET)]
    events = [
        Event("test", f"{n}", InteractionType.VIEW, UserId(user), ContentId(content), NOW - timedelta(days=n))
        for n, (user, content) in enumerate(acts)
    ]
    await graph.write(record, events, NOW)
    assert await graph.write(graph_landing.count_people, NOW) == {sample.BLOG: 1, sample.HELP: 0}


async def test_a_question_is_unanswered_until_there_is_an_answer_to_be_read(graph: Graph) -> None:
    await graph.write(sample.load)

    async def marked() -> bool:
        await graph.write(reading.mark_unanswered, [ContentId(sample.ANSWERED)])
        return "unanswered_in" in (await stored(graph, "Question", "id"))[sample.ASKED]

    assert not await marked()
    for visibility, open_ in (("HIDDEN", True), ("PUBLIC", False), ("WITHDRAWN", True)):
        await graph.write(_run, "MATCH (a:Answer) SET a.visibility = $to", {"to": visibility})
        assert await marked() is open_
