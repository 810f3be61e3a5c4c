"""Words around the names of schools and boards in turns without capitals: kinds, heads, verbs, endings."""

from __future__ import annotations

ALWAYS_NAMED = frozenset((
    "obs", "cbs", "rkbs", "kbs", "pcbs", "pcb", "pcbo", "rkbo", "gbs", "ikc", "kc", "ods", "sws", "rks", "nbs", "oecumenische", "rk",
))  # fmt: skip
"""After one of these comes the name of a school, also when it is an ordinary word."""
KINDS = frozenset((
    "basisschool", "kinderopvang", "peuterspeelzaal", "kinderdagverblijf", "lagereschool", "kindcentrum", "daltonschool", "jenaplanschool", "montessorischool", "praktijkschool",
    "vrijeschool", "nutsschool", "freinetschool", "fusieschool", "dorpsschool", "scholengemeenschap", "locatie",
    "vestiging", "dependance", "nevenvestiging", "campus", "sbo", "vso", "so", "mavo", "havo", "vmbo",
    "gymnasium", "lyceum", "college", "school", "schooltje", "kindercentrum", "zmlk", "pro", "buurtschool",
    "openwijkschool", "talentencampus", "expertisecentrum", "leerhuis", "schoollocatie", "zusterschool",
    "stageschool",
))  # fmt: skip
BODIES = frozenset((
    "stichting", "scholengroep", "koepel", "schoolbestuur", "onderwijsgroep", "onderwijsstichting",
    "moederstichting", "scholenkoepel", "scholenstichting", "scholenvereniging", "schoolvereniging",
    "koepelstichting", "samenwerkingsverband", "bestuur", "vereniging", "scholenorganisatie",
    "onderwijsorganisatie", "onderwijskoepel", "schoolstichting", "kinderopvangorganisatie", "swv",
))  # fmt: skip
TAKEN_ALONG = (ALWAYS_NAMED | KINDS | {"stichting", "scholengroep", "onderwijsgroep"}) - frozenset((
    "school", "schooltje", "locatie", "vestiging", "dependance", "so", "pro",
))  # fmt: skip
SORTS = frozenset((
    "brede", "vrije", "openbare", "christelijke", "katholieke", "islamitische", "protestantse", "bijzondere",
    "hindoeïstische", "reformatorische", "joodse", "interconfessionele",
))  # fmt: skip
DETERMINERS = frozenset((
    "de", "die", "deze", "een", "onze", "elke", "hun", "jullie", "geen", "andere", "eigen", "iedere", "mijn",
    "dezelfde", "hele", "zo'n", "als", "welke",
))  # fmt: skip
SMALL_QUALITIES = frozenset((
    "kleine", "grote", "brede", "vrije", "open", "lage", "hoge", "groene", "blauwe", "witte", "zwarte", "rode",
    "gele", "gouden", "zilveren", "lange", "korte", "wijde", "nieuwe", "oude", "bonte", "gulden", "houten",
    "ronde", "stenen", "vliegende", "gekke", "wilde", "zonnige", "tweede", "eerste", "dubbele", "lichte", "warme",
    "blije", "bijzondere", "springende", "reizende", "twee", "drie", "vier", "vijf", "zeven", "acht", "negen",
    "tien", "twaalf", "jonge", "hele", "halve", "heilige", "goede", "zilte", "stille", "wakkere", "wijze",
))  # fmt: skip
CALLING = frozenset((
    "heet", "heette", "heten", "heetten", "genaamd", "geheten", "noemen", "noemden", "noemt", "gedoopt",
))  # fmt: skip
CALLED_BETWEEN = frozenset((
    "we", "ze", "nu", "nou", "toen", "die", "dat", "vroeger", "dus", "eh", "uh", "gewoon", "tegenwoordig",
    "voortaan", "officieel", "eerst", "inmiddels", "nog", "ook", "sinds", "hij", "het", "wij", "zij", "school",
))  # fmt: skip
BELONGING = frozenset((
    "vallen", "valt", "viel", "vielen", "hangen", "hangt", "ressorteren", "ressorteert", "hoort", "horen",
    "hoorden", "hoorde", "zitten", "aangesloten",
))  # fmt: skip
OURS = frozenset((
    "ons", "onze", "het", "hun", "nieuwe", "jullie", "de", "hele", "oude",
))  # fmt: skip
HEADS = frozenset((
    "leerlingen", "leerling", "kinderen", "ouders", "team", "directeur", "directrice", "schoolleider", "juf",
    "juffen", "meester", "meesters", "leerkracht", "leerkrachten", "conciërge", "concierge", "collega",
    "collega's", "personeel", "locatie", "klas", "kleuters", "gebouw", "stage", "ib'er", "invaller",
    "onderwijsassistent", "schoolplein", "adjunct", "gezeten", "gewerkt", "begonnen", "lesgegeven",
    "stagegelopen", "leraar", "lerares", "docent", "docenten", "teamleider", "stagiair", "stagiaire",
    "bestuurder", "voorzitter", "school", "scholen", "les", "mr", "oudervereniging", "moeder", "moeders",
    "vaders", "schoolgebouw", "locatieleider", "gymzaal", "kleuterklas", "groep", "schoolhoofd", "overgestapt",
    "geplaatst", "aangenomen", "onderwijsassistente", "kom", "komt", "kwam", "komen", "kwamen", "gekomen",
    "samen", "administratie", "gefuseerd", "fusie", "samengegaan", "begon", "zat", "zit", "zaten", "werkt",
    "werkte", "werk",
))  # fmt: skip
SURE_HEADS = HEADS - frozenset((
    "moeder", "klas", "groep", "zit", "zat", "zaten", "werkt", "werkte", "werk", "gewerkt", "begonnen", "begon",
    "kinderen", "team", "collega", "collega's", "personeel", "les", "gebouw", "school", "scholen", "voorzitter",
    "directeur", "moeders", "vaders", "administratie", "mr", "geplaatst", "aangenomen", "ouders", "gezeten",
))  # fmt: skip
AFTER = frozenset((
    "zit", "zat", "zaten", "zitten", "gezeten", "werk", "werkt", "werkte", "werkten", "werken", "gewerkt",
    "begonnen", "begon", "stage", "les", "lesgegeven", "hebben", "hadden", "doen", "deden", "school", "gaan",
    "ging", "gingen", "gegaan", "liep", "gelopen",
))  # fmt: skip
OF_SCHOOL = frozenset((
    "school", "schooltje", "scholen", "basisschool", "leerlingen", "leerling", "juf", "juffen", "meester",
    "leerkracht", "leerkrachten", "klas", "kleuters", "directeur", "schoolleider", "directrice", "stage",
    "conciërge", "lesgegeven", "fusie", "gefuseerd", "bestuur", "stichting", "locatie", "onderbouw", "bovenbouw",
    "onderwijsassistent", "obs", "cbs", "sbo", "vso", "groep",
))  # fmt: skip
DOES = frozenset((
    "heeft", "had", "is", "was", "doet", "deed", "wil", "wilde", "zit", "zat", "gaat", "ging", "krijgt", "kreeg",
    "werkt", "staat", "en", "ook", "daar", "die", "hier",
))  # fmt: skip
AT = frozenset((
    "op", "van", "bij", "naar", "vanuit", "via", "door", "uit", "voor", "tussen", "namens", "met", "en",
))  # fmt: skip
WHERE_ONE_IS = frozenset((
    "op", "van", "bij", "naar", "vanuit", "via",
))  # fmt: skip
ENDS = frozenset((
    "college", "lyceum", "scholen", "school", "onderwijs", "groep", "noord", "zuid", "oost", "west", "primair",
    "zuidwest", "noordwest", "noordoost", "zuidoost", "centrum", "kindcentra", "kindcentrum", "kinderrijk",
))  # fmt: skip
OF_NAMES = (
    "boom", "tuin", "hof", "hoek", "weide", "weijde", "veld", "pad", "poort", "brug", "stee", "rank", "dijk",
    "zicht", "wiek", "burcht", "nest", "wijzer", "spoor", "sprong", "horst", "burg", "borg", "berg", "akker",
    "bron", "bos", "bosch", "duin", "vaart", "haven", "licht", "ster", "vogel", "vlinder", "bloem", "roos",
    "wijk", "rijk", "oord", "heem", "schip", "boot", "baken", "toren", "molen", "wiel", "plein", "rode", "graver",
    "land", "linde", "kamp", "hoeve", "schuur", "gaard", "gaarde", "loo", "meer", "zee", "strand", "kreek",
    "plas", "eiland", "kring", "kroon", "kei", "steen", "vuur", "zon", "maan", "straal", "regen", "kasteel",
    "slot", "schans", "wal", "kade", "ark", "anker", "kompas", "huis", "rakker", "vonder", "golf", "bries",
    "wind", "waard", "beemd", "kwartier", "wereld", "kind", "wijs",
)  # fmt: skip
SAINTS = frozenset((
    "sint", "st", "sinte", "santa", "sancta", "heilige", "sint-",
))  # fmt: skip
FEASTS = frozenset((
    "maarten", "nicolaas", "juttemis", "jan", "piet",
))  # fmt: skip
OF_NATURE = (
    "boom", "bloem", "vogel", "vlinder", "vis", "struik", "roos", "ster", "nest", "linde", "voet", "kever", "zwaan", "uil", "haan", "hoen",
    "arend", "valk", "kruid", "gras", "varen", "bes", "duin", "schip", "boot", "anker", "kompas", "zeil", "licht", "straal", "zon", "maan",
    "sprong", "wijzer", "mus", "mees", "spin", "bij", "vink", "reiger", "snip", "zwam", "wilg", "iep", "els", "eik", "beuk", "doorn", "klaver",
    "punt", "kleur", "boog", "brug", "poort", "bron", "plas", "kant", "rand", "hof", "gaard", "burcht", "veste", "toren", "schelp", "parel",
)  # fmt: skip
"""What rare words end in when they are a plant, an animal or a sight, after which schools like to be called."""
