"""What operators look at: health, metrics, logs and traces."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from domain.errors import Unavailable
from server.logs import configure_logs
from server.metrics import MAX_OPERATION_NAMES
from server.telemetry import Telemetry, no_span
from tests.api.toy_server import client_of, toy_server


async def test_health_says_the_process_runs() -> None:
    async with client_of(toy_server()) as client:
        assert (await client.get("/healthz")).json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (Unavailable("migrations are running"), "migrations are running"),
        (RuntimeError("bolt://a:secret@b"), "see the log"),
    ],
)
async def test_readiness_says_why_not(failure: Exception, reason: str) -> None:
    server = toy_server()
    async with client_of(server) as client:
        assert (await client.get("/readyz")).status_code == 200
        server.probed.append(failure)
        response = await client.get("/readyz")
        assert response.status_code == 503
        assert reason in response.json()["reason"]
        assert "secret" not in response.text
        server.probed.clear()
        assert (await client.get("/readyz")).status_code == 200


async def test_operations_are_counted_by_name_type_and_outcome() -> None:
    server = toy_server()
    async with client_of(server) as client:
        for query in ("query Feed { viewer authors { nodes { id } } }", "query Feed { refused }", "{"):
            await client.post("/graphql", json={"query": query})
        server.metrics.observe_statement("content/by_ids", 0.002)
        text = (await client.get("/metrics")).text
    for line in (
        'stoa_operations_total{operation="Feed",outcome="ok",type="query"} 1.0',
        'stoa_operations_total{operation="Feed",outcome="NOT_FOUND",type="query"} 1.0',
        'stoa_operations_total{operation="anonymous",outcome="SYNTAX_ERROR",type="unknown"} 1.0',
        'stoa_errors_total{code="NOT_FOUND"} 1.0',
        'stoa_operation_cost_points_sum{kind="requested"} 21.0',
        'stoa_operation_cost_points_sum{kind="actual"} 4.0',
        'stoa_operation_seconds_count{type="query"} 2.0',
        'stoa_cypher_statement_seconds_count{query="content/by_ids"} 1.0',
        "stoa_operations_in_flight 0.0",
    ):
        assert line in text.splitlines()


async def test_names_of_operations_cannot_flood_the_metrics() -> None:
    server = toy_server()
    async with client_of(server) as client:
        for number in range(MAX_OPERATION_NAMES + 10):
            await client.post("/graphql", json={"query": f"query q{number} {{ viewer }}"})
    labels = {"operation": "other", "outcome": "ok", "type": "query"}
    assert server.metrics.registry.get_sample_value("stoa_operations_total", labels) == 10


async def test_spans_tell_of_operations_and_what_ran_in_them() -> None:
    exporter = InMemorySpanExporter()
    telemetry = Telemetry("stoa-test", exporter)
    async with client_of(toy_server(telemetry)) as client:
        await client.post("/graphql", json={"query": "query Feed { authors { nodes { id } } refused }"})
        with telemetry.span("content/by_ids"):
            pass
    telemetry.shutdown()
    operation, statement = exporter.get_finished_spans()
    assert operation.name == "query Feed"
    assert operation.attributes is not None
    assert operation.attributes["stoa.cost.requested"] == 21
    assert operation.status.description == "NOT_FOUND"
    assert statement.name == "content/by_ids"
    with no_span("content/by_ids"):
        pass


async def test_a_stream_has_its_span_too() -> None:
    exporter = InMemorySpanExporter()
    telemetry = Telemetry("stoa-test", exporter)
    async with client_of(toy_server(telemetry)) as client:
        request = {"query": "subscription Down { countdown(start: 1) }"}
        await client.post("/graphql", json=request, headers={"accept": "text/event-stream"})
    telemetry.shutdown()
    (span,) = exporter.get_finished_spans()
    assert span.name == "subscription Down"


@pytest.fixture
def log_lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Logs as they are written, with the handlers of the test run put back afterwards."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", written)
    configure_logs("json", "INFO")
    yield written
    root.handlers, root.level = handlers, level


async def test_logs_are_json_with_the_request_id(log_lines: io.StringIO) -> None:
    async with client_of(toy_server()) as client:
        await client.post("/graphql", json={"query": "{ broken }"}, headers={"x-request-id": "find-me"})
        await client.get("/healthz")
    lines = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    ours = [line for line in lines if line["logger"].startswith("stoa.")]
    failure, request = ours
    assert failure["event"] == "internal error"
    assert "RuntimeError: bolt://" in failure["exception"]
    assert {"event": "request", "path": "/graphql", "status": 200, "request_id": "find-me"}.items() <= request.items()
    assert failure["request_id"] == "find-me"
