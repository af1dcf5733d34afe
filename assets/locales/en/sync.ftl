# The weekly sync: who has what waits, whose value changed, and minutes that are read.

sitting-cap-now = full already
sitting-cap-year = not full within a year
sitting-out-times = { $times } × the target
sitting-spread-head = { $of ->
    [all] Whose leads wait
    [unanswered] Handovers overdue: with whom
   *[unreplied] Feedback without a reply: who handed the leads over
}
sitting-spread-nobody = handed over by nobody
sitting-spread-part = { $number } { $of ->
    [stuck] stuck
    [overdue] overdue
    [no-step] without a next step
   *[parked-due] parked until now
}
sitting-revalued = Whose value changed most
sitting-revalued-note = { $before } → { $after } · { $known ->
    [yes] { $who }, { $day }
   *[no] { $day }
}
meeting-new-pages = new on the agenda: { $pages } · { $key } changes the agenda
meeting-reading = minutes of an earlier meeting · Esc goes back
meeting-reading-place = line { $at } of { $all }
why-meeting-reading = minutes are read: Esc goes back to the meeting
hint-meeting-leads = leads

today-reply = Feedback waits for your reply
today-replied = Marketing replied
today-does-reply =
    { $days ->
        [one] { $do } replies · agreed: within a day
       *[other] { $do } replies · agreed: within { $days } days
    }
today-does-read = { $do } has read it, and what is above
today-read = the replies are read · { $key } takes it back
today-unread = the replies are unread again
left-days = { $number } d left
ago-days = { $number } d ago
setting-reply = reply to feedback within days

sitting-fb-clock = half of it gets a reply within
sitting-fb-clock-note = of { $n }, { $open } of which wait · agreed: { $days } d, { $late } wait longer
sitting-hours = { $number } h
sitting-days = { $number } d

meeting-figure-brief = { $of ->
    [new] new
    [forward] moved on
    [won] won
    [lost] lost
    [back] moved back
    [reopened] reopened
    [high-intent] { OWN("high-intent", "high intent") }
    [near-customer] { OWN("near-customer", "near-customer") }
    [stuck] stuck
    [overdue] step overdue
    [no-step] no next step
    [parked-due] parked until now
    [handed] handed over
    [unanswered] not accepted
    [returned] given back
    [replied] replied to
    [unreplied] without a reply
    [parked] parked
    [value-up] worth more
    [value-down] worth less
   *[feedback] with feedback
}
