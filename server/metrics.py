"""`/metrics` for Prometheus: operations, their cost and errors, and the Cypher statements they caused."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from schema.operation import Operation

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
POINTS = (1, 5, 20, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000)

MAX_OPERATION_NAMES = 200
"""Clients choose the names of operations, and each is a series; later names are counted together as `other`."""


class Metrics:
    """An observer of operations and of statements, with a registry of its own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._names: set[str] = set()
        self._operations = Counter(
            "stoa_operations", "GraphQL operations.", ("operation", "type", "outcome"), registry=registry
        )
        self._in_flight = Gauge("stoa_operations_in_flight", "Operations running now.", registry=registry)
        self._errors = Counter("stoa_errors", "GraphQL errors.", ("code",), registry=registry)
        self._duration = Histogram(
            "stoa_operation_seconds", "Time to answer an operation.", ("type",), registry=registry, buckets=SECONDS
        )
        self._cost = Histogram(
            "stoa_operation_cost_points", "Cost asked for and spent.", ("kind",), registry=registry, buckets=POINTS
        )
        self._statements = Histogram(
            "stoa_cypher_statement_seconds",
            "Cypher statements by query.",
            ("query",),
            registry=registry,
            buckets=SECONDS,
        )

    @contextmanager
    def observe(self, operation: Operation) -> Iterator[None]:
        """Count an operation while it runs and when it is done."""
        self._in_flight.inc()
        started = time.perf_counter()
        try:
            yield
        finally:
            self._in_flight.dec()
            self._operations.labels(self._label(operation.name), operation.kind, operation.outcome).inc()
            for code in operation.error_codes:
                self._errors.labels(code).inc()
            if operation.kind != "subscription":
                self._duration.labels(operation.kind).observe(time.perf_counter() - started)
            if operation.requested_cost:
                self._cost.labels("requested").observe(operation.requested_cost)
                self._cost.labels("actual").observe(operation.actual_cost)

    def observe_statement(self, name: str, seconds: float) -> None:
        """Count one Cypher statement; `name` is that of its query file."""
        self._statements.labels(name).observe(seconds)

    def routes(self) -> list[BaseRoute]:
        """The route that Prometheus scrapes."""

        async def scrape(_request: Request) -> Response:
            return Response(generate_latest(self.registry), headers={"content-type": CONTENT_TYPE_LATEST})

        return [Route("/metrics", scrape)]

    def _label(self, name: str | None) -> str:
        if name is None:
            return "anonymous"
        if name not in self._names:
            if len(self._names) >= MAX_OPERATION_NAMES:
                return "other"
            self._names.add(name)
        return name
