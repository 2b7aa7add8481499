"""Two examples of every command, with which its help opens. A test runs each of them as it stands."""

EXAMPLES: dict[str, tuple[str, str]] = {
    "start": (
        "afterglow start picosure-face --on 'yesterday 4pm'",
        "afterglow start picosure-tattoo --on 2026-11-20T16:00 --clinic 'Dr Lee, +65 6123 4567'",
    ),
    "today": ("afterglow today --day 3", "afterglow today --date yesterday --json"),
    "tick": ("afterglow tick wash", "afterglow tick wash/morning sunscreen --at 8:15"),
    "untick": ("afterglow untick wash", "afterglow untick wash/morning"),
    "skip": ("afterglow skip sunscreen", "afterglow skip wash --because 'my clinic said so'"),
    "later": ("afterglow later 20m", "afterglow later wash --until 21:00"),
    "slip": ("afterglow slip rubbing", "afterglow slip rubbing --date yesterday"),
    "note": ("afterglow note 'slept well'", "afterglow note 'itchy at night' --date yesterday"),
    "sign": ("afterglow sign crusts no", "afterglow sign redness 2 crusts yes"),
    "check-in": ("afterglow check-in", "afterglow check-in --json"),
    "answer": ("afterglow answer habits=makeup,exercise", "afterglow answer strength=light"),
    "undo": ("afterglow undo --recovery picosure-face", "afterglow undo && afterglow redo"),
    "redo": ("afterglow undo && afterglow redo", "afterglow undo && afterglow redo --recovery picosure-face"),
    "plan": ("afterglow plan --json", "afterglow plan --recovery picosure-face"),
    "progress": ("afterglow progress redness", "afterglow progress --json"),
    "diary": ("afterglow diary --json", "afterglow diary --recovery picosure-face"),
    "photo add": ("afterglow photo add face.jpg", "afterglow photo add face.jpg --day 3 --part left-cheek"),
    "photo list": ("afterglow photo list --json", "afterglow photo list --recovery picosure-face"),
    "photo open": (
        "afterglow photo list && afterglow photo open NAME",
        "afterglow photo open NAME --recovery picosure-face",
    ),
    "photo forget": (
        "afterglow photo list && afterglow photo forget NAME",
        "afterglow photo forget NAME --recovery picosure-face",
    ),
    "find": ("afterglow find make-up", "afterglow find exercise --json"),
    "watch": ("afterglow watch", "afterglow watch --exec 'notify-send Aftercare'"),
    "reminders coming": ("afterglow reminders coming --days 3", "afterglow reminders coming --json"),
    "reminders past": ("afterglow reminders past", "afterglow reminders past --json"),
    "reminders install": ("afterglow reminders install cron", "afterglow reminders install systemd"),
    "reminders remove": ("afterglow reminders remove cron", "afterglow reminders remove systemd"),
    "due": ("afterglow due --line", "afterglow due --format '{count}: {names}'"),
    "call": ("afterglow call --json", "afterglow call --tick pus"),
    "next": ("afterglow next 2026-12-18 --at 14:30", "afterglow next --json"),
    "course": ("afterglow course --json", "afterglow course --recovery picosure-face"),
    "clinic date": (
        "afterglow clinic date face-cleanse --days 0-10",
        "afterglow clinic date face-cleanse --at 'morning, 19:00'",
    ),
    "recovery list": ("afterglow recovery list", "afterglow recovery list --json"),
    "recovery focus": ("afterglow recovery focus picosure-face", "afterglow recovery focus face"),
    "recovery correct": (
        "afterglow recovery correct --on 2026-11-20T15:30",
        "afterglow recovery correct --clinic 'Dr Lee, +65 6123 4567'",
    ),
    "recovery price": ("afterglow recovery price '499 USD'", "afterglow recovery price ''"),
    "recovery end": ("afterglow recovery end", "afterglow recovery end --recovery picosure-face"),
    "recovery reopen": (
        "afterglow recovery end && afterglow recovery reopen picosure-face",
        "afterglow recovery end && afterglow recovery reopen face",
    ),
    "recovery rename": (
        "afterglow recovery rename picosure-face 'My face'",
        "afterglow recovery rename picosure-face ''",
    ),
    "checklist list": ("afterglow checklist list --all", "afterglow checklist list --json"),
    "checklist show": (
        "afterglow checklist show picosure-face --on 2026-11-20",
        "afterglow checklist show picosure-face --sources",
    ),
    "checklist check": ("afterglow checklist check own.yaml", "afterglow checklist check picosure-face"),
    "checklist preview": (
        "afterglow checklist preview own.yaml",
        "afterglow checklist preview own.yaml --day 3 --width 40",
    ),
    "checklist schema": (
        "afterglow checklist schema > checklist.schema.json",
        "afterglow checklist schema | head -n 3",
    ),
    "checklist path": ("afterglow checklist path", "afterglow checklist path picosure-face"),
    "checklist pack": (
        "afterglow checklist pack picosure-face --output packed.yaml",
        "afterglow checklist pack picosure-face --author 'Dr Lee' --output packed.yaml",
    ),
    "checklist add": (
        "afterglow checklist add own.yaml --yes",
        "afterglow checklist add own.yaml --as mine --yes",
    ),
    "checklist new": (
        "EDITOR=true afterglow checklist new mine --from picosure-face",
        "EDITOR=true afterglow checklist new mine",
    ),
    "checklist edit": (
        "EDITOR=true afterglow checklist edit picosure-face",
        "EDITOR=true afterglow checklist edit picosure-face --rule face-cleanse",
    ),
    "checklist diff": (
        "afterglow checklist diff picosure-face",
        "afterglow checklist diff picosure-face --json",
    ),
    "checklist accept": (
        "afterglow checklist accept picosure-face",
        "afterglow checklist accept picosure-face --as-new",
    ),
    "checklist keep": (
        "afterglow checklist keep picosure-face",
        "afterglow checklist keep picosure-face --recovery picosure-face",
    ),
    "settings": ("afterglow settings --json", "afterglow settings | grep slots"),
    "export json": ("afterglow export json > all.json", "afterglow export json --output all.json"),
    "export csv": ("afterglow export csv signs", "afterglow export csv entries --output entries.csv"),
    "export report": (
        "afterglow export report --output page.html",
        "afterglow export report --days 0-14 --output page.html",
    ),
    "export ics": ("afterglow export ics --output care.ics", "afterglow export ics --todo > care.ics"),
    "import json": (
        "afterglow export json --output all.json && afterglow --home other import json all.json --yes",
        "afterglow export json > all.json && afterglow --home other import json all.json",
    ),
    "backup": ("afterglow backup", "afterglow backup journal-copy.sqlite"),
    "restore": (
        "afterglow backup && afterglow restore",
        "afterglow backup copy.sqlite && afterglow restore copy.sqlite --yes",
    ),
    "completion": (
        "afterglow completion bash > afterglow.bash",
        "afterglow completion fish > afterglow.fish",
    ),
    "doctor": ("afterglow doctor", "afterglow doctor --json"),
}
"""By the words of the command."""
