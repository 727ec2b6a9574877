"""`stoa evaluate` on small data sets and the real Neo4j: dated and undated, with queries of others and without."""

import asyncio
import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import typer
from typer.testing import CliRunner, Result

from domain.errors import InvalidInput
from evaluation.commands import add_evaluate
from evaluation.metrics import worth
from graph.database import Graph, Server

DAY = 86_400
START = int(datetime(2024, 3, 1, tzinfo=UTC).timestamp())
READERS = tuple(f"{camp}-{user}" for camp in ("red", "blue") for user in range(6))
Row = tuple[str, ...]


def write(path: Path, head: str, rows: Sequence[Row]) -> Path:
    path.write_text("\n".join([head, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


def dated(folder: Path) -> Path:
    """Eight days of a community of two camps: each day an article for either appears, that most of its camp read."""
    draw, items, acts = Random(3), [], []
    for n in range(8):
        for camp in ("red", "blue"):
            item, born = f"{camp}{n}", START + n * DAY + 3_600
            items.append((item, str(born), camp))
            readers = [user for user in READERS if user.startswith(camp) and draw.random() < 0.8]
            acts += [(user, item, str(born + draw.randrange(60, 2 * DAY)), "VIEW") for user in readers]
    write(folder / "items.csv", "item_id,created_at,title", items)
    write(folder / "item_tags.csv", "item_id,tag", [(item, camp) for item, _, camp in items])
    write(folder / "interactions.csv", "user_id,item_id,timestamp,event_type", acts)
    return folder


def undated(folder: Path) -> Path:
    """Twenty readers of three shelves each, and the books of every shelf; no times, kinds or tags."""
    draw = Random(5)
    rows = [(f"u{user}", f"{user % 3}-{book}") for user in range(24) for book in draw.sample(range(14), 9)]
    write(folder / "interactions.csv", "user_id,item_id", rows)
    return folder


async def evaluate(server: Server, *arguments: object) -> Result:
    """In a thread, for the command runs an event loop of its own."""
    cli = typer.Typer()
    add_evaluate(cli, lambda: server)
    cli.callback()(lambda: None)
    words = ["evaluate", *map(str, arguments)]
    return await asyncio.to_thread(CliRunner().invoke, cli, words, env={"COLUMNS": "200"})


def lists(path: Path) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            items = found.setdefault((row["block"], row["user_id"]), [])
            items.append(row["item_id"])
            assert int(row["rank"]) == len(items)
    return found


async def test_a_dated_community_is_lived_through_moment_by_moment(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    data, out = dated(tmp_path), tmp_path / "ours.csv"
    moments = {"day": 6 * DAY, "noon": 6 * DAY + DAY // 2}
    rows = [(name, user, str(START + at)) for name, at in moments.items() for user in (*READERS, "new")]
    asked = write(tmp_path / "q.csv", "block,user_id,known_until", rows)
    arguments = ("--cut", "2024-03-07", "--valid", "2024-03-05", "--queries", asked, "--out", out)
    result = await evaluate(server, data, *arguments)
    assert result.exit_code == 0, result.output
    assert "NDCG@10" in result.output and "Learned from" in result.output
    found = lists(out)
    assert found.keys() == {(name, user) for name in moments for user in (*READERS, "new")}, "known or not"
    acts = [line.split(",") for line in (data / "interactions.csv").read_text().split()[1:]]
    for (name, user), items in found.items():
        known = {item for who, item, at, _ in acts if who == user and int(at) < START + moments[name]}
        every = {f"{camp}{n}" for camp in ("red", "blue") for n in range(7)}
        assert sorted(items) == sorted(every - known), "what appeared by the day's end, and nothing later"
    with (tmp_path / "ours.figures.csv").open(encoding="utf-8") as stream:
        figures = {row["method"]: row for row in csv.DictReader(stream)}
    assert {"default weights", "… re-ranked", "… with exploration"} <= figures.keys()
    assert 0.3 < float(figures["default weights"]["ndcg"]) <= 1
    assert "<svg" in (tmp_path / "ours.methods.svg").read_text(encoding="utf-8")
    assert (tmp_path / "ours.days.svg").exists() and (tmp_path / "ours.weights.svg").exists()


async def test_an_undated_one_is_split_at_random(graph: Graph, server: Server, tmp_path: Path) -> None:
    data, out = undated(tmp_path), tmp_path / "ours.csv"
    asked = write(tmp_path / "q.csv", "block,user_id,known_until", [("all", user, "0") for user in ("u0", "u1", "new")])
    result = await evaluate(server, data, "--queries", asked, "--out", out)
    assert result.exit_code == 0, result.output
    assert "NDCG@10" in result.output
    found = lists(out)
    assert set(found) == {("all", "u0"), ("all", "u1"), ("all", "new")}
    known = {tuple(line.split(",")) for line in (data / "interactions.csv").read_text().split()}
    assert not [item for (_, user), items in found.items() for item in items if (user, item) in known]
    rest = frozenset(f"0-{book}" for book in range(14)) - {item for user, item in known if user == "u0"}
    assert worth(found["all", "u0"][:10], rest)[0] > 0.8, "the rest of the shelf"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--protocol", "guess"], "There is no protocol 'guess'"),
        (["--cut", "2030-01-01"], "after the last interaction"),
        ([], "Name the day"),
    ],
)
async def test_what_can_not_be_is_said_at_once(tmp_path: Path, more: list[str], said: str, server: Server) -> None:
    result = await evaluate(server, dated(tmp_path), "--out", tmp_path / "ours.csv", *more)
    assert isinstance(result.exception, InvalidInput) and said in result.exception.message
    assert not (tmp_path / "ours.csv").exists()
