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
NOT_COLLECTED = (
    "County lines, confirmed and emerging, and where they lead: not yet collected by this hub.",
    "Ways of travel, towns affected, and the scale of criminal exploitation: not yet collected by this hub. The "
    "figures here are of children reported missing, and say nothing of exploited children who were never reported.",
    "Warrants, arrests, charges, and the adults and children found in operations: not yet collected by this hub.",
    "Referrals, training, and use of assessment tools: not yet collected by this hub.",
)
RESPONSE = (
    "Each agency’s records of a child are brought into one record with one chronology, so that a social worker, a "
    "police officer and the phone line out of hours see the same child.",
    "An absence that two agencies report is one episode. The count of episodes is therefore not the sum of agencies’ "
    "own counts.",
    "Actions of the partnership this quarter, each with its owner and date: to be written by the report’s author.",
)
EQUALITY = (
    "Children who are exploited are often those already poorly served, and a count can show who is noticed more than "
    "who is harmed. Figures are given for boys and for girls, as counts and as rates, with the children whose sex or "
    "age nobody recorded beside them.",
    "Figures by ethnicity and by disability, at each stage, are not yet given by this hub. Until they are, this paper "
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
