"""Owns which sentences on the demo shop are told: those that say what its documents say, however asked."""

from __future__ import annotations

import pytest

from appliance.chat.grounding.evidence import Evidence
from appliance.contract.retrieval import Asked
from tests.unit.chat.test_grounding_of_the_demo_shop import language, passages

# By document and heading: a question and a sentence.
Said = dict[tuple[str, str], list[tuple[str, str]]]
TRUE: Said = {
    ("rental-terms.md", "Prices"): [
        ("How much is it to rent a bike for a day?", "Renting a city bike costs $45 per day."),
        ("what does an ebike cost for a week", "An e-bike costs $420 for a week."),
        ("do I get a helmet with the rental", "Yes, a helmet is included."),
    ],
    ("rental-terms.md", "What to bring"): [
        ("what do i need to rent a bike", "Please bring a government photo ID and a credit card in the same name."),
        ("how old do I have to be for an e-bike", "You must be 16 or older for an e-bike."),
    ],
    ("rental-terms.md", "Deposit"): [
        ("how much deposit for a city bike", "The deposit for a city bike is $200."),
        ("when do i get my deposit back", "The hold is released within 3 working days after the return."),
        ("can i pay the deposit in cash", "No, we do not take cash deposits."),
    ],
    ("rental-terms.md", "Reserving and canceling"): [
        ("can i cancel for free", "Canceling is free until 24 hours before the start."),
        ("how do i reserve a bike", "You can reserve by phone or on our website."),
    ],
    ("rental-terms.md", "Bringing it back"): [
        ("what if i am late", "A late return costs $10 per hour, up to the price of one more day."),
        ("when do i have to bring the rental back", "Rentals are due back 30 minutes before we close."),
    ],
    ("rental-terms.md", "Where you may ride"): [
        ("may i ride on mountain trails", "Rental bikes may not be ridden on mountain trails."),
        ("how far can i go", "You must stay within 50 miles of the shop."),
    ],
    ("delivery-and-collection.md", "We collect your bike"): [
        ("how much do you charge to pick up my bike", "Bike collection inside the city costs $25."),
        ("do you collect two bikes", "A second bike from the same address costs $10 more."),
        ("when do you collect", "We collect on Tuesdays and Thursdays between 10:00 and 14:00."),
    ],
    ("delivery-and-collection.md", "We deliver new bikes"): [
        ("do you deliver new bikes", "Yes, delivery of a new bike inside the city is free."),
        ("how long does delivery take", "Delivery usually takes 5 working days."),
    ],
    ("delivery-and-collection.md", "Orders from the website"): [
        ("do you ship complete bikes", "No, we do not ship complete bikes."),
        ("do you ship to Canada", "We do not ship outside the United States."),
    ],
    ("delivery-and-collection.md", "Taking your bike on a trip"): [
        ("flying with my bike, can you box it", "We pack a bike in a sturdy box for $75."),
    ],
    ("warranty.md", "How long"): [
        ("warranty on a used bike", "Used bikes have a warranty of 60 days."),
        ("how long is the guarantee on the frame of a new bike", "New bikes have a warranty of 5 years on the frame."),
    ],
    ("warranty.md", "How to make a claim"): [
        ("what do I need for a warranty claim", "Please bring the bike and the receipt."),
        ("how long does a claim take", "The maker's answer usually comes within 10 working days."),
    ],
    ("returns-and-exchanges.md", "Accessories and clothing"): [
        ("can i return a jacket", "Unused clothing can be returned within 30 days with the receipt."),
    ],
    ("returns-and-exchanges.md", "Used bikes"): [
        ("can i get my money back for a used bike", "No, there is no cash refund on used bikes."),
        ("can i bring back a second hand bike", "Used bikes can be returned within 7 days for store credit."),
    ],
    ("returns-and-exchanges.md", "New bikes"): [
        ("wrong size, can i swap", "We exchange a new bike for another size once, free of charge, within 30 days."),
    ],
    ("bike-fitting.md", "Full bike fitting: $180"): [
        ("what does a fitting cost", "The full bike fitting takes 2 hours and costs $180."),
    ],
    ("bike-fitting.md", "What to bring"): [
        ("what do i bring to the fitting", "Bring your own bike, the shoes you ride in, and shorts or tight pants."),
    ],
    ("about.md", "How we work"): [
        ("can i test ride a bike", "A test ride lasts up to 30 minutes and is free with a photo ID."),
        (
            "will you call me if it gets more expensive",
            "If a repair costs more than $30 over the agreed price, we call or e-mail you first.",
        ),
    ],
    ("e-bike-service.md", "Which systems we service"): [
        ("do you repair bosch ebikes", "Yes, we service e-bikes with Bosch and Shimano STEPS systems."),
    ],
    ("e-bike-service.md", "Batteries"): [
        ("do you fix batteries", "We do not open or repair batteries."),
    ],
    ("e-bike-service.md", "Before you bring it"): [
        ("what should i bring", "Please bring the key of the battery lock and the charger."),
    ],
    ("gift-cards.txt", "Amounts"): [
        ("do gift vouchers expire", "Gift cards never expire."),
        ("which amounts do you have", "Gift cards start at $20 and end at $500."),
    ],
    ("tune-ups.md", "When to come"): [
        ("do i need an appointment for a flat", "You need no appointment for a flat fix."),
    ],
    ("tune-ups.md", "Afterwards"): [
        ("how long is the warranty on repairs", "Our repair work has a warranty of 90 days."),
    ],
    ("winter-storage.md", "Price"): [
        ("what does winter storage cost for an ebike", "An e-bike costs $125 per season."),
    ],
    ("rides-and-events.html", "Saturday coffee ride"): [
        ("when does the coffee ride start", "The Saturday coffee ride starts at 8:30."),
    ],
    ("used-bikes-and-trade-in.md", "Trading in your bike"): [
        ("how long does the appraisal take", "The appraisal takes about 20 minutes and is free."),
    ],
    ("used-bikes-and-trade-in.md", "Buying a used bike"): [
        ("what do used bikes cost", "Used bikes cost between $180 and $900."),
    ],
    ("repair-classes.md", "Private class"): [
        ("how much for a private class", "A private class costs $280 for up to 8 people."),
    ],
    ("deutsch.html", "Räder mieten"): [
        ("Was kostet ein Stadtrad pro Tag?", "Ein Stadtrad kostet 45 $ pro Tag."),
        ("Wie hoch ist die Kaution für ein E-Bike?", "Die Kaution für ein E-Bike beträgt 500 $."),
        ("Kann ich kostenlos stornieren?", "Eine Reservierung können Sie bis 24 Stunden vorher kostenlos absagen."),
    ],
    ("deutsch.html", "Werkstatt"): [
        ("Was kostet die Abholung?", "Die Abholung innerhalb der Stadt kostet 25 $."),
        ("Brauche ich einen Termin für einen Platten?", "Für eine Plattfuß-Reparatur brauchen Sie keinen Termin."),
    ],
}
FALSE: Said = {
    ("rental-terms.md", "Prices"): [
        ("do you rent scooters for a day", "Scooter rental costs $45 per day."),
        ("are gloves and locks included", "Helmet, gloves, lock and repair kit are included."),
    ],
    ("rental-terms.md", "What to bring"): [
        ("is a passport or a debit card enough", "Bring a passport and a debit card in the same name."),
    ],
    ("rental-terms.md", "Deposit"): [
        ("do you take cash", "Yes, we take cash deposits."),
    ],
    ("rental-terms.md", "Reserving and canceling"): [
        ("is canceling free", "Canceling is free."),
    ],
    ("rental-terms.md", "Helmets"): [
        ("must adults wear a helmet", "Adults must wear one in Oregon."),
        ("must riders wear a helmet", "Riders must wear one in Oregon."),
    ],
    ("rental-terms.md", "Bringing it back"): [
        ("does late return cost anything", "Late return costs nothing."),
    ],
    ("rental-terms.md", "Damage and theft"): [
        ("what if the bike is stolen", "Damage cover costs $8 per day and limits what you pay for theft to $100."),
    ],
    ("rental-terms.md", "Where you may ride"): [
        ("may i ride on mountain trails", "Rental bikes may be ridden on mountain trails."),
    ],
    ("delivery-and-collection.md", "We collect your bike"): [
        ("do you bring the bike back for free", "We bring the bike back for free."),
    ],
    ("delivery-and-collection.md", "We deliver new bikes"): [
        ("do you deliver used bikes", "Delivery of a used bike inside the city is free."),
    ],
    ("delivery-and-collection.md", "Orders from the website"): [
        ("do you ship to Canada", "We ship accessories to Canada for $9."),
        ("is shipping of accessories free", "Accessories sent in the US are free."),
    ],
    ("warranty.md", "How long"): [
        ("how long is the warranty on locks", "Locks have a warranty of 1 year."),
    ],
    ("returns-and-exchanges.md", "Accessories and clothing"): [
        ("can i return a jacket without a receipt", "Clothing can be returned within 30 days without the receipt."),
    ],
    ("returns-and-exchanges.md", "New bikes"): [
        ("can i return a bike", "New bikes can be returned within 14 days."),
    ],
    ("returns-and-exchanges.md", "Used bikes"): [
        ("can used bikes be returned", "Used bikes cannot be returned."),
    ],
    ("returns-and-exchanges.md", "Sending something back"): [
        ("do i pay postage", "You pay no postage."),
    ],
    ("about.md", "Who we are"): [
        ("do you speak French", "English, German and French are spoken in the shop."),
    ],
    ("about.md", "How we work"): [
        ("is a test ride free with a bank card", "A test ride is free with a bank card."),
    ],
    ("e-bike-service.md", "Which systems we service"): [
        ("do you service yamaha", "We service e-bikes with Yamaha systems."),
    ],
    ("gift-cards.txt", "Companies"): [
        ("do i get a discount on gift cards", "We give 5% off."),
        ("do you print greetings", "We print your greeting on the sleeve for free."),
    ],
    ("gift-cards.txt", "What they are good for"): [
        ("can i use it for the deposit", "Gift cards can be used for the rental deposit."),
        ("do you pay out the rest", "The rest is paid out on request."),
    ],
    ("tune-ups.md", "Afterwards"): [
        ("do you readjust for free", "We readjust gears or brakes free of charge."),
    ],
    ("winter-storage.md", "Booking"): [
        ("do you have room for cars", "We have room for 60 cars."),
    ],
    ("rides-and-events.html", "Saturday coffee ride"): [
        ("does the tea ride start early", "The Saturday tea ride starts at 8:30."),
    ],
    ("used-bikes-and-trade-in.md", "What we take"): [
        ("do you take scooters", "City, touring, gravel and road scooters are taken."),
    ],
    ("deutsch.html", "Räder mieten"): [
        ("Vermieten Sie auch Roller?", "Ein Roller kostet 45 $ pro Tag."),
        ("Ab welchem Alter vermieten Sie E-Bikes?", "E-Bikes vermieten wir ab 18 Jahren."),
    ],
    ("deutsch.html", "Werkstatt"): [
        (
            "Machen Sie Inspektionen für Bafang E-Bikes?",
            "E-Bike-Inspektion für Bafang: 165 $, fertig in 3 bis 4 Tagen.",
        ),
        ("Kostet die Abholung am Sonntag 25 $?", "Die Abholung am Sonntag kostet 25 $."),
    ],
    ("warranty.md", "What is not covered"): [
        ("is rust covered", "Rust from standing outside is covered."),
    ],
    ("used-bikes-and-trade-in.md", "What we do not take"): [
        ("do you take cracked bikes", "We take bikes with a cracked frame."),
    ],
}


def each(said: Said) -> list[tuple[str, str, str, str]]:
    return [(*where, question, sentence) for where, pairs in said.items() for question, sentence in pairs]


def may_be_said(document: str, heading: str, question: str, sentence: str) -> bool:
    found = [one for one in passages(document) if heading in one.heading]
    return Evidence(found, Asked(question, language(document))).passage_for(sentence) is not None


@pytest.mark.parametrize(("document", "heading", "question", "sentence"), each(TRUE))
def test_what_is_so_may_be_said_in_other_words(document: str, heading: str, question: str, sentence: str) -> None:
    assert may_be_said(document, heading, question, sentence)


@pytest.mark.parametrize(("document", "heading", "question", "sentence"), each(FALSE))
def test_what_is_not_so_may_not_be_said(document: str, heading: str, question: str, sentence: str) -> None:
    assert not may_be_said(document, heading, question, sentence)
