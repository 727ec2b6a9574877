"""What the audit log has of an import: that it began, and what became of it, be it that it broke off."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from domain.audit import by_command_line
from domain.errors import Unavailable
from graph import audit
from importers.run import Run


@asynccontextmanager
async def audited(run: Run) -> AsyncIterator[None]:
    """Write an entry before the import in the block, and one after it; an import that is killed has the first alone."""
    began = {"consents": [purpose.value for purpose in run.consents]}
    await run.graph.write(audit.append, by_command_line("import.started", run.source, datetime.now(UTC), began))
    ended = "import.broken_off"
    try:
        yield
        ended = "import.finished"
    finally:
        entry = by_command_line(ended, run.source, datetime.now(UTC), _counts(run))
        with suppress(Unavailable):  # the database may be why it broke off
            await run.graph.write(audit.append, entry)


def _counts(run: Run) -> dict[str, Any]:
    """Rows by step and by what became of them, and those that were left out on purpose, by why."""
    steps = {step.name: {kind: count for kind, count in step.counts.items() if count} for step in run.board.steps}
    return {"steps": steps, "leftOut": dict(run.left_out), "problems": len(run.problems)}
