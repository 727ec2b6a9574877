"""`stoa recommend`: everyone's ranking as a file, with the ids the importer was given, and nothing of what was read."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from graph import scoring
from graph.database import Graph, Transaction
from jobs.export_recommendations import MAX_FIRST, batched, end_of_day, export, read_users

DAY = datetime(2026, 6, 1, tzinfo=UTC)
CREATE = """
UNWIND range(1, $users) AS n
CREATE (:User {id: 'usr' + right('000' + n, 4), handle: 'h' + n, external_id: CASE WHEN n % 5 > 0 THEN 'u' + n END,
  consents: ['ANALYTICS', 'PERSONALISATION']})
WITH count(*) AS done UNWIND range(1, 30) AS n
CREATE (:Content:Article:Standalone {
  id: 'cnt' + n, external_id: CASE WHEN n % 7 > 0 THEN 'c' + n END, slug: 'cnt' + n, title: 'About ' + n,
  kind: 'ARTICLE', visibility: 'MEMBERS',
  published_at: $day + duration({hours: 5 * (5 - n)})})
WITH count(*) AS done
MATCH (user:User {external_id: 'u1'}), (content:Content) WHERE content.id IN ['cnt1', 'cnt2', 'cnt8']
CREATE (user)-[:INTERACTED {key: user.id + '|' + content.id}]->(content)
"""


async def export_to(
    graph: Graph, out: Path, first: int = 5, users: Sequence[str] | None = None, as_of: datetime = DAY
) -> dict[str, list[str]]:
    """The exported lists by user."""
    steps: list[tuple[int, int]] = []
    done = await export(graph, out, first, as_of, users, lambda done, total: steps.append((done, total)))
    assert not steps or (steps[-1] == (done, done) and steps == sorted(steps))
    return lists_of(out)


def lists_of(out: Path) -> dict[str, list[str]]:
    """The lists in a file by user; their ranks count up from 1."""
    header, *rows = csv.DictReader(out.read_text(encoding="utf-8").splitlines(), ("user_id", "item_id", "rank"))
    assert list(header.values()) == list(header)
    lists: dict[str, list[str]] = {}
    for row in rows:
        items = lists.setdefault(row["user_id"], [])
        items.append(row["item_id"])
        assert int(row["rank"]) == len(items)
    return lists


async def fill(tx: Transaction, users: int) -> None:
    await (await tx.run(CREATE, {"users": users, "day": DAY})).consume()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


async def test_everyone_has_a_list_by_the_ids_they_were_imported_with(graph: Graph, out: Path) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(fill, 203)
    lists = await export_to(graph, out)
    assert len(lists) == 203 and {"u1", "usr0005", "u203"} <= lists.keys()
    assert all(len(items) == len(set(items)) == 5 for items in lists.values())
    assert set(lists["u2"]) == {"c1", "c2", "c3", "c4", "c5"}, "the day's own contents are the newest"


async def test_what_somebody_has_read_is_not_in_their_list(graph: Graph, out: Path) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(fill, 2)
    lists = await export_to(graph, out, first=MAX_FIRST, users=["u1", "u2"])
    assert set(lists["u2"]) - set(lists["u1"]) == {"c1", "c2", "c8"}
    assert "cnt7" in lists["u1"], "contents without an external id go by their own"


async def test_a_later_day_has_more_to_offer_and_an_earlier_one_less(graph: Graph, out: Path) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(fill, 2)
    before = (await export_to(graph, out, 100, ["u2"], DAY - timedelta(microseconds=1)))["u2"]
    assert set(before) == {f"cnt{n}" if n % 7 == 0 else f"c{n}" for n in range(6, 31)}
    assert len((await export_to(graph, out, 100, ["u2"], DAY + timedelta(hours=23)))["u2"]) == 30


async def test_only_those_named_are_ranked_and_in_their_order(graph: Graph, out: Path) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(fill, 9)
    assert list(await export_to(graph, out, users=["u9", "u2", "u7"])) == ["u9", "u2", "u7"]


async def test_nobody_and_nothing_give_a_file_with_its_header_alone(graph: Graph, out: Path) -> None:
    await scoring.ensure_default_models(graph)
    assert await export_to(graph, out) == {}
    await graph.write(fill, 1)
    await graph.write(_clear)
    assert await export_to(graph, out) == {}


async def _clear(tx: Transaction) -> None:
    await (await tx.run("MATCH (content:Content) DETACH DELETE content")).consume()


@pytest.mark.parametrize(("first", "users"), [(0, None), (MAX_FIRST + 1, None), (5, ["u1", "nobody"])])
async def test_bad_wishes_are_refused(graph: Graph, out: Path, first: int, users: list[str] | None) -> None:
    await scoring.ensure_default_models(graph)
    await graph.write(fill, 2)
    with pytest.raises(InvalidInput):
        await export_to(graph, out, first, users)


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("user_id\nb\na\nb\n", ["b", "a"]),
        ("block,user_id,known\n1,a,x\n2,b,y\n", ["a", "b"]),
        ("a\nb\n", ["a", "b"]),
        ("a,x\nb,y\n", ["a", "b"]),
        ("user_id\n\n\na\n", ["a"]),
        ("\ufeffuser_id\na\n", ["a"]),
        ("", []),
    ],
)
def test_users_are_read_from_a_column_or_the_only_one(tmp_path: Path, text: str, users: list[str]) -> None:
    path = tmp_path / "users.csv"
    path.write_text(text, encoding="utf-8")
    assert read_users(path) == users


def test_a_day_ends_a_microsecond_before_the_next_in_utc() -> None:
    assert end_of_day(DAY) == end_of_day(DAY + timedelta(hours=23)) == DAY + timedelta(days=1, microseconds=-1)
    assert end_of_day(datetime.fromisoformat("2026-06-02T01:00:00+02:00")) == end_of_day(DAY)


def test_batches_hold_everything_in_order() -> None:
    assert list(batched(range(7), 3)) == [(0, 1, 2), (3, 4, 5), (6,)]
    assert list(batched([], 3)) == []
