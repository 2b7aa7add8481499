"""What a session cost, kept as it is told."""

from tests.support.commands import Shell


def test_a_price_is_kept_as_it_is_told_and_taken_away_with_an_empty_one(shell: Shell) -> None:
    assert shell("recovery", "price").out == "No price is kept.\n"
    assert shell("recovery", "price", "  499   USD ").out == "The price you kept: 499 USD\n"
    assert shell("recovery", "price").out == "The price you kept: 499 USD\n"
    assert shell("export", "json").json["recoveries"][0]["price"] == "499 USD"
    before = shell.content()
    shell("recovery", "price", "499 USD")
    assert shell.content() == before

    assert shell("recovery", "price", "").out == "No price is kept.\n"
    assert shell("undo").out == "Undid: take the price away\n"
    assert shell("undo").out == "Undid: keep the price '499 USD'\n"


def test_a_price_of_more_than_forty_characters_is_refused(shell: Shell) -> None:
    assert (
        shell.refusal("recovery", "price", "9" * 41)
        == "A price takes at most 40 characters, and this has 41."
    )
