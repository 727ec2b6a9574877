"""docs/partners.md as a partner follows it: its commands, in one shell, against a running Stoa."""

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any

from graph.database import Graph, Server
from graph.embedded import free_port
from graph.scoring import ensure_default_models
from tests import sample
from tests.api.conftest import SECRET
from tests.api.workers import worker

FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 120


async def test_the_page_can_be_followed(graph: Graph, server: Server, tmp_path: Path, root: Path) -> None:
    await graph.write(sample.load)
    await ensure_default_models(graph)
    page = (root / "docs" / "partners.md").read_text(encoding="utf-8")
    blocks = [(match["language"], match["text"]) for match in FENCE.finditer(page)]
    script = "\n".join(["set -euo pipefail", *(text for language, text in blocks if language == "sh")])
    settings = {"STOA_RUN_JOBS": "true", "STOA_WEBHOOK_PRIVATE_TARGETS": "true"}
    async with worker(server, tmp_path / "home", **settings) as served:
        said = await _run(script, server, str(served.http.base_url), tmp_path, root, free_port())
    answers = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    promised = [json.loads(text) for language, text in blocks if language == "json"]
    assert len(promised) == 2
    assert [one for one in promised if not any(_contains(answer, one) for answer in answers)] == []
    assert "received webhook.test" in said
    assert "SUCCEEDED" in said
    assert [answer["errors"] for answer in answers if "errors" in answer] == []


async def _run(script: str, server: Server, stoa: str, folder: Path, root: Path, port: int) -> str:
    """What the commands print, run in a folder that looks like a checkout."""
    for name in (".venv", "examples"):
        (folder / name).symlink_to(root / name)
    environment = os.environ | {
        "STOA": stoa,
        "PORT": str(port),
        "STOA_HOME": str(folder / "home"),
        "STOA_SECRET": SECRET,
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": server.username,
        "NEO4J_PASSWORD": server.password,
        "PYTHONPATH": str(root),
    }
    pipe = asyncio.subprocess.PIPE
    shell = await asyncio.create_subprocess_exec(
        "bash", "-c", script, cwd=folder, env=environment, stdout=pipe, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await asyncio.wait_for(shell.communicate(), SECONDS)
    assert shell.returncode == 0, said.decode()
    return said.decode()


def _contains(whole: Any, part: Any) -> bool:
    """Whether an answer has all that the page shows of it; the page may leave fields out."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and _contains(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(_contains, whole, part))
    return bool(whole == part)
