# Replies of marketing to what sales says.

verb-reply = replied to feedback
act-reply = reply to the last feedback on the lead
hint-reply = reply
ask-reply =
    { $count ->
        [one] What does marketing reply to the last feedback?
       *[other] What does marketing reply to the last feedback on these { $count } leads?
    }
field-reply = Reply
example-reply = thanks, the list is cleaned by Friday
field-reply-decision = Decision
told-reply = ↳ { $who } replied { $day }: { $reply }
told-reply-decision = decided: { $decision }
sitting-fb-waits = Waiting for a reply
sitting-fb-all = Everything has a reply
sitting-fb-replied = replied to { $replied } of { $given }
sitting-fb-said = What sales said in these days
sitting-fb-before = before { $before }
meeting-nothing-said = What sales says of the leads stands here: f on a lead says it, r replies.
meeting-nothing-aimed = What is won and expected stands here against a target: o sets one.
ask-meeting-kept = Whose minutes? The meetings that were held
act-meeting-kept = read the minutes of an earlier meeting
hint-meeting-kept = minutes
why-meeting-none-kept = no meeting was closed yet; closing one keeps its minutes
field-rep-room = Leads at once
example-rep-room = empty: as many as the others
sitting-worth-head = { $after } won, { $before } in as many days before: why?
sitting-worth-mix = { $turn ->
    [up] more of them of kinds that bring much
    [down] more of them of kinds that bring little
   *[same] of the same kinds as before
}
sitting-worth-size = { $turn ->
    [up] what was won was worth more
    [down] what was won was worth less
   *[same] what was won was worth as much
}
sitting-measured-then = { $number } when it was checked
