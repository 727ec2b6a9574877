"""A first look through a log: when each user and item first appears, who asked what, and whether it has times at all.

Memory grows with the users and items, not with the events.
"""

from dataclasses import dataclass, field
from datetime import datetime

from domain.interaction import InteractionType
from importers.fields import behaviour, identifier, moment
from importers.problems import BadRow, Problems
from importers.tables import Row, Table


@dataclass(slots=True)
class Survey:
    """What a log tells of users and items."""

    dated: bool = True
    asked: bool = False
    users: dict[str, datetime] = field(default_factory=dict)
    items: dict[str, datetime] = field(default_factory=dict)
    askers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, log: Table, now: datetime) -> "Survey":
        """Look through `log`. Its bad rows are passed over here; they are reported when it is imported."""
        header = log.header()
        survey = cls(dated="timestamp" in header)
        for row in log.rows(Problems()):
            try:
                survey.note(row, now)
            except BadRow:
                continue
        return survey

    def note(self, row: Row, now: datetime) -> None:
        """Take one event into account.

        Raises:
            BadRow: it can't be used.
        """
        user, item = identifier(row.get("user_id"), "user_id"), identifier(row.get("item_id"), "item_id")
        at = moment(row.get("timestamp"), "timestamp", now) if self.dated else now
        kind = row.get("event_type")
        if kind and behaviour(kind) is InteractionType.PUBLISH:
            self.asked = self.asked or kind.strip().upper() == "ASK"
            self.askers.setdefault(item, user)
        for seen, id in ((self.users, user), (self.items, item)):
            if at < seen.get(id, now) or id not in seen:
                seen[id] = at
