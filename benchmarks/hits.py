"""Database hits of what pages are made of, on a small community and on one ten times as large.

    .venv/bin/python -m benchmarks.hits [--users 300]

Hits are what PROFILE counts: reads of the store and of indexes, the same on a busy machine as on an idle one. Each
figure is the mean over several members. Activity reads the days of a member, so members with as many days are compared:
twenty drawn anyhow differ by a third in the sum of their days. With NEO4J_URI set, only that graph is measured.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import mean
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from app import outside_server
from benchmarks.search import hits as search_page
from benchmarks.serving import demo
from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS, ContentKind
from domain.ids import AreaId, ContentId, UserId
from domain.landing import list_name
from domain.leaderboard import COMMUNITY, LeaderboardPeriod, board
from graph import activity, content, landing, leaderboard, recommendation, search, user_list
from graph.content import EARLIEST, LAST_ID
from graph.database import Graph, Server, Transaction
from graph.queries import Params, Query
from settings import Settings

READERS = 20
DAYS = 20
"""Near the median of a demo, whatever its size."""

PAGE = 21
GOAL = 1.2
Asked = tuple[str, Query[Any, Any], Params]
WHO = """
MATCH (user:User)-[:HAS_CANDIDATES]->()
WITH user ORDER BY user.id
WITH collect(user.id) AS ids
RETURN [n IN range(0, $readers - 1) | ids[n * size(ids) / $readers]] AS readers
"""
ALIKE = """
MATCH (user:User)
WITH user ORDER BY abs(COUNT { (user)-[:ACTIVE_ON]->() } - $days), user.id LIMIT $readers
RETURN collect(user.id) AS alike
"""
NAMES = """
MATCH (tag:Tag) WITH tag ORDER BY COUNT { (tag)<-[:TAGGED]-() } DESC LIMIT 3
WITH collect(tag.slug) AS tags
MATCH (area:Area) WITH tags, area ORDER BY COUNT { (area)<-[:IN_AREA]-() } DESC LIMIT 1
MATCH (edition:Edition {list: 'HOT|' + area.id})
WITH tags, area, edition ORDER BY edition.made_at DESC LIMIT 1
MATCH (asked:Area {kind: 'QA'}) WITH * ORDER BY COUNT { (asked)<-[:IN_AREA]-() } DESC LIMIT 1
MATCH (found:Standalone) WHERE found.search_title IS NOT NULL
WITH tags, area, edition, asked, found ORDER BY found.id LIMIT 1
CALL () {
  MATCH (:Comment)-[reply:REPLIES_TO]->()
  WITH reply.above_id AS thread, count(*) AS comments ORDER BY comments DESC, thread LIMIT 1
  RETURN thread
}
RETURN thread, tags, area.slug AS area, area.id AS area_id, edition.ids[..50] AS hot, asked.id AS questions,
       reduce(longest = '', word IN split(found.search_title, ' ') |
         CASE WHEN size(word) > size(longest) THEN word ELSE longest END) AS word
"""


@dataclass(frozen=True)
class Community:
    """Some of its readers, some members with `DAYS` active days, its most used tags, its largest area
    with the hottest there, its largest area of questions, a word of a title, and what has the most comments."""

    readers: Sequence[UserId]
    alike: Sequence[UserId]
    tags: tuple[str, ...]
    area: str
    area_id: AreaId
    hot: tuple[ContentId, ...]
    questions: AreaId
    word: str
    thread: ContentId


def main(users: Annotated[int, typer.Option(min=100, help="Members of the smaller one.")] = 300) -> None:
    """Measure and print."""
    outside = outside_server(Settings())
    if outside:
        for name, hits in asyncio.run(measure(outside)).items():
            Console().print(f"{name:32} {hits:10,.0f}")
        return
    with demo(users) as server:
        small = asyncio.run(measure(server))
    with demo(10 * users) as server:
        large = asyncio.run(measure(server))
    print_table(users, small, large)


async def measure(server: Server) -> dict[str, float]:
    """Mean hits of each query."""
    async with Graph.connect(server) as graph:
        community = await graph.read(_community)
        found: dict[str, list[int]] = {}
        for reader, alike in zip(community.readers, community.alike, strict=True):
            for name, query, params in asked(community, reader, alike, datetime.now(UTC)):
                found.setdefault(name, []).append(await graph.read(profile, query, params))
    return {name: mean(hits) for name, hits in found.items()}


def asked(community: Community, reader: UserId, alike: UserId, now: datetime) -> list[Asked]:
    """The queries, as the API asks them on behalf of a reader, or of a member whose days are as many everywhere."""
    rank = {"kinds": STANDALONE_KINDS, "audience": SIGNED_IN, "now": now, "limit": 50}
    newest = rank | {"before_at": now, "limit": PAGE}
    everything = newest | {"kinds": tuple(ContentKind), "user_id": reader}
    in_area, by_tags = newest | {"area": community.area}, newest | {"tags": community.tags}
    return [
        ("feed: rank", recommendation.RANK, recommendation.RankParams(**rank, user_id=reader)),
        ("feed of nobody: rank", recommendation.RANK, recommendation.RankParams(**rank, user_id=None)),
        (f"activity of one, {DAYS} days", activity.BY_USERS, activity.ScoreParams(user_ids=[alike], as_of=now)),
        ("contents: newest", content.NEWEST, content.NewestParams(**newest)),
        ("contents: by 3 tags", content.NEWEST_BY_TAGS, content.NewestByTagsParams(**by_tags)),
        ("contents: in an area", content.NEWEST_IN_AREA, content.NewestInAreaParams(**in_area)),
        ("contents: by author", content.NEWEST_BY_AUTHOR, content.NewestByAuthorParams(**everything)),
        *_landing(community, newest),
        *_conversation(community, newest),
        ("users: most active", user_list.MOST_ACTIVE, user_list.MostActiveParams(limit=PAGE)),
        ("search: one word, 20", search.HITS, search_page(community.word, near=False)),
    ]


def _landing(community: Community, newest: dict[str, Any]) -> list[Asked]:
    """What a page of HOT asks: for the edition, for what is fresh, for as many ranked as are looked at together."""
    shared = {name: newest[name] for name in ("audience", "now")}
    hot = landing.EditionParams(list=list_name(None, community.area_id), at=newest["now"], exactly=False)
    fresh = content.NewestInAreaParams(
        **newest | {"area": community.area, "since": newest["now"] - timedelta(minutes=1)}
    )
    everywhere = content.NewestParams(**newest | {"since": newest["now"] - timedelta(minutes=1)})
    ranked = landing.PickParams(**shared, ids=community.hot, kinds=STANDALONE_KINDS, tags=())
    unanswered = {**shared, "tags": (), "before_at": newest["now"], "limit": PAGE}
    there = landing.UnansweredInAreaParams(**unanswered, area_id=community.questions)
    return [
        ("HOT: edition", landing.EDITION, hot),
        ("HOT: what is fresh", content.NEWEST, everywhere),
        ("HOT: what is fresh in an area", content.NEWEST_IN_AREA, fresh),
        ("HOT, TOP: ranked", landing.PICK, ranked),
        ("HOT, TOP: contents of a page", content.BY_IDS, content.ByIdsParams(**shared, ids=community.hot[: PAGE - 1])),
        ("UNANSWERED", landing.UNANSWERED, landing.UnansweredParams(**unanswered)),
        ("UNANSWERED in an area", landing.UNANSWERED_IN_AREA, there),
    ]


def _conversation(community: Community, newest: dict[str, Any]) -> list[Asked]:
    """A page of the board of all time, and of the longest thread."""
    of_all_time = board(LeaderboardPeriod.ALL_TIME, COMMUNITY, newest["now"].date()).key
    page = leaderboard.PageParams(board=of_all_time, before=LAST_ID, limit=PAGE)
    shared = {name: newest[name] for name in ("audience", "now")}
    thread = content.CommentsParams(**shared, content_id=community.thread, after_at=EARLIEST, limit=PAGE)
    return [("leaderboard", leaderboard.PAGE, page), ("thread: comments", content.COMMENTS, thread)]


async def profile(tx: Transaction, query: Query[Any, Any], params: Params | Mapping[str, Any]) -> int:
    """Database hits of one run."""
    summary = await (await tx.run(f"PROFILE {query.text}", dict(params))).consume()
    return _sum(summary.profile or {})


def _sum(plan: Mapping[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(_sum(child) for child in plan.get("children", ()))


async def _community(tx: Transaction) -> Community:
    who = await (await tx.run(WHO, {"readers": READERS})).single(strict=True)
    alike = await (await tx.run(ALIKE, {"readers": READERS, "days": DAYS})).single(strict=True)
    names = await (await tx.run(NAMES)).single(strict=True)
    named = (
        tuple(names["tags"]),
        names["area"],
        names["area_id"],
        tuple(names["hot"]),
        names["questions"],
        names["word"],
        names["thread"],
    )
    return Community(who["readers"], alike["alike"], *named)


def print_table(users: int, small: Mapping[str, float], large: Mapping[str, float]) -> None:
    """Both sizes and their ratio."""
    table = Table("db hits", f"{users:,} users", f"{10 * users:,} users", "ratio", title=f"goal: ratio ≤ {GOAL}")
    for name, hits in small.items():
        table.add_row(name, f"{hits:,.0f}", f"{large[name]:,.0f}", f"{large[name] / max(hits, 1):.2f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
