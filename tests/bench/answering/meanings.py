"""Owns what the labels of outside sets mean as topics, each with the topics that are no less right."""

from __future__ import annotations

import re

from appliance.contract.triage import Topic

ASKED = frozenset({Topic.FACT, Topic.PRODUCT, Topic.QUESTION})
PERSON = frozenset({Topic.HAND_OFF, Topic.LEAD})
ORDER = frozenset({Topic.ORDER_STATUS})
ANGRY = frozenset({Topic.COMPLAINT})
Meaning = tuple[Topic, frozenset[Topic]]

CLINC_SMALL_TALK = frozenset(
    [
        "thank_you",
        "are_you_a_bot",
        "what_is_your_name",
        "who_do_you_work_for",
        "where_are_you_from",
        "do_you_have_pets",
        "change_language",
        "goodbye",
        "greeting",
        "what_can_i_ask_you",
        "who_made_you",
        "what_are_your_hobbies",
        "how_old_are_you",
        "change_ai_name",
    ]
)
CLINC_BOOKING = frozenset(
    ["restaurant_reservation", "cancel_reservation", "confirm_reservation", "schedule_maintenance", "book_hotel"]
)
# A garage, a kitchen or a shop with loyalty cards may well be asked these; yes and no answer something.
CLINC_LEFT_OUT = frozenset(
    [
        "yes",
        "no",
        "maybe",
        "repeat",
        "accept_reservations",
        "how_busy",
        "car_rental",
        "cancel",
        "user_name",
        "change_user_name",
        "order",
        "tire_change",
        "oil_change_how",
        "jump_start",
        "tire_pressure",
        "gas_type",
        "last_maintenance",
        "rewards_balance",
    ]
)
# What no assistant of CLINC's answers may still be a question to some shop. Not learned from; measured as either.
CLINC_FOR_SOME_SHOP = re.compile(
    r"\b(?:accounts?|cards?|bank|bills?|credit|debit|pay\w*|order\w*|plans?|ship\w*|deliver\w*|packages?|buy\w*|sell\w*"
    r"|sold|bought|prices?|pric\w*|costs?|cheap\w*|fees?|rates?|stores?|shop\w*|sales?|deals?|coupons?|passwords?|pin"
    r"|insurance|insured|polic\w+|repair\w*|fix\w*|replace\w*|clean\w*|install\w*|service|reserv\w+|rent\w*|looking for"
    r"|best|recommend\w*|refunds?|returns?|customer|company|business|open|hours|appointment|products?|brands?|phones?|cars?"
    r"|checks?|checking|savings|loans?|money|balance|deposit\w*|transfer\w*|fraud|statements?|tickets?|hotels?|restaurants?)\b"
)
HINT3: dict[str, Meaning] = {
    "product_question": (Topic.PRODUCT, ASKED),
    "payment_billing": (Topic.QUESTION, ASKED),
    "returns_refunds": (Topic.QUESTION, ASKED | ANGRY | ORDER),
    "order_status": (Topic.ORDER_STATUS, ANGRY),
    "store_info_contact": (Topic.FACT, ASKED),
    "human_agent": (Topic.LEAD, PERSON | ASKED),
    "delivery_shipping": (Topic.FACT, ASKED),
    "offers_promotions": (Topic.QUESTION, ASKED),
    "cancel_change_order": (Topic.ORDER_STATUS, ASKED),
}
BITEXT: dict[str, Meaning] = {
    "account": (Topic.QUESTION, ASKED),
    "cancel_change_order": (Topic.ORDER_STATUS, ASKED),
    "payment_billing": (Topic.QUESTION, ASKED | ORDER | ANGRY),
    "returns_refunds": (Topic.QUESTION, ASKED | ORDER),
    "complaint": (Topic.COMPLAINT, frozenset({Topic.QUESTION})),
    "delivery_shipping": (Topic.FACT, ASKED | ORDER),
    "store_info_contact": (Topic.HAND_OFF, PERSON | ASKED),
    "human_agent": (Topic.HAND_OFF, PERSON),
    "place_order": (Topic.QUESTION, ASKED | PERSON),
    "order_status": (Topic.ORDER_STATUS, ORDER),
    "offers_promotions": (Topic.QUESTION, ASKED | PERSON),
}
NLU_SMALL_TALK = frozenset({"thank", "greet", "end_call", "acknowledge"})
NLU_BOOKS = frozenset({"make_open_apply_setup_get_activate", "change", "cancel_close_leave_freeze", "new", "existing"})
NLU_ASKS = frozenset({"request_info", "how_much", "when", "how_long", "how", "why"})
MIN_WORDS = 4
