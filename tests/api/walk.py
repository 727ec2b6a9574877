"""A page of docs as who reads it follows it: each section's documents, in order, on a real server.

A section starts from the sample community. A document's first line says who asks. JSON behind it is what its answer has
if it has `data`, and its variables otherwise; "$name" keeps what came there, and stands for it from then on. An `http`
block is a request, with its headers and without a body; JSON behind it is the status and headers of the answer. A `sh`
block names a job of `stoa jobs`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from jobs.job import silent
from jobs.registry import JOBS
from tests import sample
from tests.api.conftest import Api

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
JOB = re.compile(r"^\.venv/bin/stoa jobs ([\w-]+)$", re.MULTILINE)
PEOPLE: dict[str, dict[str, Any]] = {
    "Ada": {"as_": sample.ADA},
    "Ben": {"as_": sample.BEN},
    "Cleo": {"as_": sample.CLEO},
    "a moderator": {"as_": sample.CLEO, "role": Role.MODERATOR},
    "another moderator": {"as_": sample.BEN, "role": Role.MODERATOR},
    "an operator": {"role": Role.OPERATOR},
    "anybody": {},
}


@dataclass
class Step:
    """One block of a section, with its variables, and what the page shows of its answer."""

    language: str
    text: str
    variables: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] | None = None


def sections(page: str) -> dict[str, str]:
    """The sections of a page by title, of those that have something to send."""
    _, *parts = re.split(r"^## ", (DOCS / page).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part for part in parts if "```graphql\n# as " in part}


def steps(section: str) -> Iterator[Step]:
    """What a section does, in order."""
    step: Step | None = None
    for match in FENCE.finditer(section):
        if match["language"] in ("graphql", "http", "sh"):
            if step is not None:
                yield step
            step = Step(match["language"], match["text"])
        elif match["language"] == "json":
            assert step is not None, "JSON stands behind what it belongs to"
            shown = json.loads(match["text"])
            if "data" in shown or step.language == "http":
                step.answer = shown
            else:
                step.variables = shown
    assert step is not None, "a section has a document"
    yield step


async def take(step: Step, api: Api, graph: Graph, known: dict[str, Any]) -> None:
    """Do what the step says, and fail where the answer isn't what the page shows."""
    match step.language:
        case "graphql":
            answer = await _ask(step, api, known)
        case "http":
            answer = await _fetch(step.text, api, known)
        case _:
            answer = await _run_jobs(step.text, graph)
    for path in _differences(answer, step.answer or {}, known):
        pytest.fail(f"{path} differs from the page in {answer}, asked by {step.text}")


async def _ask(step: Step, api: Api, known: dict[str, Any]) -> dict[str, Any]:
    who = step.text.partition("\n")[0].removeprefix("# as ")
    variables = _filled(step.variables, known)
    if who.startswith("key "):
        answer = await api.ask(step.text, bearer=known[who.removeprefix("key ")], **variables)
    else:
        answer = await api.ask(step.text, **PEOPLE[who], **variables)
    assert "errors" not in answer, (step.text, answer)
    assert (step.answer or {}).get("data") is not None or not _refusals(answer["data"]), answer
    return answer


async def _fetch(text: str, api: Api, known: Mapping[str, Any]) -> dict[str, Any]:
    (method, address), *headers = (line.split(None, 1) for line in text.strip().splitlines())
    answer = await api.http.request(
        method, _filled(address, known), headers={name.removesuffix(":"): value for name, value in headers}
    )
    return {"status": answer.status_code, **dict(answer.headers), "body": answer.text}


async def _run_jobs(text: str, graph: Graph) -> dict[str, Any]:
    jobs = {job.name: job for job in JOBS}
    for name in JOB.findall(text):
        await jobs[name].run(graph, datetime.now(UTC), silent)
    return {}


def _filled(value: Any, known: Mapping[str, Any]) -> Any:
    """Variables with what earlier answers gave in the place of names."""
    if isinstance(value, dict):
        return {key: _filled(part, known) for key, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, known) for part in value]
    return known[value] if isinstance(value, str) and value.startswith("$") else value


def _refusals(data: dict[str, Any]) -> list[Any]:
    """The user errors of all mutations of an answer."""
    payloads = [part for part in data.values() if isinstance(part, dict)]
    return [error for payload in payloads for error in payload.get("userErrors", [])]


def _differences(whole: Any, shown: Any, known: dict[str, Any], path: str = "answer") -> Iterator[str]:
    """Where an answer lacks what the page shows of it; the page may leave fields out, but no rows."""
    if isinstance(shown, dict) and isinstance(whole, dict):
        for key, part in shown.items():
            if key not in whole:
                yield f"{path}.{key}"
            yield from _differences(whole.get(key), part, known, f"{path}.{key}")
    elif isinstance(shown, list) and isinstance(whole, list) and len(shown) == len(whole):
        for number, (one, part) in enumerate(zip(whole, shown, strict=True)):
            yield from _differences(one, part, known, f"{path}[{number}]")
    elif isinstance(shown, str) and shown.startswith("$"):
        if whole is None or known.setdefault(shown, whole) != whole:
            yield path
    elif shown != whole:
        yield path
