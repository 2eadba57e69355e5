"""Owns the check sums by which a number shows what it is: cards, bank accounts, numbers of countries. Pure.

Each takes the number without separators. Sources: ISO/IEC 7812 (Luhn), ISO 13616 (IBAN), ISO 7064, and the rules
that the issuing countries publish.
"""

from __future__ import annotations

from collections.abc import Sequence

_DNI = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
# How many characters an IBAN of each country has.
IBAN_LENGTHS = {
    code: length
    for length, codes in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK",
        21: "CH CR HR LI LV SA", 22: "BG BH DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SE SK TN VG", 25: "PT ST LY", 26: "IS TR", 27: "FR GR IT MC MR SM BI DJ",
        28: "AL AZ BY CY DO GT HU LB NI PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC",
        33: "RU",
    }.items()
    for code in codes.split()
}  # fmt: skip


def luhn(number: str) -> bool:
    total = 0
    for at, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def iban(code: str) -> bool:
    """Country, length and check digits are right."""
    if IBAN_LENGTHS.get(code[:2]) != len(code) or not code[2:4].isdecimal():
        return False
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def ean13(number: str) -> bool:
    return len(number) == 13 and _weighted(number, (1, 3) * 6 + (1,)) % 10 == 0


def german_tax(number: str) -> bool:
    """Steuer-ID: ISO 7064 mod 11,10, and of the first ten digits one stands there twice or three times."""
    counts = sorted((number[:10].count(digit) for digit in set(number[:10])), reverse=True)
    if number[0] == "0" or counts[:2] not in ([2, 1], [3, 1]):
        return False
    product = 10
    for digit in number[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(number[10])


def german_card(code: str) -> bool:
    """Personalausweis and Reisepass: weights 7, 3, 1 over letters and digits, then the check digit."""
    total = sum(int(char, 36) * (7, 3, 1)[at % 3] for at, char in enumerate(code[:9]))
    return total % 10 == int(code[9])


def french(code: str) -> bool:
    """NIR: 97 minus the rest by 97; Corsica's 2A and 2B count as 19 and 18."""
    number = code[:13].upper().replace("2A", "19").replace("2B", "18")
    return 97 - int(number) % 97 == int(code[13:])


def spanish(code: str) -> bool:
    """DNI and NIE: the letter tells the rest by 23."""
    number = code[:-1].upper().translate(str.maketrans("XYZ", "012"))
    return _DNI[int(number) % 23] == code[-1].upper()


def italian(code: str) -> bool:
    """Codice fiscale: the last letter is the check."""
    total = 0
    for at, char in enumerate(code[:15].upper()):
        value = int(char) if char.isdecimal() else ord(char) - ord("A")
        total += value if at % 2 else _ODD[value]
    return chr(ord("A") + total % 26) == code[15].upper()


def dutch(number: str) -> bool:
    """BSN: the eleven test."""
    return _weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def polish(number: str) -> bool:
    """PESEL: weights 1, 3, 7, 9, and a month that there is, in one of five centuries."""
    month = int(number[2:4]) % 20
    return 1 <= month <= 12 and _weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def belgian(number: str) -> bool:
    """Rijksregisternummer: 97 minus the rest by 97; born after 1999 with a 2 before it."""
    return any(97 - int(before + number[:9]) % 97 == int(number[9:]) for before in ("", "2"))


def norwegian(number: str) -> bool:
    """Fødselsnummer: two check digits by eleven."""
    first = _weighted(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)) % 11
    return first == 0 and _weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def finnish(code: str) -> bool:
    """Henkilötunnus: the last sign tells the rest by 31."""
    return _HETU[int(code[:6] + code[7:10]) % 31] == code[10].upper()


def brazilian(number: str) -> bool:
    """CPF: two check digits by eleven."""
    first = _weighted(number, range(10, 1, -1)) * 10 % 11 % 10
    second = _weighted(number, range(11, 1, -1)) * 10 % 11 % 10
    return number[9:] == f"{first}{second}" and len(set(number)) > 1


def _weighted(number: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
