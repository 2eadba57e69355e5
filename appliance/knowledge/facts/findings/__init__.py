"""Facts that a document seems to state, for the owner to confirm.

Owns: reading hours, special days, contact, payment and prices out of blocks of text and out of JSON-LD.
Does not own: what becomes of a finding (facts/proposals.py), products (products/).
Look here first: findings below, then the file of the kind of fact.
"""

from __future__ import annotations

from dataclasses import replace

from appliance.contract.facts import FactFinding
from appliance.knowledge.facts.findings.contact_text import contact_findings
from appliance.knowledge.facts.findings.hours_text import hours_findings
from appliance.knowledge.facts.findings.price_rows import price_findings
from appliance.knowledge.facts.findings.structured import structured_findings
from appliance.knowledge.importers.reading import Reading

FINDINGS_MAX = 60
# Shops speak of themselves at the beginning, and briefly.
BLOCKS_MAX = 500
TEXT_MAX = 1_000


def findings(reading: Reading, title: str) -> tuple[FactFinding, ...]:
    """What a document says of the shop itself; what it says for machines goes before what it says in prose. Pure."""
    found = [*structured_findings(reading.structured)]
    known = {finding.field for finding in found}
    blocks = [replace(block, text=block.text[:TEXT_MAX]) for block in reading.blocks[:BLOCKS_MAX]]
    prose = [*hours_findings(blocks, title), *contact_findings(blocks)]
    prose += [] if reading.products else price_findings(blocks)  # what a product costs, the product says
    found += [finding for finding in prose if finding.field not in known]
    return tuple(found[:FINDINGS_MAX])
