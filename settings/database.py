"""Settings of the database."""

from typing import Self

from pydantic import AliasChoices, Field, SecretStr, model_validator

from settings.part import Part

NEO4J_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def _neo4j(name: str) -> AliasChoices:
    return AliasChoices(f"neo4j_{name}", f"NEO4J_{name.upper()}")


class Database(Part):
    """An outside Neo4j in the place of the embedded one, and what learning from the graph may take of either."""

    neo4j_uri: str | None = Field(
        None, validation_alias=_neo4j("uri"), description="An outside Neo4j to use instead of the embedded one."
    )
    neo4j_username: str = Field("neo4j", validation_alias=_neo4j("username"), description="Its user.")
    neo4j_password: SecretStr = Field(SecretStr(""), validation_alias=_neo4j("password"), description="Its password.")
    neo4j_database: str = Field("neo4j", validation_alias=_neo4j("database"), description="The database on it.")

    graph_learning: bool = Field(
        True, description="Whether jobs learn from the graph as a whole, where Neo4j Graph Data Science is installed."
    )
    graph_memory_mb: int = Field(
        512, ge=16, description="MiB of the database's heap that such a run may take; one estimated at more is refused."
    )
    graph_concurrency: int = Field(
        1, ge=1, le=64, description="Threads of the database that such a run may use; 4 at most without a licence."
    )

    @model_validator(mode="after")
    def _known_scheme(self) -> Self:
        if self.neo4j_uri is not None and self.neo4j_uri.split("://")[0] not in NEO4J_SCHEMES:
            raise ValueError(f"NEO4J_URI must start with one of {', '.join(f'{s}://' for s in NEO4J_SCHEMES)}")
        return self
