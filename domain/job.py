"""Repeated jobs as operators see them."""

from domain.record import Moment, Record


class JobStatus(Record):
    """A job of the schedule: what runs now, and how the last run ended."""

    name: str
    due_at: Moment
    """While it runs, until when the turn is its process's; that is put off as long as it goes on."""
    started_at: Moment | None
    """None while it doesn't run; so are `done` and `total`, and as long as it hasn't said."""
    done: int | None
    total: int | None
    ended_at: Moment | None
    note: str | None
    """Why the last run could do no more, or what it failed of."""
