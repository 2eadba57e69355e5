"""Owns how long answers are: what is quoted, written, kept and made beforehand, as long as wanted just now."""

from __future__ import annotations

import pytest

from appliance.chat.cache.caches import Caches
from appliance.chat.cache.keys import Keys
from appliance.chat.cache.passages import PassageCache
from appliance.chat.ladder.memory import CachedMemory
from appliance.chat.ladder.service import AnswerService
from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Question
from appliance.chat.writing import prompt
from appliance.chat.writing.extract import extract
from appliance.chat.writing.length import fits
from appliance.contract.chat import Rung
from appliance.contract.retrieval import Asked, Found, FoundPassage, Trust
from appliance.contract.settings import AnswerSettings
from tests.unit.chat.kept import Kept
from tests.unit.chat.played import Knowledge, Model, Usual, asking, done, passage, standing, told

ASKED = Asked("How much is a flat fix?", "en")
PRICE = "A flat fix costs $22."
FILLER = "Another sentence speaks of nothing that anybody would want to know."
ROWS = "\n".join(f"Flat fix of kind {row}: from $22, tube and work included" for row in range(12))


def words_of(most: int, *passages: FoundPassage) -> int:
    quoted = extract(ASKED, passages, most)
    assert quoted is not None
    return len(quoted.text.replace("- ", "").split())


@pytest.mark.parametrize("text", [" ".join([PRICE] + [FILLER] * 12), f"Flat fixes:\n{ROWS}", ROWS])
def test_fewer_words_are_quoted_where_fewer_are_wanted(text: str) -> None:
    assert words_of(20, passage(text, "Prices")) <= 20 < words_of(50, passage(text, "Prices")) <= 50


def test_fewer_passages_are_quoted_where_fewer_words_are_wanted() -> None:
    rows = [
        passage(f"Flat fix {row} costs ${row}5, tube, work and tea for all included.", "Prices", at=row)
        for row in range(9)
    ]
    assert words_of(20, *rows) <= 20 < words_of(50, *rows) <= 50 < words_of(80, *rows) <= 80


def test_the_sentence_that_answers_is_told_whole_however_few_words_are_wanted() -> None:
    sentence = f"A flat fix costs $22 {' '.join(['indeed'] * 30)}."
    quoted = extract(ASKED, [passage(f"{FILLER} {sentence} {FILLER}", "Prices")], 20)
    assert quoted is not None
    assert quoted.text == sentence


class FrontDesk:
    """With a real cache, a model that says nothing useful, and a calendar on which a sale may begin and end."""

    def __init__(self, kept: Kept) -> None:
        knowledge = Knowledge(Found((passage(" ".join([PRICE] + [FILLER] * 12), "Prices"),), Trust.SURE))
        keys, passages = Keys(kept.shop, self._model, ()), PassageCache(knowledge, lambda: 0.0)
        memory = CachedMemory(Caches(keys, kept.cache, passages, lambda: (0, 0, 0), self._tokens))
        self.calendar = Usual(AnswerSettings())
        self.service = AnswerService(standing(Model("no"), knowledge, self.calendar, memory=memory), lambda: 0.0)
        kept.cache.refresher.refresh = self.service.refresh

    async def ask(self) -> tuple[int, Rung | None]:
        """How many words are told, and by whom."""
        walk = await self.service.begin(Question("q_1", "c_1", ASKED.text, (), "visitor"))
        said = Transcript("q_1", "c_1", ASKED.text, [event async for event in self.service.answer(walk)])
        await self.service.remember(walk, said, done(said.events))
        return len(said.text.split()), done(said.events).rung

    async def _model(self) -> str | None:
        return "starter"

    async def _tokens(self) -> tuple[int, int] | None:
        return None


TELLING = "A flat fix costs $22 and takes ten minutes. Tube and work are included. You can wait for it in the shop."
FIXES = Found((passage(TELLING, "Prices"),), Trust.SURE)


@pytest.mark.parametrize(("max_words", "sentences"), [(80, 3), (20, 2)])
async def test_no_more_is_written_than_is_wanted(max_words: int, sentences: int) -> None:
    model, wanted = Model(TELLING), AnswerSettings(quote_after_s=60, max_words=max_words)
    events = [event async for event in asking(model, wanted, Knowledge(FIXES), ASKED.text)]
    assert done(events).rung is Rung.GENERATED
    assert told(events) == ". ".join(TELLING.split(". ")[:sentences]).rstrip(".") + "."
    assert model.closed


async def test_the_model_is_told_how_few_words_are_wanted_and_else_nothing() -> None:
    async def beginning(max_words: int) -> str:
        model, wanted = Model(PRICE), AnswerSettings(quote_after_s=60, max_words=max_words)
        assert [event async for event in asking(model, wanted, Knowledge(FIXES), ASKED.text)]
        return model.prompts[0][0].content.partition("\n- ")[0]

    assert "Answer with 20 words at most." in await beginning(20)
    assert await beginning(80) == await beginning(400) == prompt.beginning("Maple Street Bikes", "en")


def test_the_first_sentence_is_told_however_long_it_is() -> None:
    assert fits((), FILLER, 5)
    assert not fits([PRICE], FILLER, 15)
    assert fits([PRICE], FILLER, 16)


async def test_on_a_sale_day_short_answers_are_told_that_were_made_before_and_none_afterwards(kept: Kept) -> None:
    desk = FrontDesk(kept)
    usual = await desk.ask()
    assert usual == (38, Rung.EXTRACT)
    await desk.service.rehearse(ASKED.text, max_words=20)
    assert await desk.ask() == (38, Rung.CACHE)
    desk.calendar.answers = AnswerSettings(max_words=20)
    assert await desk.ask() == (16, Rung.CACHE)
    desk.calendar.answers = AnswerSettings()
    assert await desk.ask() == (38, Rung.CACHE)


async def test_what_is_made_anew_is_as_long_as_it_was(kept: Kept) -> None:
    desk = FrontDesk(kept)
    await desk.service.rehearse(ASKED.text, max_words=20)
    kept.wait(hours=2)
    await desk.service.rehearse(ASKED.text, max_words=20)
    await kept.cache.refresher.idle()
    desk.calendar.answers = AnswerSettings(max_words=20)
    assert await desk.ask() == (16, Rung.CACHE)
    assert kept.cache.fates.refreshed == 1
