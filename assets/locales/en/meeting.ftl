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
meeting-then = as of that day
meeting-on = as of { $day }
meeting-same = as in the time before
meeting-same-brief = as before
meeting-change-brief = { $by }, was { $was }
meeting-change = { $by } on the time before
meeting-place = page { $at } of { $all }
meeting-next = { $name } next
meeting-topic = { $topic ->
    [last] Decided before: done, or true?
    [week] The week in one picture
    [moves] What moved
    [why] Why
    [waits] What waits
    [teams] Marketing and sales
    [feedback] What sales said
    [forecast] Forecast against the target
    [capacity] Room for what is coming
   *[decisions] Decided today
}
meeting-figure = { $of ->
    [new] new leads
    [forward] moved on
    [won] won
    [lost] lost
    [back] moved back
    [reopened] reopened
    [high-intent] reached { OWN("high-intent", "high intent") }
    [near-customer] reached { OWN("near-customer", "near-customer") }
    [stuck] stuck
    [overdue] next step overdue
    [no-step] without a next step
    [parked-due] parked, and their day has come
    [handed] handed over
    [unanswered] handovers overdue
    [returned] given back by sales
    [replied] with a reply
    [unreplied] feedback without a reply
    [parked] parked
    [value-up] worth more
    [value-down] worth less
   *[feedback] with feedback
}
meeting-of = the meeting of { $day }
meeting-named = shows the { $number } largest
meeting-made-days = in these days, { $days }
meeting-made-before = in as many days before, { $days }
meeting-made-behind = the leads behind it
meeting-made-part = numerator: those that did
meeting-made-of = denominator: those that it is a share of
meeting-made-filter = Counted are the leads that this filter selects: { $filter }
meeting-made-log = The log of changes says so: these leads were there before, and are worth something else than then.
meeting-about = { $name } ({ $rest })
meeting-noted = { $name }: { $rest }
meeting-line = { $name }: { $number } ({ $change })
meeting-days-since = { $days }, since the last meeting
meeting-days-week = { $days }, the last seven days
meeting-copied = the minutes are copied
meeting-no-expectation = an expectation is written like conversion:intent >= 30 %, win-rate > 25 % or leads <= 40
meeting-decision = decision
meeting-hypothesis = hypothesis
meeting-nothing-decided = Nothing is decided yet.
meeting-nothing-open = Nothing is open from earlier meetings.
ask-meeting-new = What is decided, or believed?
ask-meeting-agenda = Which pages, in which order?
ask-meeting-close = Close the meeting of { $day }, and keep its minutes?
field-meeting-words = In words
example-meeting-words = answer fair inquiries within a day
field-meeting-kind = Kind
field-meeting-owner = Who sees to it
field-meeting-due = Checked on
field-meeting-filter = Leads it is about
field-meeting-expected = Expected of them
why-meeting-nothing = there is nothing on this page to open
why-meeting-no-point = no decision is under the cursor
why-meeting-decision = a decision is done or dropped; only a hypothesis comes true
why-meeting-hypothesis = a hypothesis comes true or not, or is dropped; only a decision is done
why-meeting-no-reasons = this page explains no change; “Why” does
why-meeting-nothing-set = only the forecast goes by a target, and the capacity by a number of leads
act-meeting-new = add a decision or a hypothesis
act-meeting-done = the decision under the cursor is done
act-meeting-true = the hypothesis came true
act-meeting-not-true = the hypothesis did not come true
act-meeting-drop = it is not pursued any more
act-meeting-reopen = it is open again
act-meeting-remove = take it away
act-meeting-by = explain the change by another field
act-meeting-set = set a target, or how many leads a rep can work at once
act-meeting-close = close the meeting: keep its day and its minutes
act-meeting-agenda = choose the pages and their order
act-meeting-longer = a minute more for this page
act-meeting-shorter = a minute less for this page
hint-meeting-new = decide
hint-meeting-done = done
hint-meeting-true = true
hint-meeting-not-true = not true
hint-meeting-by = by
hint-meeting-set = set
hint-meeting-close = close
hint-meeting-agenda = agenda
act-meeting-page = turn to the page of this number
why-meeting-no-page = there are not so many pages
