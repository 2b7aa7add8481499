"""Where every line of a shipped checklist comes from, and how far the sources agree."""

from itertools import pairwise

import pytest

from tests.support.content import EACH, Shipped, each, rows

DATES = rows("dates.txt")


@each
@pytest.mark.parametrize("section", ["rules", "warnings"])
def test_every_rule_and_warning_names_sources_or_says_it_has_none(checklist: Shipped, section: str) -> None:
    for entry in checklist.data[section]:
        assert entry.get("sources") or entry["agreement"] == "unsourced", entry["id"]
        assert entry["agreement"] in ("strong", "moderate", "weak", "conflict", "unsourced"), entry["id"]


@each
def test_so_does_every_step_towards_the_next_session(checklist: Shipped) -> None:
    for id, step in checklist.steps().items():
        assert step.get("sources") or step["agreement"] == "unsourced", id


def test_every_source_that_is_named_is_listed_and_every_listed_one_is_used_somewhere() -> None:
    named: set[str] = set()
    for checklist in EACH:
        data = checklist.data
        entries = [*data["rules"], *data["warnings"], data["course"], *data["course"]["prepare"]]
        mine = {key for entry in entries for key in entry.get("sources", ())}
        assert mine <= set(data["sources"]), checklist.id
        named |= mine
    # Every shipped checklist has those of the base, and shows those it uses; one adds its own.
    base = [*EACH[0].data["sources"]]
    for checklist in EACH:
        further = [*checklist.data["sources"]][len(base) :]
        assert [*checklist.data["sources"]] == [*base, *further]
        assert all(checklist.id == "ipl-face" and key.startswith("ipl-") for key in further)
    assert named == {key for checklist in EACH for key in checklist.data["sources"]}


@each
def test_every_source_has_a_title_and_a_publisher_and_all_but_one_an_address(checklist: Shipped) -> None:
    sources = checklist.data["sources"]
    assert all(source["title"] and source["by"] for source in sources.values())
    assert [key for key, source in sources.items() if "url" not in source] == ["account"]


def test_a_source_is_the_same_publication_in_every_checklist() -> None:
    for one, other in pairwise(EACH):
        mine, theirs = one.data["sources"], other.data["sources"]
        for key in mine.keys() & theirs.keys():
            assert mine[key] == theirs[key], key


@each
def test_the_date_of_a_source_stands_behind_its_publisher_where_it_is_known(checklist: Shipped) -> None:
    sources = checklist.data["sources"]
    assert [key for key, date in DATES if key in sources and date not in sources[key]["by"]] == []


def test_no_date_is_kept_of_a_source_that_nobody_names() -> None:
    named = {key for checklist in EACH for key in checklist.data["sources"]}
    assert {key for key, _ in DATES} <= named


@each
def test_where_sources_are_in_conflict_it_is_said_how_far_they_differ(checklist: Shipped) -> None:
    silent = [r["id"] for r in checklist.rules if r["agreement"] == "conflict" and not r.get("differ")]
    assert silent == []


@each
def test_only_what_is_common_practice_or_our_own_caution_has_no_source(checklist: Shipped) -> None:
    known = {
        "numb-care",
        "retinoid-wait",
        "retinoid-week",
        "shave-back",
        "clean-contact",
        "no-sauna-melasma",
    }
    unsourced = {rule["id"].partition("-")[2] for rule in checklist.rules if rule["agreement"] == "unsourced"}
    assert unsourced <= known
    assert [id for id, step in checklist.steps().items() if step["agreement"] == "unsourced"] == ["tell-gold"]


@each
def test_no_limit_rests_on_an_account_alone(checklist: Shipped) -> None:
    accounts = {"account", "account-picoplus"}
    held = [rule for rule in checklist.rules if "avoid" in rule and rule["agreement"] != "unsourced"]
    assert [rule["id"] for rule in held if set(rule["sources"]) <= accounts] == []
