"""Badges of a dump become awards of imported badges: as they were given there, whatever the rules here say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.badge_award import BadgeAward
from domain.badges import Badge, BadgeKind, badge
from domain.ids import UserId
from domain.text import line_of_text, slug
from graph import badge_import
from graph.importing import add_tags, members
from graph.tag import by_slugs
from importers.acts import Directory
from importers.fields import MAX_NAME, identifier, moment
from importers.named import new_tag, tag_slug
from importers.problems import BadRow
from importers.run import Placed, Run, Tally
from importers.tables import Row

LEVELS = {"1": 3, "2": 2, "3": 1}
"""Levels by class: there the first is gold."""
ABOUT_A_TAG = "Knows a tag"
DESCRIPTION = "Given by the community it was imported from."


@dataclass(frozen=True, slots=True)
class OldAward:
    """One award as the dump has it. What was given for a tag has that tag's slug; it is called by the tag there."""

    user: str
    name: str
    level: int
    tag: str | None
    at: datetime
    scope: str

    @property
    def badge(self) -> Badge:
        """The badge here. Its slug tells it from those that are earned here."""
        name = ABOUT_A_TAG if self.tag else self.name
        address = f"imported-{slug(name) or 'badge'}"
        return badge(address, self.level, name, DESCRIPTION, BadgeKind.IMPORTED, f"900:{address}:{self.level}")


def read(row: Row, prefix: str, now: datetime) -> OldAward:
    """A row of Badges; every external id gets `prefix` in front."""
    name = line_of_text(row.get("name"), MAX_NAME)
    level = LEVELS.get(row.get("class").strip())
    if not name or level is None:
        raise BadRow("a badge needs a name, and class 1 (gold), 2 (silver) or 3 (bronze)")
    about_a_tag = row.get("tag_based").strip().lower() in ("true", "1")
    id = prefix + identifier(row.get("badge_id"), "badge_id")
    return OldAward(
        user=prefix + identifier(row.get("user_id"), "user_id"),
        name=name,
        level=level,
        tag=tag_slug(name) if about_a_tag else None,
        at=moment(row.get("awarded_at"), "awarded_at", now),
        scope=f"import:{id}",
    )


class BadgeWriter:
    """Adds awards; those of members who aren't here are counted and left out."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._users = Directory(run.graph, members)

    async def write(self, rows: Sequence[Placed[OldAward]]) -> Tally:
        """Add one batch."""
        run, old = self._run, [row.item for row in rows]
        users = await self._users.find(each.user for each in old)
        names = sorted({each.tag for each in old if each.tag})
        await run.graph.write(add_tags, [new_tag(name) for name in names])
        tags = await run.graph.read(by_slugs, names)
        known = [each for each in old if each.user in users]
        if len(known) < len(old):
            run.left_out["badges of members who aren't here"] += len(old) - len(known)
        awards = [
            BadgeAward(
                user_id=UserId(users[each.user].id),
                badge_id=each.badge.id,
                scope=tags[each.tag].id if each.tag else each.scope,
                awarded_at=each.at,
                earned=True,
                recorded_at=run.now,
            )
            for each in known
        ]
        badges = {each.badge.id: each.badge for each in known}
        new = await run.graph.write(badge_import.add, badges.values(), awards, run.now)
        return Counter(new=new, known=len(awards) - new)
