"""The demo community: the same for the same plan, possible, and shaped like a real one."""

from datetime import UTC, datetime

import numpy as np
import pytest

from domain.content import ContentKind, Visibility
from domain.ids import IdPrefix, parse_id
from domain.interaction import InteractionType
from importers.demo.areas import AREAS, area_of
from importers.demo.behaviour import TYPES, Acts, Behaviour
from importers.demo.calendar import Calendar
from importers.demo.library import KINDS, PARENTS, VISIBILITIES, publish
from importers.demo.plan import DAY, Plan
from importers.demo.population import populate
from importers.demo.records import Records, tags
from importers.demo.words import Writer, topics

END = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)


def _community(plan: Plan) -> Behaviour:
    calendar = Calendar(plan)
    people = populate(plan, calendar, len(topics()))
    return Behaviour(plan, calendar, people, publish(plan, calendar, people))


@pytest.fixture(scope="module")
def demo() -> Behaviour:
    return _community(Plan(1_500, 10, 100, 7, END))


@pytest.fixture(scope="module")
def acts(demo: Behaviour) -> Acts:
    return Acts.joined(list(demo.days()))


def test_equal_plans_make_equal_communities(demo: Behaviour) -> None:
    again = _community(demo.plan)
    for day in (0, 200, 548):
        assert all(np.array_equal(a, b) for a, b in zip(_columns(demo.day(day)), _columns(again.day(day)), strict=True))
    other = _community(Plan(1_500, 10, 100, 8, END))
    assert not np.array_equal(demo.library.at, other.library.at)


def _columns(acts: Acts) -> list[np.ndarray]:
    return [acts.type, acts.member, acts.content, acts.at, acts.dwell]


def test_nobody_acts_before_coming_or_reads_before_publication(demo: Behaviour, acts: Acts) -> None:
    people, library = demo.people, demo.library
    on = acts.content >= 0
    assert (acts.at >= people.joined[acts.member]).all()
    assert (acts.at[on] >= library.at[acts.content[on]]).all()
    assert (acts.at < demo.plan.length).all()
    replies = library.parent >= 0
    assert (library.at[replies] >= library.at[library.parent[replies]]).all()


def test_replies_belong_where_they_can(demo: Behaviour) -> None:
    library = demo.library
    for kind, parents in PARENTS.items():
        below = library.parent[library.kind == KINDS.index(kind)]
        assert {KINDS[place] for place in library.kind[below]} <= set(parents)
    assert library.standalone[library.root[library.kind == KINDS.index(ContentKind.ANSWER)]].all()


def test_sizes_are_as_planned(demo: Behaviour, acts: Acts) -> None:
    assert demo.library.size == pytest.approx(demo.plan.contents, rel=0.001)
    assert len(acts) == pytest.approx(demo.plan.interactions, rel=0.15)


def test_all_behaviours_kinds_and_visibilities_occur(demo: Behaviour, acts: Acts) -> None:
    assert {TYPES[type] for type in np.unique(acts.type)} == set(InteractionType)
    assert {KINDS[kind] for kind in np.unique(demo.library.kind)} == set(ContentKind)
    shares = np.bincount(demo.library.visibility) / demo.library.size
    by_name = dict(zip(VISIBILITIES, shares, strict=True))
    assert by_name[Visibility.PUBLIC] > 0.8 > 0.2 > by_name[Visibility.MEMBERS] > by_name[Visibility.PAID] > 0


def test_activity_and_popularity_have_heavy_tails(demo: Behaviour, acts: Acts) -> None:
    per_member = np.sort(np.bincount(acts.member, minlength=demo.people.size))[::-1]
    assert per_member[: demo.people.size // 10].sum() > 0.5 * per_member.sum()
    assert np.median(per_member) < per_member.mean() / 2
    views = acts.content[acts.type == TYPES.index(InteractionType.VIEW)]
    per_content = np.sort(np.bincount(views, minlength=demo.library.size))[::-1]
    assert per_content[: demo.library.size // 10].sum() > 0.4 * per_content.sum()


def test_weekends_and_nights_are_quiet(demo: Behaviour, acts: Acts) -> None:
    weekday = (demo.plan.start.weekday() + (acts.at // DAY).astype(int)) % 7
    assert np.mean(weekday >= 5) < 0.2
    hour = (acts.at % DAY) // 3600
    assert np.sum(hour == 10) > 5 * np.sum(hour == 3)


def test_some_leave_and_some_are_new(demo: Behaviour) -> None:
    people = demo.people
    gone = people.left < demo.plan.length
    assert 0.2 < gone.mean() < 0.4
    assert (people.joined > demo.plan.length - 30 * DAY).sum() > 20


def test_readers_stay_with_fresh_content_of_their_topics(demo: Behaviour, acts: Acts) -> None:
    views = acts.type == TYPES.index(InteractionType.VIEW)
    member, content = acts.member[views], acts.content[views]
    own = (demo.people.topics[member] == demo.library.topic[content][:, None]).any(axis=1)
    assert own.mean() > 0.6
    age = acts.at[views] - demo.library.at[content]
    assert np.median(age) < 4 * DAY


def test_records_are_complete(demo: Behaviour) -> None:
    records = Records(demo.plan, demo.people, demo.library)
    known = {tag.slug for tag in tags()}
    areas = {area.slug for area in AREAS}
    assert {area_of(kind, topic) for kind in ContentKind for topic in topics()} <= areas
    for number in range(0, demo.library.size, 500):
        piece = records.piece(number)
        assert parse_id(piece.content.id) is IdPrefix.CONTENT
        assert piece.content.slug and piece.content.body and "{" not in piece.content.title + piece.content.body
        assert {link.target for kind, link in piece.links if kind.name == "TAGGED"} <= known
    assert records.user(3) == Records(demo.plan, demo.people, demo.library).user(3)


def test_every_template_can_be_filled() -> None:
    writer = Writer(1)
    for number, kind in enumerate(list(ContentKind) * 30):
        topic = topics()[number % len(topics())]
        if kind not in (ContentKind.ANSWER, ContentKind.COMMENT):
            assert 10 < len(writer.title(kind, topic, number)) < 200
        assert 10 < len(writer.body(kind, topic, number)) < 4_000
