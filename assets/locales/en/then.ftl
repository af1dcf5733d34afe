# Looking back: the workspace as it was.

top-as-of = ◂ as it was on { $day }
top-as-of-short = ◂ { $day }
top-going-back = ◂ going back to { $day } · { $records }
top-going-back-short = ◂ { $day } …
why-past = this is an earlier day: it can be looked at, and nothing in it can be changed
