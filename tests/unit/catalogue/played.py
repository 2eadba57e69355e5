"""Owns a small catalogue for tests: a model that comes with the box, and one to fetch."""

from __future__ import annotations

import hashlib

from appliance.catalogue.entries import Entries
from appliance.contract.models import CatalogueModel, CommercialUse, MemoryClass


def entries_with(content: bytes, url: str = "https://models.example/known.gguf") -> Entries:
    """`known` is this content at this address; an address of this machine is allowed here, and nowhere else."""
    starter = CatalogueModel(
        id="starter", name="Starter", licence="MIT", commercial_use=CommercialUse.YES, languages=("en",),
        file="starter.gguf", size_bytes=1000, size_exact=True, memory_bytes=2000, context=2048, sha256=None,
        words="Small.", recommended_for=(),
    )  # fmt: skip
    known = starter.model_copy(
        update={
            "id": "known",
            "name": "Known Model",
            "file": "known.gguf",
            "size_bytes": len(content),
            "memory_bytes": 1_000_000_000,
            "sha256": hashlib.sha256(content).hexdigest(),
            "url": url,
            "recommended_for": (MemoryClass.PROCESSOR,),
        }
    )
    return Entries.model_construct(models=(starter, known))
