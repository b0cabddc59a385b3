"""From the results of a study to one page that answers its question, offline, in English or Chinese, with the data beside it.

facts       the numbers that the answer rests on, read off the study
answer      rules from these numbers to statements: who wins, how sure, why
notices     what the plan holds that was hardly meant
words       every word of the page in both languages
numbers     money, people, shares and their intervals as text
view        the study as the figures see it: labels, colours, intervals
figures     the figures and the sentence above each
tables      the tables
parts       sections of figures and tables
furniture   what every page has: template, assumptions, provenance, script
page        a comparison of arms as HTML
plain       any other kind of study as HTML: `sensitivity`, `search`
verdicts    what may be said of the curves of a sensitivity study
paths       parameters by name and meaning
told        what a page says and shows, as JSON, for `export`
write       into a folder, all or nothing
"""
