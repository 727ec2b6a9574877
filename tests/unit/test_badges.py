"""The rules of badges as they are declared, and what a history of what stands comes to."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from domain.badge_award import BadgeAward, RevocationCause, Word, changed
from domain.badge_fold import Deed, Earned, anniversary, earned
from domain.badges import BADGES, BadgeBook, BadgeKind, BadgeRule, badge_id
from domain.content import ContentKind
from domain.ids import BadgeId, ContentId, IdPrefix, TagId, UserId, parse_id
from domain.points import PointRule

ADA = UserId("usr_ada")
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
BOOK = BadgeBook(
    7,
    (
        BadgeRule("solver", BadgeKind.COUNT, "", "", (1, 3), frozenset({PointRule.ANSWER_ACCEPTED})),
        BadgeRule("voter", BadgeKind.COUNT, "", "", (2,), frozenset({PointRule.VOTED_UP}), acting=True),
        BadgeRule(
            "good",
            BadgeKind.SCORE,
            "",
            "",
            (2, 3),
            frozenset({PointRule.VOTED_UP, PointRule.VOTED_DOWN}),
            (ContentKind.ANSWER,),
        ),
        BadgeRule("expert", BadgeKind.TAG, "", "", (2,), frozenset({PointRule.ANSWER_ACCEPTED})),
        BadgeRule("steady", BadgeKind.STREAK, "", "", (2, 3)),
        BadgeRule("tenure", BadgeKind.TENURE, "", "", (1, 2)),
    ),
)


def deed(rule: PointRule, content: str, days: float = 0, *tags: str, mine: bool = True) -> Deed:
    at = AT + timedelta(days=days)
    named = {"user_id": ADA, "content_id": content, "kind": "ANSWER", "tag_ids": tags}
    return Deed.model_validate(named | {"mine": mine, "rule": rule, "at": at, "day": at.date()})


def has(deeds: list[Deed], slug: str, joined_at: datetime = AT, now: datetime = AT) -> list[tuple[int, str, int, str]]:
    """Level, scope, day and evidence of what was earned of one badge; the same whatever order things came in."""
    found = list(earned(BOOK, joined_at, deeds, now))
    assert set(earned(BOOK, joined_at, random.Random(0).sample(deeds, len(deeds)), now)) == set(found)
    levels = {badge_id(slug, level): level for level in (1, 2, 3)}
    return [
        (levels[each.badge_id], each.scope, (each.awarded_at - AT).days, ",".join(each.evidence))
        for each in found
        if each.badge_id in levels
    ]


def test_every_badge_has_a_name_of_its_own_and_levels_that_rise() -> None:
    slugs = [rule.slug for rule in BADGES.rules]
    assert len(set(slugs)) == len(slugs)
    assert {parse_id(badge.id) for badge in BADGES.badges()} == {IdPrefix.BADGE}
    assert len({badge.id for badge in BADGES.badges()}) == len({badge.place for badge in BADGES.badges()})
    for rule in BADGES.rules:
        assert 1 <= len(rule.thresholds) <= 3
        assert rule.kind is BadgeKind.BY_HAND or sorted(set(rule.thresholds)) == list(rule.thresholds)
    assert not any("{" in badge.description for badge in BADGES.badges())


def test_a_count_is_reached_by_the_act_that_makes_it_full() -> None:
    deeds = [deed(PointRule.ANSWER_ACCEPTED, name, day) for day, name in enumerate("cab")]
    assert has(deeds, "solver") == [(1, "", 0, "c"), (2, "", 2, "b,a,c")]
    assert has(deeds[1:], "solver") == [(1, "", 1, "a")], "what was undone counts for nothing"


def test_votes_are_counted_without_telling_for_what() -> None:
    deeds = [deed(PointRule.VOTED_UP, "a", 0, mine=False), deed(PointRule.VOTED_UP, "b", 1, mine=False)]
    assert has(deeds, "voter") == [(1, "", 1, "")]
    assert has([deed(PointRule.VOTED_UP, "a"), deed(PointRule.VOTED_UP, "b")], "voter") == [], "votes for their own"


def test_a_score_holds_from_when_it_was_last_reached() -> None:
    ups = [deed(PointRule.VOTED_UP, "a", day) for day in range(2)]
    down, again = deed(PointRule.VOTED_DOWN, "a", 2), deed(PointRule.VOTED_UP, "a", 3)
    assert has(ups, "good") == [(1, "a", 1, "a")]
    assert has([*ups, down], "good") == []
    assert has([*ups, down, again], "good") == [(1, "a", 3, "a")]
    assert has([*ups, deed(PointRule.VOTED_UP, "b")], "good") == [(1, "a", 1, "a")]
    assert has([each.model_copy(update={"kind": ContentKind.QUESTION}) for each in ups], "good") == []


def test_expertise_is_awarded_for_each_tag() -> None:
    deeds = [deed(PointRule.ANSWER_ACCEPTED, "a", 0, "x", "y"), deed(PointRule.ANSWER_ACCEPTED, "b", 1, "y", "z")]
    assert has(deeds, "expert") == [(1, "y", 1, "b,a")]


def test_a_streak_is_of_days_on_which_they_did_something_themselves() -> None:
    done = [deed(PointRule.COMMENTED, f"c{day}", day) for day in (0, 1, 3, 4)]
    assert has(done, "steady") == [(1, "", 1, "c1,c0")]
    assert has([*done, deed(PointRule.VOTED_UP, "v", 2)], "steady")[1:] == [], "what others did is no day of theirs"
    assert has([*done, deed(PointRule.LIKED, "v", 2, mine=False)], "steady")[1] == (2, "", 2, "c1,c0")


def test_years_count_for_who_has_written() -> None:
    wrote = [deed(PointRule.COMMENTED, "c", 400)]
    assert has(wrote, "tenure", now=AT + timedelta(days=364)) == []
    assert has(wrote, "tenure", now=AT + timedelta(days=500)) == [(1, "", 400, "c")]
    assert has(wrote, "tenure", now=AT + timedelta(days=731))[1] == (2, "", 731, "c"), "a leap year is among them"
    assert has([deed(PointRule.VOTED_UP, "v", mine=False)], "tenure", now=AT + timedelta(days=731)) == []
    assert anniversary(datetime(2024, 2, 29, tzinfo=UTC), 1) == datetime(2025, 2, 28, tzinfo=UTC)


FOUND = Earned(badge_id("solver", 1), "", AT, (ContentId("a"),))
KEY: tuple[BadgeId, str] = (FOUND.badge_id, "")


def after(award: BadgeAward | None, *found: Earned, barred: bool = False, days: int = 1) -> BadgeAward | None:
    """What becomes of an award; None when it stays as it is."""
    held = {KEY: award} if award else {}
    return next(changed(ADA, held, found, 7, barred, AT + timedelta(days=days)), None)


def test_an_award_goes_with_what_it_stands_on_and_comes_back_with_it() -> None:
    given = after(None, FOUND)
    assert given and given.stands and given.rule_version == 7
    assert after(given, FOUND, days=2) is None, "given once"
    taken = after(given, days=3)
    assert taken and (taken.stands, taken.cause, taken.revoked_at) == (
        False,
        RevocationCause.UNDONE,
        AT + timedelta(days=3),
    )
    assert after(taken, days=4) is None
    back = after(taken, FOUND, days=5)
    assert back == given


@pytest.mark.parametrize(
    ("word", "found", "barred", "cause"),
    [
        (Word.WITHHELD, True, False, RevocationCause.MODERATOR),
        (Word.GIVEN, False, False, None),
        (Word.GIVEN, False, True, RevocationCause.BANNED),
        (None, True, True, RevocationCause.BANNED),
    ],
)
def test_a_moderators_word_comes_before_the_rules_and_a_ban_before_both(
    word: Word | None, found: bool, barred: bool, cause: RevocationCause | None
) -> None:
    given = after(None, FOUND)
    assert given
    decided = given.model_copy(update={"word": word})
    now = after(decided, *([FOUND] if found else []), barred=barred) or decided
    assert (now.cause, now.stands) == (cause, cause is None)


def test_what_was_imported_is_none_of_the_rules_business() -> None:
    imported = BadgeAward(user_id=ADA, badge_id=KEY[0], scope=TagId(""), awarded_at=AT, earned=True, recorded_at=AT)
    assert after(imported) is None
    assert (taken := after(imported, barred=True)) and taken.cause is RevocationCause.BANNED
    assert after(taken) == imported
