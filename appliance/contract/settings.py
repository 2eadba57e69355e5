"""Owns what an owner may change: each setting once, with title, description and bounds."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from appliance.contract.model import Value
from appliance.contract.server_address import ServerAddress
from appliance.contract.triage import OutsideTopic

Origin = Annotated[str, StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$", max_length=200)]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)]
Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=200)]


class AnswerSettings(Value):
    """How questions are answered."""

    passages: int = Field(
        3,
        ge=1,
        le=12,
        title="Passages per answer",
        description="How many pieces of your documents the assistant may read before answering.",
    )
    max_words: int = Field(
        80,
        ge=20,
        le=400,
        title="Longest answer",
        description="What is written or quoted for a visitor ends after about this many words.",
    )
    wait_for_model_s: float = Field(
        20.0,
        ge=1,
        le=120,
        title="Wait for the assistant",
        description="Seconds before the visitor is shown your own words from the documents instead.",
    )
    quote_after_s: float = Field(
        0.35,
        ge=0,
        le=60,
        title="Quote your documents after",
        description="Seconds without a word of the assistant before your documents are quoted; its answer follows.",
    )
    questions_at_once: int = Field(
        32,
        ge=1,
        le=1000,
        title="Questions at once",
        description="How many visitors may wait for an answer at the same moment; more are asked to try again.",
    )


class ModelSettings(Value):
    """Which model answers and how much room it has."""

    endpoint: ServerAddress = Field(
        "",
        max_length=300,
        title="Model server in your network",
        description="A larger model for hard questions, such as http://10.0.0.5:8000. While it is away, ours answers.",
    )

    file: str = Field(
        "",
        max_length=1000,
        title="Model file",
        description="A GGUF file on this machine. Leave empty for the starter model that comes with Shopbell.",
    )
    context: int = Field(
        8192,
        ge=1024,
        le=131_072,
        title="Working memory",
        description="Words the assistant can hold in mind for all visitors together, in model tokens.",
    )
    sequences: int = Field(
        8,
        ge=1,
        le=64,
        title="Answers at once",
        description="How many answers are written at the same moment; further visitors wait their turn.",
    )
    threads: int = Field(
        0,
        ge=0,
        le=256,
        title="Processor threads",
        description="How many processor cores the assistant may use. 0 means all of them.",
    )


class WidgetTexts(Value):
    """What the chat on the website says by itself."""

    greeting: str = Field(
        "Hello. What would you like to know?",
        min_length=1,
        max_length=200,
        title="Greeting",
        description="The first line a visitor reads when the chat opens.",
    )
    allowed_origins: tuple[Origin, ...] = Field(
        (),
        max_length=20,
        title="Your website's addresses",
        description="Websites that may show the chat, such as https://www.example.com. Without any, only this box.",
    )


class HandOffSettings(Value):
    """What happens when a visitor asks for a person."""

    wait_s: int = Field(
        120,
        ge=15,
        le=1_800,
        title="Wait for the team",
        description="Seconds before a visitor who asked for a person is told that nobody can come just now.",
    )
    quiet_s: int = Field(
        600,
        ge=60,
        le=7_200,
        title="Silence ends a talk",
        description="Seconds without a word, or with the visitor left unanswered, before the assistant is back.",
    )


class CloudSettings(Value):
    """A model outside for what the box cannot answer: details hidden as far as found, within a budget."""

    enabled: bool = Field(
        False,
        strict=True,
        title="Ask a cloud model",
        description="Hard questions are sent to a model on the internet. E-mail addresses, phone, card, account and ID "
        "numbers are taken out before; names and postal addresses only as far as they are recognised.",
    )
    base_url: str = Field(
        "",
        max_length=300,
        pattern=r"^(https?://[^\s?#@]+)?$",
        title="Address",
        description="Where the model is reached, such as https://api.example.com/v1. It must speak OpenAI's dialect.",
    )
    model: str = Field(
        "",
        max_length=200,
        title="Model",
        description="The name of the model, as its provider writes it.",
    )
    price_in: float = Field(
        0.0,
        ge=0,
        le=1000,
        title="Price of a million tokens read",
        description="What the provider charges for what is sent, in your currency.",
    )
    price_out: float = Field(
        0.0,
        ge=0,
        le=1000,
        title="Price of a million tokens written",
        description="What the provider charges for answers, in your currency.",
    )
    currency: str = Field(
        "USD",
        pattern=r"^[A-Z]{3}$",
        title="Currency",
        description="The currency of prices and budgets, such as USD or EUR.",
    )
    daily_budget: float = Field(
        1.0,
        ge=0,
        le=10_000,
        title="Budget of a day",
        description="Once so much is spent, the cloud model is not asked until the next day.",
    )
    monthly_budget: float = Field(
        10.0,
        ge=0,
        le=100_000,
        title="Budget of a month",
        description="Once so much is spent, the cloud model is not asked until the next month.",
    )
    topics: tuple[OutsideTopic, ...] = Field(
        tuple(OutsideTopic),
        max_length=len(OutsideTopic),
        title="What it may be asked about",
        description="Questions about other things never leave, nor do those that the box can answer itself.",
    )
    wait_s: float = Field(
        12.0,
        ge=2,
        le=60,
        title="Wait for the cloud model",
        description="Seconds before the visitor gets the box's own words instead.",
    )


class PrivacySettings(Value):
    """What of visitors may leave the box."""

    nothing_leaves: bool = Field(
        True,
        strict=True,
        title="Nothing leaves",
        description="No word of a visitor leaves this box, whatever else is switched on.",
    )


class SafetySettings(Value):
    """What the assistant never says, whatever a document or a visitor says."""

    never_say: tuple[Phrase, ...] = Field(
        (),
        max_length=200,
        title="Never say",
        description="Words and phrases that never appear in an answer. A star at the end stands for any ending.",
    )
    competitors: tuple[Phrase, ...] = Field(
        (),
        max_length=200,
        title="Other businesses",
        description="Names of competitors that the assistant does not mention.",
    )
    hosts: tuple[Host, ...] = Field(
        (),
        max_length=50,
        title="Websites it may name",
        description="Websites beside your own that an answer may link to, such as www.example.com.",
    )


class Settings(Value):
    """The whole of settings.json; an unknown key is an error."""

    answers: AnswerSettings = AnswerSettings()
    model: ModelSettings = ModelSettings()
    widget: WidgetTexts = WidgetTexts()
    hand_off: HandOffSettings = HandOffSettings()
    cloud: CloudSettings = CloudSettings()
    privacy: PrivacySettings = PrivacySettings()
    safety: SafetySettings = SafetySettings()
