"""A small app around the pages under test: one query, one subscription, facts that never change and no graph."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import strawberry
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from strawberry.asgi import GraphQL
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL

from server.pages import ROOT, HomeFacts, page_routes

ASSETS = ROOT / "web/dist/graphiql"
FACTS = HomeFacts(
    version="0.1.0",
    database="Neo4j 2026.09 Community",
    community="the demo community",
    users=2_000,
    contents=18_402,
    interactions=1_204_977,
    samples={"handle": "mira-okafor", "userId": "usr_01", "contentId": "cnt_01"},
)


@strawberry.type
class User:
    handle: str
    display_name: str


@strawberry.type
class Query:
    @strawberry.field
    def user(self, handle: str) -> User:
        return User(handle=handle, display_name=f"The member called {handle}")


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def countdown(self, start: int) -> AsyncIterator[int]:
        for number in range(start, -1, -1):
            yield number
            await asyncio.sleep(0.05)


def create_toy_app(facts: HomeFacts = FACTS, assets: Path = ASSETS) -> Starlette:
    """The app; `facts` and `assets` are what the home page and GraphiQL are made from."""

    async def current_facts() -> HomeFacts:
        return facts

    schema = strawberry.Schema(query=Query, subscription=Subscription)
    protocols = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL)
    api = GraphQL[None, None](schema, graphql_ide=None, subscription_protocols=protocols)
    pages = page_routes(current_facts, schema.as_str(), assets)
    return Starlette(routes=[*pages, Route("/graphql", api), WebSocketRoute("/graphql", api)])
