"""What is sold, as operators make it, authors price their own, and buyers see it."""

from typing import Any

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows
from tests.graph.shop import sell

EUR = '{amountMinor: %d, currency: "EUR"}'
TIERS = """{ tiers { slug rank adFree trialDays benefits { slug kind }
  prices { amount { amountMinor currency } interval } } }"""
PRODUCTS = "query ($kinds: [ProductKind!]) { products(kinds: $kinds) { nodes { id kind name unlocks { id } } } }"
NODE = "query ($id: ID!) { node(id: $id) { id __typename } }"
HOLD = """CREATE (:EntitlementGrant {id: 'grt_1', key: 'k', user_id: $user, benefit_id: $benefit, source_kind: 'ORDER',
  source_id: 'ord_1', granted_at: $at})"""


async def change(api: Api, name: str, given: str, told: str = "") -> dict[str, Any]:
    """The answer of one mutation to an operator."""
    document = f"mutation {{ {name}(input: {{{given}}}) {{ {told} userErrors {{ __typename message path }} }} }}"
    answer: dict[str, Any] = (await api.data(document, role=Role.OPERATOR))[name]
    return answer


async def done(api: Api, name: str, given: str, told: str = "") -> Any:
    """The one thing it tells, of a mutation that isn't refused."""
    answer = await change(api, name, given, told)
    assert answer.pop("userErrors") == [], answer
    return next(iter(answer.values()), None)


async def refused(api: Api, graph: Graph, name: str, given: str) -> tuple[str, str]:
    """The kind of refusal and the last part of its path; nothing of the catalogue or the log was changed."""
    before = await rows(graph, COUNT)
    answer = await change(api, name, given)
    (error,) = answer["userErrors"]
    assert await rows(graph, COUNT) == before
    return error["__typename"].removesuffix("Error"), (error["path"] or [""])[-1]


COUNT = "MATCH (n) WHERE n:Tier OR n:Product OR n:Price OR n:Coupon OR n:Benefit OR n:AuditEntry RETURN count(n) AS n"


async def gold(api: Api) -> dict[str, Any]:
    """A tier without ads that opens all content, 9.00 EUR a month or 90.00 a year."""
    every = await done(api, "createBenefit", 'slug: "all", name: "Everything", kind: ALL_CONTENT', "benefit { id }")
    quiet = await done(api, "createBenefit", 'slug: "quiet", name: "No ads", kind: AD_FREE', "benefit { id }")
    prices = f"{{amount: {EUR % 900}, interval: MONTH}}, {{amount: {EUR % 9000}, interval: YEAR}}"
    given = f'slug: "gold", name: "Gold", rank: 2, trialDays: 14, benefits: ["{every["id"]}", "{quiet["id"]}"]'
    told = "tier { id product { id } prices { id } benefits { id } }"
    made: dict[str, Any] = await done(api, "createTier", f"{given}, prices: [{prices}]", told)
    return made


async def test_a_tier_is_seen_by_everybody_lowest_first(api: Api) -> None:
    await gold(api)
    await done(api, "createTier", 'slug: "free", name: "Free", rank: 1')
    free, paid = (await api.data(TIERS))["tiers"]
    assert (free["slug"], free["adFree"], free["prices"], free["benefits"]) == ("free", False, [], [])
    assert (paid["slug"], paid["adFree"], paid["trialDays"]) == ("gold", True, 14)
    assert [(price["interval"], price["amount"]["amountMinor"]) for price in paid["prices"]] == [
        ("MONTH", 900),
        ("YEAR", 9000),
    ]
    assert {benefit["kind"] for benefit in paid["benefits"]} == {"ALL_CONTENT", "AD_FREE"}


async def test_what_is_archived_is_kept_by_who_holds_it_and_found_by_operators(api: Api, graph: Graph) -> None:
    tier = await gold(api)
    await rows(graph, HOLD, user=sample.BEN, benefit=tier["benefits"][0]["id"], at=sample.NOW)
    await done(api, "archiveTier", f'id: "{tier["id"]}"')
    assert (await api.data(TIERS))["tiers"] == [] and (await api.data(PRODUCTS))["products"]["nodes"] == []
    for id in (tier["id"], tier["product"]["id"], tier["prices"][0]["id"]):
        found = {
            name: (await api.data(NODE, id=id, **caller))["node"] is not None
            for name, caller in (
                ("holder", {"as_": sample.BEN}),
                ("other", {"as_": sample.ADA}),
                ("nobody", {}),
                ("operator", {"role": Role.OPERATOR}),
            )
        }
        assert found == {"holder": True, "other": False, "nobody": False, "operator": True}, id
    slug = '{ tier(slug: "gold") { name archivedAt } }'
    assert (await api.data(slug, as_=sample.BEN))["tier"]["archivedAt"] and (await api.data(slug))["tier"] is None
    await done(api, "archiveTier", f'id: "{tier["id"]}", archived: false')
    assert [each["slug"] for each in (await api.data(TIERS))["tiers"]] == ["gold"]


async def test_a_new_price_takes_the_place_of_the_one_of_its_currency_and_interval(api: Api, graph: Graph) -> None:
    tier = await gold(api)
    month, year = (price["id"] for price in tier["prices"])
    of = f'productId: "{tier["product"]["id"]}", interval: MONTH'
    new = await done(api, "setPrice", f"{of}, amount: {EUR % 1100}", "price { id }")
    again = await done(api, "setPrice", f"{of}, amount: {EUR % 1100}", "price { id }")
    usd = await done(api, "setPrice", f'{of}, amount: {{amountMinor: 1200, currency: "USD"}}', "price { id }")
    assert new == again and new["id"] != month
    live = "{ tiers { prices { id } } }"
    assert [each["id"] for each in (await api.data(live))["tiers"][0]["prices"]] == [new["id"], usd["id"], year]
    old = "query ($id: ID!) { node(id: $id) { ... on Price { archivedAt amount { amountMinor } } } }"
    former = (await api.data(old, id=month))["node"]
    assert former["archivedAt"] and former["amount"]["amountMinor"] == 900, "who pays it goes on doing so"
    await done(api, "archivePrice", f'id: "{usd["id"]}"')
    assert [each["id"] for each in (await api.data(live))["tiers"][0]["prices"]] == [new["id"], year]


async def test_a_bundle_is_sold_as_long_as_there_is_something_to_read(api: Api, graph: Graph) -> None:
    given = f'slug: "rust", name: "Rust", kind: CONTENT, contents: ["{sample.PAID}"]'
    benefit = await done(api, "createBenefit", given, "benefit { id contents { id } }")
    assert benefit["contents"] == [{"id": sample.PAID}]
    product = f'kind: COURSE, name: "Rust", benefits: ["{benefit["id"]}"], prices: [{{amount: {EUR % 4900}}}], '
    made = await done(
        api,
        "createProduct",
        product + f'authorId: "{sample.BEN}"',
        "product { id authorSharePercent author { handle } }",
    )
    assert (made["authorSharePercent"], made["author"]["handle"]) == (70, "ben")
    listed = (await api.data(PRODUCTS, as_=sample.ADA, kinds=["COURSE"]))["products"]["nodes"]
    assert listed == [{"id": made["id"], "kind": "COURSE", "name": "Rust", "unlocks": [{"id": sample.PAID}]}]
    assert (await api.data(PRODUCTS, kinds=["ARTICLE", "SERVICE"]))["products"]["nodes"] == []
    share = f'{{ product(id: "{made["id"]}") {{ authorSharePercent }} }}'
    assert (await api.data(share, as_=sample.BEN))["product"] == {"authorSharePercent": 70}
    assert (await api.data(share, as_=sample.ADA))["product"] == {"authorSharePercent": None}
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.visibility = 'REMOVED'", id=sample.PAID)
    assert (await api.data(PRODUCTS, as_=sample.ADA))["products"]["nodes"] == []
    assert (await api.data(NODE, id=made["id"], as_=sample.ADA))["node"] is None
    assert (await api.data(NODE, id=made["id"], as_=sample.BEN))["node"] is not None, "its author"


async def test_what_is_on_sale_is_paged_the_newest_first(api: Api, graph: Graph) -> None:
    for number in range(5):
        await sell(graph, slug=f"tier-{number}")
    seen, after = [], None
    page = """query ($after: String) { products(first: 2, after: $after) {
      nodes { id } pageInfo { endCursor hasNextPage } } }"""
    while True:
        answer = (await api.data(page, after=after))["products"]
        seen += [each["id"] for each in answer["nodes"]]
        after = answer["pageInfo"]["endCursor"]
        if not answer["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == 5 and seen == sorted(set(seen), reverse=True)


async def test_a_tier_is_not_changed_as_a_product_and_nothing_archived_gets_a_price(api: Api, graph: Graph) -> None:
    made = await sell(graph)
    of = f'id: "{made.product_id}"'
    assert await refused(api, graph, "archiveProduct", of) == ("Conflict", "id")
    assert await refused(api, graph, "editProduct", of + ', name: "X"') == ("Conflict", "id")
    await done(api, "archiveTier", f'id: "{made.tier_id}"')
    given = f'productId: "{made.product_id}", amount: {EUR % 5}, interval: MONTH'
    assert await refused(api, graph, "setPrice", given) == ("Conflict", "productId")


async def test_two_who_make_the_same_tier_at_once_make_one(api: Api) -> None:
    again = (
        'mutation { a: createTier(input: {slug: "one", name: "One", rank: 1, idempotencyKey: "k"}) { tier { id } } }'
    )
    first = await api.data(again, role=Role.OPERATOR)
    assert await api.data(again, role=Role.OPERATOR) == first
    assert len((await api.data(TIERS))["tiers"]) == 1
