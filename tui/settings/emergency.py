"""The number for an ambulance by time zone, for zones of which it is sure."""

from functools import cache
from typing import NamedTuple

UNKNOWN = "your emergency number"
"""What a screen says where no number is sure."""

_TABLE = """
Andorra 112 Europe/Andorra
Australia 000 Australia/
Austria 112 Europe/Vienna
Belgium 112 Europe/Brussels
Brazil 192 America/Sao_Paulo
Bulgaria 112 Europe/Sofia
Canada 911 America/Edmonton America/Glace_Bay America/Halifax America/Moncton America/Montreal
    America/Regina America/St_Johns America/Swift_Current America/Thunder_Bay America/Toronto
    America/Vancouver America/Whitehorse America/Winnipeg
China 120 Asia/Shanghai
Croatia 112 Europe/Zagreb
Cyprus 112 Asia/Nicosia Europe/Nicosia
Czechia 112 Europe/Prague
Denmark 112 Europe/Copenhagen
Estonia 112 Europe/Tallinn
Faroe Islands 112 Atlantic/Faroe
Finland 112 Europe/Helsinki Europe/Mariehamn
France 112 Europe/Paris
Germany 112 Europe/Berlin Europe/Busingen
Greece 112 Europe/Athens
Guernsey 999 Europe/Guernsey
Hong Kong 999 Asia/Hong_Kong
Hungary 112 Europe/Budapest
Iceland 112 Atlantic/Reykjavik
India 112 Asia/Kolkata
Ireland 999 Europe/Dublin
Isle of Man 999 Europe/Isle_of_Man
Israel 101 Asia/Jerusalem
Italy 112 Europe/Rome
Japan 119 Asia/Tokyo Japan
Jersey 999 Europe/Jersey
Latvia 112 Europe/Riga
Lithuania 112 Europe/Vilnius
Luxembourg 112 Europe/Luxembourg
Macau 999 Asia/Macau
Malaysia 999 Asia/Kuala_Lumpur
Malta 112 Europe/Malta
Mexico 911 America/Mexico_City
Netherlands 112 Europe/Amsterdam
New Zealand 111 Pacific/Auckland Pacific/Chatham
Norway 113 Europe/Oslo
Philippines 911 Asia/Manila
Poland 112 Europe/Warsaw
Portugal 112 Atlantic/Azores Atlantic/Madeira Europe/Lisbon
Romania 112 Europe/Bucharest
San Marino 112 Europe/San_Marino
Singapore 995 Asia/Singapore Singapore
Slovakia 112 Europe/Bratislava
Slovenia 112 Europe/Ljubljana
South Korea 119 Asia/Seoul
Spain 112 Africa/Ceuta Atlantic/Canary Europe/Madrid
Sweden 112 Europe/Stockholm
Switzerland 144 Europe/Zurich
Taiwan 119 Asia/Taipei
Turkey 112 Europe/Istanbul
UK 999 Europe/Belfast Europe/London
US 911 America/Adak America/Anchorage America/Boise America/Chicago America/Denver America/Detroit
    America/Indiana/ America/Indianapolis America/Juneau America/Kentucky/ America/Los_Angeles
    America/Louisville America/Menominee America/Metlakatla America/New_York America/Nome
    America/North_Dakota/ America/Phoenix America/Sitka America/Yakutat Pacific/Honolulu US/
Vatican City 112 Europe/Vatican
"""
"""A country in few letters, its number, its zones; behind a stroke all the zones whose names begin so."""


class CountryNumber(NamedTuple):
    """The number for an ambulance in a country."""

    number: str
    country: str
    """As people write it where there is little room: `Germany`, `US`."""


@cache
def by_zone() -> dict[str, CountryNumber]:
    """Every zone of which it is sure, and the beginnings of names, which end in a stroke."""
    zones: dict[str, CountryNumber] = {}
    for line in _TABLE.replace("\n    ", " ").strip().splitlines():
        words = line.split()
        place = next(at for at, word in enumerate(words) if word.isdigit())
        number = CountryNumber(words[place], " ".join(words[:place]))
        zones.update(dict.fromkeys(words[place + 1 :], number))
    return zones


def number_in(zone: str) -> CountryNumber | None:
    """The number for an ambulance in a zone, where it is sure."""
    zones = by_zone()
    return zones.get(zone) or zones.get(f"{zone.rpartition('/')[0]}/")


def number_for(machine: str, plan: str = "", *, remote: bool = False) -> str:
    """What to call in an emergency: a number, `your emergency number`, or two with their countries.

    Args:
        machine: The IANA name of the zone of the machine.
        plan: That of the zone that the plan follows. Empty is none.
        remote: Whether the person sits at another machine, so that the plan knows better where they are.
    """
    plan = plan or machine
    zones = (plan, machine) if remote or _is_nowhere(machine) else (machine, plan)
    first, second = map(number_in, zones)
    if first is None:
        return UNKNOWN if second is None else f"the local number ({second.number} in {second.country})"
    if second is None or second.number == first.number:
        return first.number
    return f"{first.number} ({first.country}) or {second.number} ({second.country})"


def _is_nowhere(zone: str) -> bool:
    """Whether a zone says nothing of the place, as a server's does."""
    return "/" not in zone.removeprefix("Etc/") and number_in(zone) is None
