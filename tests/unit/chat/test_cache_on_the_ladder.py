"""What visitors read when the cache stands on the ladder: nothing that is disputed by now, nothing of another thing."""

from __future__ import annotations

from appliance.chat.cache.caches import Caches
from appliance.chat.cache.keys import Keys
from appliance.chat.cache.passages import PassageCache
from appliance.chat.ladder.memory import CachedMemory
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Question
from appliance.contract.chat import Rung
from appliance.contract.retrieval import Found, Trust
from appliance.contract.settings import AnswerSettings
from tests.unit.chat.kept import Kept
from tests.unit.chat.played import Knowledge, Model, Usual, done, passage, standing

INSPECTION = "What does a full inspection of a bike cost?"
BATTERY = "How long does the battery last?"


class Counter:
    """A front desk whose cache is real."""

    def __init__(self, kept: Kept, knowledge: Knowledge, says: str) -> None:
        caches = Caches(
            Keys(kept.shop, self._model, ()),
            kept.cache,
            PassageCache(knowledge, lambda: 0.0),
            lambda: (0, 0, 0),
            self._tokens,
        )
        usual, memory = Usual(AnswerSettings(quote_after_s=10)), CachedMemory(caches)
        self._service = AnswerService(standing(Model(says), knowledge, usual, memory=memory), lambda: 0.0)
        kept.cache.refresher.refresh = self._service.refresh

    async def ask(self, text: str, *history: str) -> tuple[str, Rung | None]:
        walk = await self._service.begin(Question("q_1", "c_1", text, history, "visitor"))
        said = Transcript("q_1", "c_1", text, [event async for event in self._service.answer(walk)])
        await self._service.remember(walk, said, done(said.events))
        return said.text, done(said.events).rung

    async def _model(self) -> str | None:
        return "starter"

    async def _tokens(self) -> tuple[int, int] | None:
        return None


async def test_once_another_document_says_otherwise_the_old_price_is_told_no_more(kept: Kept) -> None:
    prices, flyer = (
        passage("A full inspection of a bike costs $60.", "Prices"),
        passage("A full inspection of a bike costs $45.", "Old flyer"),
    )
    knowledge = Knowledge(Found((prices,), Trust.SURE))
    counter = Counter(kept, knowledge, prices.text)
    assert await counter.ask(INSPECTION) == (prices.text, Rung.GENERATED)
    assert await counter.ask(INSPECTION) == (prices.text, Rung.CACHE)
    kept.shop.change(flyer.document_id)
    knowledge.found = Found((prices, flyer), Trust.SURE)
    assert await counter.ask(INSPECTION) == (prices.text, Rung.CACHE)  # stale: it is looked up behind the visitor
    await kept.cache.refresher.idle()
    told, rung = await counter.ask(INSPECTION)
    assert rung is Rung.EXTRACT
    assert "$45" in told
    assert "$60" in told


async def test_an_answer_on_one_thing_is_not_told_to_who_asked_about_another(kept: Kept) -> None:
    fox = passage("The battery of the Fox lasts 60 miles.", "Fox")
    vista = passage("The battery of the Vista lasts 90 miles.", "Vista")
    knowledge = Knowledge(Found((fox, vista), Trust.SURE))
    assert await Counter(kept, knowledge, fox.text).ask(BATTERY) == (fox.text, Rung.GENERATED)
    assert (await Counter(kept, knowledge, "").ask(BATTERY, "Tell me about the Fox e-bike")) == (fox.text, Rung.CACHE)
    knowledge.found = Found((vista, fox), Trust.SURE)
    counter = Counter(kept, knowledge, vista.text)
    assert await counter.ask(BATTERY, "Tell me about the Vista e-bike") == (vista.text, Rung.GENERATED)
