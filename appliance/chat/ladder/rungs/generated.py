"""Owns the rung of the model: its words as long as each sentence stands in the evidence, a quotation meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appliance.chat.ladder.scribe import Scribe
from appliance.chat.ladder.walk import Events, Walk, sources
from appliance.chat.ladder.writer import Ended, Sentence
from appliance.chat.writing.comparing import tells_as_much, tells_less
from appliance.chat.writing.extract import Extract
from appliance.contract.chat import ChatEvent, Delta, Outcome, Position, Replaced, Rung, Stage, Staged
from appliance.contract.retrieval import Trust


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
        quoted = await self._scribe.quote(walk)
        written: list[Sentence] = []
        quoting = False
        with walk.watch.step("generate"):
            async with self._scribe.writer(walk) as writer:
                while not isinstance(item := await writer.next(self._patience(walk, quoting, written)), Ended):
                    if item is None:
                        quoting, walk.quoted = True, quoted is not None
                        for event in _quotation(quoted):
                            yield event
                    elif isinstance(item, Sentence):
                        written.append(item)
                        if not quoting:
                            yield Delta(text=f" {item.text}" if written[1:] else item.text)
                    elif item.position:
                        walk.line.stands(item, walk.watch.now())
                        yield Position(ahead=item.position - 1, eta_s=item.eta_s)
                    else:
                        walk.line.turn(walk.watch.now())
        walk.wrote(item.usage, item.dropped)
        walk.watch.split("generate", item.usage.stages if item.usage else ())
        for event in _end(walk, quoted, quoting, written, item):
            yield event

    def _patience(self, walk: Walk, quoting: bool, written: list[Sentence]) -> float | None:
        """Seconds until the documents are quoted; None when that has been done or need not be."""
        if quoting or written:
            return None
        return max(0.0, walk.settings.quote_after_s - walk.watch.elapsed_ms() / 1000)


def _end(walk: Walk, quote: Extract | None, quoting: bool, written: list[Sentence], end: Ended) -> Iterator[ChatEvent]:
    """How the answer ends; nothing when there is none yet. `quoting`: the quotation has been shown meanwhile."""
    text = " ".join(sentence.text for sentence in written)
    # Half an answer and an apology help nobody; nor does a whole one that leaves out what was asked for.
    poor = not written or end.failure or (quote and tells_less(walk.asked, walk.found.passages, text, quote.text))
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


def _quotation(quoted: Extract | None) -> Iterator[ChatEvent]:
    if quoted:
        yield Delta(text=quoted.text)
        yield sources(quoted.passages)


def _generated(walk: Walk, written: Sequence[Sentence]) -> Iterator[ChatEvent]:
    walk.told = tuple(sentence.passage for sentence in written)
    yield sources(walk.told)
    yield walk.done(Outcome.ANSWERED, Rung.GENERATED)


def _says_more(walk: Walk, written: Sequence[Sentence], quoted: Extract) -> bool:
    """A quotation that holds every written sentence is the better answer: it has the conditions too."""
    text = " ".join(sentence.text for sentence in written)
    new = any(sentence.text not in quoted.text for sentence in written)
    return new and tells_as_much(walk.asked, walk.found.passages, text, quoted.text)
