"""Sub-communities: groups of members that have more to do with each other than with the rest, by Louvain.

Louvain (Blondel, Guillaume, Lambiotte and Lefebvre, J. Stat. Mech. 2008) moves members while modularity grows. It
numbers groups anew in each run; a group keeps the id of the one before with which it shares most members.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from math import log

from domain.delivery_groups import READERS
from domain.ids import TagId, UserId
from domain.record import Moment, Record

LEAST = READERS
"""Members a group must have to be told of, and members of it that a tag must have to be named."""

MOST_TAGS = 5


class Member(Record):
    """Where a run put a member, and the id of the group they were in before."""

    user_id: UserId
    group: int
    former: str | None


class TagCount(Record):
    """How many members of a group are drawn to a tag, and how many of all."""

    group_id: str
    tag_id: TagId
    members: int
    everywhere: int


class SubCommunity(Record):
    """A group of LEAST members or more; its tags are those that tell it from the rest."""

    id: str
    members: int
    since: Moment
    as_of: Moment
    tag_ids: list[TagId]


def named(members: Iterable[Member], fresh: Callable[[], str]) -> dict[str, list[UserId]]:
    """The groups that are large enough by id: that of the former group they share most members with, or a fresh one.

    The largest overlap is served first, and an id goes to one group. Ties are broken by id, then by the first member.
    """
    groups: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        groups[member.group].append(member)
    large = {group: sorted(m.user_id for m in those) for group, those in groups.items() if len(those) >= LEAST}
    overlaps = Counter((m.former, g) for g in large for m in groups[g] if m.former is not None)
    ids: dict[int, str] = {}
    for (former, group), _ in sorted(overlaps.items(), key=lambda row: (-row[1], row[0][0], large[row[0][1]][0])):
        if group not in ids and former not in ids.values():
            ids[group] = former
    return {ids.get(group) or fresh(): those for group, those in large.items()}


def telling_tags(counts: Iterable[TagCount], size: int, everyone: int) -> list[TagId]:
    """The tags that tell a group of that size from all: p·ln(p/q), p of its members and q of all being drawn to one."""

    def telling(count: TagCount) -> float:
        here, there = count.members / size, count.everywhere / everyone
        return here * log(here / there)

    found = {count: telling(count) for count in counts if count.members >= LEAST}
    chosen = sorted((c for c in found if found[c] > 0), key=lambda count: (-found[count], count.tag_id))
    return [count.tag_id for count in chosen[:MOST_TAGS]]


def tags_of(counts: Iterable[TagCount], sizes: Mapping[str, int], everyone: int) -> dict[str, list[TagId]]:
    """The telling tags of each group."""
    by_group: dict[str, list[TagCount]] = defaultdict(list)
    for count in counts:
        by_group[count.group_id].append(count)
    return {id: telling_tags(by_group[id], size, everyone) for id, size in sizes.items()}
