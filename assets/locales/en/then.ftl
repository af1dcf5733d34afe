# Looking back: the workspace as it was.

top-as-of = ◂ as it was on { $day }
top-as-of-short = ◂ { $day }
top-going-back = ◂ going back to { $day } · { $records }
top-going-back-short = ◂ { $day } …
why-past = this is an earlier day: it can be looked at, and nothing in it can be changed
before-a-year = the same time a year before
act-against = compare with the same time a year before, or with the one before
hint-against = compare
act-week-before = one week back: the figures as they were
act-week-after = one week on
hint-weeks = weeks
act-replay = replay: week by week from a year ago, or from the day looked at; once more stops it
hint-replay = replay
act-slower = a slower replay
act-faster = a faster replay
summary-replay = ▶ replay, pace { $pace } of { $of }
why-no-replay = no replay is going on
why-no-motion = motion is switched off: go week by week instead
act-now = back from an earlier day to now
hint-now = now
summary-against = against { $days }
summary-no-meeting = no meeting was held yet: the last seven days
summary-layers-alone = layers of that day; all else as it is now
why-now = this is now
why-no-period = choose a period first: all time has none before it
