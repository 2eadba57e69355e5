"""Owns that an order's number is found, and that nothing else is taken for one."""

from __future__ import annotations

import pytest

from appliance.chat.triage import order_reference


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Where is order 370795561790?", "370795561790"),
        ("cancel purchase 00123842", "00123842"),
        ("My order number is 15487", "15487"),
        ("Order #14254", "14254"),
        ("order number: AB-99812 please", "AB-99812"),
        ("#37777", "37777"),
        ("what about ORD-20231", "ORD-20231"),
        ("Where is order 5000?", "5000"),
        ("Bestellung Nr. 100234 ist nicht da", "100234"),
        ("Bestellnummer 2024-1234", "2024-1234"),
        ("Où est ma commande n° 45678 ?", "45678"),
        ("mi pedido 778812 no ha llegado", "778812"),
        ("il mio ordine numero 55012", "55012"),
        ("bestelling 6884486167", "6884486167"),
        ("I want to cancel order 732201349959", "732201349959"),
    ],
)
def test_an_order_s_number_is_found(text: str, reference: str) -> None:
    assert order_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "I want to order 5000 flyers",
        "Can I order 1000 rolls?",
        "my order from 12-05-2025",
        "an order for $4500",
        "order 20 cupcakes",
        "check invoice #12588",
        "my card # 3549947099965125",
        "room #204",
        "the colour #ff8800",
        "call me on 0171 5551234",
        "10115",
        "What is your minimum order?",
        "",
    ],
)
def test_other_numbers_are_not_taken_for_one(text: str) -> None:
    assert order_reference(text) is None
