"""What those who are new may still do today, and in one content."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.body import body_of
from domain.content import BodyFormat
from domain.errors import InvalidInput, LimitReached
from domain.newcomer import LIMITS, CommunityDay, Deed, Limits, Today, admit

BERLIN = CommunityDay.at(datetime(2026, 6, 1, 22, 30, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
NOTHING = Today(contents=0, replies=0, edits=0, mentions=0, links=0)


def test_the_day_is_that_of_the_community() -> None:
    assert BERLIN.begins_at == datetime(2026, 6, 1, 22, tzinfo=UTC)
    assert BERLIN.ends_at == datetime(2026, 6, 2, 22, tzinfo=UTC)
    longer = CommunityDay.at(datetime(2026, 10, 25, 12, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    assert (longer.ends_at - longer.begins_at).total_seconds() == 25 * 3600


@pytest.mark.parametrize(
    ("deed", "today", "path"),
    [
        (Deed("contents"), {"contents": 3}, ("input",)),
        (Deed("replies"), {"replies": 10}, ("input",)),
        (Deed("edits"), {"edits": 20}, ("input",)),
        (Deed("contents", mentions=3), {}, ("input", "body")),
        (Deed("replies", links=6), {}, ("input", "body")),
        (Deed("replies", mentions=1), {"mentions": 10}, ("input", "body")),
        (Deed("edits", links=2), {"links": 19}, ("input", "body")),
    ],
)
def test_one_more_than_the_limit_is_refused_and_the_limit_is_not(
    deed: Deed, today: dict[str, int], path: tuple[str, ...]
) -> None:
    with pytest.raises(LimitReached, match="While you are new here") as refused:
        admit(deed, NOTHING.model_copy(update=today), LIMITS, BERLIN)
    assert refused.value.path == path
    if today:
        assert "go on at 2026-06-02 22:00 UTC" in refused.value.message
    fewer = {name: count - 1 for name, count in today.items()}
    less = Deed(deed.kind, min(deed.mentions, LIMITS.mentions), min(deed.links, LIMITS.links))
    admit(less, NOTHING.model_copy(update=fewer), LIMITS, BERLIN)


def test_who_mentions_nobody_is_not_told_of_mentions() -> None:
    admit(Deed("contents"), NOTHING.model_copy(update={"mentions": 999, "links": 999}), LIMITS, BERLIN)


def test_names_count_once_and_code_holds_no_links() -> None:
    text = "@Ben @ben @cleo [a](https://a.example) [a](https://a.example) `<a href='x'>`\n\n    @dan <a href='x'>\n"
    deed = Deed.of("contents", body_of(text, BodyFormat.MARKDOWN))
    assert (deed.mentions, deed.links) == (2, 2)


def test_limits_count_something() -> None:
    with pytest.raises(InvalidInput) as refused:
        Limits(mentions_a_day=-1).check(("input", "limits"))
    assert refused.value.path == ("input", "limits", "mentionsADay")
