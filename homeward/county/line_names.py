"""Names of lines, of far ends and of adults, all invented, and the numbers that ring nobody."""

TOWNS = ("Ashmarket", "Brindlewick", "Dunmoor", "Gorsebridge")
HERE = "Middleshire"
CAPITAL = "Crownminster"
WESTERN_CITIES = "Westhammer conurbation"
SOUTH_EASTERN_COUNTY = "Saltreachshire"
WESTERN_COUNTY = "Marchlowshire"

BRANDS = (
    "Tinsel", "Cobalt", "Pepperpot", "Marzipan", "Lantern", "Thimble", "Bramble", "Pewter", "Juniper", "Corkscrew",
    "Gingham", "Mothwing",
)  # fmt: skip
ADULT_FORENAMES = (
    "Aldous", "Barnaby", "Cordelia", "Desmond", "Esme", "Florian", "Gwendoline", "Horace", "Isolde", "Jasper", "Kit",
    "Leopold", "Maudie", "Ned", "Ottoline", "Percy", "Queenie", "Rufus", "Sidonie", "Thaddeus",
)  # fmt: skip
ADULT_SURNAMES = (
    "Applethwaite", "Bootlace", "Cobblepot", "Drizzlecombe", "Eiderdown", "Flintwhistle", "Gorsewick", "Hobbinthorpe",
    "Inkpenny", "Jackanory", "Kettlethorn", "Larksleeve", "Mothersole-Pike", "Nettlebed", "Oxlade-Moat", "Pepperill",
    "Quiverfull", "Ravelstone", "Snapdragon", "Thornapple", "Umberfield", "Vinegarth", "Wigglesby",
)  # fmt: skip
DRAMA_MOBILES = tuple(f"07700 900{number:03d}" for number in range(1000))
