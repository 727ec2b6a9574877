"""Consent: the texts it names, and what of an event it decides."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.consent import check_version
from domain.errors import InvalidInput
from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from tests import sample

events = st.builds(
    Event,
    source=st.just("web"),
    event_id=st.just("1"),
    type=st.sampled_from(InteractionType),
    user_id=st.just(UserId(sample.ADA)),
    content_id=st.just(ContentId(sample.GRAPHS)),
    occurred_at=st.just(sample.NOW),
    exposure_id=st.none() | st.just("e1"),
)


@pytest.mark.parametrize("text", ["privacy-2026-11", "v1", "a" * 100, "https://x.example/p"])
def test_a_version_is_an_id(text: str) -> None:
    assert check_version(text) == text


@pytest.mark.parametrize("text", ["", " ", "two words", "-v1", "a" * 101, "v1\n"])
def test_what_cant_be_a_version_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_version(text)
    assert refused.value.path == ("input", "version")


@given(event=events)
def test_nothing_leads_from_an_event_without_user_to_them(event: Event) -> None:
    kept = event.without_user()
    assert kept.user_id is None and kept.exposure_id is None
    other = replace(event, user_id=UserId(sample.BEN), exposure_id="another")
    assert kept.payload_hash == other.without_user().payload_hash, "the hash doesn't tell whose it was either"


@given(event=events)
def test_a_passive_act_repeats_itself_whatever_was_consented_to_in_between(event: Event) -> None:
    kept = event.without_user()
    assert event.repeats(event.payload_hash) and kept.repeats(kept.payload_hash)
    assert kept.repeats(event.payload_hash), "consent was withdrawn"
    assert event.repeats(kept.payload_hash) == event.type.passive, "consent was given"


@given(event=events, other=st.sampled_from(InteractionType))
def test_another_payload_is_no_repeat(event: Event, other: InteractionType) -> None:
    someone = replace(event, user_id=UserId(sample.BEN))
    assert not event.repeats(someone.payload_hash) and not event.without_user().repeats(someone.payload_hash)
    assert event.repeats(replace(event, type=other).payload_hash) == (event.type is other)
