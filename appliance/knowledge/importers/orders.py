"""Owns the turns of phrase with which a text speaks to an assistant: orders, roles, prompts, in six languages. Pure."""

from __future__ import annotations

import re

# "Do not disregard the safety instructions" stands in every manual.
_NOT = r"(?<!not )(?<!n't )(?<!n’t )(?<!never )"
_OVERRIDE = (
    rf"{_NOT}\b(?:ignore|disregard|forget|override|bypass)\b(?:\W+\w+){{0,3}}?\W+(?:all|every|previous|prior"
    rf"|above|preceding"
    r"|earlier|foregoing|your|other|system|developer|operator's?|shop"
    r"|store)\b(?:\W+\w+){0,3}?\W+(?:instructions?|rules?"
    r"|guidelines?|prompts?|directives?|polic(?:y|ies)|restrictions?|messages?|orders|context)\b",
    rf"{_NOT}\b(?:ignore|disregard|forget) (?:(?:everything|all) (?:above|before|prior)|the above"
    rf"|what you (?:were|are) told)",
    r"\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*)\b(?! nicht)(?:\W+\w+){0,2}?\W+(?:alle[nrs]?"
    r"|vorherige[nrs]?|bisherige[nrs]?"
    r"|obige[nrs]?|vorangegangene[nrs]?|vorigen?|deine[nrs]?|ihre|sämtliche)\b(?:\W+\w+){0,2}?\W+(?:anweisungen"
    r"|instruktionen|regeln|richtlinien|vorgaben|befehle)\b",
    r"\b(?:ignore[rz]?|oublie[rz]?|ne tiens pas compte|ne tenez pas compte)\b(?:\W+\w+){0,2}?\W+(?:toutes|tes"
    r"|vos|ces|les)"
    r"\W+(?:\w+\W+){0,2}?(?:instructions|consignes|règles|directives)\b",
    r"\b(?:ignor[ae]n?|olvid[ae]n?|descart[ae]n?)\b(?:\W+\w+){0,2}?\W+(?:todas|tus|sus|estas|las)\W+(?:\w+\W+){0,2}?"
    r"(?:instrucciones|reglas|normas|directrices)\b",
    r"\b(?:ignora(?:te)?|dimentica(?:te)?)\b(?:\W+\w+){0,2}?\W+(?:tutte|tue|vostre|queste|le)\W+(?:\w+\W+){0,2}?"
    r"(?:istruzioni|regole|direttive)\b",
    r"\b(?:negeer|vergeet)\b(?:\W+\w+){0,2}?\W+(?:alle|vorige|eerdere|je|jouw|uw|bovenstaande"
    r"|voorgaande)\b(?:\W+\w+){0,2}?"
    r"\W+(?:instructies|regels|richtlijnen|opdrachten)\b",
    r"\byour (?:rules|guidelines|instructions|restrictions) (?:have|are|were) (?:now )?(?:changed|lifted"
    r"|updated|void)",
)
_ASSISTANT = (
    r"(?:an? |the |any |all |this )?(?:ai|a\.i\.|llms?|chat ?bots?|bots?|(?:ai|virtual|digital|language|chat)[ -]"
    r"(?:\w+[ -])?(?:assistants?|models?|systems?|agents?)|assistants?|language models?|ki(?:-assistent\w*"
    r"|-modell\w*)?"
    r"|sprachmodell\w*|assistent\w*|modèle de langage|assistant virtuel|asistente|asistente virtual"
    r"|modelo de lenguaje"
    r"|assistente(?: virtuale)?|modello linguistico|taalmodel)"
)
_SPEAKS_TO = (
    rf"\b(?:notes?|notice|messages?|instructions?|important|hinweis|nachricht|anweisung(?:en)?|instrucciones"
    rf"|nota|mensaje"
    rf"|istruzioni|messaggio|bericht|instructies) (?:to|for|an|für|à|pour|para|per|aan|voor) (?:den |die |das "
    rf"|el |la |l'"
    rf"|il |de |het |alle )?{_ASSISTANT}\b",
    rf"\bif you(?: are|'re) {_ASSISTANT}\b",
    r"\byou are now (?:\w+ ){0,3}(?:ai|assistant|chatbot|\w*bot|language model|dan|unrestricted|uncensored"
    r"|jailbroken)\b",
    r"\b(?:du bist|sie sind) (?:jetzt|nun|ab sofort) (?:\w+ ){0,3}(?:ki|assistent\w*|\w*bot|sprachmodell)\b",
    r"\b(?:tu es|vous êtes) (?:maintenant|désormais) (?:\w+ ){0,3}(?:assistant|ia|\w*bot|modèle de langage)\b",
    r"\bahora eres (?:\w+ ){0,3}(?:asistente|ia|\w*bot)\b|\b(?:ora|adesso) sei (?:\w+ ){0,3}(?:assistente|ia"
    r"|\w*bot)\b",
    r"\bje bent (?:nu|voortaan) (?:\w+ ){0,3}(?:assistent|ai|\w*bot)\b",
    r"\bfrom now on,? (?:you )?(?:(?:must|will|should|shall) )?(?:only |always |never )?(?:answer|respond|reply"
    r"|act as"
    r"|pretend|ignore|obey|have no restrictions)\b|\b(?:ab jetzt|von nun an) (?:antworte|antwortest|ignoriere)\b",
    r"\b(?:act as|pretend (?:to be|you are)) (?:an? )?(?:ai|uncensored|unrestricted|jailbroken)\b",
    r"(?:^|[\n.!?>#*\]] *)(?:system|assistant|developer|ai|chatbot)(?: (?:prompt|message|note|notice"
    r"|override))?\s*[:>]\s*"
    r"(?:please |now |you |do not |never |always )?(?:ignore|disregard|tell|reply|respond|answer|reveal|say|act"
    r"|output"
    r"|repeat|recommend|must|are|will|the (?:user|prior|previous)|new task|grant|forget)\b",
    r"\b(?:systemhinweis|note système|nota del sistema|nota di sistema|systeemmelding)\s*:",
)
_REPLIES = (
    r"\b(?:system|initial|hidden|secret|developer)[ -]?prompts?\b|\bprompt (?:système|del sistema|di sistema"
    r"|de sistema)"
    r"|\bsysteem-?prompt\b",
    r"\b(?:reveal|show|print|repeat|output|disclose|leak)\w* (?:me )?(?:your|the) (?:hidden |system |initial "
    r"|internal "
    r"|original |secret )(?:instructions|rules|guidelines|messages?)\b|\binstructions you were given\b",
    r"\b(?:zeige?n?|verrate?n?|nenne?n?)\b[^.!?]{0,30}\bdeine (?:system|anweisungen|instruktionen)",
    r"\brévèle[^.!?]{0,20}\binstructions\b|\brevela[^.!?]{0,20}\binstrucciones\b|\brivela[^.!?]{0,20}\bistruzioni\b",
    r"\b(?:developer|dan|god|jailbreak) mode\b|\bdo anything now\b|\bto your (?:long-term )?memory\b",
    r"\b(?:modify|change|alter|end|begin|start|finish|conclude) (?:your|every|each|all(?: your)?) (?:answers?"
    r"|responses?)\b",
    r"\bin your (?:answer|response|reply|replies),? (?:always )?(?:suggest|promote|recommend|mention|encourage"
    r"|advertise)",
    r"\b(?:to|in|at the end of|of) (?:the end of )?(?:every|each|all|any)(?: of)?(?: your)?(?: future)? (?:answers?"
    r"|repl(?:y|ies)|responses?|summar(?:y|ies)) (?:you|about|to this|so)\b|\bin every future (?:answer|reply"
    r"|response)\b",
    r"\bam ende jeder antwort\b|\bà la fin de (?:toute|chaque) réponse\b|\bal final de (?:cualquier|cada) respuesta\b"
    r"|\balla fine di ogni risposta\b|\baan het einde van elk antwoord\b",
    r"\b(?:respond|answer|reply|répond\w*|responde\w*|rispond\w*) (?:\w+ ){0,3}(?:without|sans|sin"
    r"|senza) (?:any )?(?:limit\w*"
    r"|restri\w+)",
    r"\bdecode (?:it|this|the)\b[^.!?]{0,60}\b(?:follow|execute|do exactly)\b",
    r"<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]|<</?SYS>>|</?(?:system|untrusted)>|#{2,} ?(?:end"
    r"|begin) of user",
)
ADDRESSED = re.compile("|".join((*_OVERRIDE, *_SPEAKS_TO, *_REPLIES)), re.IGNORECASE)
