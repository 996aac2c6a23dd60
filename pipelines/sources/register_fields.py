"""What may the headings of a partner list be? Words in English, French, Spanish and Arabic for each column we read."""

from __future__ import annotations

from pipelines.sources.headings import vocabulary

FIELDS = vocabulary(
    name="organisation|organization|organisation name|organization name|name of organisation|name of organization|"
    "name of the organisation|name of the organization|full name of organisation|organisation full name|org name|partner|"
    "partner name|partner organisation|partner organization|name of partner|agency|agency name|member|member organisation|"
    "member organization|organisme|nom de l'organisation|nom organisation|partenaire|nom du partenaire|structure|"
    "organización|nombre de la organización|nombre organización|socio|nombre del socio|entidad|"
    "المنظمة|اسم المنظمة|الشريك|اسم الشريك|الجهة|اسم الجهة|المؤسسة|اسم المؤسسة|الوكالة",
    acronym="acronym|acronyms|abbreviation|short name|org acronym|organisation acronym|organization acronym|acronyme|"
    "sigle|abréviation|acrónimo|sigla|siglas|abreviatura|الاختصار|الاسم المختصر|اختصار المنظمة",
    name_fr="name in french|french name|nom en français|nom français|nombre en francés",
    name_es="name in spanish|spanish name|nom en espagnol|nombre en español",
    name_ar="name in arabic|arabic name|nom en arabe|nom arabe|nombre en árabe|الاسم بالعربية",
    other_names="other names|other name|aliases|alias|also known as|alternative names|autres noms|autre nom|otros nombres|"
    "otro nombre|أسماء أخرى|اسم آخر",
    former_names="former names|former name|previous name|previous names|formerly|formerly known as|old name|anciens noms|"
    "ancien nom|nombres anteriores|nombre anterior|الاسم السابق|الأسماء السابقة",
    type="type|organisation type|organization type|type of organisation|type of organization|org type|partner type|"
    "type of partner|type d'organisation|type organisation|type de partenaire|tipo|tipo de organización|tipo de socio|"
    "النوع|نوع المنظمة|نوع الشريك|نوع الجهة|نوع المؤسسة",
    hq_country="hq country|hq|headquarters|headquarters country|country of headquarters|country of hq|hq location|"
    "country of origin|country of registration|siège|pays du siège|pays d'origine|sede|país de la sede|país sede|"
    "país de origen|المقر|المقر الرئيسي|بلد المقر|بلد المقر الرئيسي|دولة المقر|بلد المنشأ",
    cluster="cluster|clusters|sector|sectors|cluster/sector|sector/cluster|cluster membership|secteur|secteurs|"
    "sectores|clúster|clústeres|grupo sectorial|الكتلة|الكتل|القطاع|القطاعات|المجموعة القطاعية",
    joined_on="joined|joined on|date joined|joining date|join date|date of joining|member since|membership since|"
    "membership date|membership start|since|date d'adhésion|membre depuis|adhésion|depuis|fecha de ingreso|"
    "fecha de adhesión|miembro desde|desde|تاريخ الانضمام|تاريخ العضوية|عضو منذ",
    left_on="left|left on|date left|leaving date|date of leaving|membership end|member until|until|date de sortie|"
    "date de départ|jusqu'à|fecha de salida|fecha de baja|hasta|تاريخ المغادرة|تاريخ الخروج",
    level="level|membership level|membership|membership type|membership status|member status|type of membership|status|"
    "niveau|niveau d'adhésion|type d'adhésion|statut|nivel|nivel de membresía|tipo de membresía|membresía|estatus|العضوية|نوع العضوية|مستوى العضوية",
    areas="areas|area|areas of operation|area of operation|operational areas|locations|location|province|provinces|"
    "governorate|governorates|region|regions|state|states|district|districts|zones|zones d'intervention|régions|"
    "zonas|zonas de intervención|provincia|provincias|departamentos|المنطقة|المناطق|مناطق العمل|المحافظة|المحافظات",
    affiliated="affiliated|affiliation|affiliate|internationally affiliated|part of an international family|"
    "international affiliation|affilié|affiliée|affiliation internationale|afiliada|afiliación internacional",
    affiliated_to="affiliated to|affiliated with|international family|member of international family|international network|"
    "affiliée à|affilié à|famille internationale|réseau international|afiliada a|red internacional|familia internacional",
    women_led="women-led|women led|woman-led|women-led organisation|women-led organization|wlo|dirigée par des femmes|"
    "organisation dirigée par des femmes|liderada por mujeres|organización liderada por mujeres|بقيادة نسائية|تقودها نساء",
    refugee_led="refugee-led|refugee led|refugee-led organisation|refugee-led organization|rlo|"
    "dirigée par des réfugiés|liderada por refugiados|liderada por personas refugiadas|"
    "بقيادة اللاجئين|يقودها لاجئون",
    disability_led="disability-led|disability led|opd|organisation of persons with disabilities|"
    "organization of persons with disabilities|led by persons with disabilities|"
    "dirigée par des personnes handicapées|oph|liderada por personas con discapacidad",
    flags_source="who says so|source of the flags|self-declared in|déclaré dans|source de la déclaration|declarado en|"
    "fuente de la declaración",
    flags_date="said on|self-declared on|date of declaration|déclaré le|date de la déclaration|declarado el|"
    "fecha de la declaración",
    email_domains="e-mail domain|e-mail domains|email domain(s)|mail domain|domain|domains|domaine|"
    "domaine de messagerie|domaine e-mail|dominio|dominios|dominio de correo",
    fts_id="fts id|fts organisation id|fts organization id|id fts",
    coordination_staff="staff for coordination|coordination staff|coordination staff fte|fte for coordination|"
    "staff working on coordination|personnel de coordination|personnel pour la coordination|personal de coordinación|"
    "personal para la coordinación|موظفو التنسيق|عدد موظفي التنسيق",
    reports_agreed="agreed to report|reports agreed|agrees to report|agreed to report to the 5w|agreed to 5w reporting|"
    "reports to 5w|accepte de rapporter|engagement à rapporter|acepta reportar|acepta informar|compromiso de reportar|"
    "وافقت على تقديم التقارير|موافقة على تقديم التقارير",
    key_actor="key actor|key actors|key partner|acteur clé|partenaire clé|actor clave|socio clave|"
    "جهة فاعلة رئيسية|شريك رئيسي",
    organisation_id="organisation id|organization id|org id|partner id|id organisation|id organización",
    updated_on="updated|updated on|last updated|last update|date updated|date of update|mise à jour|"
    "date de mise à jour|actualizado|fecha de actualización|última actualización",
)
# `Name` alone may be a person; in a list without people's columns beside it, it is the organisation.
BARE_NAME = vocabulary(name="name|full name|nom|nombre")
