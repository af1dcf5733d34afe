# The weekly meeting.

screen-meeting = Meeting
context-meeting = in a meeting
act-go-meeting = go to the meeting
act-meeting-next = turn to the next page
act-meeting-previous = turn to the page before
act-meeting-clock = begin the time for this page anew
hint-meeting-page = page
hint-meeting-clock = time anew
meeting-now = as it stands now
meeting-same = as in the week before
meeting-change = { $by } on the week before
meeting-days = { $from } – { $to } against the week before
meeting-place = page { $at } of { $all }
meeting-next = { $name } next
meeting-topic = { $topic ->
    [week] The week in one picture
    [moves] What moved
    [waits] What waits
   *[teams] Marketing and sales
}
meeting-figure = { $of ->
    [new] new leads
    [forward] moved on
    [won] won
    [lost] lost
    [back] moved back
    [reopened] reopened
    [high-intent] reached high intent
    [near-customer] reached near-customer
    [stuck] stuck
    [overdue] next step overdue
    [no-step] without a next step
    [parked-due] parked, and their day has come
    [handed] handed over
    [unanswered] handovers overdue
    [returned] given back by sales
   *[feedback] with feedback
}
meeting-minutes = Weekly meeting, { $from } – { $to }
meeting-line = { $name }: { $number } ({ $change })
