"""Votes on closing a question: the reason that holds, and what can be asked for."""

from datetime import timedelta

import pytest

from domain.closing import CloseReason, Vote, checked_wish, verdict
from domain.errors import InvalidInput
from domain.ids import ContentId, UserId
from domain.mail import SUBJECT
from domain.notification import NotificationKind
from tests import sample

DUPLICATE, UNCLEAR, OPINION = CloseReason.DUPLICATE, CloseReason.UNCLEAR, CloseReason.OPINION
ONE, OTHER = ContentId("cnt_1"), ContentId("cnt_2")


def votes(*given: tuple[CloseReason, ContentId | None]) -> list[Vote]:
    """Votes cast one after another, told in the order of the voters' names."""
    return [
        Vote(user_id=UserId(f"usr_{n}"), reason=reason, original_id=id, at=sample.NOW + timedelta(hours=n))
        for n, (reason, id) in enumerate(given)
    ]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([(UNCLEAR, None)], (UNCLEAR, None)),
        ([(UNCLEAR, None), (OPINION, None), (UNCLEAR, None)], (UNCLEAR, None)),
        ([(UNCLEAR, None), (OPINION, None)], (OPINION, None)),
        ([(DUPLICATE, ONE), (DUPLICATE, OTHER), (DUPLICATE, ONE)], (DUPLICATE, ONE)),
        ([(DUPLICATE, ONE), (DUPLICATE, OTHER)], (DUPLICATE, OTHER)),
        ([(DUPLICATE, ONE), (UNCLEAR, None), (UNCLEAR, None)], (UNCLEAR, None)),
    ],
)
def test_the_most_votes_hold_and_of_equal_ones_the_latest(
    given: list[tuple[CloseReason, ContentId | None]], found: tuple[CloseReason, ContentId | None]
) -> None:
    assert verdict(votes(*given)) == verdict(votes(*given)[::-1]) == found


@pytest.mark.parametrize(
    ("reason", "original", "note"), [(DUPLICATE, None, None), (UNCLEAR, ONE, None), (UNCLEAR, None, "x" * 501)]
)
def test_what_doesnt_fit_together_is_refused(reason: CloseReason, original: ContentId | None, note: str | None) -> None:
    with pytest.raises(InvalidInput):
        checked_wish(OTHER, reason, original, note)


def test_a_note_is_one_line_or_none() -> None:
    assert checked_wish(OTHER, UNCLEAR, None, " Which\nversion? ").note == "Which version?"
    assert checked_wish(OTHER, UNCLEAR, None, " \n").note is None


def test_every_notification_can_be_mailed() -> None:
    assert SUBJECT.keys() == set(NotificationKind)
