"""OpenTelemetry: a span for each operation and each Cypher statement, sent by OTLP. Off, it isn't even called."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode, use_span

from schema.operation import Operation


class Telemetry:
    """An observer of operations that makes spans, and spans for what happens inside them."""

    def __init__(self, service: str, exporter: SpanExporter) -> None:
        self.provider = TracerProvider(resource=Resource.create({"service.name": service}))
        self.provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self.provider.get_tracer("stoa")

    @classmethod
    def to_endpoint(cls, endpoint: str, service: str = "stoa") -> "Telemetry":
        """Send spans to an OTLP collector, such as `http://localhost:4318/v1/traces`."""
        return cls(service, OTLPSpanExporter(endpoint=endpoint))

    @contextmanager
    def observe(self, operation: Operation) -> Iterator[None]:
        """One span an operation, named by what the document says. Only codes of errors are kept, never variables."""
        span = self._tracer.start_span("graphql", kind=SpanKind.SERVER)
        # A stream may end in another task than it began in, where its span can't be taken off again.
        current = nullcontext() if operation.streams else use_span(span)
        try:
            with current:
                yield
        finally:
            span.update_name(f"{operation.kind} {operation.name or 'anonymous'}")
            span.set_attributes(
                {
                    "graphql.operation.type": operation.kind,
                    "graphql.operation.name": operation.name or "",
                    "graphql.document.fingerprint": operation.fingerprint,
                    "stoa.request_id": operation.request_id,
                    "stoa.cost.requested": operation.requested_cost,
                    "stoa.cost.actual": operation.actual_cost,
                }
            )
            if operation.error_codes:
                span.set_status(StatusCode.ERROR, ", ".join(sorted(set(operation.error_codes))))
            span.end()

    def span(self, name: str) -> AbstractContextManager[object]:
        """A span below the current one, for a Cypher statement: `with telemetry.span("content/by_ids"): …`."""
        return self._tracer.start_as_current_span(
            name, kind=SpanKind.CLIENT, attributes={"db.system.name": "neo4j", "db.query.summary": name}
        )

    def shutdown(self) -> None:
        """Send what is left. Blocks for up to half a minute when the collector doesn't answer."""
        self.provider.shutdown()


def no_span(_name: str) -> AbstractContextManager[object]:
    """What stands for `Telemetry.span` where telemetry is off."""
    return _NOTHING


_NOTHING: AbstractContextManager[object] = nullcontext()
