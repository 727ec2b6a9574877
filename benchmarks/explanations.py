"""Whether the parts of a score add up to it, for every item of 1,000 random feeds over HTTP.

    .venv/bin/python -m benchmarks.explanations [--feeds 1000] [--users 300]

Members of a demo of its own, some without consent, and nobody ask for feeds: of any size, some of kinds or of an area,
up to three pages deep. They wish for more or less of what they were shown. Ten times two models with all features,
weighed at random, are put side by side in a trial. Feeds are re-ordered and explore as always. Each part has to be its
weight times its preference times its value, each preference what the member's wishes come to, and the score the sum of
the parts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from benchmarks.explained import Checked, met
from benchmarks.serving import demo, document, headers, serving
from domain.access import Role
from domain.ids import UserId
from domain.recommendation import FORMULA
from graph import recommendation
from graph.database import Graph, Server

GOAL = 1e-9
ROUNDS = 10
"""So many pairs of models one after the other."""

MOST_PAGES, MOST_FIRST = 3, 50
KINDS = (None, None, None, ["ARTICLE"], ["QUESTION", "ARTICLE", "PROJECT"])
FEED = """query ($first: Int, $after: String, $kinds: [ContentKind!], $area: String) {
  viewer { preferences { targetId weight } }
  feed(first: $first, after: $after, kinds: $kinds, area: $area) {
    personalised model { active } pageInfo { hasNextPage endCursor }
    edges { score exploration parts { feature weight preference value contribution }
            node { id author { id } area { id slug } tags { id } } } } }"""
PREFER = """mutation ($id: ID!, $weight: Float!) {
  done: setPreference(input: {targetId: $id, weight: $weight}) { userErrors { message } } }"""
WITHDRAW = """mutation {
  done: setConsent(input: {purpose: PERSONALISATION, granted: false, version: "none"}) { userErrors { message } } }"""
PROPOSE = """mutation ($weights: [FeatureWeightInput!]!) {
  done: proposeScoringModel(input: {kind: RECOMMENDATION, weights: $weights}) {
    scoringModel { id } userErrors { message } } }"""
ACTIVATE = "mutation ($id: ID!) { done: activateScoringModel(input: {id: $id}) { userErrors { message } } }"
START = """mutation ($id: ID!) {
  done: startModelTrial(input: {modelId: $id, sharePercent: 80}) { modelTrial { id } userErrors { message } } }"""
END = "mutation ($id: ID!) { done: endModelTrial(input: {id: $id}) { userErrors { message } } }"
Ask = Callable[..., Awaitable[dict[str, Any]]]
"""The data of an answer to a document with variables, asked `as_` a member or in a `role`."""


async def check(ask: Ask, readers: Sequence[str | None], feeds: int, rounds: int = ROUNDS, seed: int = 7) -> Checked:
    """Let readers ask for so many feeds, by so many pairs of models."""
    draw, checked = Random(seed), Checked()
    for reader in readers[::10]:
        if reader:
            await _done(ask, WITHDRAW, as_=reader)
    for turn in range(rounds):
        models = [(await _done(ask, PROPOSE, role=Role.OPERATOR, weights=_weights(draw))) for _ in range(2)]
        tried, used = (model["scoringModel"]["id"] for model in models)
        await _done(ask, ACTIVATE, role=Role.OPERATOR, id=used)
        trial = (await _done(ask, START, role=Role.OPERATOR, id=tried))["modelTrial"]["id"]
        while checked.feeds < feeds * (turn + 1) // rounds:
            await _read(ask, draw, draw.choice(readers), checked)
        await _done(ask, END, role=Role.OPERATOR, id=trial)
    return checked


def _weights(draw: Random) -> list[dict[str, Any]]:
    return [{"feature": known.name, "weight": draw.random() ** 3} for known in FORMULA.features]


async def _read(ask: Ask, draw: Random, reader: str | None, checked: Checked) -> None:
    """Some pages of one feed; afterwards its reader wants more or less of something on the last."""
    area = draw.choice(sorted(checked.areas)) if checked.areas and draw.random() < 0.2 else None
    asked: dict[str, Any] = {"kinds": draw.choice(KINDS), "area": area, "first": draw.randint(1, MOST_FIRST)}
    for _ in range(draw.randint(1, MOST_PAGES)):
        answer = await ask(FEED, as_=reader, **asked)
        feed = answer["feed"]
        known = answer["viewer"]["preferences"] if feed["personalised"] else []
        checked.feeds += 1
        checked.tried += not feed["model"]["active"]
        for edge in feed["edges"]:
            checked.look(edge, {one["targetId"]: one["weight"] for one in known})
        if feed["edges"] and reader and draw.random() < 0.5:
            wish = draw.choice(sorted(met(draw.choice(feed["edges"]))))
            await _done(ask, PREFER, as_=reader, id=wish, weight=draw.uniform(-1, 1))
        asked["after"] = feed["pageInfo"]["endCursor"]
        if not feed["pageInfo"]["hasNextPage"]:
            return


async def _done(ask: Ask, text: str, **options: Any) -> dict[str, Any]:
    """What a mutation came to.

    Raises:
        RuntimeError: it was refused.
    """
    found: dict[str, Any] = (await ask(text, **options))["done"]
    if found["userErrors"]:
        raise RuntimeError(found["userErrors"][0]["message"])
    return found


def main(
    feeds: Annotated[int, typer.Option(min=10, help="Pages asked for.")] = 1_000,
    users: Annotated[int, typer.Option(min=100, help="Of the demo.")] = 300,
) -> None:
    """Check and print; exit code 1 when an explanation doesn't add up."""
    with demo(users) as server, serving(server) as served:

        async def ask(text: str, *, as_: str | None = None, role: Role = Role.MEMBER, **variables: Any) -> Any:
            signed = headers(UserId(as_) if as_ else None, role)
            return orjson.loads(served.send(document(text, **variables), signed))["data"]

        checked = asyncio.run(_check(server, ask, feeds))
    Console().print(
        f"{checked.feeds:,} feeds, {checked.tried:,} of them by a model that is tried: {checked.items:,} items, of "
        f"which {checked.explored:,} explore and {checked.wished:,} meet wishes, with {checked.parts:,} parts.\n"
        f"Largest difference: {checked.largest:.1e} (goal: ≤ {GOAL:.0e})"
    )
    raise typer.Exit(checked.largest > GOAL)


async def _check(server: Server, ask: Ask, feeds: int) -> Checked:
    async with Graph.connect(server) as graph:
        rows = await graph.read(recommendation.READERS.all, recommendation.ReadersParams(limit=10_000))
    readers = [row.id for row in Random(1).sample(rows, min(len(rows), 90))]
    return await check(ask, [*readers, *[None] * 10], feeds)


if __name__ == "__main__":
    typer.run(main)
