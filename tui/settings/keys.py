"""What `[keys]` of the settings may say, for commands that check it without importing Textual."""

_BINDINGS = """
act.redo act.undo
app.quit
call.back call.clinic call.open
check-in.back check-in.open
checklist.add checklist.back checklist.change checklist.open checklist.put-back checklist.yours
course.begin course.book course.next
day.after day.before day.today
detail.back
difference.accept difference.another difference.keep difference.later difference.same
difference.take-back
file.difference file.edit
find.back
help.back help.open
item.due item.later item.note item.open item.skip item.slip item.tick
list.choose list.down list.find list.first list.last list.page-down list.page-up list.up
page.down page.first page.last page.page-down page.page-up page.up
plan.back plan.open plan.show plan.today
problems.back
question.answer question.back
recovery.end
rule.clinic rule.off rule.on
said.back said.change said.open
sign.0 sign.1 sign.2 sign.3 sign.4 sign.5 sign.6 sign.7 sign.8 sign.9 sign.less sign.mark sign.more
sign.no sign.out sign.save sign.yes
start.0 start.1 start.2 start.3 start.4 start.5 start.6 start.7 start.8 start.9 start.back start.day
start.earlier start.later start.mark start.next start.rub-out start.take start.yesterday
trouble.retry
warning.called warning.tick
yesterday.tick
"""
BINDINGS = frozenset(_BINDINGS.split())
"""The ids of the keys that a person may move."""

_NAMED = {f"f{number}" for number in range(1, 25)} | {
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("space", "enter", "tab", "escape", "backspace", "delete", "insert"),
    *("slash", "backslash", "at", "minus", "plus", "underscore"),
}
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
