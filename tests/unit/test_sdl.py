"""What is generated and committed equals what the code gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.model_page import model_page
from schema.sdl import sdl
from settings.page import settings_page

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("path", "made"),
    [("schema/schema.graphql", sdl), ("docs/model.md", model_page), ("docs/settings.md", settings_page)],
)
def test_a_generated_file_is_up_to_date(path: str, made: Callable[[], str]) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == made() + "\n", f"{path} is out of date: run `make schema`"


def test_the_schema_is_the_same_each_time_it_is_built() -> None:
    assert sdl() == sdl()
