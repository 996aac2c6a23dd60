"""Which invented names does Nandoria use? Word lists only; any likeness to a real body or person is chance."""

from __future__ import annotations

# National and local organisations: (name, acronym, other names). Written by hand where the name is a trap.
TRAPS = (
    ("Hope for Children Nandoria", "HFC", ("Espoir pour les Enfants Nandoria",)),
    ("Hope Children Foundation", "HCF", ()),
    ("Health and Food Concern", "HFC", ("Concertation Santé et Alimentation",)),
    ("Nandorian Water Forum", "NWF", ("Forum nandorien de l'eau",)),
    ("Nandorian Women's Federation", "NWF", ("Fédération des femmes nandoriennes", "FFN")),
    ("Women of Keldou", "WOK", ("Femmes de Keldou",)),
    ("Women of Ambarra Union", "WAU", ("Union des femmes d'Ambarra",)),
    ("Orvian Refugee Voices", "ORV", ("Voix des réfugiés orviens",)),
    ("Belsaran Refugee Committee Port Sarel", "BRC", ()),
    ("Union of Persons with Disabilities of Nandoria", "UPDN", ("Union des personnes handicapées de Nandorie",)),
    ("Sign and Speak Nandoria", "SSN", ()),
    ("Solvanna Nandoria", "SNA", ("Solvanna Nandorie",)),
    ("Rivermouth Action", "RA", ()),
    ("Rivermouth Action Keldou", "RAK", ()),
)
# What some organisations were called before; old files still say so.
FORMER_NAMES = {
    "Nandorian Water Forum": "Forum of the Wells of Nandoria",
    "Hope Children Foundation": "Keldou Orphans Fund",
    "Rivermouth Action Keldou": "Riverside Volunteers Keldou",
    "Women of Keldou": "Keldou Weavers Circle",
    "Orvian Refugee Voices": "Radio of the Camps",
}
PLACES = ("Keldou", "Ambarra", "Port Sarel", "Tanoué", "Marrovi", "Selendra", "Upper Ondra", "Vashtal", "Lower Ondra")
THEMES = (
    ("Water Users", "des usagers de l'eau"),
    ("Farmers", "des agriculteurs"),
    ("Youth", "de la jeunesse"),
    ("Herders", "des éleveurs"),
    ("Mothers", "des mères"),
    ("Clean Village", "village propre"),
    ("Legal Aid", "d'aide juridique"),
    ("Seed and Soil", "semences et sols"),
    ("Rural Health", "de santé rurale"),
    ("Child Friendly Spaces", "espaces pour enfants"),
)
KINDS = (("Association", "Association"), ("Network", "Réseau"), ("Initiative", "Initiative"), ("Committee", "Comité"))

INTERNATIONAL_STEMS = (
    "Solvanna", "Orrindale", "Tessaly", "Quenby", "Lanternhouse", "Veldmark", "Brackenford", "Halvorsund", "Mirrowen",
    "Castelune", "Ostravelle Bridge", "Pellworth", "Norrland Hand", "Aurelio", "Wexcombe", "Thornbury Dew", "Isolde",
    "Kirvanen", "Lumière Douce", "Montclaire", "Rosenquell", "Sandermoor", "Tavistone", "Ulvenlys", "Varennes Soleil",
    "Westerloo", "Yarrowfield", "Zonnewijk", "Eskerhill", "Fjordlight", "Glenmorrow", "Hazelreach", "Ivorsund",
    "Juniper Vale", "Kestrelway",
)  # fmt: skip
INTERNATIONAL_KINDS = ("International", "Relief", "Aid", "Response", "Solidarity", "Alliance", "Development")
INTERNATIONAL_HOMES = (
    "France", "United Kingdom", "Norway", "Germany", "Kenya", "United States", "Netherlands", "Spain", "Italy",
    "Switzerland", "Ireland", "Sweden", "Denmark", "Belgium", "Japan",
)  # fmt: skip

UNITED_NATIONS = (
    ("UNICEF", "UNICEF", "United Nations Children's Fund", "unicef.example"),
    ("WFP", "WFP", "World Food Programme", "wfp.example"),
    ("UNHCR", "UNHCR", "United Nations High Commissioner for Refugees", "unhcr.example"),
    ("FAO", "FAO", "Food and Agriculture Organization of the United Nations", "fao.example"),
    ("OCHA", "OCHA", "Office for the Coordination of Humanitarian Affairs", "ocha.example"),
    ("IOM", "IOM", "International Organization for Migration", "iom.example"),
    ("UNFPA", "UNFPA", "United Nations Population Fund", "unfpa.example"),
    ("WHO", "WHO", "World Health Organization", "who.example"),
)
AUTHORITIES = (
    ("Ministry of Water of Nandoria", "MoW", "Ministère de l'eau"),
    ("Ministry of Agriculture of Nandoria", "MoA", "Ministère de l'agriculture"),
    ("Ministry of Social Affairs of Nandoria", "MoSA", "Ministère des affaires sociales"),
    ("National Disaster Agency of Nandoria", "NDA", "Agence nationale des catastrophes"),
    ("Keldou Regional Water Directorate", "KRWD", "Direction régionale de l'eau de Keldou"),
    ("Ambarra District Council", "ADC", "Conseil du district d'Ambarra"),
    ("Port Sarel City Council", "PSCC", "Mairie de Port Sarel"),
)
DONORS = (
    ("Norrmark Development Cooperation Agency", "NDCA"),
    ("Embassy of Estravia", "EoE"),
    ("Lorvania Aid", "LA"),
    ("Halden Foundation", "HF"),
    ("Estravia Humanitarian Office", "EHO"),
)
OTHERS = (
    ("University of Selendra", "UoS", "academic"),
    ("Nandoria Institute of Hydrology", "NIH", "academic"),
    ("Sarel Logistics Company", "SLC", "private_sector"),
    ("Council of Churches of Nandoria", "CCN", "religious"),
    ("Ondra Basin Commission", "OBC", "international_organisation"),
)

FIRST_NAMES = (
    "Amina", "Bako", "Celestine", "Dario", "Elodie", "Farouk", "Gisela", "Hadiza", "Ibou", "Jorunn", "Kamille", "Lamine",
    "Mireille", "Noor", "Oskar", "Pilar", "Quentin", "Rokia", "Solveig", "Tariq", "Ulla", "Viviane", "Wendeline", "Xavi",
    "Yasmine", "Zubair", "Anouk", "Blaise", "Carmela", "Dieudonné", "Esther", "Fanta", "Gaspard", "Hélène", "Issa",
)  # fmt: skip
LAST_NAMES = (
    "Touravel", "Okandrou", "Velmarre", "Tasmarin", "Brindelle", "Kouressa", "Dramalou", "Fessorin", "Galvanthe",
    "Hourali", "Issandre", "Jovellac", "Kardemo", "Lassounou", "Mbrévane", "Nakorelle", "Ouédranne", "Pellombe",
    "Quaressi", "Rondavelle", "Sankorin", "Tiévoure", "Ulmesso", "Varoukane", "Wendakor", "Yaméssi", "Zongarel",
    "Ablarine", "Bessolune", "Corvallem", "Doumbarel", "Estravin", "Fofanelle", "Gbandorre", "Hallersund",
)  # fmt: skip
POSITIONS = ("Coordinator", "Programme Manager", "Field Officer", "Technical Adviser", "Head of Office", "Focal point")
