"""Which heading of a 3W/4W/5W table means which of our fields? English, French, Spanish, Portuguese and Arabic words."""

from __future__ import annotations

from pipelines.sources.headings import vocabulary

FIELDS = vocabulary(
    implementing="implementing organisation|implementing organization|implementing organisation name|"
    "implementing organization name|implementing partner|implementing partner name|implementing partners|"
    "implementing agency|implementing agency name|implementer|name of implementing partner|implemented by|"
    "implementing actor|organisation de mise en oeuvre|organisation de mise en œuvre|organisation d'exécution|"
    "organisation exécutante|partenaire de mise en oeuvre|partenaire de mise en œuvre|partenaire d'exécution|"
    "partenaire d'implémentation|partenaire de mise en œuvre nom|agence d'exécution|organisation implémentatrice|"
    "organización implementadora|organización ejecutora|socio implementador|socio implementador nombre|"
    "nombre del socio implementador|nombre de la organización implementadora|implementador|parceiro implementador|"
    "parceiro de implementação|organização implementadora|الشريك المنفذ|المنظمة المنفذة|الجهة المنفذة",
    implementing_acronym="implementing organisation acronym|implementing organization acronym|"
    "implementing partner acronym|implementing agency acronym|acronym of implementing partner|"
    "acronyme du partenaire de mise en oeuvre|acronyme du partenaire de mise en œuvre|"
    "acronyme partenaire de mise en œuvre|acronyme du partenaire d'exécution|acrónimo del socio implementador|"
    "siglas del socio implementador|acrónimo de la organización implementadora",
    implementing_type="implementing organisation type|implementing organization type|implementing partner type|"
    "implementing agency type|type of implementing partner|type of implementing organisation|"
    "type of implementing organization|type de partenaire de mise en oeuvre|type de partenaire de mise en œuvre|"
    "type du partenaire de mise en œuvre|type d'organisation de mise en œuvre|tipo de organización implementadora|"
    "tipo de socio implementador|tipo de organización ejecutora",
    organisation="organisation|organization|organisations|organisation name|organization name|name of organisation|"
    "name of organization|name of the organisation|name of the organization|org|org name|orgname|agency|agency name|"
    "partner|partner name|partners|reporting organisation|reporting organization|reporting organisation name|"
    "reporting organization name|reporting partner|reporting agency|actor|actor name|organisme|"
    "nom de l'organisation|nom organisation|nom acteur|nom de l'acteur|acteur|partenaire|nom du partenaire|"
    "structure|agence|organización|nombre de la organización|nombre organización|entidad|socio|nombre del socio|"
    "organização|nome da organização|parceiro|المنظمة|اسم المنظمة|المنظمه|اسم الشريك|الشريك",
    acronym="acronym|acronyms|org acronym|organisation acronym|organization acronym|organisation accronyme|"
    "accronyme|agency acronym|partner acronym|actor acronym|org abbreviation|org short name|short name|acronyme|"
    "acronyme acteur|acronyme organisation|acronyme de l'organisation|sigle|sigle de l'organisation|acrónimo|"
    "acrónimo de la organización|siglas|sigla|siglas de la organización|acrônimo|sigla da organização|"
    "الاسم المختصر|اختصار المنظمة",
    type="organisation type|organization type|type of organisation|type of organization|org type|type org|"
    "org type description|org type name|agency type|partner type|type of partner|type of agency|actor type|"
    "type d'organisation|type organisation|type de l'organisation|type d'acteur|type acteur|type de partenaire|"
    "type partenaire|tipo de organización|tipo organización|tipo de socio|tipo de organização|نوع المنظمة|نوع الشريك",
    programme="programme organisation|program organization|programme organization|programme partner|program partner|"
    "programming partner|programme organisation name|programming organisation|programming organization|"
    "lead organisation|lead organization|lead agency|lead partner|lead|prime partner|main partner|project owner|"
    "organisation chef de file|chef de file|agence chef de file|organisation lead|partenaire principal|"
    "organisation porteuse|organisation programme|organización líder|organización principal|socio principal|"
    "organización responsable|organização líder|parceiro principal|المنظمة الرئيسية|الشريك الرئيسي",
    donor="donor|donors|donor name|funding agency|funding source|source of funding|funded by|funder|"
    "donor organisation|donor organization|bailleur|bailleurs|bailleur de fonds|bailleurs de fonds|donateur|"
    "source de financement|financement|organización donante|donante|donantes|fuente de financiamiento|"
    "fuente de financiación|financiador|doador|doadores|الجهة المانحة|المانح|المانحون",
    cluster="cluster|clusters|sector|sectors|cluster/sector|sector/cluster|cluster or sector|cluster name|sector name|"
    "cluster sector name|cluster sector|humanitarian cluster|secteur|secteurs|cluster/secteur|secteur/cluster|"
    "nom du cluster|secteur d'intervention|sectores|clúster|clústeres|sector/clúster|clúster/sector|setor|setores|"
    "setor/cluster|القطاع|الكتلة|المجموعة القطاعية",
    cluster_code="cluster code|sector code|cluster sector code|code cluster|code secteur|código del sector|"
    "código sector|código clúster",
    sub_cluster="sub cluster|sub-cluster|subcluster|sub sector|sub-sector|subsector|aor|area of responsibility|"
    "sub cluster/aor|sub cluster name|sub sector name|sous cluster|sous-cluster|sous secteur|sous-secteur|"
    "domaine de responsabilité|sub clúster|subclúster|área de responsabilidad o grupo|área de responsabilidad|"
    "grupo de trabajo|subsetor|القطاع الفرعي",
    activity="activity|activities|activity name|activity description|activity type|main activity|type of activity|"
    "type of intervention|intervention|interventions|cluster activity|response activity|activité|activités|"
    "type d'activité|type d'intervention|nom de l'activité|activités principales|actividad|actividades|"
    "nombre de la actividad|tipo de actividad|intervención|atividade|atividades|tipo de atividade|النشاط|نوع النشاط|"
    "الأنشطة",
    status="status|activity status|status of activity|project status|implementation status|current status|statut|"
    "statut de l'activité|état de l'activité|statut du projet|estatus|estado de la actividad|estatus de la actividad|"
    "estado de actividad|estado del proyecto|situação|حالة النشاط|الحالة",
    country="country|country name|location name|pays|nom du pays|país|nombre del país|البلد|الدولة",
    country_code="country code|country iso3|country iso|iso3|iso 3|location code|adm0 pcode|adm0 code|admin0 pcode|"
    "admin 0 pcode|code pays|code iso|código del país|código país",
    place="location|locations|site|site name|place|place name|location of activity|camp|camp name|facility name|"
    "name of health facility|village|village name|settlement|lieu|nom du lieu|localité|site d'intervention|"
    "lieu d'intervention|nom du site|localisation|nombre del lugar|lugar|sitio|localidad|nombre del sitio|local|"
    "الموقع|اسم الموقع|القرية",
    starts_on="start date|date start|activity start date|project start date|start|planned start date|actual start date|"
    "reference period start|date de début|date début|date debut activité|date de démarrage|début|fecha de inicio|"
    "fecha inicio|fecha de inicio de la actividad|inicio|data de início|تاريخ البدء|تاريخ البداية",
    ends_on="end date|date end|activity end date|project end date|end|planned end date|expected end date|"
    "reference period end|date de fin|date fin|date de fin prévue|date de clôture|fin|fecha de finalización|"
    "fecha fin|fecha de fin|fecha prevista de finalización|fecha prevista de finalización de la actividad|"
    "fecha de término|data de fim|data de término|تاريخ الانتهاء|تاريخ النهاية",
    reported_on="report date|reporting date|date of report|date of reporting|date|date reported|date de rapport|"
    "date du rapport|date de rapportage|fecha de reporte|fecha del reporte|fecha de informe|fecha|data do relatório|"
    "تاريخ التقرير",
    submitted_on="submitted on|submission date|date submitted|date of submission|submission time|updated|last updated|"
    "updated on|date updated|date of update|last update|date de soumission|date de mise à jour|mise à jour|"
    "actualizada|actualizado|fecha de actualización|fecha de envío|última actualización",
    month="month|reporting month|report month|month of report|month of reporting|reporting period|period|mois|"
    "mois de rapport|mois de rapportage|mois du rapport|période|mes|mes de reporte|mes reportado|mes del reporte|"
    "período|mês|الشهر",
    year="year|reporting year|report year|année|annee de rapport|année du rapport|año|año de reporte|ano|السنة",
    targeted="targeted|people targeted|number of people targeted|total targeted|beneficiaries targeted|"
    "targeted beneficiaries|planned beneficiaries|target|total target|persons targeted|individuals targeted|ciblé|"
    "ciblés|personnes ciblées|nombre de personnes ciblées|bénéficiaires ciblés|total ciblé|personas meta|"
    "población meta|personas objetivo|beneficiarios meta|número de personas meta|pessoas alvo|المستهدفون",
    reached="reached|people reached|number of people reached|total reached|beneficiaries reached|reached beneficiaries|"
    "total beneficiaries|persons reached|individuals reached|beneficiaries|number of beneficiaries|atteint|atteints|"
    "personnes atteintes|nombre de personnes atteintes|bénéficiaires atteints|total atteint|nombre de bénéficiaires|"
    "personas alcanzadas|número de personas alcanzadas|total de personas alcanzadas|personas atendidas|"
    "beneficiarios alcanzados|beneficiarios|pessoas alcançadas|عدد المستفيدين|المستفيدون",
    publisher_warning="warning|warnings",
    publisher_error="error|errors",
)
# `Estado` is a state in one country and a status in the next; the tag tells, or what else the table has.
STATE_OR_STATUS = {"estado", "etat"}
