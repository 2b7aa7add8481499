"""What `[keys]` of the settings may say, for commands that check it without importing Textual."""

from collections.abc import Collection, Mapping

PLACES = {
    "everywhere": "call.open=c help.open=question_mark list.find=slash settings.open=comma app.quit=q",
    "Today": """
        said.open=w item.tick=space item.skip=s item.slip=x sign.no=n sign.yes=y sign.0=0 sign.1=1 sign.2=2
        sign.3=3 sign.4=4 sign.5=5 sign.6=6 sign.7=7 sign.8=8 sign.9=9 course.next=n item.note=n
        item.later=l item.part=f item.due=g item.open=enter rule.clinic=d yesterday.tick=a day.before=left
        day.after=right day.today=t act.undo=u act.redo=U sign.out=o check-in.open=i plan.show=p
        reminders.open=r progress.show=h course.book=b recovery.end=z rule.off=z checklist.open=k
        file.edit=e file.difference=v list.up=up list.down=down list.first=home list.last=end
        list.page-up=pageup list.page-down=pagedown""",
    "the detail of a row": """
        detail.back=escape,enter,left course.book=b rule.clinic=d page.up=up,k page.down=down,j
        page.page-up=pageup page.page-down=pagedown,space""",
    "the check-in": """
        check-in.back=escape sign.save=enter sign.less=left sign.more=right sign.mark=space sign.yes=y
        sign.no=n sign.0=0 sign.1=1 sign.2=2 sign.3=3 sign.4=4 sign.5=5 sign.6=6 sign.7=7 sign.8=8 sign.9=9
        list.up=up,k list.down=down,j list.first=home list.last=end list.page-up=pageup
        list.page-down=pagedown""",
    "When to call": """
        call.back=escape call.clinic=e warning.tick=space warning.open=enter warning.called=i list.up=up,k
        list.down=down,j list.first=home list.last=end list.page-up=pageup list.page-down=pagedown""",
    "the settings": """
        settings.back=escape,comma act.undo=u list.choose=enter list.up=up,k list.down=down,j list.first=home
        list.last=end list.page-up=pageup list.page-down=pagedown""",
    "your answers": """
        said.back=escape act.undo=u said.change=enter list.up=up,k list.down=down,j list.first=home
        list.last=end list.page-up=pageup list.page-down=pagedown""",
    "the checklist": """
        checklist.back=escape,k checklist.change=enter checklist.read=space,right rule.off=z rule.on=z
        checklist.add=plus,a checklist.put-back=b file.edit=e file.difference=v act.undo=u act.redo=U
        checklist.yours=y list.find=slash list.up=up list.down=down list.first=home list.last=end
        list.page-up=pageup list.page-down=pagedown""",
    "what a file changes": """
        difference.accept=a difference.keep=o difference.refuse=x difference.same=y difference.another=n
        difference.take-back=u difference.later=escape,v page.up=up,k page.down=down,j page.page-up=pageup
        page.page-down=pagedown,space page.first=home page.last=end""",
    "the plan": """
        plan.back=escape,p plan.open=enter plan.today=t list.up=up,k list.down=down,j list.first=home
        list.last=end list.page-up=pageup list.page-down=pagedown""",
    "reminders": """
        reminder.tick=space reminder.part=f reminder.skip=s reminder.later=l act.undo=u
        reminders.back=escape,r list.choose=enter list.up=up,k list.down=down,j list.first=home list.last=end
        list.page-up=pageup list.page-down=pagedown""",
    "how it is going": """
        progress.open=enter item.note=n check-in.open=i report.write=x photos.show=f day.before=left
        day.after=right list.find=slash progress.back=escape,h list.up=up,k list.down=down,j list.first=home
        list.last=end list.page-up=pageup list.page-down=pagedown""",
    "photos": """
        photos.add=a photos.hold=space photos.open=o photos.forget=z photos.back=escape,f
        list.choose=enter list.up=up,k list.down=down,j list.first=home list.last=end list.page-up=pageup
        list.page-down=pagedown""",
    "Start": """
        act.redo=U start.back=escape start.next=enter start.take=space start.mark=space start.yesterday=t
        start.day=d start.session=s start.earlier=left start.later=right start.rub-out=backspace start.0=0
        start.1=1 start.2=2 start.3=3 start.4=4 start.5=5 start.6=6 start.7=7 start.8=8 start.9=9
        list.up=up,k list.down=down,j list.first=home list.last=end list.page-up=pageup
        list.page-down=pagedown""",
    "a question": """
        question.back=escape question.answer=enter form.look=f2 form.day-before=pageup
        form.day-after=pagedown list.choose=enter list.up=up,k list.down=down,j list.first=home
        list.last=end list.page-up=pageup list.page-down=pagedown""",
    "what waits, to be marked": """
        part.mark=space part.all=a part.tick=enter part.skip=s part.later=l question.back=escape
        list.choose=enter list.up=up,k list.down=down,j list.first=home list.last=end list.page-up=pageup
        list.page-down=pagedown""",
    "a page": """
        help.back=escape,question_mark help.teach=t problems.back=escape sign.back=escape,enter,left
        trouble.retry=r trouble.save=s trouble.back=escape
        page.up=up page.down=down page.page-up=pageup page.page-down=pagedown,space page.first=home
        page.last=end""",
    "saying it back": """
        recall.back=escape list.choose=enter list.up=up,k list.down=down,j list.first=home list.last=end
        list.page-up=pageup list.page-down=pagedown""",
    "the line that finds": "find.back=escape",
}
"""Where keys are used: each place's bindings with the keys they are on unless somebody moves them."""


def _usual_keys() -> dict[str, dict[str, frozenset[str]]]:
    """By place and binding, the keys that it is on unless somebody moves it."""
    places = {}
    for place, text in PLACES.items():
        pairs = (pair.split("=") for pair in text.split())
        places[place] = {id: frozenset(keys.split(",")) for id, keys in pairs}
    return places


FORMER = frozenset(("course.begin",))
"""The ids of keys that went: a file that moves one is as good as before, and moves nothing."""

BINDINGS = FORMER | {pair.partition("=")[0] for text in PLACES.values() for pair in text.split()}
"""The ids of the keys that a person may move, and of the one that they may not."""

_WORDS = {"escape": "esc", "pageup": "pgup", "pagedown": "pgdn"}
_ARROWS = {"up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}"}
_ARROWS |= {"left": "\N{LEFTWARDS ARROW}", "right": "\N{RIGHTWARDS ARROW}"}


def usual_key(id: str) -> str:
    """The keys that a binding is on unless somebody moves it, joined by commas."""
    pairs = (pair.partition("=") for text in PLACES.values() for pair in text.split())
    return next((keys for name, _, keys in pairs if name == id), "")


def key_word(keys: str, *, ascii_only: bool = False) -> str:
    """The first of some keys as a text says it: `space`, `esc`, `c`, `?`, an arrow."""
    key = keys_of(keys)[0]
    if key in _ARROWS:
        return key if ascii_only else _ARROWS[key]
    if len(key) == 1 or "+" in key or key in _NAMED - _SIGNS:
        return _WORDS.get(key, key)
    import unicodedata  # only for a key that is spelled out

    return unicodedata.lookup(_SIGNS_SPELT.get(key, key).replace("_", " "))


CALL = "call.open"
"""The binding that stays where it is, so that it is found by whoever needs it."""
_CALL_KEY = "c"


def call_problem(binding: str, keys: Collection[str]) -> str:
    """Why a binding cannot be put on these keys for the sake of When to call; empty where it can."""
    if binding == CALL:
        return f"When to call is always on {_CALL_KEY}, and cannot be moved."
    if _CALL_KEY in keys:
        return f"{_CALL_KEY} is the key of {CALL}, when to call, alone. {binding} stays where it was."
    return ""


def key_clashes(moved: Mapping[str, Collection[str]]) -> dict[str, str]:
    """What is wrong with keys that two bindings of one place are on since somebody moved one, by binding.

    Args:
        moved: The keys of each binding that was moved.
    """
    places, clashes = _usual_keys(), dict[str, str]()
    everywhere = places.pop("everywhere")
    for place, usual in places.items():
        both = {**everywhere, **usual}
        for id in filter(moved.__contains__, both):
            for other, own in both.items():
                shared = set(moved[id]) & set(moved.get(other, own))
                if other != id and shared and not both[id] & own:
                    keys = " and ".join(sorted(shared))
                    clashes.setdefault(
                        id, f"{keys} is the key of {other} too, in {place}. Put one of the two elsewhere."
                    )
    return clashes


_NAMED = {f"f{number}" for number in range(1, 25)} | {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("space", "enter", "tab", "escape", "backspace", "delete", "insert"),
    *("slash", "backslash", "at", "minus", "plus", "underscore"),
}
_SIGNS_SPELT = {"slash": "solidus", "backslash": "reverse_solidus", "at": "commercial_at"}
_SIGNS_SPELT |= {"minus": "hyphen-minus", "plus": "plus_sign", "underscore": "low_line"}
_SIGNS = frozenset(_SIGNS_SPELT)
"""Of the keys with a name of their own those that are a character."""
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}


def keys_of(text: str) -> tuple[str, ...]:
    """The keys in a text such as `t,space`: one at least, empty where a comma has nothing beside it."""
    if text == ",":
        return ("comma",)
    return tuple(part.strip() for part in text.split(","))


def is_key(key: str) -> bool:
    """Whether a key can be pressed: `t`, `?`, `space`, `question_mark`, `ctrl+f5`."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    if not _MODIFIERS.issuperset(modifiers):
        return False
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    if name in _NAMED:
        return True
    import unicodedata  # only for a key that is spelled out

    try:
        return name == name.lower() and bool(unicodedata.lookup(name.replace("_", " ")))
    except KeyError:
        return False
