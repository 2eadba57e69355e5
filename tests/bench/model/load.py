"""Owns the load of a shop: one shop prompt for all, two of 24 passages by popularity, and a question."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache

from appliance.contract.knowledge import Passage
from appliance.core.paths import ASSETS
from appliance.knowledge.documents.reader import read_here

PASSAGES = 24
PASSAGE_WORDS = 110
ANSWER_TOKENS = 48
QUESTIONS = (
    "how much is that",
    "do I need an appointment for it",
    "what happens if I am late",
    "is that also possible on a Saturday",
    "what do I have to bring along",
    "how long does it usually take",
    "who do I talk to about this",
    "does that hold for e-bikes as well",
)
SHOP_PROMPT = (
    "You are the assistant on the website of Maple Street Bikes, a bicycle shop with a workshop, rentals and repair "
    "classes. You answer customers' questions politely and in short, complete sentences, in the language of the "
    "question. You use only what the notes below say. You never invent a price, a date, a time, a telephone number "
    "or a name: when the notes do not hold the answer, you say that you do not know and offer to pass the question "
    "on to the team. You do not talk about other shops, politics, medicine or law, and you do not write poems, "
    "programs or homework. You do not make promises for the shop: no reservation, no discount, no delivery date. "
    "When a customer is angry, you stay friendly, say that you are sorry for the trouble and offer the team's "
    "telephone number. The shop is closed on Mondays. On the other days it opens at ten in the morning. Prices are "
    "in dollars and include tax. Customers may bring a dog on a leash. Bicycles can be left in the locked cage "
    "behind the shop when the shop is closed; the code is told on the telephone. The workshop repairs bicycles of "
    "all makers, but motors and batteries only of two of them. Rentals need a photo ID and a credit card. "
)

Messages = list[dict[str, str]]


def requests(count: int, seed: int) -> Iterator[Messages]:
    """`count` conversations of one question each; the same for the same seed."""
    chance = random.Random(seed)
    weights = [1 / rank for rank in range(1, PASSAGES + 1)]
    for _ in range(count):
        first = second = chance.choices(range(PASSAGES), weights)[0]
        while second == first:
            second = chance.choices(range(PASSAGES), weights)[0]
        notes = "\n\n".join(_notes()[at] for at in sorted((first, second)))
        question = f"{chance.choice(QUESTIONS)}? ({chance.randrange(10_000)})"
        yield [
            {"role": "system", "content": SHOP_PROMPT},
            {"role": "user", "content": f"Notes:\n{notes}\n\nQuestion: {question}"},
        ]


@lru_cache
def _notes() -> list[str]:
    """24 stretches of the demo shop's documents, each about as long as a passage may be."""
    stretches: list[str] = []
    for file in sorted((ASSETS / "demo/documents").glob("*.md")):
        stretches += _stretches(list(read_here(file, file.name).passages))
    return stretches[:PASSAGES]


def _stretches(passages: list[Passage]) -> Iterator[str]:
    words: list[str] = []
    for passage in passages:
        words += passage.text.split()
        if len(words) >= PASSAGE_WORDS:
            yield " ".join(words[:PASSAGE_WORDS])
            words = []
