"""The pages say what is so: their commands, targets, links, queries and quotations are held against the project."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate
from typer.core import TyperGroup
from typer.main import get_command

from cli import cli
from schema.root import build_schema as build_api

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md"))]

FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
STOA = re.compile(r"^\s*(?:\.venv/bin/)?stoa (?P<words>[^#\n]+)|`(?:\.venv/bin/)?stoa (?P<quoted>[^`]+)`", re.MULTILINE)
MAKE = re.compile(r"^\s*make (?P<target>[a-z]+)|`make (?P<quoted>[a-z]+)[^`]*`", re.MULTILINE)
LINK = re.compile(r"\]\((?P<target>[^)#:\s]+)(?:#[^)]*)?\)")
POSTED = re.compile(r"-d '(?P<body>\{.*?\})'", re.DOTALL)
QUOTED_PATH = re.compile(r"(?:#|//) (?P<path>[\w./]+\.\w+)")
ELISION = "…"


@dataclass(frozen=True)
class Found:
    """Something a page says, and where."""

    page: Path
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}: {self.text.splitlines()[0]}"


def _found(pattern: re.Pattern[str]) -> list[Found]:
    return [
        Found(page, next(group for group in match.groups() if group).strip())
        for page in PAGES
        for match in pattern.finditer(page.read_text(encoding="utf-8"))
    ]


def _blocks(*languages: str) -> Iterator[Found]:
    for page in PAGES:
        for match in FENCE.finditer(page.read_text(encoding="utf-8")):
            if not languages or match["language"] in languages:
                yield Found(page, match["text"])


COMMANDS = [found for found in _found(STOA) if ELISION not in found.text]
QUERIES = [*_blocks("graphql")] + [
    Found(block.page, json.loads(match["body"])["query"])
    for block in _blocks("sh")
    for match in POSTED.finditer(block.text)
]
QUOTATIONS = [block for block in _blocks() if QUOTED_PATH.fullmatch(block.text.split("\n")[0])]


@pytest.fixture(scope="module")
def served() -> GraphQLSchema:
    return build_schema(build_api().as_str())


@pytest.mark.parametrize("found", COMMANDS, ids=str)
def test_a_command_can_be_given(found: Found, tmp_path: Path) -> None:
    """Parsed as the command line would, and not run; words in capitals stand for values."""
    stands_for = {"DIR": str(tmp_path), "FILE": str(tmp_path / "file")}
    (tmp_path / "file").touch()
    words = [stands_for.get(word, word) for word in shlex.split(found.text)]
    command = get_command(cli)
    with command.make_context("stoa", words) as context:
        while isinstance(command, TyperGroup) and words:
            name, sub, words = command.resolve_command(context, words)
            assert sub is not None
            command = sub
            context = command.make_context(name, list(words), parent=context)


@pytest.mark.parametrize("found", _found(MAKE), ids=str)
def test_a_target_exists(found: Found) -> None:
    assert re.search(rf"^{found.text}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("found", _found(LINK), ids=str)
def test_a_link_leads_somewhere(found: Found) -> None:
    assert (found.page.parent / found.text).exists()


@pytest.mark.parametrize("found", QUERIES, ids=str)
def test_a_query_is_valid(found: Found, served: GraphQLSchema) -> None:
    assert validate(served, parse(found.text)) == []


@pytest.mark.parametrize("found", QUOTATIONS, ids=str)
def test_a_quotation_is_in_its_file(found: Found) -> None:
    """A block that opens with a comment naming a file quotes it; `…` alone on a line leaves something out."""
    head, *lines = (line.strip() for line in found.text.splitlines())
    match = QUOTED_PATH.fullmatch(head)
    assert match
    source = [line.strip() for line in (ROOT / match["path"]).read_text(encoding="utf-8").splitlines()]
    text = "\n".join(["", *source, ""])
    position = 0
    for passage in "\n".join(lines).split(f"\n{ELISION}\n"):
        position = text.find(f"\n{passage.strip()}\n", position)
        assert position >= 0, f"{match['path']} has no longer:\n{passage}"


def test_the_pages_say_something_to_check() -> None:
    assert COMMANDS and QUERIES and QUOTATIONS
