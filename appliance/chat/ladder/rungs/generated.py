"""Owns the rung of the model: its words as long as each sentence stands in the evidence, a quotation meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.chat.ladder.meter import Meter
from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.ladder.writer import Ended, Sentence
from appliance.chat.writing.comparing import tells_as_much, tells_less
from appliance.chat.writing.extract import Extract
from appliance.chat.writing.length import fits
from appliance.contract.chat import ChatEvent, Delta, Outcome, Position, Replaced, Rung, Stage, Staged
from appliance.contract.retrieval import Trust
from appliance.inference import Place


class Generated:
    """Lets the model answer from the passages that were found.

    When it has not begun in time, the documents are quoted first; what it writes then replaces the quotation if
    it says more than that. So the rung answers whenever there is something to quote, with or without a model.
    """

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe

    async def step(self, walk: Walk) -> Events:
        if walk.found.trust is not Trust.SURE:
            return
        yield Staged(stage=Stage.WRITING)
        with walk.watch.step("extract"):
            quoted = await self._scribe.quote(walk)
        written: list[Sentence] = []
        quoting = False
        writer = self._scribe.writer(walk)
        try:
            with walk.watch.step("generate"):
                async with writer:
                    while not isinstance(item := await writer.next(_patience(walk, quoted, quoting, written)), Ended):
                        quoting = quoting or item is None
                        if isinstance(item, Sentence):
                            if not fits((one.text for one in written), item.text, walk.settings.max_words):
                                item = Ended()
                                break
                            written.append(item)
                        for event in _said(walk, item, quoted, quoting, written):
                            yield event
        finally:
            _note(walk, writer.meter)
        walk.dropped = item.dropped
        for event in _end(walk, quoted, quoting, written, item):
            yield event


def _patience(walk: Walk, quote: Extract | None, quoting: bool, written: list[Sentence]) -> float | None:
    """Seconds until the documents are quoted; None when that has been done, need not be, or cannot be."""
    if quote is None or quoting or written:
        return None
    return max(0.0, walk.settings.quote_after_s - walk.watch.elapsed_ms() / 1000)


def _said(
    walk: Walk, item: Sentence | Place | None, quote: Extract | None, quoting: bool, written: list[Sentence]
) -> Iterator[ChatEvent]:
    """What is told of it at once."""
    if isinstance(item, Place):
        yield from _waits(walk, item)
    elif item is None and quote:
        walk.quoted = True
        yield Delta(text=quote.text)
        walk.speaks(Rung.EXTRACT)  # only now: a person may have taken the word
        yield sources(quote.passages)
    elif item and not quoting:
        yield Delta(text=f" {item.text}" if written[1:] else item.text)
        walk.speaks(Rung.GENERATED)


def _waits(walk: Walk, place: Place) -> Iterator[ChatEvent]:
    if place.position:
        walk.line.stands(place, walk.watch.now())
        yield Position(ahead=place.position - 1, eta_s=place.eta_s)
    else:
        walk.line.turn(walk.watch.now())


def _note(walk: Walk, meter: Meter) -> None:
    """What it took, however it ended."""
    walk.usage = meter.usage
    walk.watch.split("generate", walk.usage.stages if walk.usage else ())
    if checks := meter.checks:
        walk.watch.add("grounding", checks.began, checks.took)


def _end(walk: Walk, quote: Extract | None, quoting: bool, written: list[Sentence], end: Ended) -> Iterator[ChatEvent]:
    """How the answer ends; nothing when there is none yet. `quoting`: the quotation has been shown meanwhile."""
    text = " ".join(sentence.text for sentence in written)
    # Half an answer and an apology help nobody; nor does a whole one that leaves out what was asked for.
    poor = not written or end.failure or (quote and tells_less(walk.understood, walk.found.passages, text, quote.text))
    if quote and quoting and (poor or not _says_more(walk, written, quote)):
        walk.told = quote.passages
        yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
    elif quote and written and poor:
        walk.told = quote.passages
        yield Replaced(text=quote.text)
        yield sources(quote.passages)
        yield walk.done(Outcome.ANSWERED, Rung.EXTRACT)
    elif written:
        if quote and quoting:
            yield Replaced(text=text)
        yield from _generated(walk, written)


def _generated(walk: Walk, written: Sequence[Sentence]) -> Iterator[ChatEvent]:
    walk.told = tuple(sentence.passage for sentence in written)
    yield sources(walk.told)
    yield walk.done(Outcome.ANSWERED, Rung.GENERATED)


def _says_more(walk: Walk, written: Sequence[Sentence], quoted: Extract) -> bool:
    """A quotation that holds every written sentence is the better answer: it has the conditions too."""
    text = " ".join(sentence.text for sentence in written)
    new = any(sentence.text not in quoted.text for sentence in written)
    return new and tells_as_much(walk.understood, walk.found.passages, text, quoted.text)
