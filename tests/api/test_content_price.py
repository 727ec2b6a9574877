"""What authors sell of their own: one content at a price, which they set, change and take."""

from typing import Any

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_catalogue import PRODUCTS
from tests.api.test_publish import publish
from tests.graph.privacy import rows

PRICE = """mutation ($id: ID!, $price: MoneyInput) { priceContent(input: {contentId: $id, price: $price}) {
  content { id } userErrors { __typename message path } } }"""


async def test_an_author_sells_what_they_publish_and_readers_are_told_the_price(api: Api, graph: Graph) -> None:
    made = await publish(api, sample.BEN, visibility="PAID", price={"amountMinor": 900, "currency": "EUR"})
    assert made["userErrors"] == []
    id = made["content"]["id"]
    (product,) = (await api.data(PRODUCTS, as_=sample.ADA))["products"]["nodes"]
    sold = "query ($id: ID!) { content(id: $id) { products { id prices { amount { amountMinor } } } } }"
    found = (await api.data(sold, as_=sample.BEN, id=id))["content"]["products"]
    assert found == [{"id": product["id"], "prices": [{"amount": {"amountMinor": 900}}]}]
    assert (product["kind"], product["unlocks"]) == ("ARTICLE", [{"id": id}])
    found = await rows(
        graph,
        """MATCH (p:Product {content_id: $id})-[:INCLUDES]->(b:Benefit)-[:UNLOCKS]->(:Content {id: $id})
        RETURN p.author_id AS author, p.author_share_percent AS share, b.slug AS slug""",
        id=id,
    )
    assert found == [{"author": sample.BEN, "share": 70, "slug": id}]
    assert [entry["action"] for entry in (await log(api))["nodes"]] == ["price.set"]


async def test_an_author_changes_and_takes_the_price_and_only_of_their_own(api: Api, graph: Graph) -> None:
    async def price(as_: str, money: dict[str, Any] | None, id: str = sample.PAID) -> list[str]:
        answer = (await api.data(PRICE, as_=as_, id=id, price=money))["priceContent"]
        return [error["__typename"] for error in answer["userErrors"]]

    async def live() -> list[tuple[int, str]]:
        text = "MATCH (p:Price) WHERE p.archived_at IS NULL RETURN p.amount_minor AS amount, p.currency AS currency"
        return sorted((row["amount"], row["currency"]) for row in await rows(graph, text))

    for amount, currency in ((4900, "EUR"), (5500, "USD"), (3900, "EUR")):
        assert await price(sample.BEN, {"amountMinor": amount, "currency": currency}) == []
    assert await live() == [(3900, "EUR"), (5500, "USD")]
    assert await rows(graph, "MATCH (p:Product) RETURN p.kind AS kind, p.name AS name") == [
        {"kind": "COURSE", "name": "A paid course"}
    ]
    assert await price(sample.ADA, None) == ["NotFoundError"], "it is Ben's"
    assert await price(sample.ADA, {"amountMinor": 5, "currency": "EUR"}, sample.GRAPHS) == ["ConflictError"], "public"
    assert await price(sample.BEN, {"amountMinor": 5, "currency": "EUR"}, sample.ASKED) == ["InvalidInputError"]
    for wrong in ({"amountMinor": 0, "currency": "EUR"}, {"amountMinor": -5, "currency": "EUR"},
                  {"amountMinor": 5, "currency": "XXY"}, {"amountMinor": 10**10, "currency": "EUR"}):  # fmt: skip
        assert await price(sample.BEN, wrong) == ["InvalidInputError"]
    assert await live() == [(3900, "EUR"), (5500, "USD")]
    assert await price(sample.BEN, None) == [] and await live() == []
    await rows(graph, "MATCH (p:Product) SET p.archived_at = $at", at=sample.NOW)
    assert await price(sample.BEN, {"amountMinor": 5, "currency": "EUR"}) == ["ConflictError"]


async def test_a_draft_becomes_paid_content_and_is_priced_then(api: Api, graph: Graph) -> None:
    save = """mutation { saveDraft(input: {kind: ARTICLE, title: "Later", body: "Soon.", visibility: PAID}) {
      draft { id } userErrors { message } } }"""
    draft = (await api.data(save, as_=sample.BEN))["saveDraft"]["draft"]
    publish = (
        "mutation ($id: ID!) { publishDraft(input: {id: $id}) { content { id visibility } userErrors { message } } }"
    )
    made = (await api.data(publish, as_=sample.BEN, id=draft["id"]))["publishDraft"]["content"]
    assert made["visibility"] == "PAID" and await rows(graph, "MATCH (p:Product) RETURN p") == []
    priced = await api.data(PRICE, as_=sample.BEN, id=made["id"], price={"amountMinor": 5, "currency": "EUR"})
    assert priced["priceContent"]["userErrors"] == []
    assert len((await api.data(PRODUCTS, as_=sample.ADA))["products"]["nodes"]) == 1


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"visibility": "MEMBERS", "price": {"amountMinor": 5, "currency": "EUR"}}, ["input", "price"]),
        ({"price": {"amountMinor": 0, "currency": "EUR"}}, ["input", "price", "amountMinor"]),
        ({"price": {"amountMinor": 5, "currency": "eur"}}, ["input", "price", "currency"]),
        ({"kind": "QUESTION", "area": "help"}, ["input", "visibility"]),
    ],
)
async def test_what_cant_be_sold_isnt_published(api: Api, graph: Graph, more: dict[str, Any], path: list[str]) -> None:
    before = await rows(graph, "MATCH (c:Content) RETURN count(c) AS n")
    made = await publish(api, sample.BEN, **({"visibility": "PAID"} | more))
    assert [error["path"] for error in made["userErrors"]] == [path]
    assert await rows(graph, "MATCH (c:Content) RETURN count(c) AS n") == before


async def test_what_is_sold_is_called_as_the_content_is(api: Api, graph: Graph) -> None:
    made = await publish(api, sample.BEN, visibility="PAID", price={"amountMinor": 900, "currency": "EUR"})
    edit = """mutation ($id: ID!) { editContent(input: {id: $id, version: 1, title: "A better name"}) {
      userErrors { message } } }"""
    assert (await api.data(edit, as_=sample.BEN, id=made["content"]["id"]))["editContent"]["userErrors"] == []
    names = "MATCH (p:Product)-[:INCLUDES]->(b:Benefit) RETURN p.name AS product, b.name AS benefit"
    assert await rows(graph, names) == [{"product": "A better name", "benefit": "A better name"}]
