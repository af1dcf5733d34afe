# The handover of leads, and the day of a rep.

refused-not-waiting = it does not wait to be accepted; hand it over first
refused-handed = it waits for that rep already
verb-handover = handed over
verb-accept = accepted
verb-return = returned
verdict-returned = returned

# The screen

screen-today = Today
context-today = on Today
act-go-today = to Today: what there is to do
act-do = do what the line is there for
hint-do = do it
act-whose = yours, your team's, everybody's
hint-whose = whose
act-lead-handover = hand over to a rep
act-lead-accept = accept what was handed over
act-lead-return = give back what was handed over
act-step-done = the next step is done
ask-hand-over =
    { $count ->
        [one] Hand over to whom?
       *[other] Hand { $count } leads over to whom?
    }
ask-return =
    { $count ->
        [one] Why is it given back?
       *[other] Why are { $count } leads given back?
    }
ask-accept =
    { $count ->
        [one] Accept it?
       *[other] Accept { $count } leads?
    }
ask-step-done =
    { $count ->
        [one] Done. What is next? Enter: nothing yet
       *[other] Done. What is next for { $count } leads? Enter: nothing yet
    }
example-return = left the company in May
why-in-order = what is most urgent comes first here; the pipeline can be sorted
return-not-my-area = not my area
return-no-time = no time

today-accept = To accept
today-overdue = Overdue
today-due = Due today
today-call-back = Promised to call back
today-parked = Parked until now
today-feedback = Feedback owed
today-stuck = Stuck
today-no-step = No next step

today-does-accept = { $do } accepts, { $return } gives back
today-does-step = { $do } is done with it
today-does-feedback = { $do } says what came of it
today-does-wake = { $do } takes it up again
today-does-next = { $do } says what is next

left-minutes = { $number } min left
left-hours = { $number } h left
late-minutes = { $number } min late
late-hours = { $number } h late
late-days = { $number } d late
idle-days = { $number } d idle
today-from = from { $who }
today-promised = said “{ $verdict }”
today-asks = { $who } waits for a word
today-took = won ones took { $days }
today-left = done · { $key } takes it back

today-to-do = { $number } to do
today-done = { $number } done today
today-in-time = accepted in time { $share } of { $of }
today-said = feedback on { $share } of { $of }
today-days = last 30 days
today-of-me = yours
today-of-team = your team's
today-of-all = everybody's

today-none = Nothing waits for you. Well done.
today-none-of-all = Nothing waits for anybody. Well done, all of you.
today-none-fits = Nothing that is to be done fits the filter.
today-then-others = { $whose } shows what waits for others, { $pipeline } the pipeline, { $funnel } the funnel
today-then = { $pipeline } shows the pipeline, { $funnel } the funnel
