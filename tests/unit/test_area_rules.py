"""Who may start something in an area, by each part of its rule."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.access import Role
from domain.area import Area, AreaKind
from domain.area_rules import AreaRules, Membership, Poster, PostingRule, check_parent, check_weights, may_post
from domain.errors import InvalidInput, NotAllowed
from domain.ids import AreaId, UserId
from domain.rights import Rules, Standing
from domain.standing import LADDER, Career, step

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ID = AreaId("area_a")
AREA = Area(id=ID, slug="help", name="Help", kind=AreaKind.QA, norms="Be kind.")


def rules(
    norms_version: int = 2, parent: str | None = None, id: str = ID, rule: dict[str, object] | None = None
) -> AreaRules:
    return AreaRules(
        area_id=AreaId(id),
        parent_id=AreaId(parent) if parent else None,
        norms_version=norms_version,
        ads_allowed=True,
        posting=PostingRule.model_validate(rule or {}),
        half_life_hours=None,
    )


def who(
    role: Role | None = Role.MEMBER,
    days: float = 10,
    *,
    joined: bool = False,
    agreed: int | None = None,
    points: int = 0,
) -> Poster:
    rung = step(0, points, LADDER.points)
    membership = Membership(
        area_id=ID, user_id=UserId("usr_a"), since=NOW, agreed_version=agreed, agreed_at=NOW if agreed else None
    )
    career = Career(ladder=LADDER, joined_at=NOW - timedelta(days=days), points=points, moments=(NOW,), rungs=(rung,))
    held = Standing(career, Rules(), role)
    return Poster(role, career.joined_at, membership if joined else None, held, points)


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        ({}, who(days=0), who(None)),
        ({"role": "moderator"}, who(Role.MODERATOR), who()),
        ({"role": "operator"}, who(Role.OPERATOR), who(Role.MODERATOR)),
        ({"tenure_days": 10}, who(days=10), who(days=9.9)),
        ({"members_only": True}, who(joined=True), who()),
        ({"agreement": True}, who(joined=True, agreed=2), who(joined=True, agreed=1)),
        ({"agreement": True}, who(Role.OPERATOR, 0), who()),
        ({"points": 50}, who(points=50), who(points=49)),
        ({"level": "ESTABLISHED"}, who(days=14, points=100), who(days=14, points=99)),
        ({"level": "ESTABLISHED"}, who(Role.MODERATOR), who(days=13, points=100)),
    ],
)
def test_each_part_of_the_rule_opens_and_closes(rule: dict[str, object], allowed: Poster, refused: Poster) -> None:
    may_post(AREA, rules(rule=rule), allowed, NOW)
    with pytest.raises(NotAllowed):
        may_post(AREA, rules(rule=rule), refused, NOW)


def test_where_there_are_no_norms_nobody_has_to_agree() -> None:
    may_post(AREA, rules(norms_version=0, rule={"agreement": True}), who(), NOW)


def test_areas_have_one_level() -> None:
    check_parent(ID, rules(id="area_b"), has_areas=False)
    for parent, has_areas in ((rules(id="area_a"), False), (rules(id="area_b", parent="area_c"), False)):
        with pytest.raises(InvalidInput):
            check_parent(ID, parent, has_areas)
    with pytest.raises(InvalidInput):
        check_parent(ID, rules(id="area_b"), has_areas=True)


@pytest.mark.parametrize(
    ("weights", "half_life"),
    [
        ({"dance": 1.0}, None),
        ({"like": -1.0}, None),
        ({"like": float("nan")}, None),
        ({"publish": 0.0}, None),
        ({}, 0.0),
        ({}, float("inf")),
    ],
)
def test_weights_that_order_nothing_are_refused(weights: dict[str, float], half_life: float | None) -> None:
    with pytest.raises(InvalidInput):
        check_weights(weights, half_life)
