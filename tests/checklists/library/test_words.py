"""What no shipped checklist may ever say, and how long what it says may be."""

import re

import pytest
from rich.cells import cell_len

from tests.support.content import Shipped, each, kind, sentences, texts, title

DRUGS = (
    *("paracetamol", "acetaminophen", "tylenol", "panadol", "ibuprofen", "advil", "nurofen", "naproxen"),
    *(
        "diclofenac",
        "aspirin",
        "codeine",
        "tramadol",
        r"lid?ocaine",
        "lignocaine",
        "prilocaine",
        "tetracaine",
    ),
    *("benzocaine", "emla", r"\w*steroids?", r"\w*cortisone", "betamethasone", "clobetasol", "mometasone"),
    *("hydroquinone", "tranexamic", "azelaic", "kojic", r"valacyclovir", r"acic?lovir", "famciclovir"),
    *(
        "tretinoin",
        "adapalene",
        "tazarotene",
        "mupirocin",
        "fusidic",
        "bacitracin",
        "neosporin",
        "polysporin",
    ),
    *(
        r"antihistamines?",
        "cetirizine",
        "loratadine",
        "diphenhydramine",
        "benadryl",
        "doxycycline",
        "warfarin",
    ),
    *("minocycline", "cephalexin", "flucloxacillin", "aquaphor", "vaseline", "bepanthen", "arnica"),
)
NEVER = {
    "a dose": r"\d\s*(mg|mcg|µg|ml|cc|g|units?|drops?|tablets?|pills?|capsules?|puffs?)\b"
    r"|\b(tablets?|pills?|painkillers?|medicines?|antibiotics?|ointments?)\b[^.;]*"
    r"\b(a day|daily|every \d+ hours|with food)\b",
    "a strength": r"\d\s*(%|per ?cent)",
    "a drug": rf"\b({'|'.join(DRUGS)})\b",
    "what a prescriber decides": r"\b(use|take|try|put on|apply|ask for) (an? |some )?(strong |mild )?"
    r"(antibiotic|antiviral|bleaching|antiseptic|cortisone|anti-inflammator)",
    "the end of a medicine": r"(?<!never )\b(stop|start|pause|skip|double|halve|come off) "
    r"(taking )?(a|an|your|the|any) (prescribed|prescription|medicine|tablets?|antibiotic)",
    "a diagnosis": r"\byou('ve| have) (an? |got |developed |caught )|\byou are (infected|allergic|burnt)\b"
    r"|\b(this|that|it) (is|looks like|means|must be) (an? )?(infect|allerg|burn|scar|herpes|hypo|hyper)"
    r"|\b(PIH|cellulitis|sepsis|anaphylaxis|herpes|keloids?|(hyper|hypo)pigmentation)\b",
    "a reassurance": r"\b(nothing|no need|no reason) to (worry|call)|\b(don't|do not) worry\b|\bharmless\b"
    r"|\b(perfectly|completely|quite|entirely) (normal|safe|fine)\b|\bnot (dangerous|serious|a problem)\b"
    r"|\byou(r skin)? (is|are) (fine|safe|healing well)\b",
    "popping, draining or picking": r"(?<!not )(?<!never )"
    r"\b(pop|drain|lance|prick|pierce|squeeze|peel|pick|burst) (it|them|the|a|any|your|off)\b",
    "what only a clinic sets": r"\b(fluence|joules?|j/cm\d?|k?hz|spot size|pulse (width|length|duration))\b"
    r"|\b(home|at-home|handheld) (device|laser|needling)|\bextra pass|\b(shorter|smaller) gap"
    r"|\bcome (back )?sooner\b",
    "softening the clinic": r"\b(ignore|overrule|despite|instead of|rather than) "
    r"(what )?(your|the) (clinic|doctor)|\byou (can|may) (safely )?(skip|shorten)\b"
    r"|\bshorten (it|this|the wait)\b",
    "a judgement of a photo or a mole": r"\b(benign|malignant|melanoma|cancer(ous)?|suspicious)\b"
    r"|\b(the|your) (photos?|moles?) (shows?|looks?|is|are) (fine|good|better|worse|normal|healthy)",
    "a promise": r"\b(guarantee[ds]?|always works|painless|flawless|perfect|miracle|for good|forever)\b"
    r"|\bwill (be )?(fade|heal|disappear|clear|vanish|improve|gone|go away|look|feel|see|get better)"
    r"|\bpermanent(ly)?\b(?! make-up)|\b(completely|fully|totally) (gone|clears?|disappears?|vanish)"
    r"|\b(it|they|dots|spots|marks|scabs|crusts|results|scars|pores|ink) "
    r"(fade|disappear|vanish|clear|go away|come away|shrink|improve)s?\b|\bnever returns?\b",
    "a claim": r"\bsunscreen (alone )?(prevents|stops|rules out)\b"
    r"|\b(?<!little )(no|zero|little to no|minimal) downtime"
    r"|\b(fda|mfds|approved|proven|breakthrough|safe and effective|most advanced|best laser|revolutionary)\b"
    r"|\b1,?000 times|\bfirst (approved|machine|of its kind)|\b(state of the art|gold standard)\b"
    r"|\bclinically (tested|shown)|\bdermatologist-",
    "a child": r"\b(child(ren)?|baby|babies|infants?|toddlers?|kids?)\b",
    "an exclamation": r"!",
}
"""What it must never say, from the list of the material: a medicine is for whoever prescribes it, a finding
for whoever looks, and a result for nobody."""

SAID = [
    ("a dose", "Take 500 mg."),
    ("a dose", "Two tablets with food."),
    ("a dose", "Prescribed ointment twice a day."),
    ("a strength", "A 4% cream."),
    ("a drug", "Paracetamol is fine."),
    ("a drug", "A little hydrocortisone."),
    ("what a prescriber decides", "Use an antibiotic ointment."),
    ("the end of a medicine", "Stop your prescribed retinoid."),
    ("the end of a medicine", "Pause the antibiotic."),
    ("a diagnosis", "You have an infection."),
    ("a diagnosis", "This is an allergy."),
    ("a diagnosis", "It means infection."),
    ("a diagnosis", "Look out for PIH."),
    ("a reassurance", "It is nothing to worry about."),
    ("a reassurance", "That is perfectly normal."),
    ("popping, draining or picking", "Drain it with a clean needle."),
    ("popping, draining or picking", "Peel off the flakes."),
    ("what only a clinic sets", "Ask for a higher fluence."),
    ("what only a clinic sets", "Ask for 0.7 J/cm2."),
    ("what only a clinic sets", "Ask for an extra pass."),
    ("softening the clinic", "Do this instead of your clinic's sheet."),
    ("softening the clinic", "You may shorten it."),
    ("a judgement of a photo or a mole", "Your photo shows it is better. The mole is benign."),
    ("a promise", "Scars disappear."),
    ("a promise", "It will fade."),
    ("a promise", "Results are permanent."),
    ("a claim", "There is no downtime."),
    ("a claim", "FDA-approved."),
    ("a claim", "Sunscreen alone prevents dark marks."),
    ("a child", "For children too."),
    ("an exclamation", "Well done!"),
]


@pytest.mark.parametrize("never", NEVER.values(), ids=NEVER)
@each
def test_nothing_that_must_never_be_said_is_said(checklist: Shipped, never: str) -> None:
    said = [(where, text) for where, text in texts(checklist.data) if re.search(never, text, re.IGNORECASE)]
    assert said == []


@pytest.mark.parametrize(("what", "said"), SAID)
def test_it_would_be_noticed(what: str, said: str) -> None:
    assert re.search(NEVER[what], said, re.IGNORECASE)


def test_all_that_must_never_be_said_is_tried() -> None:
    assert {what for what, _ in SAID} == NEVER.keys()


@each
def test_a_medicine_is_named_only_to_be_told_to_the_clinic(checklist: Shipped) -> None:
    named = [step for step in checklist.data["course"]["prepare"] if "sotretinoin" in repr(step)]
    assert [step["id"] for step in named] == ["tell-medicines"]
    assert "Never stop a prescribed medicine on your own." in named[0]["how"]
    rules = [rule["id"] for rule in checklist.rules if "sotretinoin" in repr(rule)]
    assert rules == ["tell-now"]
    assert "Never stop a prescribed medicine on your own." in checklist.rule("tell-now")["how"]


@each
def test_whatever_asks_to_leave_a_skin_product_alone_sends_a_prescribed_one_to_its_prescriber(
    checklist: Shipped,
) -> None:
    held = [rule for rule in checklist.rules if "avoid" in rule and re.search("etinoid|cids", title(rule))]
    assert held
    assert [rule["id"] for rule in held if "whoever prescribed it" not in rule["how"]] in (
        [],
        ["face-no-actives"],
    )


@each
def test_every_title_fits_sixty_cells_and_every_short_twenty_four(checklist: Shipped) -> None:
    for rule in checklist.rules:
        assert 0 < cell_len(rule["short"]) <= 24, rule["id"]
        assert cell_len(title(rule)) <= 60, rule["id"]
        # What is left alone stands in a column of its own.
        assert "avoid" not in rule or cell_len(rule["short"]) <= 18, rule["id"]
    for line in checklist.data["normal"]:
        assert cell_len(line["short"]) <= 18, line
    for step in checklist.steps().values():
        assert cell_len(title(step)) <= 60, step["id"]


@each
def test_no_sentence_is_longer_than_twenty_five_words(checklist: Shipped) -> None:
    for where, text in texts(checklist.data):
        for sentence in sentences(text):
            assert len(sentence.split()) <= 25, (where, sentence)


@each
def test_every_rule_says_how_and_why(checklist: Shipped) -> None:
    assert [rule["id"] for rule in checklist.rules if not (rule.get("how") and rule.get("why"))] == []


@each
def test_two_rules_that_may_share_a_day_have_two_titles(checklist: Shipped) -> None:
    titles = [(kind(rule), title(rule)) for rule in checklist.rules]
    assert len(set(titles)) == len(titles)


@each
def test_heat_and_tenderness_stand_beside_redness(checklist: Shipped) -> None:
    line = next(w["if"].lower() for w in checklist.data["warnings"] if w["id"] == "cellulitis")
    assert all(word in line for word in ("heat", "pain", "redness", "swelling", "dark streaks"))
    redness = next(sign for sign in checklist.data["signs"] if sign["id"] == "redness")
    assert all(word in redness["ask"] for word in ("hot", "sore"))
    # A patch that is only darker is no heat: it is asked by itself, and holds nothing.
    assert "dark" not in redness["ask"]
    assert [rule["id"] for rule in checklist.rules if {"darker", "paler"} & set(rule.get("while", ()))] == []
    told = next(rule for rule in checklist.rules if rule["id"].endswith(("expect-red", "tat-expect-swell")))
    assert "On brown or black skin" in told["how"]
