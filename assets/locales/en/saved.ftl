# Saved segments: the list of them, the forms, and who entered and left.

screen-saved = Saved
screen-moved = In and out
context-saved = on saved segments
context-moved = on who entered and left
act-segment-save = save the filter as a segment
act-segment-save-over = save the filter over the segment that it was
act-segment-list = the saved segments
act-segment-moved = who entered and who left
act-segment-text = go on from its filter
act-segment-rename = rename it
act-segment-edit = edit its filter and note
act-segment-freeze = keep who is in it now, or let it live again
act-segment-share = show it to everybody, or to yourself alone
act-segment-remove = take it away
act-moved-since = since another day
hint-segment-save = save
hint-segment-save-over = save over
hint-segment-list = saved
hint-segment-moved = in and out
hint-segment-text = its filter
hint-segment-rename = rename
hint-segment-freeze = freeze
hint-segment-share = share
hint-segment-remove = remove
hint-segment-take = take it
hint-moved-since = since when
why-not-saved = the filter is no saved segment: w saves it
why-segment-same = the segment says just this already
why-segment-frozen = it is frozen: nobody enters or leaves it
segment-gone = the segment is not there any more
segment-changed = changed
segment-live = live
segment-frozen = frozen
segment-shared = everybody
segment-private = only me
segment-keeps-live = live: who fits at the time
segment-keeps-frozen = frozen: who is in it now
segment-unit-accounts = accounts
segment-unit-leads = leads
segment-many-accounts = { $count ->
    [one] { $count } account
   *[other] { $count } accounts
}
segment-many-leads = { $count ->
    [one] { $count } lead
   *[other] { $count } leads
}
ask-segment-save = Save { $what } as a segment
example-segment-name = such as dairy mid, warm
example-segment-note = what it is for
field-segment-sharing = Who sees it
field-segment-keeps = Keeps
fact-filter = filter
fact-unit = counts
fact-sharing = seen by
fact-members = members
saved-title = Saved segments
saved-many = { $count ->
    [one] { $number } segment
   *[other] { $number } segments
}
saved-none = there is none yet: w on the segments saves one
saved-empty = No segment is saved yet. On the segments, type a filter and press w to save it under a name; it is read anew each time, or frozen with who is in it now.
saved-count = in it
saved-all = everything: no filter
saved-private = { $owner } (private)
moved-head = { $name } · since { $day }
moved-accounts = { $before } → { $after } accounts
moved-leads = { $before } → { $after } leads
moved-entered = entered { $n }
moved-left = left { $n }
moved-nobody = nobody
moved-new = new
moved-gone = no longer there
moved-reading = reading what was…
moved-going = reading what was: { $n } records, { $millis } s · Esc stops
moved-stopped = stopped; d asks again
moved-no-day = { $given } is no day that has been: 30d, 2026-10-01, last-week
ask-moved-since = Who entered and who left since when?
example-moved-since = such as 30d, last-week, 2026-10-01
field-segment-name = Name
field-segment-filter = Filter
field-segment-unit = Counts
saved-keeps = keeps
