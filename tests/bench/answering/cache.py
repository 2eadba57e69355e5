"""Owns the figures on the cache of answers: one question is answered and kept, then another one is asked.

Wrong: the answer of the first was told although the second asks for something else. By words: nothing is known but the
two questions. In a shop: both are asked in the demo shop, and what is found for them may speak for or against.
Run alone it prints every wrong one: `python -m tests.bench.answering.cache --data FOLDER`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from appliance.chat.cache.answers import AnswerCache
from appliance.chat.cache.keeping.entry import Told
from appliance.chat.cache.keeping.key import CacheKey
from appliance.chat.cache.keeping.rows import AnswerRows
from appliance.chat.cache.keeping.shelf import MOST, AnswerShelf
from appliance.chat.writing.extract import extract
from appliance.contract.cache import Versions
from appliance.contract.chat import Outcome, Rung
from appliance.contract.retrieval import Asked, Found, FoundPassage, Trust
from appliance.core.clock import utc_now
from appliance.core.database import Database, migrate
from appliance.core.paths import ASSETS
from appliance.knowledge.index.centre import Centre
from tests.bench.knowledge.shop import Shop, opened
from tests.bench.knowledge.vectors import KeptVectors

OURS = Path(__file__).parents[2] / "data/same_questions.jsonl"
OTHER_SHOPS = Path(__file__).parents[2] / "data/cache_other_shops.jsonl"
# Nothing was ever changed for these: what they say is what a shop may expect.
HELD_OUT = Path(__file__).parents[2] / "data/cache_held_out.jsonl"
IN_A_SHOP = Path(__file__).parents[2] / "data/cache_questions.jsonl"
NOW = Versions("facts", 1, date(2026, 10, 7))
LOOK_AT = 10
NAMES = {
    "StackFAQ-paraphrases (machine generated)": "machine paraphrases",
    "banking77 (intents half A)": "a bank's intents",
    "HINT3/sofmattress": "a mattress shop's intents",
    "eShopSupport product swap (derived)": "product swaps",
}


# Sets whose look-alikes certainly ask for something else; of intents a label is all there is, and some are wrong.
CERTAIN = ("product swaps", "our own", "other shops", "held out", "in a shop")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions and whether one answer serves both; `of` names the set."""

    of: str
    language: str
    one: str
    other: str
    same: bool


class Unchanging:
    """Nothing changes while it is measured."""

    async def versions(self) -> Versions:
        return NOW

    async def changed(self, since: Versions) -> dict[str, int]:
        return {}


async def run(data: Path) -> dict[str, float]:
    """Print a line a set; the figures of the bars."""
    vectors = KeptVectors()
    by_words = [
        *_public(data),
        *_pairs("our own", OURS),
        *_pairs("other shops", OTHER_SHOPS),
        *_pairs("held out", HELD_OUT),
    ]
    in_shop = _pairs("in a shop", IN_A_SHOP)
    with tempfile.TemporaryDirectory() as folder:
        async with _cache(Path(folder), vectors, shelf := AnswerShelf()) as cache:
            told: defaultdict[tuple[str, bool], list[bool]] = defaultdict(list)
            for at, pair in enumerate(by_words):
                told[pair.of, pair.same].append(_shown(pair, await _by_words(cache, vectors, pair, at)))
            async with opened(Path(folder) / "shop", vectors) as shop:
                await shop.add((one.name, one.read_bytes()) for one in sorted((ASSETS / "demo/documents").iterdir()))
                for at, pair in enumerate(in_shop):
                    told[pair.of, pair.same].append(_shown(pair, await _in_shop(cache, shop, pair, at)))
            pace = await _pace(cache, shelf, vectors)
    vectors.close()
    for (of, same), hits in sorted(told.items()):
        print(f"{of:28} {'asks the same' if same else 'look-alike':14} {sum(hits):4} of {len(hits):4} told")
    return {**_figures(told), **pace}


def _figures(told: defaultdict[tuple[str, bool], list[bool]]) -> dict[str, float]:
    """`cache_paraphrase_hits` is of all paraphrases that were written as such, by us and by a machine."""
    words = [hit for of in (*CERTAIN, "machine paraphrases") for hit in told[of, True]]
    return {
        "cache_wrong": sum(sum(told[of, False]) for of in CERTAIN),
        "cache_paraphrase_hits": _share(words),
        "cache_own_paraphrase_hits": _share(told["our own", True]),
        "cache_machine_paraphrase_hits": _share(told["machine paraphrases", True]),
        "cache_held_out_paraphrase_hits": _share(told["held out", True]),
        "cache_shop_paraphrase_hits": _share(told["in a shop", True]),
        "cache_other_intent_told": sum(
            sum(told[of, False]) for of in ("a bank's intents", "a mattress shop's intents")
        ),
    }


def _share(hits: list[bool]) -> float:
    return round(statistics.mean(hits), 3)


@asynccontextmanager
async def _cache(folder: Path, vectors: KeptVectors, shelf: AnswerShelf) -> AsyncIterator[AnswerCache]:
    migrate.upgrade(folder / "cache.db")
    database, centre = Database.at(folder / "cache.db"), Centre(vectors)
    await centre.prepare()
    cache = AnswerCache(AnswerRows(database), shelf, vectors, Unchanging(), lambda: centre.questions, utc_now)
    yield cache
    await cache.close()
    await database.close()


def _public(data: Path) -> list[Pair]:
    lines = [json.loads(line) for line in (data / "cache/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    return [
        Pair(NAMES.get(pair["source"], pair["source"]), "en", pair["a"], pair["b"], pair["same_answer"])
        for pair in lines
    ]


def _pairs(of: str, file: Path) -> list[Pair]:
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Pair(of, pair["language"], pair["one"], pair["other"], pair["same"]) for pair in lines]


def _key(language: str, shelf: str) -> CacheKey:
    """Each pair has the cache for itself."""
    return CacheKey(shelf, language, "", "", NOW, "", "", 80)


async def _by_words(cache: AnswerCache, vectors: KeptVectors, pair: Pair, at: int) -> bool:
    key = _key(pair.language, f"words {at}")
    await vectors.query(pair.other)  # what is measured is the judgement, not the time
    await cache.keep(Asked(pair.one, pair.language), key, _told(pair.one, Found((_passage(pair.one),), Trust.SURE)))
    return await cache.find(Asked(pair.other, pair.language), key) is not None


async def _in_shop(cache: AnswerCache, shop: Shop, pair: Pair, at: int) -> bool:
    key = _key(pair.language, f"shop {at}")
    one, other = Asked(pair.one, pair.language), Asked(pair.other, pair.language)
    await cache.keep(one, key, _told(pair.one, await shop.retrieval.search(one, LOOK_AT)))
    await shop.vectors.query(pair.other)
    if await cache.find(other, key):
        return True
    return await cache.confirm(other, key, await shop.retrieval.search(other, LOOK_AT)) is not None


def _told(question: str, found: Found) -> Told:
    quoted = extract(Asked(question, "en"), found.passages)
    passages = quoted.passages if quoted else found.passages[:1]
    return Told("Told.", (), Rung.GENERATED, Outcome.ANSWERED, tuple(passages), found)


def _passage(text: str) -> FoundPassage:
    return FoundPassage("doc", 0, "", (), text, 1.0, 1.0)


def _shown(pair: Pair, hit: bool) -> bool:
    if hit and not pair.same:
        print(f"  told, {pair.of}: {pair.one} | {pair.other}")
    return hit


async def _pace(cache: AnswerCache, shelf: AnswerShelf, vectors: KeptVectors) -> dict[str, float]:
    """Milliseconds of a question among five thousand answers of one shop, embedding excluded, 95th percentile."""
    pairs = [pair for pair in _pairs("our own", OURS) if pair.language == "en"]
    key = _key("en", "full")
    for pair in pairs:
        await cache.keep(Asked(pair.one, "en"), key, _told(pair.one, Found((_passage(pair.one),), Trust.SURE)))
    known = list(shelf.within(key.scope()))
    for at in range(MOST):
        entry = known[at % len(known)]
        shelf.put(replace(entry, id=f"{entry.id} {at}"))
    took = []
    for pair in pairs:
        await vectors.query(pair.other)
        began = time.perf_counter()
        await cache.find(Asked(pair.other, "en"), key)
        took.append((time.perf_counter() - began) * 1000)
    return {"cache_find_p95_ms": round(statistics.quantiles(took, n=20)[-1], 2)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="the folder with cache/pairs.jsonl")
    print(asyncio.run(run(parser.parse_args().data)))
