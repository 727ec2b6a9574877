"""Points of two accounts that turn out to be one member's: what stands otherwise in a ledger when one did it all.

What was granted stays as it was decided, but where the merge itself changes the outcome: the same fold over the grants
that stand is made for two people and for one, and only where the two differ an entry is reversed, and granted anew with
what it is worth to one.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.ids import ContentId, UserId
from domain.point_ledger import Cause, EntryKind, Ledger, PointEntry, reversal, waiver
from domain.points import RING_SPAN, RULES, Cap, PointRule, Rule, RuleBook, worth
from domain.vote import VoteValue

RULE: dict[PointRule, Rule] = {rule.name: rule for rule in RULES.rules}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two accounts that are one member's, and what is known of the survivor's state as one person's."""

    from_id: UserId
    into_id: UserId
    own: Collection[ContentId] = ()
    """Contents that the survivor is the author of, as far as entries are about them."""
    votes: Mapping[ContentId, VoteValue] = field(default_factory=dict)
    """What the survivor votes on contents, as far as entries are about them."""

    def renamed(self, entry: PointEntry) -> PointEntry:
        """The entry as it says it once the two are one."""
        if entry.actor_id != self.from_id:
            return entry
        fact_id = entry.fact_id.replace(self.from_id, self.into_id)
        return entry.model_copy(update={"actor_id": self.into_id, "fact_id": fact_id})

    def void(self, entry: PointEntry) -> bool:
        """Whether a renamed entry is for what one person couldn't have done: dealing with themselves, or voting
        otherwise than they do."""
        if entry.actor_id != self.into_id:
            return False
        if RULE[entry.rule].from_others and entry.content_id in self.own:
            return True
        vote, _, _ = entry.fact_id.partition(":")
        held = self.votes.get(entry.content_id)
        return held is not None and vote in ("VOTE_UP", "VOTE_DOWN") and vote != f"VOTE_{held}"


Account = Callable[[PointEntry], UserId]
"""To which of the two an entry of the survivor's ledger was granted."""


def one(entry: PointEntry) -> UserId:
    """One member, to whom everything was granted."""
    return entry.user_id


def revised(ledger: Ledger, pair: Pair, account: Account, number: Callable[[], int], now: datetime) -> list[PointEntry]:
    """The entries that a ledger needs so that it stands as if one person had been behind both accounts.

    `ledger` holds its entries as they were, with both names; `account` tells whose they were before; `number` gives the
    number of the entry that comes next.
    """
    standing = {place: pair.renamed(entry) for place, entry in ledger.standing.items()}
    taken = {by: pair.renamed(entry) for by, entry in ledger.taken.items()}
    dropped = _dropped([*standing.values(), *taken.values()], pair)
    before = _fold(ledger.standing.values(), account)
    kept = [entry for place, entry in standing.items() if place not in dropped]
    after = _fold(kept, one)
    fresh = list[PointEntry]()
    for place, entry in standing.items():
        delta = after.get(place)
        if delta is not None and delta in (before[place], entry.delta):
            continue
        fresh.append(reversal(entry, number(), Cause.MERGED, now))
        if delta is not None:
            fresh.append(_granted_anew(entry, number(), delta, now))
    gone = [(by, entry) for by, entry in taken.items() if entry.number in dropped]
    return fresh + [waiver(entry, by, number(), now) for by, entry in gone]


def _granted_anew(entry: PointEntry, number: int, delta: int, now: datetime) -> PointEntry:
    fresh = {"number": number, "kind": EntryKind.GRANT, "delta": delta, "recorded_at": now}
    return entry.model_copy(update=fresh | {"reversal_of": None, "restores": None, "cause": None})


def _dropped(entries: Sequence[PointEntry], pair: Pair) -> set[int]:
    """The numbers of what wouldn't have been granted to one person: of grants for the same fact the first stays."""
    seen: set[tuple[PointRule, str]] = set()
    dropped = set()
    for entry in _in_order(entries):
        same = (entry.rule, entry.fact_id)
        if pair.void(entry) or same in seen:
            dropped.add(entry.number)
        else:
            seen.add(same)
    return dropped


def _fold(entries: Iterable[PointEntry], account: Account, book: RuleBook = RULES) -> dict[int, int]:
    """What each of these grants is worth in the order in which it happened, by number. Those of other versions of the
    rules, whose amounts are known no more, are worth what they were."""
    gained: dict[tuple[UserId, date, Cap], int] = defaultdict(int)
    given: dict[tuple[UserId, PointRule, UserId], list[datetime]] = defaultdict(list)
    found: dict[int, int] = {}
    for entry in _in_order(entries):
        user_id, rule = account(entry), RULE[entry.rule]
        day = (user_id, entry.day, rule.cap) if rule.cap else None
        times = given[user_id, entry.rule, entry.actor_id] if entry.actor_id and not rule.to_actor else []
        earlier = sum(entry.at - RING_SPAN < at <= entry.at for at in times)
        times.append(entry.at)
        known = entry.rule_version == book.version
        found[entry.number] = worth(book, rule, earlier, gained[day] if day else 0) if known else entry.delta
        if day is not None:
            gained[day] += found[entry.number]
    return found


def _in_order(entries: Iterable[PointEntry]) -> list[PointEntry]:
    return sorted(entries, key=lambda entry: (entry.at, entry.number))
