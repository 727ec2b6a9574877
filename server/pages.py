"""What a person meets in a browser: the home page, GraphiQL and the schema as text."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from server.assets import Bundle, HashedFiles, read_bundle
from server.examples import Example, read_examples
from server.plain_page import LOCKED, PAGE_HEADERS, PlainPages

ROOT = Path(__file__).resolve().parent.parent
ENDPOINT = "/graphql"
ASSETS_PATH = "/assets/graphiql"
FIRST_QUERIES = 3  # as many as GraphiQL opens in tabs at a first visit

# Monaco writes style attributes as it measures text; everything else comes from files of this origin.
GRAPHIQL_POLICY = (
    f"{LOCKED}; script-src 'self'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:"
)


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What runs here, as the app knows it at the time of the request.

    The counts are None while the database doesn't answer; `problem` then says what to do. `samples` are values of this
    very community by the variable names that examples use: `handle`, `userId`, `contentId`, `tag`, `area`.
    """

    version: str
    database: str
    community: str
    users: int | None = None
    contents: int | None = None
    interactions: int | None = None
    problem: str | None = None
    samples: Mapping[str, str] = field(default_factory=dict)


FactsProvider = Callable[[], Awaitable[HomeFacts]]


@dataclass(frozen=True)
class Pages:
    """The endpoints of the pages over what they show; made once, when the app starts."""

    facts: FactsProvider
    sdl: str
    plain: PlainPages
    examples: tuple[Example, ...]
    bundle: Bundle | None

    async def home(self, request: Request) -> Response:
        """The plain page at `/`; it needs no script and no bundle."""
        context = {"facts": await self.facts(), "examples": self.examples[:FIRST_QUERIES]}
        return self.plain.answer(request, "home.html", context)

    async def graphiql(self, request: Request) -> Response:
        """GraphiQL with the examples, or how to build it; `?example=SLUG` opens one of them."""
        if self.bundle is None:
            return self.plain.answer(request, "unbuilt.html", {}, status=503)
        samples = {**(await self.facts()).samples, "now": datetime.now(UTC).isoformat(timespec="seconds")}
        context = {
            "bundle": self.bundle,
            "assets": ASSETS_PATH,
            "page_facts": {"endpoint": ENDPOINT, "examples": [_offer(example, samples) for example in self.examples]},
        }
        headers = {**PAGE_HEADERS, "Content-Security-Policy": GRAPHIQL_POLICY}
        return self.plain.templates.TemplateResponse(request, "graphiql.html", context, headers=headers)

    async def schema(self, _request: Request) -> Response:
        """The schema in the GraphQL schema language, for code generators and readers."""
        return PlainTextResponse(self.sdl, headers=PAGE_HEADERS)


def _offer(example: Example, samples: Mapping[str, str]) -> dict[str, str]:
    """An example as the bundle's `examples.jsx` takes it."""
    return {
        "slug": example.slug,
        "title": example.title,
        "description": example.description,
        "query": example.text,
        "variables": example.variables(samples),
    }


def page_routes(facts: FactsProvider, sdl: str, assets: Path = ROOT / "web/dist/graphiql") -> list[BaseRoute]:
    """The routes `/`, `/graphiql`, `/schema.graphql` and, once `make setup` has built them, the files of GraphiQL."""
    pages = Pages(
        facts=facts,
        sdl=sdl,
        plain=PlainPages(),
        examples=read_examples(ROOT / "examples"),
        bundle=read_bundle(assets),
    )
    routes: list[BaseRoute] = [
        Route("/", pages.home),
        Route("/graphiql", pages.graphiql),
        Route("/schema.graphql", pages.schema),
    ]
    if pages.bundle is not None:
        routes.append(Mount(ASSETS_PATH, HashedFiles(directory=assets)))
    return routes
