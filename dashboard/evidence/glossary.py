"""What do the words and abbreviations of the field mean, in one plain sentence each?"""

from __future__ import annotations

from dashboard.languages import N_, _

TERMS = {
    N_("3W, 5W"): N_("A list of who does what where (3W), and also when and for whom (5W)."),
    N_("Active member"): N_("A member that came to at least one meeting, or reported activities, in the period."),
    N_("Allocation"): N_("Money that a pooled fund gives to a project."),
    N_("As directly as possible"): N_("Money that reaches a local organisation directly, through a pooled fund, or through one intermediary."),
    N_("Bounds"): N_("How far a number could move, had all who did not answer been at one end or at the other."),
    N_("CBPF"): N_("Country-based pooled fund: donors pay in, and a board in the country decides who receives the money."),
    N_("CCPM"): N_("Cluster Coordination Performance Monitoring: the yearly questionnaire on how well a cluster works."),
    N_("Census"): N_("Everybody is counted, not a sample; then there is no range."),
    N_("Cliff’s delta"): N_("How far two groups lie apart, from −1 to 1: how often one scores higher than the other, minus how often lower."),
    N_("Cluster"): N_("The organisations that work on the same subject in a response, such as water or protection."),
    N_("Commitment"): N_("Money that a donor has agreed to in writing and not yet paid."),
    N_("Co-lead"): N_("An organisation that leads a cluster together with the lead agency."),
    N_("Cluster coordinator"): N_("The person who runs the cluster for all its members."),
    N_("Direct money"): N_("Money that goes from a donor to a local organisation with nobody in between."),
    N_("Earmarking"): N_("How closely a donor says what money is for; little earmarking leaves the choice to the organisation."),
    N_("Favourable"): N_("Organisations that agree, out of those that answered."),
    N_("FTS"): N_("Financial Tracking Service: the UN’s public record of humanitarian money, as donors and receivers report it."),
    N_("GHP"): N_("Global Humanitarian Platform: it agreed on the five Principles of Partnership in 2007."),
    N_("Gini index"): N_("How unequally something is spread: 0 is the same for all, 1 is everything for one."),
    N_("Grand Bargain"): N_("An agreement of donors and aid organisations of 2016; one aim is 25 % of the money as directly as possible to local organisations."),
    N_("HCT"): N_("Humanitarian Country Team: the heads of UN agencies and NGOs that steer a response."),
    N_("HPC"): N_("Humanitarian programme cycle: assess, plan, raise money, act, and look at what came of it."),
    N_("HRP"): N_("Humanitarian response plan: what a response wants to do in a year, and what it costs."),
    N_("IASC"): N_("Inter-Agency Standing Committee: where UN agencies, the Red Cross and Red Crescent, and NGOs agree on rules."),
    N_("IATI"): N_("A public format in which donors and organisations publish what they spend."),
    N_("ICCG"): N_("Inter-cluster coordination group: the meeting of all cluster coordinators."),
    N_("INGO"): N_("International non-governmental organisation."),
    N_("Interval, or range"): N_("Where the true number lies, with 95 % certainty, when who answered is chance."),
    N_("KoBo"): N_("A tool for questionnaires that many organisations use in the field."),
    N_("Lead agency"): N_("The organisation that answers for a cluster; mostly a UN agency."),
    N_("Local organisation"): N_("One that has its headquarters in the country of the response and no international family; the definition in force says exactly who."),
    N_("Localisation"): N_("Giving local organisations money, seats and decisions, and not only work."),
    N_("Median"): N_("The middle one when all are put in order: half lie below and half above."),
    N_("Member"): N_("An organisation on the partner list of a cluster."),
    N_("NGO"): N_("Non-governmental organisation."),
    N_("OCHA"): N_("The UN’s office for the coordination of humanitarian affairs."),
    N_("Overheads"): N_("Money for an organisation’s own running costs, beside the costs of a project."),
    N_("Parity ratio"): N_("A group’s share of seats or money, divided by its share of members: 1 is in proportion."),
    N_("Pledge"): N_("Money that a donor has only promised."),
    N_("Points"): N_("The difference of two shares: from 40 % to 45 % are 5 points. Also the unit of scores from 0 to 100."),
    N_("Principles of Partnership"): N_("Equality, transparency, results-oriented approach, responsibility and complementarity."),
    N_("PSEA"): N_("Protection from sexual exploitation and abuse by people who work in aid."),
    N_("Response rate"): N_("Members that answered a survey, out of all members."),
    N_("Restatement"): N_("A number that was published before and is another one now."),
    N_("SAG"): N_("Strategic advisory group: a few members that prepare the decisions of a cluster."),
    N_("Sub-grant"): N_("Money that an organisation passes on to another one."),
    N_("Suppressed"): N_("Hidden, so that nobody can work out what few organisations said or did."),
    N_("TWG"): N_("Technical working group: members that work on one question."),
    N_("Women-led organisation"): N_("An organisation that says of itself that women lead it."),
}  # fmt: skip


def lines() -> list[str]:
    """Return every term with its meaning, in the alphabetical order of the reader's language."""
    told = sorted(((_(term), _(meaning)) for term, meaning in TERMS.items()), key=lambda pair: pair[0].casefold())
    return [f"- **{term}**: {meaning}" for term, meaning in told]
