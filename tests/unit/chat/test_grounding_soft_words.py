"""Owns that a soft no, a maybe, a once and a "with a receipt" are not told as a plain yes."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked
from tests.unit.chat.played import passage

COLUMNS = ("language", "document", "sentence")


def may_be_said(language: str, document: str, sentence: str) -> bool:
    return Evidence((passage(document, "Terms"),), Asked("?", language)).passage_for(sentence) is not None


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("en", "We hardly ever accept returns on swimwear.", "We accept returns on swimwear."),
        ("en", "We rarely repair scooters.", "We repair scooters."),
        ("en", "We rarely repair scooters.", "We do not repair scooters."),
        ("en", "We seldom have tandems in the shop.", "We have tandems in the shop."),
        ("en", "Few bikes come with lights.", "Bikes come with lights."),
        ("en", "There is a lack of parking near the shop.", "There is parking near the shop."),
        ("en", "Parking is unavailable near the shop.", "Parking is available near the shop."),
        ("en", "Refunds are impossible after the sale.", "Refunds are possible after the sale."),
        ("en", "Refunds are not impossible after the sale.", "Refunds are impossible after the sale."),
        ("en", "We ride in rain.", "We ride, but only in rain."),
        ("en", "We ride in rain.", "We only ride in rain."),
        ("en", "Instead of cash we take cards.", "We take cash."),
        ("en", "We take cards instead of cash.", "We take cash."),
        ("en", "We take vouchers rather than cash.", "We take cash."),
        ("en", "We stopped selling tandems.", "We sell tandems."),
        ("en", "Tandems are sold out.", "Tandems are sold."),
        ("en", "Keep the battery away from water.", "Keep the battery in water."),
        ("en", "Our bread may contain nuts.", "Our bread contains nuts."),
        ("en", "Ask your doctor before using the cream.", "You can use the cream."),
        ("en", "Assistance dogs are allowed in the shop.", "Dogs are allowed in the shop."),
        ("en", "Unused clothing can be returned within 30 days.", "Clothing can be returned within 30 days."),
        ("en", "Returns are accepted within 30 days with a receipt.", "Returns are accepted within 30 days."),
        ("en", "Entry is free with your membership card.", "Entry is free."),
        ("en", "We used to offer free parking.", "Parking is free."),
        ("en", "We used to offer free parking.", "We offer free parking."),
        ("de", "Wir nehmen Bademode kaum zurück.", "Wir nehmen Bademode zurück."),
        ("de", "Wir fahren bei Regen.", "Wir fahren nur bei Regen."),
        ("de", "Wir reparieren selten Roller.", "Wir reparieren Roller."),
        ("de", "Eine Rückgabe ist unmöglich nach dem Kauf.", "Eine Rückgabe ist nach dem Kauf möglich."),
        ("de", "Statt Bargeld nehmen wir Karten.", "Wir nehmen Bargeld."),
        ("de", "Anstelle von Bargeld nehmen wir Karten.", "Wir nehmen Bargeld."),
        ("de", "Wir haben aufgehört, Tandems zu verkaufen.", "Wir verkaufen Tandems."),
        ("de", "Das Brot kann Nüsse enthalten.", "Das Brot enthält Nüsse."),
        ("de", "Fragen Sie Ihren Arzt, bevor Sie die Creme verwenden.", "Sie können die Creme verwenden."),
        ("de", "Die Batterie von Wasser fernhalten.", "Die Batterie in Wasser halten."),
        ("de", "Assistenzhunde sind im Laden erlaubt.", "Hunde sind im Laden erlaubt."),
        (
            "de",
            "Ungetragene Kleidung nehmen wir innerhalb von 30 Tagen zurück.",
            "Kleidung nehmen wir innerhalb von 30 Tagen zurück.",
        ),
        (
            "de",
            "Eine Rückgabe ist innerhalb von 30 Tagen mit Kassenbon möglich.",
            "Eine Rückgabe ist innerhalb von 30 Tagen möglich.",
        ),
        ("de", "Früher boten wir kostenlose Parkplätze an.", "Wir bieten kostenlose Parkplätze an."),
        ("fr", "Nous acceptons rarement les retours.", "Nous acceptons les retours."),
        ("fr", "Les retours sont acceptés avec un ticket.", "Les retours sont acceptés."),
        ("fr", "Le remboursement est impossible.", "Le remboursement est possible."),
        ("es", "Rara vez aceptamos devoluciones.", "Aceptamos devoluciones."),
        ("it", "Accettiamo raramente resi.", "Accettiamo resi."),
        ("nl", "Wij accepteren zelden retouren.", "Wij accepteren retouren."),
        ("en", "Our shop is not far from the station.", "Our shop is far from the station."),
        ("de", "Statt Bargeld nehmen wir Karten und Gutscheine.", "Wir nehmen Gutscheine."),
        (
            "de",
            "Unbenutzte Schuhe nehmen wir innerhalb von 14 Tagen zurück.",
            "Wir nehmen Schuhe innerhalb von 14 Tagen zurück.",
        ),
        ("en", "Gift wrapping is available on request.", "Gift wrapping is available."),
        ("en", "A visit is possible by appointment.", "A visit is possible."),
        ("en", "We barely have any e-bikes left.", "We have e-bikes."),
        ("en", "We are temporarily unable to take cards.", "We take cards."),
        ("en", "We formerly rented tandems.", "We rent tandems."),
        ("en", "We previously rented tandems.", "We rent tandems."),
        ("en", "We are no longer open on Mondays.", "We are open on Mondays."),
        ("en", "The café is closed until further notice.", "The café is open."),
        ("en", "We ceased selling scooters.", "We sell scooters."),
        ("en", "We quit selling scooters.", "We sell scooters."),
        ("en", "It is difficult to repair carbon frames.", "We repair carbon frames."),
        ("en", "We avoid using plastic bags.", "We use plastic bags."),
        ("en", "We would like to sell e-bikes some day.", "We sell e-bikes."),
        ("en", "We plan to rent tandems next year.", "We rent tandems."),
        ("en", "Guide dogs are welcome.", "Dogs are welcome."),
        ("en", "Service dogs are welcome.", "Dogs are welcome."),
        ("en", "Everything but shoes can be returned.", "Shoes can be returned."),
        ("en", "All items apart from shoes can be returned.", "Shoes can be returned."),
        ("en", "All items other than shoes can be returned.", "Shoes can be returned."),
        ("en", "All items except for shoes can be returned.", "Shoes can be returned."),
        ("en", "We failed to get a license for beer.", "We have a license for beer."),
        ("en", "Too few seats are free.", "Seats are free."),
        ("de", "Wir verkaufen keine Roller mehr.", "Wir verkaufen Roller."),
        ("de", "Wir verkaufen nur noch selten Roller.", "Wir verkaufen Roller."),
        ("de", "Wir planen, Tandems zu vermieten.", "Wir vermieten Tandems."),
        ("de", "Wir haben früher Tandems vermietet.", "Wir haben Tandems vermietet."),
        ("de", "Tandems sind ausverkauft.", "Tandems sind verkauft."),
        ("de", "Bis auf Schuhe können alle Artikel zurückgegeben werden.", "Schuhe können zurückgegeben werden."),
        (
            "de",
            "Abgesehen von Schuhen können alle Artikel zurückgegeben werden.",
            "Schuhe können zurückgegeben werden.",
        ),
        (
            "de",
            "Alle Artikel mit Ausnahme von Schuhen können zurückgegeben werden.",
            "Schuhe können zurückgegeben werden.",
        ),
        ("de", "Geschenkverpackung gibt es auf Anfrage.", "Es gibt Geschenkverpackung."),
        ("de", "Blindenhunde sind willkommen.", "Hunde sind willkommen."),
        ("de", "Wir vermeiden Plastiktüten.", "Wir verwenden Plastiktüten."),
        ("de", "Ein Besuch ist nach Vereinbarung möglich.", "Ein Besuch ist möglich."),
        ("fr", "Tous les articles, à l'exception des chaussures, sont repris.", "Les chaussures sont reprises."),
    ],
)
def test_what_seldom_or_perhaps_or_once_holds_is_no_plain_yes(language: str, document: str, sentence: str) -> None:
    assert not may_be_said(language, document, sentence)


@pytest.mark.parametrize(
    COLUMNS,
    [
        ("en", "We hardly ever accept returns on swimwear.", "We hardly ever accept returns on swimwear at all."),
        ("en", "We rarely repair scooters.", "We only rarely repair scooters."),
        ("en", "The repair takes a few days in the workshop.", "The repair takes a few days."),
        ("en", "We stopped selling tandems.", "We do not sell tandems."),
        ("en", "Our shop is 5 minutes away from the station.", "Our shop is 5 minutes from the station."),
        ("en", "Our bread may contain nuts.", "The bread may contain nuts."),
        ("en", "Ask your doctor before using the cream.", "Please ask your doctor before using the cream."),
        ("en", "Assistance dogs are allowed in the shop.", "Yes, assistance dogs are allowed in our shop."),
        ("en", "Unused clothing can be returned within 30 days.", "You can return unused clothing within 30 days."),
        (
            "en",
            "Returns are accepted within 30 days with a receipt.",
            "With a receipt returns are accepted within 30 days.",
        ),
        ("en", "We no longer rent tandems.", "We do not rent tandems."),
        ("en", "We not only repair bikes in our workshop.", "We repair bikes in our workshop."),
        ("de", "Das Brot kann Spuren von Nüssen enthalten.", "Unser Brot kann Spuren von Nüssen enthalten."),
        (
            "de",
            "Eine Rückgabe ist innerhalb von 30 Tagen mit Kassenbon möglich.",
            "Mit Kassenbon ist eine Rückgabe innerhalb von 30 Tagen möglich.",
        ),
        ("de", "Die Waren liefern wir innerhalb von 3 Tagen.", "Wir liefern innerhalb von 3 Tagen."),
        ("de", "Kinder fahren im Bus kostenlos mit.", "Kinder fahren im Bus kostenlos."),
        ("en", "E-bikes may be rented from our workshop.", "You can rent e-bikes from our workshop."),
        ("de", "Der Kurs findet am Samstag in der Werkstatt statt.", "Der Kurs ist am Samstag in der Werkstatt."),
        ("de", "Die Bremsen werden von uns eingestellt.", "Ihre Bremsen werden eingestellt."),
        (
            "de",
            "Unbenutzte Schuhe nehmen wir innerhalb von 14 Tagen zurück.",
            "Wir nehmen unbenutzte Schuhe innerhalb von 14 Tagen zurück.",
        ),
        ("en", "We repair bikes with a motor in our workshop.", "We repair bikes with a motor."),
        ("en", "Come by with a friend or call us.", "You can call us."),
        ("en", "The shop was founded in 2009 in Portland.", "Our shop was founded in 2009."),
        ("en", "Pay with a credit card or in cash.", "You can pay in cash."),
        ("en", "A visit is possible by appointment.", "A visit is possible by appointment only."),
        (
            "de",
            "Die Reparatur ist mit einem Termin am selben Tag fertig.",
            "Mit einem Termin ist die Reparatur am selben Tag fertig.",
        ),
        ("de", "Das Café ist bis auf Weiteres geschlossen.", "Das Café ist geschlossen."),
    ],
)
def test_what_sounds_like_a_no_and_is_none_is_told(language: str, document: str, sentence: str) -> None:
    assert may_be_said(language, document, sentence)
