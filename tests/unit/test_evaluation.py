"""Splits by the judge's rules, figures against sums by hand, and what a bad data set or list of queries is told."""

from collections import Counter
from datetime import UTC, datetime
from math import log2
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.judging import gini
from evaluation.history import History
from evaluation.log import Act, Log, read
from evaluation.metrics import Percentiles, judge, summary, worth
from evaluation.plan import day, plan, read_queries
from evaluation.slices import Slices
from evaluation.splits import DAY, Block, Protocol, asked_for, at_random, drawn, rolling
from importers.problems import Problems

START = datetime(2024, 1, 1, tzinfo=UTC).timestamp()


def at(day: float) -> float:
    return START + day * DAY


def log_of(*acts: tuple[str, str, float] | tuple[str, str, float, str], born: dict[str, float] | None = None) -> Log:
    """Acts as (user, item, day, kind); items appear on the days of `born`."""
    all_ = [Act(act[0], act[1], at(act[2]), act[3] if len(act) > 3 else "VIEW") for act in acts]
    all_.sort(key=lambda act: act.at)
    appeared = None if born is None else {item: at(on) for item, on in born.items()}
    return Log(all_, {}, {}, appeared, all_[0].at < all_[-1].at, Problems())


def relevant(blocks: list[Block]) -> dict[str, dict[str, set[str]]]:
    return {block.label: {user: set(items) for user, items in block.relevant.items()} for block in blocks}


def test_a_day_asks_for_what_is_new_to_a_user_and_known_by_its_start() -> None:
    log = log_of(("a", "x", 0.5), ("b", "x", 1.2), ("a", "x", 1.3), ("b", "y", 1.4), ("c", "y", 2.5), ("c", "x", 2.5))
    blocks = rolling(log, at(1), log.end + 1)
    assert relevant(blocks) == {"2024-01-02": {"b": {"x"}}, "2024-01-03": {"c": {"x", "y"}}}
    assert [block.until for block in blocks] == [at(1), at(2)]
    assert relevant(rolling(log, at(1), at(2))) == {"2024-01-02": {"b": {"x"}}}, "before the stop"


def test_items_that_say_when_they_appeared_are_candidates_by_the_end_of_their_day() -> None:
    acts = [("a", "old", 0.1), ("b", "old", 0.2), ("a", "new", 1.9), ("b", "late", 1.9), ("b", "unlisted", 1.5)]
    log = log_of(*acts, born={"old": 0.0, "new": 1.8, "late": 2.0})
    assert relevant(rolling(log, at(1), at(2))) == {"2024-01-02": {"a": {"new"}}}


def test_who_asks_is_not_recommended_their_question() -> None:
    log = log_of(("a", "x", 0.1), ("a", "q", 1.1, "ASK"), ("a", "q", 1.2, "COMMENT"), ("b", "q", 1.3), born={"q": 1.1})
    [block] = rolling(log, at(1), at(2))
    assert block.relevant == {"b": {"q"}}
    assert not block.open_to("a", "q") and block.open_to("b", "q") and block.live == {"q"}


def test_a_split_at_random_is_by_md5_and_the_same_for_ever() -> None:
    assert [item for item in range(12) if drawn("test", Act("u", str(item), 0, "VIEW"))] == [8]
    log = log_of(("a", "x", 0), ("b", "x", 0), ("a", "y", 0), ("b", "z", 0))
    block = at_random(log, log.acts[:2], log.acts[2:])
    assert block.relevant == {} and block.live == {"x"}, "nobody is known to know y or z"
    assert at_random(log, [log.acts[0], log.acts[3]], log.acts[1:3]).relevant == {"b": {"x"}}


def test_queries_are_ranked_from_what_was_known_until_their_moment() -> None:
    log = log_of(("a", "x", 1.1), ("b", "x", 1.3), ("c", "x", 1.6), ("d", "x", 2.1))
    blocks = asked_for(log, {("later", at(1.5)): ["c", "d", "nobody"], ("now", at(1.2)): ["b"]})
    assert [(block.label, block.until, block.end) for block in blocks] == [
        ("now", at(1.2), at(2)),
        ("later", at(1.5), at(2)),
    ]
    assert blocks[1].relevant == {"c": {"x"}, "d": frozenset(), "nobody": frozenset()}


def test_nothing_later_is_handed_out() -> None:
    log = log_of(("a", "x", 0.5), ("b", "y", 1.5), ("a", "z", 2.5), born={"x": 0, "w": 1.1, "z": 2.2})
    slices = Slices(log)
    assert [
        ([act.item for act in acts], items) for acts, items in (slices.until(at(n), at(n + 1)) for n in (1, 2))
    ] == [
        (["x"], ["x", "w"]),
        (["y"], ["z", "y"]),
    ]


def test_figures_are_what_they_are_by_hand() -> None:
    ndcg, recall, average, first = worth(["a", "b", "c"], frozenset({"b", "c", "z"}))
    assert ndcg == pytest.approx((1 / log2(3) + 1 / 2) / (1 + 1 / log2(3) + 1 / 2))
    assert [recall, average, first] == pytest.approx([2 / 3, (1 / 2 + 2 / 3) / 3, 1 / 2])
    assert worth([], frozenset({"a"})) == (0, 0, 0, 0)
    assert worth(list("abcdefghij"), frozenset("abcdefghijkl"))[0] == pytest.approx(1)


def test_queries_count_alike_and_users_are_drawn() -> None:
    log = log_of(*((user, "x", 0.1) for user in "abc"), ("a", "y", 0.2), ("z", "y", 1.1), ("b", "y", 1.2))
    [block] = rolling(log, at(1), at(2))
    percentiles = Percentiles(block)
    assert [percentiles.of(item) for item in "xy"] == [1.0, 0.5]
    rows = judge(block, {"b": ["y"], "z": []}, percentiles)
    assert [(row.user, row.history, row.ndcg, row.popularity) for row in rows] == [("b", 1, 1, 0.5), ("z", 0, 0, None)]
    found = summary(rows, Counter({"y": 1}), {"x", "y"}, {"y"})
    assert (found.queries, found.ndcg, found.cold_queries, found.warm) == (2, 0.5, 2, None)
    assert (found.coverage, found.live_coverage, found.popularity) == (0.5, 1.0, 0.5)
    assert found.ndcg_error == pytest.approx((1 / 8) ** 0.5, abs=0.02), "of the mean of two users, drawn anew"


def test_places_are_unequal_when_one_has_them_all() -> None:
    assert (
        gini([2, 2, 2]) == pytest.approx(0) and gini([0, 0, 9]) == pytest.approx(2 / 3) and gini([]) == gini([0]) == 0
    )


def write(folder: Path, name: str, *lines: str) -> Path:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def test_a_log_is_read_as_the_importer_would(tmp_path: Path) -> None:
    write(
        tmp_path,
        "interactions.csv",
        "uid,item,time,event",
        "1,x,1704067200,DANCE",
        ",x,1704067200,VIEW",
        "2,y,oops,VIEW",
    )
    write(tmp_path, "items.csv", "item_id,created_at", "x,2024-01-01", "y,never")
    log = read(tmp_path)
    assert [(act.user, act.item, act.at, act.kind) for act in log.acts] == [("1", "x", at(0), "VIEW")]
    assert log.born == {"x": at(0), "y": float("inf")} and not log.dated and len(log.problems) == 2
    assert not History(log.acts, log.born).candidate("y", at(9), at(9))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["user_id,item_id,timestamp"], "no interactions"),
        (["user_id,timestamp", "1,2024-01-01"], "no column item_id"),
        (["user_id,item_id,timestamp", "1,x,yesterday"], "neither Unix seconds"),
    ],
)
def test_a_log_without_a_usable_row_is_refused(tmp_path: Path, lines: list[str], said: str) -> None:
    write(tmp_path, "interactions.csv", *lines)
    with pytest.raises(InvalidInput, match=said):
        read(tmp_path)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["block,user_id", "a,1"], "no column known_until"),
        (["block,user_id,known_until", "a,1,soon"], ":2 has no Unix seconds"),
        (["block,user_id,known_until", "a,1,nan"], ":2 has no Unix seconds"),
        (["block,user_id,known_until"], "asks for nobody"),
    ],
)
def test_queries_that_say_too_little_are_refused(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_queries(write(tmp_path, "queries.csv", *rows))


def test_a_plan_that_can_not_be_is_refused() -> None:
    log, flat = log_of(("a", "x", 0), ("b", "x", 3)), log_of(("a", "x", 0), ("b", "x", 0))
    cases = [
        (log, None, None, "Name the day"),
        (log, day("2030-01-01"), None, "after the last"),
        (log, day("2024-01-03"), day("2024-01-03"), "before the cut"),
        (flat, day("2024-01-01"), None, "--protocol random"),
    ]
    for one, cut, valid, said in cases:
        with pytest.raises(InvalidInput, match=said):
            plan(one, Protocol.ROLLING, cut, valid, None)
    with pytest.raises(InvalidInput, match="no day"):
        day("soon")


def test_what_is_learned_ends_before_what_is_judged() -> None:
    log = log_of(*((user, item, n + 0.5) for n in range(20) for user, item in (("a", f"{n}"), ("b", f"{n - 1}"))))
    found = plan(log, Protocol.ROLLING, day("2024-01-11"), None, None)
    assert (
        max(stage.block.end for stage in found.learning) <= min(stage.block.until for stage in found.judged) == at(10)
    )
    assert min(stage.block.until for stage in found.learning) == at(5), "half of what there was before the cut"
    asked = plan(log, Protocol.ROLLING, None, None, {("b", at(12)): ["a"]})
    assert max(stage.block.end for stage in asked.learning) <= at(12) and len(asked.written) == 1


def test_without_times_what_is_asked_for_is_ranked_from_everything() -> None:
    log = log_of(*((f"u{user}", f"i{item}", 0) for user in range(20) for item in range(user, user + 8)))
    found = plan(log, Protocol.RANDOM, None, None, {("all", 0.0): ["u1", "new"]})
    added = [act for stage in [*found.learning, *found.judged, *found.written] for act in stage.adding or ()]
    assert sorted(added) == sorted(log.acts), "each once"
    assert {drawn("test", act) for act in found.written[0].adding or ()} == {True}
    assert found.written[0].block.relevant == {"u1": frozenset(), "new": frozenset()}
    rest = [act for act in log.acts if not drawn("test", act)]
    again = plan(Log(rest, {}, {}, None, False, Problems()), Protocol.RANDOM, None, None, {("all", 0.0): ["u1"]})
    assert again.judged[0].block.relevant, "where somebody took out the test pairs, others are held back"
