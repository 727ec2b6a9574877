"""Migrations have numbers of their own, and none is missing."""

from graph.migrations import read_migrations


def test_numbers_count_up_without_a_gap() -> None:
    assert [migration.number for migration in read_migrations()] == list(range(1, len(read_migrations()) + 1))
