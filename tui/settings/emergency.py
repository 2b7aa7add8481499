"""The number for an ambulance by time zone, for zones of which it is sure."""

UNKNOWN = "your emergency number"
"""What a screen says where no number is sure."""

_EUROPE_112 = (
    "Amsterdam Andorra Athens Berlin Bratislava Brussels Bucharest Budapest Busingen Copenhagen Helsinki "
    "Istanbul Lisbon Ljubljana Luxembourg Madrid Malta Mariehamn Nicosia Paris Prague Riga Rome San_Marino "
    "Sofia Stockholm Tallinn Vatican Vienna Vilnius Warsaw Zagreb"
)
_EUROPE_999 = "Belfast Dublin Guernsey Isle_of_Man Jersey London"
_UNITED_STATES = (
    "Adak Anchorage Boise Chicago Denver Detroit Indianapolis Juneau Los_Angeles Louisville Menominee "
    "Metlakatla New_York Nome Phoenix Sitka Yakutat"
)
_CANADA = (
    "Edmonton Glace_Bay Halifax Moncton Montreal Regina St_Johns Swift_Current Thunder_Bay Toronto Vancouver "
    "Whitehorse Winnipeg"
)

BY_ZONE = {
    **{f"Europe/{city}": "112" for city in _EUROPE_112.split()},
    **{f"Europe/{city}": "999" for city in _EUROPE_999.split()},
    **{f"America/{city}": "911" for city in f"{_UNITED_STATES} {_CANADA}".split()},
    "Africa/Ceuta": "112",
    "America/Mexico_City": "911",
    "America/Sao_Paulo": "192",
    "Asia/Hong_Kong": "999",
    "Asia/Jerusalem": "101",
    "Asia/Kolkata": "112",
    "Asia/Kuala_Lumpur": "999",
    "Asia/Macau": "999",
    "Asia/Manila": "911",
    "Asia/Nicosia": "112",
    "Asia/Seoul": "119",
    "Asia/Shanghai": "120",
    "Asia/Singapore": "995",
    "Asia/Taipei": "119",
    "Asia/Tokyo": "119",
    "Atlantic/Azores": "112",
    "Atlantic/Canary": "112",
    "Atlantic/Faroe": "112",
    "Atlantic/Madeira": "112",
    "Atlantic/Reykjavik": "112",
    "Europe/Oslo": "113",
    "Europe/Zurich": "144",
    "Japan": "119",
    "Pacific/Auckland": "111",
    "Pacific/Chatham": "111",
    "Pacific/Honolulu": "911",
    "Singapore": "995",
}
_BY_REGION = {
    "America/Indiana/": "911",
    "America/Kentucky/": "911",
    "America/North_Dakota/": "911",
    "Australia/": "000",
    "US/": "911",
}


def number_for(zone: str) -> str:
    """The number for an ambulance in a zone, or else `your emergency number`."""
    by_region = (number for region, number in _BY_REGION.items() if zone.startswith(region))
    return BY_ZONE.get(zone) or next(by_region, UNKNOWN)
