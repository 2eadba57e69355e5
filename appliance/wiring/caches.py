"""Owns putting the caches together."""

from __future__ import annotations

from appliance.chat.cache.answers import AnswerCache
from appliance.chat.cache.caches import Caches, PromptTokens, VectorCounts
from appliance.chat.cache.keeping.rows import AnswerRows
from appliance.chat.cache.keeping.shelf import AnswerShelf
from appliance.chat.cache.keys import Keys, ModelName
from appliance.chat.cache.passages import PassageCache
from appliance.contract.settings import Settings
from appliance.core.clock import Now, monotonic
from appliance.core.database import Database
from appliance.core.paths import ASSETS
from appliance.knowledge.front import KnowledgeFront
from appliance.knowledge.index.centre import Centre
from appliance.knowledge.ports import Embedder


def caches(
    database: Database,
    front: KnowledgeFront,
    model_id: ModelName,
    prompts: PromptTokens,
    embedder: Embedder,
    vector_counts: VectorCounts,
    centre: Centre,
    settings: Settings,
    version: str,
    now: Now,
) -> Caches:
    """Nothing is read from disk but the texts that decide how the assistant speaks."""
    return Caches(
        keys=Keys(front, model_id, (version, *_owners(settings), *_prompts())),
        answers=AnswerCache(AnswerRows(database), AnswerShelf(), embedder, front, lambda: centre.questions, now),
        passages=PassageCache(front, monotonic),
        vectors=vector_counts,
        prompts=prompts,
    )


def _owners(settings: Settings) -> list[str]:
    """What the owner has set about how the assistant speaks, what it may say, and who answers outside."""
    outside = settings.cloud.model if settings.cloud.enabled else ""
    return [settings.answers.model_dump_json(), settings.safety.model_dump_json(), outside]


def _prompts() -> list[str]:
    files = [path for folder in ("prompts", "words") for path in sorted((ASSETS / "appliance" / folder).iterdir())]
    return [path.read_text(encoding="utf-8") for path in files if path.is_file()]
