"""Boards begin and end with the calendar, and ranks are those of a competition."""

from datetime import date

import pytest

from domain.leaderboard import LeaderboardPeriod, Place, Score, board, ranked


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [
        ("DAY", date(2026, 12, 31), date(2027, 1, 1)),
        ("WEEK", date(2026, 12, 28), date(2027, 1, 4)),
        ("MONTH", date(2026, 12, 1), date(2027, 1, 1)),
        ("QUARTER", date(2026, 10, 1), date(2027, 1, 1)),
        ("YEAR", date(2026, 1, 1), date(2027, 1, 1)),
        ("ALL_TIME", date(1970, 1, 1), None),
    ],
)
def test_a_board_begins_and_ends_with_the_calendar(period: str, starts: date, ends: date | None) -> None:
    found = board(LeaderboardPeriod(period), "all", date(2026, 12, 31))
    assert (found.starts_on, found.ends_on) == (starts, ends)


def test_a_day_is_on_one_board_of_each_period() -> None:
    for period in LeaderboardPeriod:
        found = board(period, "all", date(2028, 2, 29))
        assert found == board(period, "all", found.starts_on)
        assert found.starts_on <= date(2028, 2, 29) and (found.ends_on is None or found.ends_on > date(2028, 2, 29))


def test_who_has_as_many_shares_a_rank_across_pages() -> None:
    rows = [Score(user_id=id, points=points) for id, points in zip("hgfedcba", (9, 7, 7, 7, 4, 2, 2, 1), strict=True)]
    ranks = [1, 2, 2, 2, 5, 6, 6, 8]
    assert [place.rank for place in ranked(rows, None)] == ranks
    for cut in range(1, 8):
        before: Place = ranked(rows[:cut], None)[-1]
        assert [place.rank for place in ranked(rows[cut:], before)] == ranks[cut:]
