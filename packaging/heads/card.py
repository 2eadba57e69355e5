"""Owns the card that stands beside a head's weights: data, licences, split, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from example import Example, Task
from figures import Judged, calibration_error, per_label, per_source, share

from appliance.chat.heads import LinearHead


def card(name: str, task: Task, head: LinearHead, parts: dict[str, list[Example]], judged: Sequence[Judged]) -> str:
    """The whole card as Markdown."""
    return "\n".join(
        [
            f"# The {name} head",
            "",
            task.about,
            "",
            f"Multinomial logistic regression on the vectors of `{head.embedder}` (read as questions, centred), "
            f"{len(head.labels)} labels, {len(head.extras)} extra features. Made by `packaging/train-heads {name}`.",
            "",
            "## Data",
            "",
            "| source | origin | licence | learned | temperature | tested |",
            "|---|---|---|---|---|---|",
            *_data(task, parts),
            "",
            "The split is by the hash of a text's words (`tests/bench/answering/held_out.py`): 60 % are learned from, "
            "15 % choose the strength of L2 and the temperature, 25 % and whole sources kept for testing give the "
            "figures. Sources that are tested only are neither learned from nor shipped.",
            "",
            "## Figures on tested texts",
            "",
            f"Right: {share(judged):.1%} of {len(judged)}. Calibration error: {calibration_error(judged):.3f}. "
            f"Temperature: {head.temperature:.2f}.",
            "",
            "| label | texts | precision | recall |",
            "|---|---|---|---|",
            *(f"| {label} | {count} | {precision:.1%} | {recall:.1%} |"
              for label, count, precision, recall in per_label(judged, head.labels)),
            "",
            "| source | texts | right |",
            "|---|---|---|",
            *(f"| {source} | {count} | {right:.1%} |" for source, count, right in per_source(judged)),
            "",
        ]
    )  # fmt: skip


def _data(task: Task, parts: dict[str, list[Example]]) -> list[str]:
    counts = {part: Counter(one.source for one in examples) for part, examples in parts.items()}
    return [
        f"| {credit.source} | {credit.origin} | {credit.licence} | "
        + " | ".join(str(counts[part][credit.source]) for part in ("train", "validation", "test"))
        + " |"
        for credit in task.credits
    ]
