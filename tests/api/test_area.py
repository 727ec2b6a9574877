"""Areas over the API: made and changed by operators, joined by members, and open to those whom their rules let in."""

from typing import Any

import pytest

from domain.access import Role
from domain.landing import EVERYTHING
from graph.database import Graph
from jobs import refresh_landing
from tests import sample
from tests.api.conftest import Api
from tests.graph.reading import _run

CREATE = """mutation ($input: CreateAreaInput!) {
  createArea(input: $input) { area { id slug parent { slug } normsVersion } userErrors { code path message } } }"""
EDIT = """mutation ($input: EditAreaInput!) {
  editArea(input: $input) { area { normsVersion norms parent { slug } halfLifeHours adsAllowed
    weights { act weight own } normsHistory { version text } } userErrors { code path } } }"""
JOIN = 'mutation { joinArea(input: {area: "blog"}) { membership { since agreedVersion } userErrors { code } } }'
AGREE = """mutation ($version: Int!) { agreeToNorms(input: {area: "blog", version: $version}) {
  membership { agreedVersion } userErrors { code } } }"""
PUBLISH = """mutation { publishContent(input: {kind: ARTICLE, title: "Try", body: "<p>x</p>", area: "blog"}) {
  content { id } userErrors { code path message } } }"""


async def _edit(api: Api, **input: Any) -> dict[str, Any]:
    answer = await api.data(EDIT, role=Role.OPERATOR, input={"id": sample.BLOG, **input})
    edited: dict[str, Any] = answer["editArea"]
    return edited


async def _publish(api: Api, as_: str = sample.CLEO) -> list[dict[str, Any]]:
    errors: list[dict[str, Any]] = (await api.data(PUBLISH, as_=as_))["publishContent"]["userErrors"]
    return errors


async def test_to_join_is_to_follow_and_members_are_listed_newest_first(api: Api) -> None:
    first = (await api.data(JOIN, as_=sample.CLEO))["joinArea"]["membership"]
    assert (await api.data(JOIN, as_=sample.CLEO))["joinArea"]["membership"] == first
    await api.data(JOIN, as_=sample.ADA)
    members = '{ area(slug: "blog") { members(first: 1) { nodes { handle } pageInfo { hasNextPage endCursor } } } }'
    page = (await api.data(members))["area"]["members"]
    assert (page["nodes"], page["pageInfo"]["hasNextPage"]) == ([{"handle": "ada"}], True)
    rest = members.replace("first: 1", f'first: 1, after: "{page["pageInfo"]["endCursor"]}"')
    assert (await api.data(rest))["area"]["members"]["nodes"] == [{"handle": "cleo"}]
    own = await api.data("{ viewer { areas { nodes { area { slug } } } } }", as_=sample.CLEO)
    assert own["viewer"]["areas"]["nodes"] == [{"area": {"slug": "blog"}}]
    following = '{ user(handle: "cleo") { following { nodes { __typename } } } }'
    assert (await api.data(following))["user"]["following"]["nodes"] == [{"__typename": "Area"}]
    for _ in range(2):
        left = await api.data('mutation { leaveArea(input: {area: "blog"}) { userErrors { code } } }', as_=sample.CLEO)
        assert left["leaveArea"]["userErrors"] == []
    assert (await api.data(members))["area"]["members"]["nodes"] == [{"handle": "ada"}]


async def test_norms_are_kept_version_by_version_with_those_that_were_imported(api: Api) -> None:
    assert (await _edit(api, norms="Write what you tried."))["area"]["normsVersion"] == 1
    edited = (await _edit(api, norms="Second."))["area"]
    assert edited["norms"] == "Second."
    assert edited["normsHistory"] == [
        {"version": 2, "text": "Second."},
        {"version": 1, "text": "Write what you tried."},
    ]
    (entry, *_) = (await api.data("{ auditLog { nodes { action before after } } }", role=Role.OPERATOR))["auditLog"][
        "nodes"
    ]
    assert entry["action"] == "area.edited"
    assert "Write what you tried." in str(entry["before"])


async def test_areas_have_one_level(api: Api) -> None:
    new = {"name": "Blog of Graphs", "kind": "TOPIC", "parent": "blog"}
    made = (await api.data(CREATE, role=Role.OPERATOR, input=new))["createArea"]
    assert made["area"] == {
        "id": made["area"]["id"],
        "slug": "blog-of-graphs",
        "parent": {"slug": "blog"},
        "normsVersion": 0,
    }
    again = (await api.data(CREATE, role=Role.OPERATOR, input=new))["createArea"]
    assert [error["code"] for error in again["userErrors"]] == ["CONFLICT"]
    third = (await api.data(CREATE, role=Role.OPERATOR, input={**new, "name": "x", "parent": "blog-of-graphs"}))[
        "createArea"
    ]
    assert [error["path"] for error in third["userErrors"]] == [["input", "parent"]]
    assert (await api.data('{ area(slug: "x") { id } }'))["area"] is None, "what is refused isn't half made"
    for parent in ("help", "blog", "blog-of-graphs"):
        assert (await _edit(api, parent=parent))["userErrors"], "it has areas within it"
    assert (await api.data('{ area(slug: "blog") { areas { slug } } }'))["area"]["areas"] == [
        {"slug": "blog-of-graphs"}
    ]
    moved = await api.data(EDIT, role=Role.OPERATOR, input={"id": made["area"]["id"], "parent": ""})
    assert moved["editArea"]["area"]["parent"] is None


async def test_own_weights_hold_from_the_next_making_of_the_lists(api: Api, graph: Graph) -> None:
    now = sample.NOW
    await refresh_landing.run(graph, now)
    edited = await _edit(api, weights=[{"act": "publish", "weight": 9}], halfLifeHours=48, adsAllowed=False)
    assert edited["area"]["halfLifeHours"] == 48
    assert not edited["area"]["adsAllowed"]
    assert {"act": "publish", "weight": 9.0, "own": True} in edited["area"]["weights"]
    report = await refresh_landing.run(graph, now)
    assert report.counts["lists"] > 7, "everything was looked at"
    query = "MATCH (e:Edition {list: $list}) RETURN e.scores AS scores"
    (of_area,) = await graph.read(_run, query, {"list": f"HOT|{sample.BLOG}"})
    (of_all,) = await graph.read(_run, query, {"list": f"HOT|{EVERYTHING}"})
    assert max(of_area["scores"]) < max(of_all["scores"]) / 1.9, "half as many half-lives since 2020"


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"norms": " "}, ["input", "norms"]),
        ({"norms": "x" * 20_001}, ["input", "norms"]),
        ({"name": "\u2028"}, ["input", "name"]),
        ({"parent": "nowhere"}, ["input", "parent"]),
        ({"halfLifeHours": 0}, ["input", "halfLifeHours"]),
        ({"weights": [{"act": "dance", "weight": 1}]}, ["input", "weights"]),
        ({"posting": {"tenureDays": -1}}, ["input", "posting", "tenureDays"]),
    ],
)
async def test_what_an_area_cannot_be_is_refused_and_changes_nothing(
    api: Api, input: dict[str, Any], path: list[str]
) -> None:
    refused = await _edit(api, **input)
    assert [error["path"] for error in refused["userErrors"]] == [path]
    assert refused["area"] is None


async def test_posting_follows_membership_norms_and_tenure(api: Api) -> None:
    assert await _publish(api) == []
    await _edit(api, posting={"membersOnly": True, "agreement": True})
    (refused,) = await _publish(api)
    assert (refused["code"], refused["path"]) == ("NOT_ALLOWED", ["input", "area"])
    assert "joinArea" in refused["message"]
    asked = await api.data('{ area(slug: "blog") { postingRefusal } }', as_=sample.CLEO)
    assert asked["area"]["postingRefusal"] == refused["message"]
    assert (await api.data(AGREE, as_=sample.CLEO, version=1))["agreeToNorms"]["userErrors"] == [{"code": "CONFLICT"}]
    await api.data(JOIN, as_=sample.CLEO)
    (refused,) = await _publish(api)
    assert "agreeToNorms" in refused["message"]
    await api.data(AGREE, as_=sample.CLEO, version=1)
    assert await _publish(api) == []
    await _edit(api, norms="Write what you measured.")
    assert len(await _publish(api)) == 1, "new norms are agreed to anew"
    assert (await api.data(AGREE, as_=sample.CLEO, version=1))["agreeToNorms"]["userErrors"] == [{"code": "CONFLICT"}]
    agreed = await api.data(AGREE, as_=sample.CLEO, version=2)
    assert agreed["agreeToNorms"] == {"membership": {"agreedVersion": 2}, "userErrors": []}
    assert await _publish(api) == []
    await _edit(api, posting={"tenureDays": 3650})
    assert "from 20" in (await _publish(api))[0]["message"]
