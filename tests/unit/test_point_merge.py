"""Two ledgers that become one person's: what stands is what the fold gives to one, and nothing else moves."""

import random
from collections.abc import Iterable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.content import ContentKind
from domain.ids import ContentId, UserId
from domain.point_ledger import Cause, EntryKind, Ledger, PointEntry
from domain.point_merge import Pair, revised
from domain.points import Act, Fact, PointRule, Subject
from domain.vote import VoteValue
from tests import sample

FROM, INTO, CLEO = UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)
AT, UTC = sample.NOW, ZoneInfo("UTC")
MANY = [UserId(f"usr_voter{n}") for n in range(40)]


def article(name: str, by: UserId) -> Subject:
    return Subject(ContentId(f"cnt_{name}"), ContentKind.ARTICLE, by)


def vote(by: UserId, on: Subject, hours: int = 0, act: Act = Act.VOTE_UP) -> tuple[Fact, Subject]:
    return Fact(act, by, on.content_id, AT + timedelta(hours=hours)), on


def folded(user_id: UserId, facts: Iterable[tuple[Fact, Subject]]) -> Ledger:
    ledger = Ledger(user_id)
    for fact, subject in facts:
        ledger.grant(fact, subject, UTC, AT)
    return ledger


def merged(gone: Ledger, kept: Ledger, pair: Pair) -> Ledger:
    """The survivor's ledger with the other's behind it, as it stands after it was looked through."""
    first, whole = len(kept.entries), Ledger(kept.user_id)
    for entry in kept.entries:
        whole.add(entry)
    for entry in gone.entries:
        moved = {
            name: value + first for name in ("number", "reversal_of", "restores") if (value := getattr(entry, name))
        }
        whole.add(entry.model_copy(update={"user_id": kept.user_id, **moved}))

    def account(entry: PointEntry) -> UserId:
        return gone.user_id if entry.number > first else kept.user_id

    return looked_through(whole, pair, account)


def looked_through(ledger: Ledger, pair: Pair, account: object = lambda entry: entry.user_id) -> Ledger:
    numbers = iter(range(len(ledger.entries) + 1, 10_000))
    fresh = revised(ledger, pair, account, lambda: next(numbers), AT)  # type: ignore[arg-type]
    after = Ledger(ledger.user_id)
    for entry in [*map(pair.renamed, ledger.entries), *fresh]:
        after.add(entry)
    return after


def deltas(ledger: Ledger) -> dict[tuple[str, PointRule], int]:
    return {(entry.fact_id, entry.rule): entry.delta for entry in ledger.standing.values()}


def test_what_one_voted_for_the_other_is_taken_back() -> None:
    mine = article("mine", FROM)
    facts = [vote(INTO, mine), vote(CLEO, mine)]
    after = merged(folded(FROM, facts), folded(INTO, []), Pair(FROM, INTO, own={mine.content_id}))
    assert [(entry.kind, entry.delta, entry.cause) for entry in after.entries] == [
        (EntryKind.GRANT, 10, None),
        (EntryKind.GRANT, 10, None),
        (EntryKind.REVERSAL, -10, Cause.MERGED),
    ]
    assert after.points == 10


def test_one_vote_a_content_counts_and_the_same_giver_again_is_worth_less() -> None:
    one, two, three = (article(name, CLEO) for name in "abc")
    ledger = folded(CLEO, [vote(FROM, one), vote(INTO, one, 1), vote(FROM, two, 2), vote(INTO, three, 3)])
    assert [entry.delta for entry in ledger.entries] == [10, 10, 5, 5]
    after = looked_through(ledger, Pair(FROM, INTO))
    assert deltas(after) == deltas(folded(CLEO, [vote(INTO, one), vote(INTO, two, 2), vote(INTO, three, 3)]))
    assert after.points == 10 + 5 + 3


def test_of_two_votes_that_differ_what_is_voted_stands() -> None:
    one = article("a", CLEO)
    ledger = folded(CLEO, [vote(FROM, one), vote(INTO, one, 1, Act.VOTE_DOWN)])
    after = looked_through(ledger, Pair(FROM, INTO, votes={one.content_id: VoteValue.DOWN}))
    assert after.points == -2


def test_a_cap_is_one_persons() -> None:
    mine, theirs = article("mine", FROM), article("theirs", INTO)
    facts = [[vote(voter, on, n) for n, voter in enumerate(MANY[:15])] for on in (mine, theirs)]
    gone, kept = folded(FROM, facts[0]), folded(INTO, facts[1])
    assert (gone.points, kept.points) == (150, 150)
    after = merged(gone, kept, Pair(FROM, INTO))
    assert after.points == sum(after.days.values()) and max(after.gained.values()) <= 200
    assert after.points == folded(INTO, _by_time(mine, theirs)).points


def _by_time(mine: Subject, theirs: Subject) -> list[tuple[Fact, Subject]]:
    owned = [Subject(subject.content_id, subject.kind, INTO) for subject in (theirs, mine)]
    return [vote(voter, subject, n) for n, voter in enumerate(MANY[:15]) for subject in owned]


def test_what_was_taken_down_comes_back_once() -> None:
    one = article("a", CLEO)
    ledger = folded(CLEO, [vote(FROM, one), vote(INTO, one, 1)])
    ledger.take_down(lambda entry: True, Cause.TAKEN_DOWN, AT)
    after = looked_through(ledger, Pair(FROM, INTO))
    assert [entry.kind for entry in after.entries[4:]] == [EntryKind.WAIVER]
    after.put_back(lambda entry: True, AT)
    assert after.points == 10


def test_what_the_merge_doesnt_change_stays_as_it_was_decided() -> None:
    """Room that an undone vote left was given to nobody, and isn't now."""
    one, two = article("a", CLEO), article("b", CLEO)
    ledger = folded(CLEO, [vote(voter, one) for voter in MANY[:21]])
    assert ledger.entries[-1].delta == 0, "the cap"
    ledger.undo(ledger.entries[0].fact_id, AT)
    ledger.grant(*vote(FROM, two, 30), UTC, AT)
    after = looked_through(ledger, Pair(FROM, INTO))
    assert len(after.entries) == len(ledger.entries) and after.points == ledger.points


def test_again_it_changes_nothing() -> None:
    one, two = article("a", CLEO), article("b", CLEO)
    pair = Pair(FROM, INTO)
    after = looked_through(folded(CLEO, [vote(FROM, one), vote(INTO, one, 1), vote(INTO, two, 2)]), pair)
    assert looked_through(after, pair).entries == after.entries


@pytest.mark.parametrize("seed", range(100))
def test_random_histories_come_to_what_one_person_would_have(seed: int) -> None:
    """Votes of both and of others on what both and Cleo wrote, each at most once: Cleo's ledger and the survivor's."""
    pick = random.Random(seed)
    contents = [article(f"{n}", pick.choice([FROM, INTO, CLEO])) for n in range(12)]
    pairs = [(by, on) for by in (FROM, INTO, *MANY[:6]) for on in contents if by != on.author_id]
    pick.shuffle(pairs)
    kinds = (Act.VOTE_UP, Act.VOTE_UP, Act.LIKE)
    acts = [vote(by, on, 1 + n * 3, pick.choice(kinds)) for n, (by, on) in enumerate(pairs[:60])]
    published = [vote(on.author_id or CLEO, on, n - 12, Act.PUBLISH) for n, on in enumerate(contents)]
    ledgers = {user: folded(user, published + acts) for user in (FROM, INTO, CLEO)}
    own = {on.content_id for on in contents if on.author_id in (FROM, INTO)}
    pair = Pair(FROM, INTO, own=own)
    as_one = [_as_one(fact, on) for fact, on in published + acts]
    assert _standing(merged(ledgers[FROM], ledgers[INTO], pair)) == _standing(folded(INTO, as_one))
    assert _standing(looked_through(ledgers[CLEO], pair)) == _standing(folded(CLEO, as_one))


def _as_one(fact: Fact, on: Subject) -> tuple[Fact, Subject]:
    by = INTO if fact.actor_id == FROM else fact.actor_id
    author = INTO if on.author_id == FROM else on.author_id
    return Fact(fact.act, by, fact.content_id, fact.at), Subject(on.content_id, on.kind, author)


def _standing(ledger: Ledger) -> tuple[int, dict[tuple[str, PointRule], int]]:
    return ledger.points, deltas(ledger)
