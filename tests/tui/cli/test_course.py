"""`course`: the sessions of a course, one under another."""

from pathlib import Path

from tests.support.commands import Shell
from tests.support.fortnight import NOW, fortnight


def test_sessions_have_dates_gaps_prices_and_the_day_from_which_nothing_was_reported(home: Path) -> None:
    fortnight(home).journal.close()
    shell = Shell(home, now=NOW)
    assert shell("course").out == (
        "1  Fri 20 Nov 2026    PicoSure on the face    nothing reported from day 9 on\n"
    )
    shell("recovery", "price", "499 USD")
    shell("start", "--next", "--on", "2027-01-08T16:00", now="2027-01-08T17:00")
    shell("next", "2027-02-20", "--at", "14:30", now="2027-01-09T12:00")
    assert shell("course", now="2027-01-09T12:00").out.splitlines() == [
        "1  Fri 20 Nov 2026                          PicoSure on the face  499 USD"
        "  nothing reported from day 9 on",
        "2  Fri 8 Jan 2027            7 weeks later  PicoSure on the face",
        "3  Sat 20 Feb 2027 at 14:30  43 days later  booked",
    ]
    value = shell("course", "--json", now="2027-01-09T12:00").json
    assert value["next"] == {"date": "2027-02-20", "time": "14:30"}
    assert [each["days_since_last"] for each in value["sessions"]] == [None, 49]
    assert value["sessions"][0]["price"] == "499 USD"
    assert value["sessions"][0]["nothing_reported_from_day"] == 9
