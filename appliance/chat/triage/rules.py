"""Owns what the words alone leave no doubt about. Pure."""

from __future__ import annotations

from appliance.chat.triage.order_reference import order_reference
from appliance.chat.triage.phrases import LANGUAGES, Phrases, phrases, plain
from appliance.contract.triage import Sorted, Topic

# In a longer message such a phrase may stand beside what is really asked.
MAX_WORDS = 40
ABUSE_MAX_WORDS = 12
# Who wants a person gets one whatever else is said; a rude word decides only when nothing else does.
FIRST_WINS = (
    Topic.HAND_OFF,
    Topic.LEAD,
    Topic.COMPLAINT,
    Topic.ORDER_STATUS,
    Topic.BOOKING,
    Topic.FACT,
    Topic.PRODUCT,
    Topic.OFF_TOPIC,
    Topic.ABUSE,
)
# The kinds of small talk; of several in one message the first of these is answered.
KINDS = ("robot", "who", "personal", "languages", "how_are_you", "bye", "thanks", "fine", "hello")


def sort_by_words(text: str, language: str) -> Sorted | None:
    """The topic of a message that says so in plain words; None when it takes more than that."""
    said = plain(text)
    if said.count(" ") >= MAX_WORDS:
        return None
    for spoken in _in_turn(language):
        kinds, rest = _without_small_talk(said, spoken)
        if kinds and not rest:
            return Sorted(Topic.SMALL_TALK, sure=True, score=1.0)
        if topic := _topic(rest, spoken):
            return Sorted(topic, sure=True, score=1.0)
    return Sorted(Topic.ORDER_STATUS, sure=True, score=1.0) if order_reference(text) else None


def doubts(text: str, language: str) -> frozenset[Topic]:
    """Topics that the words speak against: `how far ahead should I book` books nothing."""
    said = plain(text)
    return frozenset(
        topic for spoken in _in_turn(language) for topic, unless in spoken.unless.items() if unless.search(said)
    )


def small_talk_kind(text: str, language: str) -> str | None:
    """One of KINDS when the whole message is small talk."""
    said = plain(text)
    for spoken in _in_turn(language):
        kinds, rest = _without_small_talk(said, spoken)
        if kinds and not rest:
            return next(kind for kind in KINDS if kind in kinds)
    return None


def _in_turn(language: str) -> list[Phrases]:
    """Visitors write in other languages than the shop's too; theirs is tried first."""
    return [phrases(code) for code in sorted(LANGUAGES, key=lambda code: code != language)]


def _without_small_talk(said: str, spoken: Phrases) -> tuple[set[str], str]:
    """What is said beside greetings, thanks and the like, and the kinds of these: `hi where are you` -> hello, ..."""
    kinds: set[str] = set()
    while said:
        kind, end = max(
            ((kind, found.end()) for kind in KINDS if (found := spoken.small_talk[kind].match(said))),
            key=lambda one: one[1],
            default=("", 0),
        )
        if kind:
            kinds.add(kind)
        elif found := spoken.filler.match(said):
            end = found.end()
        if not end:
            break
        said = said[end:].lstrip()
    return kinds, said


def _topic(said: str, spoken: Phrases) -> Topic | None:
    for topic in FIRST_WINS:
        unless = spoken.unless.get(topic)
        if spoken.topics[topic].search(said) and not (unless and unless.search(said)):
            return None if topic is Topic.ABUSE and said.count(" ") >= ABUSE_MAX_WORDS else topic
    return None
