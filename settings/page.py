"""docs/settings.md, made of the settings themselves."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo

from settings import PARTS
from settings.part import ROOT

_HEAD = (
    "# Settings",
    "",
    "Generated from `settings/` by `make schema`; edit it there. Settings are environment variables, read once when",
    "a command or `make run` starts. A value that can't be used stops the start with a sentence that says why.",
    "`make` alone reads `STOA_CACHE`: where downloads are kept for all checkouts.",
)


def settings_page() -> str:
    """docs/settings.md: every setting with its variable, its default and what it means, part by part."""
    return "\n".join([*_HEAD, *_parts()])


def _parts() -> Iterator[str]:
    seen: set[str] = set()
    for part in PARTS:
        yield from ("", f"## {part.__name__}", "", str(part.__doc__), "")
        yield from ("| Variable | Default | Meaning |", "|---|---|---|")
        for name, field in part.model_fields.items():
            if name not in seen:
                yield f"| `{_variable(name, field)}` | {_shown(field.default)} | {field.description} |"
        seen |= set(part.model_fields)


def _variable(name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    return str(alias.choices[-1]) if isinstance(alias, AliasChoices) else f"STOA_{name.upper()}"


def _shown(default: object) -> str:
    """A default as one would set it; nothing for None and for what is empty."""
    if isinstance(default, Path):
        default = default.relative_to(ROOT)
    if isinstance(default, bool):
        default = str(default).lower()
    if isinstance(default, tuple):
        default = ",".join(map(str, default))
    return f"`{default}`" if default not in (None, "", SecretStr("")) else "–"
