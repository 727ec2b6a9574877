"""How much memory the embedded Neo4j gets."""

from dataclasses import dataclass

import psutil

MEGABYTE = 2**20


@dataclass(frozen=True)
class Memory:
    """Upper bound of the Java heap and size of the page cache, in MiB."""

    heap_mb: int
    page_cache_mb: int

    @classmethod
    def for_this_machine(cls) -> "Memory":
        """A quarter of the machine for the heap, an eighth for the page cache, within bounds that suit a laptop."""
        total_mb = psutil.virtual_memory().total // MEGABYTE
        return cls(heap_mb=min(max(total_mb // 4, 512), 2048), page_cache_mb=min(max(total_mb // 8, 128), 1024))
