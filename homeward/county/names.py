"""Names of places, agencies, schools and people, all invented.

Forenames and surnames are common ones put together by chance; streets, towns, workers and councils exist nowhere.
"""

AUTHORITY = "Middleshire County Council"
NEIGHBOUR = "Wolds City Council"
NEIGHBOURS = (
    "Aldershire", "Brackshire", "Coombeshire", "Dellshire", "Eskshire", "Fernshire", "Glenshire", "Heathshire",
    "Islandshire", "Knollshire",
)  # fmt: skip
REGION, REGION_CODE = "Mid Invented", "E12999999"
COUNTRY, COUNTRY_CODE = "Invented Country", "E92999999"
FORCE = "Middleshire Police"
STATISTICS_OFFICE = "Office for Invented Statistics"
COUNTING_OFFICE = "Middleshire Office for Counting"
COUNTY_OFFICES = "County Offices, Moot Square, Ashmarket"

DISTRICTS = ("Ashmarket", "Brindlewick", "Cotterdale", "Dunmoor", "Elmsworth", "Fennick Vale", "Gorsebridge")
STREETS = (
    "Alder Bank", "Bellfounders Row", "Candlewright Street", "Drovers Way", "Eelpie Close", "Foxglove Rise",
    "Gritstone Road", "Hazelnut Walk", "Ironmongers Yard", "Juniper Drive", "Kestrel Avenue", "Lamplighters Lane",
    "Millrace Street", "Nettlefield Road", "Osier Close", "Packhorse Way", "Quarryman Street", "Rookery Gardens",
    "Saltmarket", "Tinkers Lane", "Underhill Road", "Velvet Row", "Weavers Green", "Yarrow Crescent",
)  # fmt: skip
PLACES = (
    "Bus station", "Railway station", "Market place", "Shopping arcade", "Skate park", "Recreation ground",
    "Library steps",
    "Canal towpath", "Retail park", "Leisure centre", "Friend's address", "Relative's address", "School gates",
    "Chip shop", "Multi-storey car park", "Not known",
)  # fmt: skip
SCHOOL_NAMES = (
    "Amberfield", "Birchover", "Chalkstream", "Dovecote", "Evensong Hill", "Fernley", "Goosefoot", "Harebell",
    "Inglenook", "Jackdaw Wood", "Kingcup", "Larkfield", "Meadowsweet", "Ninebarrow", "Oatfield", "Plover Hill",
    "Quillfeather", "Redstart", "Skylark Rise", "Teasel Bank", "Umberslade", "Vetchfield", "Wrenbury", "Yellowhammer",
)  # fmt: skip
SCHOOL_KINDS = {"primary": "Primary School", "secondary": "Academy", "special": "School"}

TEAMS = {
    "Front Door": 3,
    "Hub": 4,
    "Looked After Children East": 3,
    "Looked After Children West": 2,
    "Family Support": 8,
}
WORKER_FORENAMES = (
    "Asha", "Bronwen", "Callum", "Danuta", "Ewan", "Farida", "Gideon", "Harriet", "Imran", "Jocelyn", "Kofi", "Lorna",
    "Marek", "Nadia", "Owen", "Priya", "Quentin", "Rosalind", "Samir", "Tabitha",
)  # fmt: skip
WORKER_SURNAMES = (
    "Brightwater", "Candlewick", "Dewberry", "Elderbrook", "Fairweather", "Goldcrest", "Hollowell", "Ivybridge",
    "Juniperson", "Kettlewell", "Longmeadow", "Merrydown", "Nightingale", "Oakapple", "Puddephat", "Quillington",
    "Rushlight", "Silverbirch", "Thistlewood", "Underbough",
)  # fmt: skip

ETHNICITIES: dict[str, dict[str, float]] = {
    "white": {"WBRI": 0.945, "WOTH": 0.045, "WIRI": 0.005, "WIRT": 0.003, "WROM": 0.002},
    "asian": {"AIND": 0.62, "APKN": 0.14, "ABAN": 0.12, "AOTH": 0.09, "CHNE": 0.03},
    "mixed": {"MWBC": 0.36, "MWAS": 0.30, "MOTH": 0.22, "MWBA": 0.12},
    "black": {"BAFR": 0.60, "BCRB": 0.28, "BOTH": 0.12},
    "other": {"OOTH": 1.0},
}
NOT_RECORDED = {"NOBT": 0.7, "REFU": 0.3}
UNACCOMPANIED = {"OOTH": 0.45, "BAFR": 0.30, "AOTH": 0.20, "BOTH": 0.05}

GIRLS: dict[str, tuple[str, ...]] = {
    "White": (
        "Abigail", "Amelia", "Bethany", "Caitlin", "Chloe", "Daisy", "Eleanor", "Ellie", "Erin", "Freya", "Georgia",
        "Hannah", "Holly", "Imogen", "Jessica", "Kayleigh", "Keira", "Lexi", "Lily", "Megan", "Millie", "Niamh",
        "Phoebe", "Poppy", "Rosie", "Scarlett", "Siobhán", "Sophie", "Tegan", "Zoë",
    ),
    "European": ("Agnieszka", "Daria", "Elena", "Gabija", "Ioana", "Julia", "Katarzyna", "Maja", "Oliwia", "Zuzanna"),
    "Asian": ("Aaliyah", "Anika", "Diya", "Fatima", "Hafsa", "Isha", "Jasmeen", "Mahnoor", "Meera", "Nusrat", "Zara"),
    "Black": ("Adaeze", "Amara", "Blessing", "Chantelle", "Esi", "Grace", "Imani", "Naomi", "Shanice", "Temi"),
    "Other": ("Amina", "Dilan", "Hana", "Leyla", "Rima", "Rojin", "Samar", "Shirin", "Yara", "Zahra"),
}  # fmt: skip
BOYS: dict[str, tuple[str, ...]] = {
    "White": (
        "Alfie", "Archie", "Bailey", "Ben", "Callum", "Charlie", "Connor", "Dylan", "Elliot", "Ethan", "Finley",
        "Freddie", "George", "Harrison", "Harvey", "Jack", "Jake", "Jayden", "Jenson", "Joe", "Kai", "Kieran",
        "Leo", "Liam", "Logan", "Mason", "Oliver", "Riley", "Seán", "Tyler",
    ),
    "European": ("Adrian", "Andrei", "Dawid", "Filip", "Jakub", "Kacper", "Łukasz", "Matas", "Mihai", "Szymon"),
    "Asian": ("Aarav", "Ahmed", "Amar", "Arjun", "Bilal", "Hamza", "Harpreet", "Ibrahim", "Kiran", "Mohammed", "Yusuf"),
    "Black": ("Ade", "Chidi", "Daniel", "Emeka", "Isaiah", "Jerome", "Kwame", "Marcus", "Malachi", "Tunde"),
    "Other": ("Ahmad", "Azad", "Baran", "Dawit", "Farhad", "Hiwa", "Karim", "Merhawi", "Omid", "Yonas"),
}  # fmt: skip
SURNAMES: dict[str, tuple[str, ...]] = {
    "White": (
        "Ainsdale", "Allsop", "Bagley", "Barratt", "Bexley-Shaw", "Bramley", "Chesterton", "Clough", "Coltman",
        "Dalby", "Dunmore", "Eastwood", "Farrow", "Fallows", "Garner", "Gilroy", "Hallam", "Hickling", "Ingleby",
        "Jessop", "Kirkby", "Lovett", "Marlow", "Measures", "Norton", "O'Dell", "Orton", "Pickard", "Quested",
        "Redfern", "Sharpless", "Smalley", "Tansley", "Tyler-Moss", "Underwood", "Varley", "Wainfleet", "Warren",
        "Wheatcroft", "Yeomans",
    ),
    "European": ("Balan", "Dąbrowska", "Jankauskas", "Kowal", "Lis", "Munteanu", "Nowak", "Pop", "Sikora", "Wójcik"),
    "Asian": ("Ahmed", "Begum", "Chaudhry", "Desai", "Gill", "Hussain", "Khan", "Mistry", "Patel", "Rahman", "Sandhu"),
    "Black": ("Acheampong", "Bailey-Grant", "Boateng", "Campbell", "Eze", "Mensah", "Moyo", "Okafor", "Osei", "Reid"),
    "Other": ("Ahmadi", "Aziz", "Bekele", "Haddad", "Hosseini", "Karimi", "Mahmoud", "Rashid", "Tesfay", "Yilmaz"),
}  # fmt: skip
OTHER_NAMES = ("Ash", "Bee", "Cee", "Dizzy", "Fitz", "Jax", "Kip", "Lulu", "Mo", "Nell", "Pip", "Red", "Tee", "Zed")
COMMUNICATION_NEEDS = (
    "Short sentences, one question at a time",
    "Easy-read letters",
    "British Sign Language interpreter",
    "Prefers text messages to telephone calls",
    "Speech and language therapy; allow time to answer",
)
LANGUAGES = {
    "European": ("Polish", "Romanian", "Lithuanian"),
    "Asian": ("Gujarati", "Urdu", "Bengali"),
    "Black": ("French", "Shona"),
    "Other": ("Arabic", "Kurdish (Sorani)", "Tigrinya", "Dari"),
}


def names_of(code: str, draw: float) -> str:
    """Which list of names a child's ethnic code calls for; mixed families use either side's."""
    mixed = {"MWBC": "Black", "MWBA": "Black", "MWAS": "Asian", "MOTH": "Other"}
    if code in mixed:
        return "White" if draw < 0.6 else mixed[code]
    if code in ("WOTH", "WROM"):
        return "European"
    return {"W": "White", "A": "Asian", "B": "Black", "C": "Asian"}.get(code[0], "Other")
