"""The words of the paper that no figure changes, in our own words and with where they come from.

They follow the order of the report to a county health and wellbeing board of July 2019 and quote none of it. What the
hub does not yet collect is said in one line each, and never guessed.
"""

PURPOSE = (
    "This paper gives the board an overview of children who are reported missing in the county, and of what is known "
    "of the criminal exploitation of children, county lines included, in {quarter}. Its figures are as at {as_at}."
)
GOVERNANCE = (
    "The work is led by the executive group for vulnerability, which answers to the strategic partnership board. The "
    "hub’s own figures are counted the same way each quarter, by definitions that are given in annex A."
)
RECOMMENDATION = "The board is asked to note the contents of this paper."

COUNTY_LINES = (
    "A county line is a trade in which drugs are moved from one area to another, usually to a smaller town, and sold "
    "through a phone number kept for orders. Those who run it exploit children and vulnerable adults to carry, to "
    "store and to sell, and so keep themselves at a distance. (After Home Office, Criminal exploitation of children "
    "and vulnerable adults: county lines, 2023.)",
    "Child criminal exploitation is when somebody who has power over a child uses it to make or trick the child into "
    "crime: by age, by fear, by debt, by kindness, or by offering what the child lacks. The child may seem to have "
    "agreed, and may never have met the person. (After Working Together to Safeguard Children, 2023.)",
    "Cuckooing is when others take over the home of a vulnerable person to deal from it. Debt bondage is when a child "
    "is made to work off a debt, often one that was arranged for the purpose.",
    "Going missing can be a sign that a child is being exploited, and can be a cause of it. Other signs are money, "
    "clothes or phones that cannot be explained, injuries, being found far from home, being out of school, and "
    "carrying a weapon or drugs. None of them is proof, and each is a reason to ask what is happening to the child.",
    "A child may be a victim and a suspect at once. Professionals are asked to protect the child’s welfare while any "
    "offence is answered, and neither capacity cancels the other.",
)
HARM = (
    "Violence, sexual violence and threats to a child’s family are used to keep a child in debt or in silence. Younger "
    "children may be picked because they are less likely to be stopped. The harm reaches sleep, schooling, mental "
    "health and the whole family, and can last long after the exploitation has ended.",
)
OUTSIDE_FIGURES = (
    "National estimates of the number of gangs and of the children in them: not quoted, since this hub keeps no "
    "register yet of what others have published, with its page and date."
)
NO_SOURCE = "No source that the hub holds speaks of this quarter, so nothing is counted. That is not a count of nought."
NOT_WHOLE = "The sources do not yet reach the end of the quarter. Its figures may still change."
MOST_FREQUENT = (
    "A list of the children most often missing is kept for those who have a duty to their cases, on a page of its own "
    "in the hub that cannot be taken away. It is not part of this paper, nor is how many are on it or what is believed "
    "of them."
)
LINES = "County lines, confirmed and emerging, and where they lead: not yet collected by this hub."
TRAVEL = "Ways of travel, and the towns that are affected: not yet collected by this hub."
SCALE = (
    "The scale of criminal exploitation is not known, and this hub does not estimate it yet. The figures here are of "
    "children reported missing, and say nothing of exploited children who were never reported."
)
RESPONSE = {
    "All forms of exploitation": (
        "Sexual and criminal exploitation, trafficking and modern slavery are kept on one record of a child, so that "
        "no form hides another. Children by form of exploitation: not yet collected by this hub."
    ),
    "Harm outside the home": (
        "Plans for a place or for a group of friends, beside those for a child: not yet collected by this hub."
    ),
    "Police operations": (
        "Warrants, arrests, charges, and the adults and children found in operations: not yet collected by this hub."
    ),
    "The front door and the phone line out of hours": (
        "Each agency’s records of a child are brought into one record with one chronology, so that a social worker, a "
        "police officer and the phone line out of hours see the same child. An absence that two agencies report is one "
        "episode, so the count of episodes is not the sum of agencies’ own. Calls taken and decisions at the front "
        "door: not yet collected by this hub."
    ),
    "Training, referrals and the Gang Association Tool": (
        "Staff trained, assessments made with the tool, and referrals by area as shares and as rates: not yet "
        "collected by this hub."
    ),
    "Across the region": (
        "Enquiries from neighbouring counties, and the pathway to services: not yet collected by this hub."
    ),
    "Intelligence, assessments and safety plans": (
        "Investigations under way, association maps, risk assessments and safety plans: not yet collected by this hub."
    ),
    "The monthly partnership meeting": (
        "Meetings held, actions closed, and actions judged to have worked: not yet collected by this hub. Actions of "
        "this quarter, each with its owner and date, are for the report’s author to write."
    ),
    "What the problem profile asks": (
        "The profile asks how repeat missing, being looked after, exclusion from school and exploitation go together. "
        "Repeat missing and being looked after are counted above, each by itself. Exclusion, exploitation, and how "
        "the four go together: not yet collected by this hub."
    ),
}
AWARENESS = (
    "Campaigns with agencies and with the public, and how soon concerns of exploitation are assessed beside concerns "
    "of neglect: not yet collected by this hub."
)
CONCLUSION = (
    "The work reports through the executive group for vulnerability to the strategic partnership board. The board’s "
    "recommendations, and where each went: not yet collected by this hub."
)
EQUALITY = (
    "Children who are exploited are often those already poorly served, and a count can show who is noticed more than "
    "who is harmed. Figures are given for boys and for girls, as counts and as rates, with the children whose sex or "
    "age nobody recorded beside them.",
    "Figures by ethnicity and by disability, at each stage: not yet collected by this hub. Until they are, this paper "
    "cannot show whether some groups of children are under-referred.",
)
PRIVACY = (
    "Counts of 1 to 5 are hidden, with enough others that they cannot be worked out. No child is described. A sentence "
    "about one child, or about so few that they could be known, must not be added to this paper."
)
BACKGROUND_PAPERS = (
    "Department for Education: Working Together to Safeguard Children, 2023.",
    "Department for Education: Statutory guidance on children who run away or go missing from home or care, 2014.",
    "Home Office: Criminal exploitation of children and vulnerable adults: county lines, 2023.",
)
OFFICERS = (
    ("Name", "Name of the officer"),
    ("Post", "Post"),
    ("E-mail", "E-mail address"),
    ("Telephone", "Telephone number"),
)
