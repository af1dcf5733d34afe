# Looking back: the workspace as it was.

top-as-of = ◂ as it was on { $day }
top-as-of-short = ◂ { $day }
top-going-back = ◂ going back to { $day } · { $records }
top-going-back-short = ◂ { $day } …
why-past = this is an earlier day: it can be looked at, and nothing in it can be changed
before-a-year = the same time a year before
act-against = compare with the same time a year before, or with the one before
hint-against = compare
act-week-before = one week back: the funnel as it was
act-week-after = one week on
hint-weeks = weeks
act-now = back from an earlier day to now
hint-now = now
summary-against = against { $days }
summary-layers-alone = layers of that day; all else as it is now
why-now = this is now
why-no-period = choose a period first: all time has none before it
